"""`/draw` says where places and conditions are not known, and does not call that "none"."""

from __future__ import annotations

import pytest

from tests.pages.visit import tables, visit

ANYWHERE = "anywhere in Ontario"
NONE = "none beyond the rules of the stream, as far as we know"
UNKNOWN_PLACE = "not known: the notice names a region that is not in our records"
NOT_READ = "not known: the notice was not read"


@pytest.mark.parametrize(
    ("draw_id", "places", "conditions"),
    [
        ("2021-05-25-foreign-worker-rip", UNKNOWN_PLACE, NONE),
        ("2023-08-03-skilled-trades-skilled-trades", ANYWHERE, NOT_READ),
        ("2018-01-18-skilled-trades-general", ANYWHERE, NONE),
        (
            "2026-04-30-foreign-worker-greater-toronto-area",
            "Durham, Halton, Peel, Toronto and York",
            "living in Canada with a valid work or study permit; job offer in the GTA",
        ),
    ],
)
def test_what_is_not_known_is_said(draw_id: str, places: str, conditions: str) -> None:
    shown = tables(visit("draw", draw=draw_id)).replace("\\:", ":")
    assert places in shown
    assert conditions in shown
    for other in {ANYWHERE, NONE, UNKNOWN_PLACE, NOT_READ} - {places, conditions}:
        assert other not in shown
