"""The words of the overview, written from rows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from components import sentences
from components.words import (
    NONE,
    aside,
    capital,
    count,
    day,
    days,
    few,
    joined,
    number,
    plain,
    score_phrase,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, Any]

MOST_DRAWS_IN_A_SENTENCE = 3
NOT_NOMINATIONS = (
    "An invitation lets a person apply. A nomination comes after a successful application, so the "
    "two are never added up or compared one by one."
)
NOT_KNOWN = "not known"
SCALES = (
    "Each scale of scores has its column, with the draws of all its streams. A score is compared "
    "only with others of its own stream, on its own scale."
)
BASE = "**Allowed** is the first figure of the year."


def days_of_draws(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the draws day by day, the newest first; rows of `draws_latest_days.sql`."""
    return [list(own) for _, own in groupby(rows, key=lambda row: row["issued_on"])]


def day_of_draws(rows: Sequence[Row]) -> str:
    """Return the sentence for the draws of one day; rows of `draws_latest_days.sql`."""
    first = rows[0]
    people = count(sum(row["invitations"] for row in rows), "person", "people")
    draws = "one draw" if len(rows) == 1 else few(len(rows), "draw")
    targets = {row["target"] for row in rows}
    shared = f" ({plain(aside(first['target']))})" if len(targets) == 1 else ""
    opening = (
        f"Ontario invited {people} on {days(first['issued_on'], first['issued_to'])}, in "
        f"{draws}{shared}"
    )
    if len(rows) <= MOST_DRAWS_IN_A_SENTENCE:
        return f"{opening}: {', '.join(_draw(row, rows) for row in rows)}."
    return f"{opening}: {joined(sorted({row['stream'] for row in rows}))}."


def _draw(row: Row, others: Sequence[Row]) -> str:
    """Return the stream and score of a draw, and its target where the stream has another draw."""
    again = sum(other["stream"] == row["stream"] for other in others) > 1
    target = f" ({plain(aside(row['target']))})" if again else ""
    return f"{row['stream']}{target} {score_phrase(row)}"


def link_to_day(rows: Sequence[Row]) -> str:
    """Return the label of the link to the draws of a day: "See both draws of 15 April 2026"."""
    amount = {1: "the draw", 2: "both draws"}.get(len(rows), f"the {few(len(rows), 'draw')}")
    return f"See {amount} of {days(rows[0]['issued_on'], rows[0]['issued_to'])}"


def link_to_draw(row: Row, others: Sequence[Row]) -> str:
    """Return the label of the link to one draw of a day: "786 invited from 57 points"."""
    again = sum(other["stream"] == row["stream"] for other in others) > 1
    target = f"{row['target']}: " if again else ""
    comma = "," if row["score_min"] is None else ""
    people = f"{number(row['invitations'])} invited"
    return plain(f"{target}{people}{comma} {score_phrase(row)}")


def score(row: Row) -> str:
    """Return the score of a draw as a large figure: "57 points", "CRS 473 to 480"."""
    if row["score_min"] is None:
        return NONE
    highest = "" if row["score_max"] is None else f" to {row['score_max']}"
    shown = f"{row['score_min']}{highest}"
    return f"CRS {shown}" if row["score_scale"] == "crs" else f"{shown} points"


def score_meaning(row: Row) -> str:
    """Return what a large score is, with its scale."""
    if row["score_min"] is None:
        return "Ontario published no score for this draw."
    return f"The lowest score invited in this draw. Its scale: {row['scale']}."


def open_now(streams: Sequence[Row]) -> str:
    """Return which streams and pathways are open; rows of `streams.sql`."""
    held = [row for row in streams if row["status"] == "open"]
    if not held:
        return f"No stream is open now. {_closed(streams)}".strip()
    names = joined([plain(row["short_name"]) for row in held])
    draws = sum(row["draws"] for row in held)
    so_far = (
        f"They have held {count(draws, 'draw')}." if draws else "No draw on them is recorded yet."
    )
    return f"**Open:** {names}. {so_far} {_closed(streams)}".strip()


