"""The words of the estimator's answer: the checklist, the points, past draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from components.requirement_words import TOPICS
from components.words import count, day, few, number, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]

OUTCOMES = {
    "not_met": "Not met",
    "to_confirm": "To confirm",
    "met": "Met",
    "not_needed": "Does not apply to you",
}
GATES = {
    "stream": "the stream did not take this occupation, or not in this place",
    "offer": "the stream took full-time, permanent job offers only",
    "occupation": "the draw did not name your occupation",
    "region": "the job had to be in another place",
    "conditions": "a condition of the draw",
    "profile": "your profile was not made in the days the draw took",
    "score": "the score",
}
UNKNOWN_GATES = {
    "stream": "whether the stream took your occupation on that day",
    "offer": "whether your job offer counts",
    "occupation": "whether the draw named your occupation",
    "region": "whether the place of your job counts",
    "conditions": "its conditions, as its notice is not in our records",
    "profile": "when you made your profile",
    "score": "your score",
}
YES_NO = {"true": "yes", "false": "no"}
SAME_AS_RULE = "same as the official rule"
"""What a claim of an article says that adds nothing to the rule beside it."""
ASK_YOUR_EMPLOYER = (
    "These rules are about the employer, and only the employer can answer them. Take the list with "
    "you and ask."
)
NO_DRAW_YET = (
    "No draw of this pathway is on record yet, so there is no cut-off score to compare with. "
    "Scores of the closed streams are on another scale and say nothing about this one."
)
NO_PROOFS = (
    "Which documents prove each factor of this grid is not known: we found no list by Ontario."
)
AS_IF_OFFERED = (
    "The score counts the job that you describe as if it were offered to you, full-time and "
    "permanent. Without such an offer these points do not count."
)
NO_CHANGE = "No single change that we know of brings points with these answers."
ANSWER_MORE = (
    "Some points are not known yet, so more changes may bring points. Answer more questions to see "
    "this."
)
NO_POINTS = "There is no score here that a change could raise."


VALUES = {
    ("in_demand_area", "anywhere"): "anywhere in Ontario",
    ("in_demand_area", "outside_gta"): "only outside the Greater Toronto Area",
    ("in_demand_area", "not_listed"): "not on the list",
    ("work_location", "gta"): "in the Greater Toronto Area",
    ("work_location", "outside_gta"): "outside the Greater Toronto Area",
    ("status", "outside_canada"): "outside Canada",
}
"""What a value is called that follows from answers, by fact and value."""
EVERYWHERE = "Ontario"
NOT_OFFICIAL = "**Not official**: it rests on third parties."
"""What is said of a rule that rests on third parties alone."""


def figure(value: str, unit: str | None) -> str:
    """Return a number with its unit, for running text: "CLB 7", "30.50 dollars an hour"."""
    amount = float(value)
    if unit == "months" and not amount.is_integer():
        return f"{count(int(amount), 'month')} and some days"
    shown = number(int(amount)) if amount.is_integer() else f"{amount:,.2f}"
    match unit:
        case None:
            return shown
        case "CLB":
            return f"CLB {shown}"
        case "Canadian dollars per hour":
            return f"{shown} dollars an hour"
        case "Canadian dollars":
            return f"{shown} dollars"
        case _:
            return f"{shown} {unit.removesuffix('s') if amount == 1 else unit}"


def value(found: Row) -> str:
    """Return the value of a fact in words; an entry of `said` of `estimate_requirements.sql`."""
    if found["label"]:
        return str(found["label"])
    text = str(found["value"])
    if text in YES_NO:
        return YES_NO[text]
    if (named := VALUES.get((found["fact"], text))) is not None:
        return named
    try:
        return figure(text, found["unit"])
    except ValueError:
        return text.replace("_", " ")


def said(facts: Sequence[Row]) -> list[str]:
    """Return sentences on what a person said, and on what follows from it."""
    sentences = []
    for opening, is_derived in (("You said", False), ("That makes", True)):
        own = [
            f"{plain(found['name'])}: {plain(value(found))}"
            for found in facts
            if found["is_derived"] == is_derived
        ]
        if own:
            sentences.append(f"{opening}: {'; '.join(own)}.")
    return sentences


def needed(row: Row) -> str:
    """Return the figure that a requirement compares with, or ""; a requirement's row."""
    unit, wanted = row["needed_unit"], row["needed"]
    if row["topic"] == "wage" and wanted and wanted.replace(".", "", 1).isdigit():
        place = row["compared_in"]
        if place == EVERYWHERE:
            where = "; no figure of your region is known here, so Ontario's counts"
        else:
            where = "" if place is None else f", the figure for {plain(place)}"
        return f"Needed: {float(wanted):,.2f} dollars an hour{where}."
    if unit and wanted and wanted.isdigit() and unit.startswith("CAD"):
        return f"Needed: {number(int(wanted))} dollars {plain(unit.removeprefix('CAD '))}."
    return ""


