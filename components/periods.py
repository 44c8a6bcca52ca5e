"""The invitations of draws by period, as the bars of the twin chart and its table show them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from components import look

if TYPE_CHECKING:
    from components.made import Made

Row = dict[str, Any]

CACHED_PERIODS = 96

LONGEST_BY_DAY = timedelta(100)
LONGEST_BY_WEEK = timedelta(400)


@lru_cache(maxsize=CACHED_PERIODS)
def of(draws: Made) -> list[Row]:
    """Return one row per period and stream: how many draws and invitations, in people.

    Takes rows of `draws.sql`, at least one; what it returns is shared, never to be changed. A
    period (`grain`) is a day where the draws span up to 100 days, a week up to 400, else a month,
    so that a chart has neither a few bars nor hundreds. `places` are where its draws stand in the
    rows of `draws`. In order of time, and on one day as the streams are listed.
    """
    rows = draws.rows.select("stream_id", "stream", "issued_on", "invitations").to_dicts()
    days = [row["issued_on"] for row in rows]
    grain = _grain(max(days) - min(days))
    found: dict[tuple[date, int], Row] = {}
    for place, row in enumerate(rows):
        start, end = _period(row["issued_on"], grain)
        period = found.setdefault(
            (start, look.RANKS[row["stream_id"]]),
            {
                "stream_id": row["stream_id"],
                "stream": row["stream"],
                "grain": grain,
                "period_start": start,
                "period_end": end,
                "invitations": 0,
                "draws": 0,
                "places": [],
            },
        )
        period["invitations"] += row["invitations"]
        period["draws"] += 1
        period["places"].append(place)
    return [found[key] for key in sorted(found)]


def _grain(span: timedelta) -> str:
    if span <= LONGEST_BY_DAY:
        return "day"
    return "week" if span <= LONGEST_BY_WEEK else "month"


def _period(day: date, grain: str) -> tuple[date, date]:
    """Return the first day of the period of a day, and the first day after it."""
    if grain == "day":
        return day, day + timedelta(1)
    if grain == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(7)
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1)
