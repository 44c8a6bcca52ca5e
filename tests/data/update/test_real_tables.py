"""The tables as they are, with all that updates brought: their rules, and Ontario's own totals.

Other tests may read a copy without what updates brought (tests/as_compiled.py); these never do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from data.build import SCHEMA, check_tables
from data.update.days import today
from data.update.known import Known
from tests.as_compiled import COMPILED, COMPILED_ON, TABLES, YEARLY_TOTAL

if TYPE_CHECKING:
    from data.update.known import Row


@pytest.fixture(scope="module")
def real() -> Known:
    return Known(TABLES)


def test_every_rule_holds() -> None:
    assert check_tables(TABLES, SCHEMA, max(today(), COMPILED_ON))


def test_draws_add_up_to_the_total_of_their_year_or_the_difference_is_recorded(real: Known) -> None:
    added: Counter[tuple[str, str]] = Counter()
    for draw in real.rows("draws"):
        added[draw["issued_on"][:4], draw["stream_id"]] += int(draw["invitations"])
    recorded = {
        (row["year"], row["stream_id"]): (row["figure_used"], row["other_figure"])
        for row in real.rows("discrepancies")
        if row["subject"] == YEARLY_TOTAL
    }
    for total in real.rows("official_totals"):
        place = (total["year"], total["stream_id"])
        figures = (str(added[place]), total["invitations"])
        assert recorded.get(place, (figures[1], figures[1])) == figures, place


def test_each_list_of_occupations_is_as_its_draw_says(real: Known) -> None:
    named = {row["draw_id"] for row in real.rows("draw_occupations")}
    listed = {
        row["draw_id"]
        for row in real.rows("draws")
        if row["occupation_list"] in {"complete", "partial"}
    }
    assert named == listed


def test_the_copy_of_the_totals_is_that_of_the_tables_until_an_update_changes_them(
    real: Known,
) -> None:
    """A person who mends a total or its explanation mends it in tests/compiled too."""
    then = Known(COMPILED)

    def old(rows: list[Row]) -> list[Row]:
        return [
            row
            for row in rows
            if row["subject"] == YEARLY_TOTAL and row["found_on"] <= COMPILED_ON.isoformat()
        ]

    places = {(row["year"], row["stream_id"]) for row in then.rows("official_totals")}
    assert places <= {(row["year"], row["stream_id"]) for row in real.rows("official_totals")}
    for row in old(real.rows("discrepancies")):
        assert row in then.rows("discrepancies")