def requirement(row: Row) -> str:
    """Return one requirement of the checklist with what was given, its source and its dates."""
    parts = [f"**{TOPICS[row['topic']]}.** {plain(row['plain_text'])}"]
    parts += said(row["said"])
    if figure := needed(row):
        parts.append(figure)
    if origin := f"{_dates(row)}{sources(row)}":
        parts.append(f":small[{origin}]")
    return " ".join(parts)


def printed_rule(row: Row, routes: Sequence[Row]) -> list[str]:
    """Return one requirement of the printed summary as lines of a list, with the ways to meet it.

    Of a wage that applies, what was given and what is needed are said, too.
    """
    pay = [*said(row["said"]), needed(row)] if row["topic"] == "wage" else []
    text = f"{OUTCOMES[row['outcome']]}: {TOPICS[row['topic']]}. {plain(row['plain_text'])}"
    return [
        "- " + " ".join(filter(None, (text, *pay))),
        *(
            f"    - {OUTCOMES[route['outcome']]}: {plain(route['plain_text'])}"
            for route in routes
            if route["alternative_to"] == row["requirement_id"]
        ),
    ]


def printed_opening(state: Row, lead: str, occupation: Row | None, place: str | None) -> str:
    """Return the first paragraphs of the printed summary: where a person stands, for which job.

    Takes the row of `estimate_pathway.sql`, the lead of the page and a row of `occupation.sql`.
    """
    job = f"{plain(occupation['title'])} ({occupation['noc_code']})" if occupation else "not given"
    about = f"Occupation of the job: {job}. Place of the job: {plain(place or 'not given')}."
    return f"## {plain(state['name'])}\n\n{lead}\n\n{about}"


def _dates(row: Row) -> str:
    start, end = row["effective_from"], row["effective_to"]
    if start and end:
        return f"Rule from {day(start)} to {day(end)}. "
    if start:
        return f"Rule since {day(start)}. "
    return f"Rule until {day(end)}. " if end else ""


def sources(row: Row) -> str:
    """Return links to the sources by the name of their site, and whether none is official."""
    urls = row["source_urls"] or ()
    links = [f"[{urlsplit(url).netloc.removeprefix('www.')}]({url})" for url in urls]
    parts = [f"Source: {', '.join(links)}"] if links else []
    return ". ".join(parts if row["is_official"] else [*parts, NOT_OFFICIAL])


def points_table(factors: Sequence[Row]) -> Mapping[str, list[str]]:
    """Return the score as a table: each factor, the official row that fits, points, proof."""
    return {
        "Factor": [plain(row["name"]) for row in factors],
        "Your row in Ontario's table": [_row_of(row) for row in factors],
        "Points": [_points(row) for row in factors],
    }


def _row_of(row: Row) -> str:
    if not row["is_known"]:
        return "not known yet"
    note = f" (disputed: {plain(row['note'].rstrip('.'))})" if row["note"] else ""
    return plain(row["label"] or "none of the rows: no points") + note


