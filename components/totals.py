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
    """Return how many draws there are, their invitations and days, and their lowest scores.

    Takes an answer of `draws_totals.sql`; what it returns is shared, never to be changed. `scales`
    are those of published scores. `lows` has a row with `stream`, `lowest` and `lowest_on` for each
    stream with a score, where all are on one scale: each stream counts its own points, so the
    lowest of two of them would say nothing.
    """
    rows = totals.rows.to_dicts()
    scored = [row for row in rows if row["lowest"] is not None]
    scales = sorted({row["score_scale"] for row in scored})
    return {
        "draws": sum(row["draws"] for row in rows),
        "invitations": sum(row["invitations"] or 0 for row in rows),
        "earliest": min((row["earliest"] for row in rows), default=None),
        "latest": max((row["latest"] for row in rows), default=None),
        "scales": scales,
        "lows": scored if len(scales) == 1 else [],
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
