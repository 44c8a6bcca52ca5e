"""The words of the page of one draw, written from its rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from components.words import (
    KINDS,
    NONE,
    aside,
    count,
    day,
    days,
    few,
    number,
    plain,
    quoted,
    score_phrase,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]

DISPUTED_CHANGE = (
    "Official pages disagree about the score of one of the two; this is by the one used here."
)
NO_DEADLINE = (
    "We have no published deadline for this stream on that day. The invitation itself names it."
)

ACTORS = {"employer": "Employer", "candidate": "Candidate"}

SUBJECTS = {
    "minimum score": "lowest score",
    "profile window": "last day of the profiles",
    "row missing": "row of a table",
    "yearly total": "total of the year",
    "day total": "total of the day",
    "row printed twice": "number of rows",
    "education points": "points for education",
}
"""What official pages disagree about, by the values of `subject` that people say otherwise."""
COUNTS = ("invitations", "row missing", "yearly total", "day total", "announced total")
"""The subjects whose figures are numbers of people; codes look like numbers and are none."""


def title(draw: Row) -> str:
    """Return the title of a draw: "Foreign Worker, 3 September 2025"; a row of `draws.sql`."""
    return f"{draw['stream']}, {days(draw['issued_on'], draw['issued_to'])}"


def headline(draw: Row) -> str:
    """Return a draw for a shared link: "1,134 invited, 42 and above - Foreign Worker, ..."."""
    return f"{number(draw['invitations'])} invited, {short_score(draw)} - {title(draw)}"


def short_score(draw: Row) -> str:
    """Return the scores of a draw as short as can be: "42 and above", "CRS 473 to 480"."""
    lowest, highest = draw["score_min"], draw["score_max"]
    if lowest is None:
        return "no score published"
    scale = "CRS " if draw["score_scale"] == "crs" else ""
    return f"{scale}{lowest} and above" if highest is None else f"{scale}{lowest} to {highest}"


def sentence(draw: Row) -> str:
    """Return what happened in a draw, in one sentence; a row of `draws.sql`."""
    kind = KINDS[draw["kind"]].lower()
    target = "" if draw["kind"] == "general" else f" ({plain(aside(draw['target']))})"
    window = profile_window(draw)
    created = "" if draw["profiles_to"] is None else f", for profiles created {window}"
    return (
        f"On {days(draw['issued_on'], draw['issued_to'])} Ontario sent "
        f"**{count(draw['invitations'], 'invitation')}** in a {kind} draw of the "
        f"{draw['stream']} stream{target}: **{score_phrase(draw)}**{created}."
    )


def profile_window(draw: Row) -> str:
    """Return the days in which a profile had to be created to be considered."""
    first, last = draw["profiles_from"], draw["profiles_to"]
    if last is None:
        return "not published"
    return f"from {day(first)} to {day(last)}" if first else f"up to {day(last)}"


def unknown(text: str) -> str:
    """Return what to say of an id that names no draw."""
    if not text:
        return (
            "The address names no draw. It should end like "
            "`?draw=2025-09-03-foreign-worker-priority-occupations`. Some draws:"
        )
    return f"No draw has the id {quoted(text)}. Did you mean one of these?"


def disagreement(row: Row) -> str:
    """Return where official pages disagree about a draw; a row of `draw_disagreements.sql`."""
    return (
        f"{disagreed(row)} Noted on {day(row['found_on'])}; see "
        f"[{plain(row['source_title'])}]({row['source_url']})."
    )


def disagreed(row: Row) -> str:
    """Return which figures official pages give for one thing, and which is used."""
    return (
        f"Official pages disagree about the {plain(subject(row))}.{figures(row)} "
        f"{plain(row['explanation'])}"
    )


def subject(row: Row) -> str:
    """Return what official pages disagree about, as people say it."""
    return SUBJECTS.get(row["subject"], str(row["subject"]))


def figures(row: Row) -> str:
    """Return the figure that is used, and the other one where there is one, as a sentence."""
    used, other = row["figure_used"], row["other_figure"]
    if not used:
        return ""
    if not other:
        return f" We use {_figure(row, used)}."
    said = f" We use {_figure(row, used)}; the other figure is {_figure(row, other)}."
    if row["subject"] == "minimum score":
        said += f" Where scores are compared, we compare with {_figure(row, used)}."
    return said


def _figure(row: Row, text: str) -> str:
    if row["subject"] in COUNTS and text.isdecimal():
        return number(int(text))
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return plain(text)


def occupation_list(draw: Row, rows: Sequence[Row]) -> str:
    """Return what is known of the occupations a draw named, before their table.

    Takes the row of `draws.sql` and the rows of `draw_occupations.sql`.
    """
    named = draw["occupations_named"]
    state = draw["occupation_list"]
    if state == "all":
        return (
            "It named no occupations: it was open to every occupation that the stream accepts. "
            + (
                ""
                if draw["kind"] == "general"
                else "The target and conditions above still applied."
            )
        )
    if state == "complete":
        text = f"It named {count(named, 'occupation')}; this is the whole list."
    elif state == "partial":
        text = (
            "It named occupations, but we know only a part of the list: "
            f"{count(named, 'occupation')}. An occupation that is missing here may have been named."
        )
    elif state == "not_published":
        text = "Ontario did not publish which occupations it named, so nothing can be said of one."
    else:
        text = (
            "A list of occupations was published, but we do not have it, so nothing can be said "
            "of one occupation. The notice is on Ontario's page."
        )
    if any(row["noc_version"] == "2016" for row in rows):
        text += (
            " The draw used the older NOC 2016 codes; the table shows the NOC 2021 occupations "
            "that took over from them."
        )
    if any(row["is_split"] for row in rows):
        text += (
            " Some of the older codes were split into several new occupations: all are shown, and "
            "which one was meant depends on the duties of the job."
        )
    return text


def deadlines_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of deadlines; rows of `draw_deadlines.sql`."""
    return {
        "Who": [ACTORS[row["actor"]] for row in rows],
        "Days": [number(row["deadline_days"]) for row in rows],
        "Last day": [f"{row['due_on']:%A} {day(row['due_on'])}" for row in rows],
        "What": [plain(row["description"]) for row in rows],
    }


