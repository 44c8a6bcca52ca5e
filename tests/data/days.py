"""The day on which the tests take place, whatever day they run on, and what was there by then.

Tests name figures that a person can check, and the tables grow: what they say is of the draws up to
the last day of the facts that they were written with.
"""

from __future__ import annotations

import csv
from datetime import date

from data.build import TABLES
from tests.as_compiled import COMPILED_ON, LAST_DRAW


def _rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CHECKED_ON = [row["attempted_on"] for row in _rows("page_checks") if row["attempted_on"]]
TODAY = max(COMPILED_ON, *map(date.fromisoformat, CHECKED_ON))
"""The day of the compilation, or of the newest check of the official pages since."""

__all__ = ["COMPILED_ON", "DRAWS", "LAST_DRAW", "TODAY"]

DRAWS = len(_rows("draws"))
