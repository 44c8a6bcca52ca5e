"""What draws come to in all, put together from their totals by stream and score scale."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from components.made import Made

Row = dict[str, Any]

CACHED_TOTALS = 128

LONGEST_BY_DAY = timedelta(100)
LONGEST_BY_WEEK = timedelta(400)


@lru_cache(maxsize=CACHED_TOTALS)
def of(totals: Made) -> Row:
    """Return how many draws there are, their invitations, days, score scales and lowest score.

    Takes an answer of `draws_totals.sql`; what it returns is shared, never to be changed. Scores of
    two scales are never compared: `lowest` is None where `scales` holds more than one. Of streams
    with the same lowest score, the one that gave it last is told, and of these the one that is
    listed first.
    """
    rows = totals.rows.to_dicts()
    scales = sorted({row["score_scale"] for row in rows})
    scored = [row for row in rows if row["lowest"] is not None] if len(scales) == 1 else []
    lowest = min((row["lowest"] for row in scored), default=None)
    holders = [row for row in scored if row["lowest"] == lowest]
    holder = max(holders, key=lambda row: row["lowest_on"], default={})
    return {
        "draws": sum(row["draws"] for row in rows),
        "invitations": sum(row["invitations"] or 0 for row in rows),
        "earliest": min((row["earliest"] for row in rows), default=None),
        "latest": max((row["latest"] for row in rows), default=None),
        "scales": scales,
        "lowest": lowest,
        "lowest_stream": holder.get("stream"),
        "lowest_on": holder.get("lowest_on"),
        "without_score": sum(row["without_score"] for row in rows),
    }


def grain(found: Row) -> str:
    """Return how long a period of `draws_invitations.sql` is for draws of these days.

    A day where they span up to 100 days, a week up to 400, else a month, so that a chart has
    neither a few bars nor hundreds. Takes what `of` returns.
    """
    span = found["latest"] - found["earliest"] if found["draws"] else timedelta(0)
    if span <= LONGEST_BY_DAY:
        return "day"
    return "week" if span <= LONGEST_BY_WEEK else "month"
