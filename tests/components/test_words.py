"""Numbers, dates and text as the site writes them."""

from __future__ import annotations

from datetime import date

import pytest

from components import words


def test_numbers_and_days() -> None:
    assert words.number(2643) == "2,643"
    assert words.day(date(2025, 9, 3)) == "3 September 2025"
    assert words.days(date(2023, 3, 8), date(2023, 3, 9)) == "8\N{EN DASH}9 March 2023"
    assert words.days(date(2025, 9, 3), None) == "3 September 2025"
    assert words.days(date(2025, 12, 30), date(2026, 1, 2)) == "30 December 2025 to 2 January 2026"


@pytest.mark.parametrize(
    ("amount", "text", "short"),
    [
        (0, "0 draws", "no draws"),
        (1, "1 draw", "one draw"),
        (2, "2 draws", "two draws"),
        (1893, "1,893 draws", "1,893 draws"),
    ],
)
def test_counts(amount: int, text: str, short: str) -> None:
    assert words.count(amount, "draw") == text
    assert words.few(amount, "draw") == short


def test_lists() -> None:
    assert words.joined([]) == ""
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.joined(["a", "b"], "or") == "a or b"


@pytest.mark.parametrize(
    ("scale", "lowest", "highest", "said"),
    [
        ("eoi-2022", 57, None, "from 57 points"),
        ("crs", 473, 480, "with CRS scores of 473 to 480"),
        ("crs", 440, None, "from a CRS score of 440"),
        ("entrepreneur-2019", 146, 200, "with 146 to 200 points"),
        ("eoi-2021", None, None, "no score published"),
    ],
)
def test_scores(scale: str, lowest: int | None, highest: int | None, said: str) -> None:
    row = {"score_scale": scale, "score_min": lowest, "score_max": highest}
    assert words.score_phrase(row) == said


def test_a_complaint_names_the_field_and_what_is_allowed() -> None:
    said = words.complaint("kind", "x" * 5_000, ["general", "targeted"])
    assert "kind=" in said
    assert "general, targeted" in said
    assert len(said) < 250
    assert "and 3 more" in words.complaint("teer", "9", list("01234567"))
