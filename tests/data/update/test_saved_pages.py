"""Saved copies of the official pages, where OINP_SAVED_PAGES names their folder.

The pages are not ours to publish, so they do not lie here. With the copies of 19 June 2026 (draws
to 30 April 2026; updates of 2021, 2024, 2025 and 2026) these tests hold every draw and list of
those pages against the tables.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.update.compare import figures_of, is_known_disagreement
from data.update.run import Outcome, check
from data.update.saved import saved_pages
from data.update.wanted import every_page

if TYPE_CHECKING:
    from data.tables_schema import Table
    from data.update.join import JoinedList
    from data.update.known import Known

FOLDER = os.environ.get("OINP_SAVED_PAGES", "")
COPIED_ON = date(2026, 6, 19)
LAST_DAY = "2026-04-30"
YEARS_OF_UPDATES = ("2021", "2024", "2025", "2026")

pytestmark = pytest.mark.skipif(not FOLDER, reason="OINP_SAVED_PAGES names no folder")


@pytest.fixture(scope="module")
def outcome(known: Known, schema: dict[str, Table]) -> Outcome:
    return check(saved_pages(Path(FOLDER), every_page(known, COPIED_ON)), known, schema, COPIED_ON)


def test_every_page_is_read_and_holds_nothing_new(outcome: Outcome) -> None:
    assert {result.result for result in outcome.results} == {"read"}
    assert outcome.draft.changes == []


def test_every_draw_is_there_but_the_one_that_ontario_dropped(
    outcome: Outcome, known: Known
) -> None:
    pairs = [pair for r in outcome.results if r.matches for pair in r.matches.pairs]
    draws = {r["draw_id"] for r in known.rows("draws") if r["issued_on"] <= LAST_DAY}
    missing = draws - {pair.recorded["draw_id"] for pair in pairs}
    assert missing == {"2026-04-15-in-demand-skills-agriculture-and-food-processing"}
    assert len(pairs) == len(draws) - 1 == 438
    for pair in pairs:
        draw_id = pair.recorded["draw_id"]
        for name, printed in figures_of(pair.listed).items():
            recorded = pair.recorded[name]
            same = printed == recorded or is_known_disagreement(known, draw_id, name, printed)
            assert same, (draw_id, name, printed, recorded)


def test_every_list_joins_its_draw(outcome: Outcome, known: Known) -> None:
    lists: dict[str, JoinedList] = {}
    read = joined = 0
    for result in outcome.results:
        if result.joined:
            lists |= result.joined.lists
            read += result.joined.lists_read
            joined += result.joined.lists_joined
    assert (read, joined, len(lists)) == (136, 135, 132)
    held: dict[str, set[str]] = {}
    for row in known.rows("draw_occupations"):
        held.setdefault(row["draw_id"], set()).add(row["noc_code"])
    complete = {
        row["draw_id"]
        for row in known.rows("draws")
        if row["occupation_list"] == "complete"
        and row["issued_on"][:4] in YEARS_OF_UPDATES
        and row["issued_on"] <= LAST_DAY
    }
    assert set(lists) == complete
    for draw_id, named in lists.items():
        assert named.codes.keys() == held[draw_id], draw_id
        assert named.doubts == []
