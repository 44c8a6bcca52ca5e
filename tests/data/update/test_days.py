"""Days and windows, as the official pages print them and otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.update.days import MONTHS, long_day, read_days, read_window
from data.update.text import UnreadableError
from tests.data.update.paper import words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("April 30, 2026", "2026-04-30", None),
        ("September 19. 2023", "2023-09-19", None),
        ("Jun 16, 2021", "2021-06-16", None),
        ("March 3 2021", "2021-03-03", None),
        ("October 27, 2021 9:00 a.m. EST", "2021-10-27", None),
        ("May 22, 2019 9.09 a.m. EST", "2019-05-22", None),
        ("December 11, 2019 12:28 p.m EST", "2019-12-11", None),
        ("August 11 - 16, 2023", "2023-08-11", "2023-08-16"),
        ("March 8-9, 2023", "2023-03-08", "2023-03-09"),
        ("December 30, 2025 – January 2, 2026", "2025-12-30", "2026-01-02"),
        ("\xa0April\u200b 30,\n2026 ", "2026-04-30", None),
    ],
)
def test_days_of_draws(text: str, first: str, last: str | None) -> None:
    expected = date.fromisoformat(last) if last else None
    assert read_days(text) == (date.fromisoformat(first), expected)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("July 2, 2025 – April 28, 2026", "2025-07-02", "2026-04-28"),
        ("June 3 2024- June 3, 2025", "2024-06-03", "2025-06-03"),
        ("October 25, 2020-October 25, 2021", "2020-10-25", "2021-10-25"),
        ("January 1 to November 26, 2018", "2018-01-01", "2018-11-26"),
        ("July 2,2025 –April 28 2026", "2025-07-02", "2026-04-28"),
        ("February 2, 2020 – February 2", "2020-02-02", "2021-02-02"),
    ],
)
def test_windows(text: str, first: str, last: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last))
    assert read_window(text, 2021) == expected
    assert read_window("", 2021) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "N/A", "30 avril 2026", "April 31, 2026", "April 2026", "04/30/2026", "2026-04-30",
        "Ju 16, 2021", "Smarch 1, 2026", "April 30", "April 30, 26", "May 5 - 3, 2026",
        "April 30, 2026 and May 1, 2026", "786", "57 and above", "July 16, 2023 – July 16, 2023",
    ],
)  # fmt: skip
def test_other_texts_are_refused_and_quoted(text: str) -> None:
    with pytest.raises(UnreadableError, match="expected a day such as"):
        read_days(text)


def test_a_window_is_not_one_day() -> None:
    with pytest.raises(UnreadableError):
        read_window("April 28, 2026", 2026)


@given(st.dates(date(2018, 1, 1), date(2099, 12, 30)), st.integers(1, 400))
def test_every_day_and_span_is_read_back(first: date, days: int) -> None:
    last = first + timedelta(days)
    assert read_days(words(first)) == (first, None)
    assert read_days(f"{words(first)} – {words(last)}") == (first, last)
    assert long_day(first).split()[1].lower() == MONTHS[first.month - 1]


@given(st.text(max_size=40))
def test_no_text_is_read_as_a_day_by_chance(text: str) -> None:
    try:
        first, last = read_days(text)
    except UnreadableError:
        return
    assert last is None or first < last
