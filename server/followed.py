"""The draws that a feed or a calendar holds, with what each entry needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import queries
from components import feed_words
from components.clock import ONTARIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.asked import Followed

Row = dict[str, Any]

LABELS = {
    "stream": ("streams", "stream_id", "short_name"),
    "group": ("target_groups", "target_group", "name"),
    "occupation": ("occupation_names", "noc_code", "label"),
    "area": ("areas", "census_division", "census_division"),
}
"""Where the labels of a filter's values stand: query, value, label."""

OWNER = "oinp-draws,2026"
"""The authority of our tags (RFC 4151): a name and a year that never change, so that an entry keeps
its id when the site moves."""


@dataclass(frozen=True)
class Entry:
    """A draw with its occupations, what was noted of it later, and the day of the last change.

    `corrections` holds the rows of `corrections.sql` about it; `notes` tells them in words, and
    where official pages disagree.
    """

    draw: Row
    occupations: list[Row]
    corrections: list[Row]
    notes: list[str]
    changed_on: date

    @property
    def tag(self) -> str:
        """The id that the entry keeps for good."""
        return f"tag:{OWNER}:draw/{self.draw['draw_id']}"


def labels(asked: Followed) -> dict[str, list[str]]:
    """Return the filters with the labels of their values, for titles."""
    named = {"kind": feed_words.kind_label(asked.kind)}
    for name, (query, value, label) in LABELS.items():
        rows = queries.run(query).rows
        known = dict(zip(rows[value], rows[label], strict=True))
        named[name] = [known[given] for given in getattr(asked, name)]
    return named


def entries(answer: queries.Answer, most: int | None = None) -> list[Entry]:
    """Return the draws of an answer of `draws.sql`, the ones changed last first."""
    changed = dict(queries.run("draws_changed").rows.iter_rows())
    draws = answer.rows.to_dicts()
    days = {draw["draw_id"]: max(_days(draw, changed)) for draw in draws}
    newest = sorted(draws, key=lambda draw: days[draw["draw_id"]], reverse=True)[:most]
    kept = [draw["draw_id"] for draw in newest]
    occupations = _by_draw(queries.run("draws_occupations", chosen=sorted(kept)).rows.to_dicts())
    corrections = _by_draw(queries.run("corrections").rows.to_dicts())
    disagreements = _by_draw(queries.run("discrepancies").rows.to_dicts())
    return [
        Entry(
            draw,
            occupations.get(key, []),
            corrections.get(key, []),
            feed_words.noted(corrections.get(key, []), disagreements.get(key, [])),
            days[key],
        )
        for key, draw in zip(kept, newest, strict=True)
    ]


def _days(draw: Row, changed: dict[str, date]) -> Iterable[date]:
    yield draw["issued_to"] or draw["issued_on"]
    if draw["draw_id"] in changed:
        yield changed[draw["draw_id"]]


def _by_draw(rows: list[Row]) -> dict[str, list[Row]]:
    key = itemgetter("draw_id")
    about_draws = sorted((row for row in rows if row["draw_id"]), key=key)
    return {draw_id: list(own) for draw_id, own in groupby(about_draws, key)}


def moment(day: date) -> datetime:
    """Return the start of a day in Ontario: draws have days, and feeds have moments."""
    return datetime.combine(day, time(), ONTARIO)
