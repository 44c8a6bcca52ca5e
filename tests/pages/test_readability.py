"""Each page as a visitor reads it, with the words that come from the data."""

from __future__ import annotations

import pytest

from tests.pages.visit import visit
from tests.reading import GRADE, grade, paragraphs

DRAW = "2025-09-03-foreign-worker-priority-occupations"


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("overview", {}),
        ("draws", {}),
        ("draw", {"draw": DRAW}),
        ("occupations", {}),
        ("occupation", {"noc": "31120"}),
        ("estimator", {}),
        ("deadlines", {}),
        ("deadlines", {"draw": DRAW}),
        ("deadlines", {"invited_on": "2026-11-20", "pathway": "workforce-priority-teer-0-3"}),
        ("program", {}),
        ("program", {"pathway": "workforce-priority-teer-0-3"}),
        ("program", {"pathway": "masters-graduate"}),
        ("data", {"table": "draws"}),
    ],
)
def test_a_page_is_at_or_below_grade_8(page: str, address: dict[str, str]) -> None:
    texts = [part for one in visit(page, **address).markdown for part in paragraphs(one.value)]
    assert len(texts) >= 3
    assert grade(*texts) <= GRADE
