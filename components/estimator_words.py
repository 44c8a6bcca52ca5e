"""The words of the estimator, written from the rows that its queries give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.words import count, day, few, joined, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Row = dict[str, Any]

OPENING = (
    "Answer what you can. What Ontario's rules say of you, and your score, appear as you go. What "
    "you leave out counts as not known, never as yes."
)
PRIVATE = (
    "Your answers stay in the memory of this visit. They are not saved, not sent to anyone and not "
    "put in the address. Close the page, or start over, and they are gone."
)
NOT_KNOWN = "I do not know"
LEAVE_EMPTY = "Leave empty if not known"
STEPS = {
    "occupation": "The job",
    "pay_and_place": "Pay and place",
    "work": "Your work so far",
    "education": "Your education",
    "language": "Your languages",
    "status": "Where you live",
    "employer": "Your employer",
}
STATES = {
    "likely_eligible": "you meet the rules that are known",
    "to_confirm": "to confirm",
    "not_eligible": "not eligible",
}
NOT_SCORED = {
    "express-entry": (
        "This stream chose people from the federal Express Entry pool by their CRS score, which "
        "the federal government calculates. It is explained here, not scored."
    ),
    "entrepreneur": (
        "This stream assessed a person's business and plan. It is explained here, not scored."
    ),
}
NO_RULES = (
    "We do not have the rules of this stream on that day, so nothing can be said of them. Our "
    "records of them begin later."
)
NONE_OPEN = "None of the pathways that are open today was open on this day."
NO_GRID = "No points grid was in force on this day."
FEDERAL_TOOL = "https://ircc.canada.ca/english/immigrate/skilled/crs-tool.asp"
OFFICIAL_PAGE = "https://www.ontario.ca/page/ontario-immigrant-nominee-program-oinp"
HOW_MADE = (
    "Rules, points and draws are rows with dates and sources; the queries below compare your "
    "answers with them. Your answers are not part of any file or address."
)
START_OVER = "This forgets every answer. It cannot be undone."
HOW_TO_PRINT = (
    "To take a one-page summary to an adviser, print this page with your browser (on a phone: "
    "share, then print)."
)


def lead(found: Row, eligibility: Row, on: date, today: date, *, as_if_offered: bool) -> str:
    """Return the sentences that stand first: eligibility, score, and which rules they follow.

    Takes what `queries.estimate` says when it evaluates answers, and of eligibility.
    """
    state = found["pathway"]
    rules, closed = rules_of(state, on, today), state["closed_on"]
    parts = [answer(state, eligibility), score(found, as_if_offered=as_if_offered)]
    parts = [rules, *parts] if closed and closed < today else [*parts, rules]
    return " ".join(filter(None, parts))


def heading_of_open(on: date, today: date) -> str:
    """Return the heading above the pathways that are open on a day."""
    return "The open pathways" if on == today else f"The pathways open on {day(on)}"


def explained(state: Row, today: date) -> str:
    """Return why a stream is not scored, and when it ended; the row of `estimate_pathway.sql`."""
    text = f"**{plain(state['name'])}.** {NOT_SCORED[state['family']]}"
    if state["closed_on"] and state["closed_on"] < today:
        return f"{text} It is closed: nobody can apply. {closing(state)}"
    return text


def printed(on: date, today: date, address: str) -> str:
    """Return the last line of the printed summary, with the address of the page."""
    return (
        f"OINP Draws, unofficial, {plain(address)}, {day(today)}; rules of {day(on)}. This is no "
        'advice and no decision: only Ontario decides. "To confirm" means that an answer or a '
        "proof is missing."
    )


def progress(done: int, total: int) -> str:
    """Return how many of the questions that matter now are answered."""
    return f"{done} of {count(total, 'question')} answered. None is required."


def place(steps: Sequence[str], number: int) -> str:
    """Return where a person is among the steps; `number` counts from 0."""
    if number >= len(steps):
        return "**Your answer**"
    return f"Step {number + 1} of {len(steps)}"


def label(question: Row) -> str:
    """Return the question with its unit: "What is the wage? (Canadian dollars)"."""
    unit = question["unit"]
    short = {"Canadian dollars": "CAD", "Canadian dollars per hour": "CAD an hour"}.get(unit, unit)
    wording = plain(question["wording"])
    return f"{wording} ({short})" if short and short not in wording else wording


def occupation_button(row: Row) -> str:
    """Return an occupation that was found, with the job title that fits: for a button."""
    name = f"{row['noc_code']} {plain(row['title'])}"
    matched = row["matched_title"]
    if matched and matched.lower() not in row["title"].lower():
        name += f" (also: {plain(matched)})"
    return name


def chosen_occupation(row: Row) -> str:
    """Return the occupation that was chosen and what follows from it; a row of `occupation.sql`."""
    return (
        f"**{plain(row['title'])} ({row['noc_code']})**, TEER {row['teer']}. Duties decide, not "
        "titles: compare them with what you do."
    )


def found(amount: int) -> str:
    """Return the line above the occupations that were found."""
    if not amount:
        return "No occupation fits these words. Try another word for the job, or its French name."
    return "Which of these is it?"


def fault(message: str) -> str:
    """Return what is wrong with an answer, for under its field."""
    return f":red[**Not used:**] {plain(message)}"


def question_back(message: str) -> str:
    """Return what does not seem to fit, for under the fields."""
    return f"**Please check:** {plain(message)}"


def wrong(fault: Any) -> str:  # noqa: ANN401 (a `Misunderstood` of queries, which is not ours)
    """Return what a question takes, where an answer cannot be used."""
    if not fault.allowed:
        return "This does not fit your other answers."
    return f"Give {joined(fault.allowed, 'or')}."


def rules_of(state: Row, on: date, today: date) -> str:
    """Return which rules were applied, where they are not those of today."""
    closed = state["closed_on"]
    if closed and closed < today:
        return (
            f"**{plain(state['name'])} is closed since {day(closed)}**: nobody can apply. "
            f"{closing(state)} With the rules of {day(on)} you would have stood like this."
        )
    if on != today:
        return f"These are the rules of {day(on)}, not those of today."
    if state["before_profiles"]:
        return f"Profiles could be made from {day(state['profiles_from'])} only."
    return ""


def closing(state: Row) -> str:
    """Return both days on which a stream ended; the row of `estimate_pathway.sql`."""
    ended, announced = state["legal_end_on"], state["closing_announced_on"]
    if ended and announced and ended <= announced:
        return f"Its legal end was {day(ended)}; Ontario announced the closing on {day(announced)}."
    if ended and announced:
        return (
            f"It took no new applications after {day(announced)}; its legal end was {day(ended)}."
        )
    return f"It closed on {day(state['closed_on'])}."


def answer(state: Row, eligibility: Row) -> str:
    """Return the sentence on eligibility for the chosen pathway.

    Takes the row of `estimate_pathway.sql` and what `queries.estimate.eligibility` says.
    """
    name = plain(state["name"])
    met, deciding = eligibility["met"], eligibility["deciding"]
    verb = "is" if met == 1 or deciding == 1 else "are"
    of_all = f"{met} of {count(deciding, 'requirement')} {verb} met"
    failed = eligibility["not_met"]
    unsure = deciding - met - len(failed)
    rest = f"{few(unsure, 'needs', 'need')} an answer"
    match eligibility["outcome"]:
        case _ if state["state"] == "not_open_yet":
            return f"**{name}: not open on this day.**"
        case _ if not deciding:
            return f"**{name}: not known.** {NO_RULES}"
        case "likely_eligible":
            return (
                f"**{name}: likely eligible.** You meet all {eligibility['deciding']} requirements "
                "that are known. The employer's part and the invitation come on top."
            )
        case "not_eligible" if failed:
            more = f", and {few(unsure, 'other')} to confirm" if unsure else ""
            return (
                f"**{name}: not eligible**, because of {few(len(failed), 'rule')}{more}. {of_all}."
            )
        case _:
            return f"**{name}: to confirm.** {of_all}; {rest}."


def because(eligibility: Row) -> str:
    """Return the rules that are not met, or "" where there is none."""
    failed = [plain(text.rstrip(".")) for text in eligibility["not_met"]]
    return f"Not met: {'; '.join(failed)}." if failed else ""


def pathway_sentence(row: Row) -> str:
    """Return one line on a pathway beside the others: what `queries.estimate.standing` gives."""
    name = plain(row["name"].removeprefix("Ontario Workforce Priority: "))
    text = f"**{name}**: {STATES[row['outcome']]}"
    if row["not_met"]:
        return f"{text}. Not met: {'; '.join(plain(rule.rstrip('.')) for rule in row['not_met'])}."
    if not row["deciding"]:
        return f"{text}. {NO_RULES}"
    if row["to_confirm"]:
        return f"{text}. {row['met']} of {row['deciding']} requirements met so far."
    return f"{text}."


def score(found: Row, *, as_if_offered: bool) -> str:
    """Return the sentence on the score: known points, and what is still open; or why none."""
    if found["no_score_because"]:
        return f"{plain(found['no_score_because'])} So there is no total."
    if not found["factors"]:
        return NO_GRID
    first = found["factors"][0]
    total, possible = first["total_points"], first["total_possible"]
    points = f"**{total} of {first['total_practical']} points**"
    sentence = f"Your score so far is {points}"
    if as_if_offered:
        sentence = (
            "If this job were offered to you, full-time and permanent, your score so far would be "
            f"{points}"
        )
    if possible > total:
        return f"{sentence}; what is still open could bring it to {possible}."
    return f"{sentence}."
