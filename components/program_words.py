"""The sentences of `/program`, written from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.words import NONE, capital, count, day, days, few, joined, number, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]

SITUATIONS = {
    "profile": "If you had a profile",
    "invitation": "If you had an invitation",
    "application": "If you had applied",
    "job-offer": "If you had a job offer",
}
"""Headings, by the value of `situation`."""

SELECTION = {
    "expression-of-interest": "You register a profile (an expression of interest). Ontario ranks "
    "the profiles by points and invites from the top.",
    "notification-of-interest": "Ontario looks through federal Express Entry profiles and sends a "
    "notification of interest.",
    "not-announced": "",
}
STATUS = {"open": "Open", "closed": "Closed", "announced": "Announced"}
GROUPS = {
    "open": "Open",
    "closed": "Closed",
    "pilot": "Pilots: special draws within other streams",
    "announced": "Announced only",
}

ANNOUNCED = (
    "Ontario has named these streams. We found no rules for them, no date and no way to apply."
)
NOMINATIONS = (
    "A nomination is not an invitation. An invitation lets you apply; a nomination is what Ontario "
    "gives to those it accepts. The federal government sets how many nominations Ontario may give "
    "in a year (the allocation). No invitation is counted in this chart."
)
CLOSED_AFTER = (
    "On that day the regulation that the stream rested on was revoked; Ontario's notice that the "
    "stream is closed came later."
)
LEFT_IN_LAW = (
    "Ontario took no more applications from the day it closed; the stream stayed in the regulation "
    "until that day."
)
NO_RULES = "We have no requirements of this stream in our records."
CRS = (
    "The federal Express Entry score (CRS) ranks these profiles. Ontario sets no points of its own."
)
NO_ANSWERS = "Only the most points of each factor are known, not the answers that give them."


def lead(summary: Row) -> str:
    """Return what is open and what closed last; takes the row of `program_summary.sql`."""
    opened = summary["open_streams"] or []
    closed = summary["closed"] or []
    if opened:
        pathways = few(len(summary["open_pathways"]), "pathway")
        verb = "is" if len(opened) == 1 else "are"
        said = f"**{joined(opened)}** {verb} open, with {pathways}."
        if summary["profiles_from"]:
            said += f" It has taken profiles since {day(summary['profiles_from'])}."
        draws = summary["open_draws"]
        said += (
            f" {capital(few(draws, 'draw'))} on it {'is' if draws == 1 else 'are'} on record."
            if draws
            else " No draw on it is on record yet."
        )
    else:
        said = "No stream is open in our records."
    if closed:
        said += f" {capital(few(len(closed), 'stream'))} closed on {day(summary['happened_on'])}."
    if earlier := summary["closed_before"]:
        verb = "was" if len(earlier) == 1 else "were"
        said += f" {joined(earlier)} {verb} closed before."
    return said


def stream_lead(stream: Row) -> str:
    """Return the state of one stream; a row of `program_streams.sql`."""
    name, draws = stream["short_name"], stream["draws"]
    if stream["status"] == "announced":
        return f"**{name}** is announced only: it has no rules, no date and no way to apply yet."
    if stream["status"] == "open":
        since = stream["profiles_from"] or stream["opened_on"]
        what = "open for profiles" if stream["profiles_from"] else "open"
        said = (
            f"**{name}** has been {what} since {day(since)}." if since else f"**{name}** is open."
        )
        if not draws:
            return f"{said} No draw on it is on record yet."
        return f"{said} {capital(count(draws, 'draw'))} on record; {_last(stream)}."
    closed = f" on {day(stream['closed_on'])}" if stream["closed_on"] else ""
    said = f"**{name}** is closed{'' if closed else ', without a notice of its own'}."
    if closed:
        said = f"**{name}** closed{closed}."
    if not draws:
        return f"{said} Its draws are counted with the streams that it was part of."
    return f"{said} It held {count(draws, 'draw')}; {_last(stream)}."


def _last(stream: Row) -> str:
    return f"the last was on {day(stream['last_draw'])}"


def rules_as_of(stream: Row) -> str:
    """Return for which day the requirements are shown; a row of `program_streams.sql`."""
    if stream["status"] == "open":
        return "As they are in our records; newer rules may exist on Ontario's page."
    return f"As they stood on {day(stream['rules_on'])}, the last day in our records."


def facts(stream: Row) -> dict[str, str]:
    """Return the facts of a stream as names and values; a row of `program_streams.sql`."""
    shown = {
        "Status": STATUS[stream["status"]],
        "Began": _day(stream["opened_on"]),
        "Profiles taken from": _day(stream["profiles_from"]),
        "Closed": _day(stream["closed_on"]),
        "Legal basis ended": _legal_end(stream),
        "How people are chosen": SELECTION[stream["selection"]],
        "Level of the occupation": _levels(stream),
        "What we know": plain(stream["status_note"]),
    }
    return {name: value for name, value in shown.items() if value}


def _day(value: Any) -> str:  # noqa: ANN401 (a date or None)
    return day(value) if value else ""


def _legal_end(stream: Row) -> str:
    """Return when the legal basis of a stream ended, and why that is not the day it closed."""
    ended, closed = stream["legal_end_on"], stream["closed_on"]
    if ended is None:
        return ""
    if closed is None or closed == ended:
        return day(ended)
    why = LEFT_IN_LAW if closed < ended else CLOSED_AFTER
    return f"{day(ended)}. {why}"


def _levels(stream: Row) -> str:
    if stream["kind"] not in ("stream", "pathway"):
        return ""
    teers = [str(level) for level in stream["teers"] or ()]
    return f"TEER {joined(teers, 'or')}" if teers else "not tested"


def row_label(stream: Row) -> str:
    """Return a stream in a list to choose from: "Foreign Worker (closed)"."""
    return f"{stream['short_name']} ({stream['status']})"


def streams_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of streams; rows of `program_streams.sql`."""
    return {
        "Stream": [row["short_name"] for row in rows],
        "Open or closed": [_state(row) for row in rows],
        "Draws": [number(row["draws"]) for row in rows],
        "Last draw": [str(row["last_draw"] or NONE) for row in rows],
    }