def _closed(streams: Sequence[Row]) -> str:
    """Return how many streams are closed, and since when; empty where none is."""
    closed = [row for row in streams if row["status"] == "closed"]
    if not closed:
        return ""
    by_day: dict[Any, list[str]] = {}
    for row in closed:
        by_day.setdefault(row["closed_on"], []).append(plain(row["short_name"]))
    parts = [
        f"{names[0] if len(names) == 1 else few(len(names), 'stream')}"
        + (f" since {day(when)}" if when else "")
        for when, names in sorted(by_day.items(), key=lambda item: str(item[0]), reverse=True)
    ]
    verb = "is" if len(closed) == 1 else "are"
    return (
        f"{capital(few(len(closed), 'older stream'))} {verb} closed: {joined(parts)}. Their draws "
        "are history, and their scores are on other scales."
    )


def this_year(rows: Sequence[Row]) -> str:
    """Return this year's invitations beside its allocation; rows of `allocations.sql`."""
    newest = next(row for row in rows if row["draws"])
    return (
        f"In {newest['year']} Ontario sent **{count(newest['invitations'], 'invitation')}** in the "
        f"draws on record, and may nominate **{count(newest['allocation'], 'person', 'people')}**. "
        f"{NOT_NOMINATIONS}"
    )


def years_table(rows: Iterable[Row], years: Iterable[Row]) -> Mapping[str, list[str]]:
    """Return draws and invitations beside nominations by year.

    Takes rows of `allocations.sql` and of `years.sql`; a star marks a year of which Ontario's own
    totals are others.
    """
    held = [row for row in rows if row["draws"]]
    starred = {row["year"] for row in years if row["totals"]}
    return {
        "Year": [str(row["year"]) for row in held],
        "Invitations": [
            number(row["invitations"]) + (" \\*" if row["year"] in starred else "") for row in held
        ],
        "Allowed": [_or_unknown(row["allocation"]) for row in held],
        "Made": [_or_unknown(row["nominations_issued"]) for row in held],
    }


def _or_unknown(value: int | None) -> str:
    return NOT_KNOWN if value is None else number(value)


def more_than_allowed(rows: Iterable[Row]) -> list[str]:
    """Return year by year why more were made than first allowed; rows of `allocations.sql`."""
    over = [
        row
        for row in rows
        if row["draws"] and row["nominations_issued"] and row["note"]
        if row["nominations_issued"] > row["allocation"]
    ]
    return [
        f"**{row['year']}:** {plain(row['note'])} :small[([source]({row['source_urls'][0]}))]"
        for row in over
    ]


def under_the_table(over: Sequence[str], others: Sequence[str]) -> str:
    """Return what stands under the tables; takes the notes on both kinds of figures."""
    parts = [SCALES, BASE]
    if over:
        parts.append("Where more were made, the notes say what is known of it.")
    if others:
        parts.append("\\* Ontario's own total differs; the notes say how.")
    return " ".join(parts)


def other_totals(years: Iterable[Row]) -> list[str]:
    """Return where Ontario's own yearly totals are others; rows of `years.sql`."""
    parts = []
    for row in years:
        for text in row["totals"] or ():
            stream, ours, theirs = text.split("|")
            parts.append(
                f"**{row['year']}, {stream}:** Ontario's own total is {number(int(theirs))}; its "
                f"draws add up to {number(int(ours))}."
            )
    return parts


def scores_table(ranges: Sequence[Row], years: Iterable[Row]) -> Mapping[str, list[str]]:
    """Return the range of scores by year, a column for each scale.

    Takes rows of `years_score_ranges.sql` and of `years.sql`.
    """
    shown = [row["year"] for row in years]
    known = {(row["year"], row["scale"]): sentences.range_words(row) for row in ranges}
    scales = list(dict.fromkeys(row["scale"] for row in ranges))
    return {"Year": [str(year) for year in shown]} | {
        capital(scale): [known.get((year, scale), NONE) for year in shown] for scale in scales
    }


def events(rows: Sequence[Row]) -> list[str]:
    """Return changes of the program, newest first; rows of `events.sql`."""
    return [f"**{day(row['happened_on'])}**: {plain(row['title'])}." for row in rows]
