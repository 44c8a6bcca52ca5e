"""Weekends and holidays beside a deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import calendar_days
from components import deadline_words as say
from components.clock import today, today_in

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 12, 25), "Christmas Day"),
        (date(2026, 2, 16), "Family Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 7, 1), "Canada Day"),
        (date(2026, 9, 7), "Labour Day"),
        (date(2026, 10, 12), "Thanksgiving Day"),
        (date(2026, 10, 13), None),
    ],
)
def test_public_holidays_of_ontario(day: date, name: str | None) -> None:
    assert calendar_days.holiday(day) == name


@given(DAYS)
def test_the_last_working_day_is_near_and_never_later(day: date) -> None:
    found = calendar_days.last_working_day(day)
    assert calendar_days.is_working_day(found)
    assert timedelta(0) <= day - found <= timedelta(6)
    between = [found + timedelta(step) for step in range(1, (day - found).days + 1)]
    assert not any(calendar_days.is_working_day(other) for other in between)


def test_a_deadline_on_a_holiday_or_weekend_keeps_its_day() -> None:
    assert say.day_off(date(2025, 9, 17), 17) == ""
    assert "a Saturday" in say.day_off(date(2025, 9, 20), 17)
    assert "Friday 19 September 2025" in say.day_off(date(2025, 9, 20), 17)
    said = say.day_off(date(2025, 12, 26), 3)
    assert "Boxing Day" in said
    assert "Wednesday 24 December 2025" in said
    assert "does not move" in said


@pytest.mark.parametrize(("days_left", "told"), [(1, True), (0, False), (-200, False)])
def test_a_working_day_that_has_gone_by_is_no_help(days_left: int, *, told: bool) -> None:
    """Saturday 20 September 2025: the day to get help was the Friday before."""
    said = say.day_off(date(2025, 9, 20), days_left)
    assert ("get help" in said) is told
    assert "The count does not move" in said


def test_holidays_on_the_way_are_named() -> None:
    said = say.holidays_within(date(2025, 12, 10), date(2026, 1, 8))
    for name in ("Christmas Day", "Boxing Day", "New Year's Day"):
        assert name in said
    assert say.holidays_within(date(2025, 9, 3), date(2025, 9, 20)) == ""


@pytest.mark.parametrize("zone", [None, "", "Nowhere/City", "../../etc/passwd", "a" * 5_000, "\0"])
def test_an_unknown_time_zone_is_that_of_ontario(zone: str | None) -> None:
    assert abs(today_in(zone) - today()) <= timedelta(1)


def test_two_places_can_have_two_days() -> None:
    assert today_in("Pacific/Kiritimati") - today_in("Pacific/Pago_Pago") >= timedelta(1)