def _state(stream: Row) -> str:
    said = STATUS[stream["status"]].lower()
    return f"{said} {stream['closed_on']}" if stream["closed_on"] else said


def event(row: Row) -> str:
    """Return an event as a line of Markdown; a row of `events.sql`."""
    what = f" {plain(row['description'])}" if row["description"] else ""
    link = f" :small[([source]({row['source_url']}))]" if row["source_url"] else ""
    when = days(row["happened_on"], row["ends_on"])
    return f"- **{when}.** {plain(row['title'])}.{what}{link}"


def grid_title(row: Row) -> str:
    """Return the heading of a points grid; a row of `program_grid.sql`."""
    most = f", up to {number(row['total_maximum'])} points" if row["total_maximum"] else ""
    if row["scale_from"] is None:
        return f"{row['scale']}{most}"
    ended = f" to {day(row['scale_to'])}" if row["scale_to"] else " on"
    return f"{row['scale']}{most} (from {day(row['scale_from'])}{ended})"


def grid_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of a points grid, its factor named once; rows of `program_grid.sql`."""
    before = [None, *(row["factor"] for row in rows)]
    first = [row["factor"] != other for row, other in zip(rows, before, strict=False)]
    return {
        "Factor": [
            f"{row['factor_name']} (at most {row['maximum']})" if new else ""
            for row, new in zip(rows, first, strict=True)
        ],
        "Answer": [plain(row["label"] or "not known") for row in rows],
        "Points": ["not known" if row["points"] is None else str(row["points"]) for row in rows],
    }


def allocations_summary(rows: Sequence[Row]) -> str:
    """Return the sentence of the chart of allocations; rows of `allocations.sql`, newest first."""
    newest = rows[0]
    before = [f"{number(row['allocation'])} in {row['year']}" for row in rows[1:3]]
    issued = (
        f"{number(newest['nominations_issued'])} were given out."
        if newest["nominations_issued"] is not None
        else "How many it has given out so far was not found."
    )
    return (
        f"Ontario may give {number(newest['allocation'])} nominations in {newest['year']}, after "
        f"{joined(before)}. {issued}"
    )


def more_than_allowed(rows: Sequence[Row]) -> str:
    """Return what "allowed" counts, and why more could be made; rows of `allocations.sql`."""
    over = [
        row for row in rows if (row["nominations_issued"] or 0) > row["allocation"] and row["note"]
    ]
    if not over:
        return ""
    parts = [
        f"{row['year']}: {plain(row['note'])} ([source]({row['source_urls'][0]}))" for row in over
    ]
    return " ".join(
        ["**Allowed** is the first figure of a year.", "More were given out in:", *parts]
    )


def allocations_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of allocations; rows of `allocations.sql`."""
    return {
        "Year": [str(row["year"]) for row in rows],
        "Allowed": [number(row["allocation"]) for row in rows],
        "Given out": [
            "not found" if row["nominations_issued"] is None else number(row["nominations_issued"])
            for row in rows
        ],
        "Note": [plain(row["note"] or "") for row in rows],
    }


def nominations_summary(rows: Sequence[Row]) -> str:
    """Return the sentence of the chart of nominations by stream; rows of `nominations.sql`."""
    years = list(dict.fromkeys(row["year"] for row in rows))
    tops = [next(row for row in rows if row["year"] == year) for year in years]
    parts = [
        f"in {top['year']} {top['stream']} got the most, {number(top['nominations'])} of "
        f"{number(top['nominations_of_year'])}"
        for top in tops
    ]
    return (
        f"Nominations by stream are known for {joined([str(year) for year in years])} only: "
        f"{joined(parts)}."
    )


def nominations_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of nominations, a year each; rows of `nominations.sql`."""
    years = list(dict.fromkeys(row["year"] for row in rows))
    streams = {row["stream_id"]: row["stream"] for row in rows}
    known = {(row["year"], row["stream_id"]): number(row["nominations"]) for row in rows}
    return {"Stream": list(streams.values())} | {
        str(year): [known.get((year, stream), "not found") for stream in streams] for year in years
    }
