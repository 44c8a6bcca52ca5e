"""The sentences and small tables that are written from rows of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.words import (
    FILTER_NAMES,
    NONE,
    NOT_PUBLISHED,
    aside,
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
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]

MOST_DRAWS_IN_A_SENTENCE = 3
MOST_RANGES_IN_A_SENTENCE = 4
MOST_LOWS_IN_A_SENTENCE = 3
WITHIN_ONE_STREAM = "compare them within one stream only."


def newest_day(rows: Sequence[Row]) -> str:
    """Return the sentence for the draws of one day, the newest.

    Takes at least one row of `draws_newest_day.sql`, all of the same day.
    """
    first = rows[0]
    total = sum(row["invitations"] for row in rows)
    people = count(total, "person", "people")
    targets = {row["target"] for row in rows}
    opening = f"Ontario invited {people} on {days(first['issued_on'], first['issued_to'])}, in "
    if len(rows) == 1:
        opening += "one draw"
    else:
        opening += few(len(rows), "draw")
    if len(targets) == 1:
        opening += f" ({aside(first['target'])})"
    if len(rows) <= MOST_DRAWS_IN_A_SENTENCE:
        parts = [f"{row['stream']} {score_phrase(row)}" for row in rows]
        return f"{opening}: {', '.join(parts)}."
    return f"{opening}: {joined(sorted({row['stream'] for row in rows}))}."


def matching(summary: Row) -> str:
    """Return the sentence for the draws that match the filters, for zero, one and many.

    Takes what `totals.of` returns.
    """
    draws = summary["draws"]
    if draws == 0:
        return "No draw matches these filters."
    invitations = count(summary["invitations"], "invitation")
    if draws == 1:
        return f"One draw matches: {invitations} on {day(summary['latest'])}."
    return (
        f"{count(draws, 'draw')} match, with {invitations} in all. "
        f"The latest was on {day(summary['latest'])}."
    )


def all_draws(summary: Row) -> str:
    """Return the sentence for all draws on record; takes what `totals.of` returns."""
    return (
        f"In all, {count(summary['draws'], 'draw')} since {day(summary['earliest'])} sent "
        f"{count(summary['invitations'], 'invitation')}."
    )


def held(summary: Row) -> str:
    """Return how many draws were held, for zero, one and many; of `totals.of`."""
    if not summary["draws"]:
        return "no draw is recorded yet."
    return (
        f"{count(summary['draws'], 'draw')} with {count(summary['invitations'], 'invitation')}, "
        f"the latest on {day(summary['latest'])}."
    )


def lowest_score(summary: Row) -> str:
    """Return the value of the lowest score; a dash where there is none, as `lowest` explains."""
    lows = summary["lows"]
    return number(lows[0]["lowest"]) if len(lows) == 1 else NONE


def lowest(summary: Row) -> str:
    """Return the sentence for the lowest scores of the draws that match, or why there are none.

    Takes what `totals.of` returns. Scores of two scales, or of two streams, are never compared.
    """
    scales, lows = summary["scales"], summary["lows"]
    if summary["draws"] == 0:
        return ""
    if len(scales) > 1:
        return f"Their scores are on {few(len(scales), 'scale')}, which cannot be compared."
    if not lows:
        return "No score was published."
    if summary["draws"] == 1:
        return f"The lowest score invited was {number(lows[0]['lowest'])}."
    return _lows(lows)


def _lows(lows: Sequence[Row]) -> str:
    """Return the lowest scores of streams on one scale, each on its own."""
    if len(lows) == 1:
        (low,) = lows
        return (
            f"The lowest cut-off score was {number(low['lowest'])} "
            f"({low['stream']}, {day(low['lowest_on'])})."
        )
    if len(lows) > MOST_LOWS_IN_A_SENTENCE:
        return f"Their scores are of {few(len(lows), 'stream')}; {WITHIN_ONE_STREAM}"
    told = joined([f"{number(low['lowest'])} ({low['stream']})" for low in lows])
    return f"The lowest cut-off scores were {told}; {WITHIN_ONE_STREAM}"


def freshness(row: Row) -> str:
    """Return how fresh the data is; takes the one row of `freshness.sql`.

    When the last check is long ago, or failed, it says so and where to look, as Markdown.
    """
    text = (
        f"The newest draw recorded is of {day(row['newest_draw'])}. Ontario's page of draws last "
        f"changed on {day(row['last_changed'])}; we last checked it on {day(row['last_checked'])}."
    )
    if row["is_stale"]:
        text += (
            f" **That check is {count(row['days_since_check'], 'day')} old: a newer draw may "
            f"exist.** Look at [the official page]({row['url']})."
        )
    return text + _failed_check(row)


def _failed_check(row: Row) -> str:
    """Return what failed in the last check of the official pages; empty when nothing did."""
    if not row["failed_pages"]:
        return ""
    others = row["failed_pages"] - 1
    also = f" and {count(others, 'other page')}" if others else ""
    return (
        f" **The last check on {day(row['failed_on'])} failed** for "
        f"[{plain(row['failed_title'])}]({row['failed_url']}){also}: "
        f"{plain(row['failed_message'])} What is shown here is from the last copies that could be "
        "read."
    )


def relax(rows: Sequence[Row], chosen: Mapping[str, Any]) -> str:
    """Return which filter to relax when no draw matches; rows of `draws_without_a_filter.sql`."""
    first, last = chosen["issued_from"], chosen["issued_to"]
    if first and last and first > last:
        return "The first day is after the last day. Choose the dates again under **Dates**."
    helpful = [row for row in rows if row["draws"]]
    if not helpful:
        return (
            "No draw matches, and leaving out one filter is not enough. Choose **Clear filters** "
            "to start again."
        )
    parts = [f"**{FILTER_NAMES[row['name']]}** ({count(row['draws'], 'draw')})" for row in helpful]
    return f"No draw matches all of these filters. To see draws, clear {joined(parts, 'or')}."


def unseen(row: Row, *, several: bool = False) -> str:
    """Return what a search for occupations cannot see; the row of `draws_occupation_search.sql`.

    `several` is whether more than one is wanted. "Not named" is said of complete lists only.
    """
    wanted = "any of them" if several else "it"
    parts = []
    if complete := row["complete"]:
        parts.append(f"{count(complete, 'draw')} did not name {wanted}")
    if everyone := row["all"]:
        parts.append(
            f"{count(everyone, 'draw')} named no occupations and took any that their stream accepts"
        )
    unknown = row["partial"] + row["not_published"] + row["not_captured"]
    if unknown:
        parts.append(
            f"of {count(unknown, 'draw')} the list is incomplete or unknown, so whether they named "
            f"{wanted} is not known"
        )
    if not parts:
        return ""
    return f"Of the other draws with these filters, {'; '.join(parts)}."


def unknown_places(draws: int) -> str:
    """Return of how many other draws the places are not known; of `draws_unknown_places.sql`."""
    if not draws:
        return ""
    return (
        f"Of {count(draws, 'other draw')} the places are not known, so they may have been for this "
        "area too."
    )


def searched(row: Row) -> str:
    """Return the days that a search for an occupation covered, and where a split leaves doubt.

    Takes the row of `draws_occupation_search.sql`.
    """
    if row["searched_from"] > row["searched_to"]:
        return ""
    span = f"Searched: {days(row['searched_from'], row['searched_to'])}."
    if not row["by_split"]:
        return span
    them = "that draw" if row["by_split"] == 1 else "those draws"
    return (
        f"{span} In {count(row['by_split'], 'draw')} of those counted here, the code was an older "
        f"one (NOC 2016) that became several, a split: whether {them} meant this occupation is not "
        "known."
    )


def range_words(row: Row) -> str:
    """Return the range of one stream on one scale; a row of `draws_totals.sql`."""
    if row["lowest"] is None:
        return NOT_PUBLISHED
    if row["lowest"] == row["highest"]:
        return number(row["lowest"])
    return f"{number(row['lowest'])} to {number(row['highest'])}"


def twin_summary(summary: Row, ranges: Sequence[Row]) -> str:
    """Return one sentence for the twin chart: how much, when, and the range of each stream."""
    if len(ranges) <= MOST_RANGES_IN_A_SENTENCE:
        parts = [f"{row['stream']} {range_words(row)} ({row['scale']})" for row in ranges]
        scores = f"Cut-off scores: {'; '.join(parts)}."
    else:
        scores = _many_ranges({row["scale"] for row in ranges})
    span = (
        f"on {day(summary['latest'])}"
        if summary["earliest"] == summary["latest"]
        else f"from {day(summary['earliest'])} to {day(summary['latest'])}"
    )
    return (
        f"{count(summary['draws'], 'draw')} {span} with "
        f"{count(summary['invitations'], 'invitation')}. {scores}"
    )


def _many_ranges(scales: set[str]) -> str:
    if len(scales) == 1:
        return f"All cut-off scores are {scales.pop()}; {WITHIN_ONE_STREAM}"
    amount = few(len(scales), "score scale")
    return f"The cut-off scores are on {amount}, which cannot be compared: one panel each."


def ranges_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of score ranges; rows of `draws_totals.sql`."""
    return {
        "Stream": [row["stream"] for row in rows],
        "Score scale": [row["scale"] for row in rows],
        "Cut-off scores": [range_words(row) for row in rows],
        "Draws": [number(row["draws"]) for row in rows],
        "Without a score": [number(row["without_score"]) for row in rows],
    }


def events_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of marked events; rows of `chart_events.sql`."""
    return {
        "Mark": [f"{index}. {row['chart_label']}" for index, row in enumerate(rows, start=1)],
        "When": [days(row["happened_on"], row["ends_on"]) for row in rows],
        "What": [plain(row["title"]) for row in rows],
    }
