"""The day on which the tests take place, whatever day they run on, and what was there by then.

Tests name figures that a person can check, and the tables grow: what they say is of the draws up to
the last day of the facts that they were written with.
"""

from __future__ import annotations

import csv
from datetime import date

from data.build import TABLES

COMPILED_ON = date(2026, 11, 23)
LAST_DRAW = date(2026, 4, 30)
"""The newest draw in the facts that were compiled on that day; newer ones come from updates."""


def _rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CHECKED_ON = [row["attempted_on"] for row in _rows("page_checks") if row["attempted_on"]]
TODAY = max(COMPILED_ON, *map(date.fromisoformat, CHECKED_ON))
"""The day of the compilation, or of the newest check of the official pages since."""

DRAWS = len(_rows("draws"))