def deadlines_note(draw: Row) -> str:
    """Return how the deadlines were counted."""
    later = "" if draw["issued_to"] is None else " Who was invited later has as much longer."
    return (
        f"Calendar days after {day(draw['issued_on'])}, by the rules of that day.{later} The "
        "invitation itself decides: it names the exact day and hour."
    )


def score_moved(rows: Sequence[Row]) -> str:
    """Return how the score moved since the draw before; rows of `draw_earlier.sql`."""
    if len(rows) < 2:  # noqa: PLR2004 (this draw and the one before)
        return "It is the first draw of this stream with this target on record."
    moved, before = rows[0]["moved"], day(rows[1]["issued_on"])
    if moved is None:
        return (
            f"The draw before it with the same stream and target was on {before}. The scores "
            "cannot be compared: one was not published, or the score scale changed."
        )
    doubt = ""
    if any(row["is_disputed"] for row in rows[:2]):
        doubt = f" {DISPUTED_CHANGE}"
    if moved == 0:
        return f"The lowest score was the same as in the draw before, on {before}.{doubt}"
    change = f"{count(abs(moved), 'point')} {'higher' if moved > 0 else 'lower'}"
    return f"The lowest score was {change} than in the draw before, on {before}.{doubt}"


def earlier_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of earlier draws; rows of `draw_earlier.sql`."""
    return {
        "Date": [days(row["issued_on"], row["issued_to"]) for row in rows],
        "Invitations": [number(row["invitations"]) for row in rows],
        "Score": [str(row["score"]) for row in rows],
        "Change": [NONE if row["moved"] is None else f"{row['moved']:+,}" for row in rows],
        "Score scale": [row["scale"] for row in rows],
    }


def same_day(draw: Row, amount: int) -> str:
    """Return how many draws happened on the day or days of a draw, itself among them."""
    several = draw["issued_to"] is not None
    if amount <= 1:
        return f"It was the only draw of its {'days' if several else 'day'}."
    when = days(draw["issued_on"], draw["issued_to"])
    return f"It was one of {few(amount, 'draw')} {'of' if several else 'on'} {when}."