def _points(row: Row) -> str:
    if not row["is_known"] and row["points_possible"] > row["points"]:
        return f"{row['points']} to {row['points_possible']} of {row['maximum']}"
    return f"{row['points']} of {row['maximum']}"


def proofs(factors: Sequence[Row]) -> list[str]:
    """Return what would prove each factor, where a source names it."""
    return [
        f"{plain(row['name'])}: {plain(row['document'])} ([source]({row['document_url']}))"
        for row in factors
        if row.get("document") and row["points_possible"]
    ]


def changes_table(changes: Sequence[Row]) -> Mapping[str, list[str]]:
    """Return the single changes that bring points, the most first."""
    return {
        "One change": [plain(row["name"]) for row in changes],
        "To": [plain(_becomes(row)) for row in changes],
        "Points gained": [f"+{row['points_gained']}" for row in changes],
        "Score then": [str(row["total_points"]) for row in changes],
    }


def _becomes(row: Row) -> str:
    """Return what a change leads to, with its unit; figures that differ say what they are of."""
    shown = [figure(step["value"], step["unit"]) for step in row["steps"]]
    if len(set(shown)) > 1:
        pairs = zip(row["steps"], shown, strict=True)
        return "; ".join(f"{step['name']}: {text}" for step, text in pairs)
    return shown[0] if shown else str(row["becomes"])


def replay(found: Row) -> str:
    """Return how the person would have stood in past draws: always counts, never a chance."""
    draws, unknown = found["draws"], found["recent_unknown"]
    apart = f"of {few(unknown, 'draw')} it is not known" if unknown else ""
    recent = found["recent_named" if found["names_occupations"] else "recent_draws"]
    if recent:
        cleared = few(found["recent_cleared"], "of them", "of them").replace("no of", "none of")
        took = f"{few(recent, 'draw')} took your occupation"
        if not found["names_occupations"]:
            took = f"there {'was' if recent == 1 else 'were'} {few(recent, 'draw')}"
        first = (
            f"In the last 12 months of this stream's draws, {took}. With these answers you would "
            f"have cleared **{cleared}**{apart and f', and {apart}'}."
        )
    elif found["names_occupations"]:
        first = (
            "No draw of this stream is known to have taken your occupation in the last 12 months "
            f"of data{apart and f'; {apart}'}."
        )
    else:
        first = "There was no draw of this stream in the last 12 months of data."
    every = (
        f"Of all {count(len(draws), 'draw')} on this points grid: {found['cleared']} cleared, "
        f"{found['stopped']} not, {found['unknown']} not known."
    )
    miss = found["closest_miss"]
    closest = (
        f"Closest miss: {count(miss['points_short'], 'point')} on {day(miss['issued_on'])} "
        f"({plain(miss['target'])})."
        if miss
        else ""
    )
    return " ".join(filter(None, (first, every, closest)))


def replay_table(draws: Sequence[Row]) -> Mapping[str, list[str]]:
    """Return past draws and the first gate that stopped the person, or is not known."""
    return {
        "Draw": [f"{day(row['issued_on'])}, {plain(row['target'])}" for row in draws],
        "Cut-off": [_cut_off(row) for row in draws],
        "You": [_gate(row) for row in draws],
    }


def _cut_off(row: Row) -> str:
    return "not published" if row["score_min"] is None else str(row["score_min"])


def _gate(row: Row) -> str:
    if row["outcome"] == "cleared":
        return "Cleared"
    gate, is_stopped = row["gate"], row["outcome"] == "stopped"
    # A condition that cannot be answered says more than a list that was not published.
    if row["condition"] and (gate == "conditions" or (gate == "occupation" and not is_stopped)):
        source = f" ([source]({row['condition_url']}))" if row["condition_url"] else ""
        what = f"condition: {plain(row['condition'])}{source}"
        return f"{'Not cleared' if is_stopped else 'Not known'}: {what}"
    if is_stopped:
        short = f", {count(row['points_short'], 'point')} short" if gate == "score" else ""
        return f"Not cleared: {GATES[gate]}{short}"
    return f"Not known: {UNKNOWN_GATES[gate]}"
