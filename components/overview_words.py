"""The words of the overview, written from rows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from components import sentences
from components.words import count, day, joined, number, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, Any]

NOT_NOMINATIONS = (
    "An invitation lets a person apply. A nomination comes after a successful application, so the "
    "two are never added up or compared one by one."
)
NOT_KNOWN = "not known"


def latest_days(rows: Sequence[Row]) -> list[str]:
    """Return a sentence for each day of draws; rows of `draws_latest_days.sql`."""
    return [
        sentences.newest_day(list(of_day))
        for _, of_day in groupby(rows, key=lambda row: row["issued_on"])
    ]


def open_now(streams: Sequence[Row]) -> str:
    """Return which streams and pathways are open; rows of `streams.sql`."""
    held = [row for row in streams if row["status"] == "open"]
    if not held:
        return "No stream is open now."
    names = joined([plain(row["short_name"]) for row in held])
    draws = sum(row["draws"] for row in held)
    so_far = (
        f"They have held {count(draws, 'draw')}." if draws else "No draw on them is recorded yet."
    )
    closed = sum(row["status"] == "closed" for row in streams)
    return (
        f"**Open:** {names}. {so_far} The other {closed} streams are closed; their draws are "
        "history, and their scores are on other scales."
    )


def this_year(rows: Sequence[Row]) -> str:
    """Return this year's invitations beside its allocation; rows of `allocations.sql`."""
    newest = next(row for row in rows if row["draws"])
    return (
        f"In {newest['year']} Ontario sent **{count(newest['invitations'], 'invitation')}** in the "
        f"draws on record, and may nominate **{count(newest['allocation'], 'person', 'people')}**. "
        f"{NOT_NOMINATIONS}"
    )


def allocation_table(rows: Iterable[Row]) -> Mapping[str, list[str]]:
    """Return invitations beside nominations by year; rows of `allocations.sql`."""
    held = [row for row in rows if row["draws"]]
    return {
        "Year": [str(row["year"]) for row in held],
        "Invitations sent": [number(row["invitations"]) for row in held],
        "Nominations allowed": [_or_unknown(row["allocation"]) for row in held],
        "Nominations made": [_or_unknown(row["nominations_issued"]) for row in held],
    }


def _or_unknown(value: int | None) -> str:
    return NOT_KNOWN if value is None else number(value)


def events(rows: Sequence[Row]) -> list[str]:
    """Return changes of the programme, newest first; rows of `events.sql`."""
    return [f"**{day(row['happened_on'])}**: {plain(row['title'])}." for row in rows]


def scores_of_year(ranges: Iterable[Row]) -> str:
    """Return the range of scores of one year, scale by scale; rows of `years_score_ranges.sql`."""
    parts = [f"{sentences.range_words(row)} ({plain(row['scale'])})" for row in ranges]
    return f"Scores: {'; '.join(parts)}" if parts else "No score was published."
