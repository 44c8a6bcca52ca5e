"""Counts, scores and totals, as the official pages print them and otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.update.figures import Scores, read_count, read_scores, read_total
from data.update.text import UnreadableError


@pytest.mark.parametrize(
    ("text", "count"), [("2084", 2084), ("2,084", 2084), ("667*", 667), ("1", 1), ("0", 0)]
)
def test_counts(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["", "N/A", "2,08", "20,84", "1.5", "-3", "about 300", "57-60"])
def test_counts_that_are_none(text: str) -> None:
    with pytest.raises(UnreadableError, match="a number of people"):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("57 and above", Scores(57, None)),
        ("496 and above", Scores(496, None)),
        ("67 or above", Scores(67, None)),
        ("473 - 480", Scores(473, 480)),
        ("455–467", Scores(455, 467)),
        ("137 to 162", Scores(137, 162)),
        ("N/A", Scores(None, None)),
        ("", Scores(None, None)),
    ],
)
def test_scores(text: str, scores: Scores) -> None:
    assert read_scores(text) == scores


@pytest.mark.parametrize("text", ["57", "above 57", "480-473", "2,084", "57 and below", "fifty"])
def test_scores_that_are_none(text: str) -> None:
    with pytest.raises(UnreadableError, match="expected a score"):
        read_scores(text)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            "Employer Job Offer: In-Demand Skills stream – 1,234",
            ("Employer Job Offer: In-Demand Skills stream", 1234),
        ),
        ("French-Speaking Skilled Worker - 549", ("French-Speaking Skilled Worker", 549)),
        ("Skilled Trades stream — 0", ("Skilled Trades stream", 0)),
        ("Skilled Trades stream", None),
        ("Skilled Trades stream – none", None),
    ],
)
def test_totals(text: str, total: tuple[str, int] | None) -> None:
    assert read_total(text) == total


@given(st.integers(0, 999_999))
def test_every_count_is_read_back_with_and_without_commas(count: int) -> None:
    assert read_count(str(count)) == read_count(f"{count:,}") == count


@given(st.integers(0, 1200), st.integers(0, 1200))
def test_every_range_is_read_back(low: int, more: int) -> None:
    assert read_scores(f"{low} - {low + more}") == Scores(low, low + more)
    assert read_scores(f"{low} and above") == Scores(low, None)
