"""What Ontario changed, in words: for feeds, the page of a draw and the log."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from components import data_words, feed_words
from data.build import SCHEMA
from data.tables_schema import tables_of

ROW: dict[str, Any] = {
    "draw_id": "2026-04-30-foreign-worker-greater-toronto-area",
    "first_seen": date(2026, 5, 4),
    "issued_on": date(2026, 4, 30),
    "stream": "Employer Job Offer: Foreign Worker",
    "target": "Greater Toronto Area",
    "source_url": "https://www.ontario.ca/page",
}


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("invitations", "720", "786", "Invitations: 786; before: 720."),
        ("score_max", None, "60", "Highest score: 60; before: not published."),
        ("target", "Physicians", "Mining", "Target: Mining; before: Physicians."),
        (
            "occupations",
            "21310",
            "31120, 32101",
            "Occupations: added 31120, 32101; taken away 21310.",
        ),
        ("occupations", None, "31120", "Occupations: added 31120."),
    ],
)
def test_what_changed(field: str, before: str | None, after: str, words: str) -> None:
    row = ROW | {"field": field, "before": before, "after": after}
    assert feed_words.correction(row) == f"Corrected by Ontario, seen on 4 May 2026. {words}"


@pytest.mark.parametrize(("after", "words"), [("no", "no longer lists it"), ("yes", "it again")])
def test_whether_ontario_lists_it(after: str, words: str) -> None:
    row = ROW | {"field": "listed", "before": None, "after": after}
    assert words in feed_words.correction(row)
    assert "None" not in data_words.correction(row)


def test_every_field_of_the_schema_has_words() -> None:
    (table,) = (table for table in tables_of(SCHEMA) if table.name == "corrections")
    (column,) = (column for column in table.columns if column.name == "field")
    for field in column.words:
        row = ROW | {"field": field, "before": None, "after": "yes"}
        assert feed_words.correction(row).endswith(".")
        assert "None" not in data_words.correction(row)
