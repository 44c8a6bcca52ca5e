"""Weekends and public holidays of Ontario: pointed out beside a deadline, never counted."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
CACHED_YEARS = 32


def weekday(day: date) -> str:
    """Return a day with its weekday: "Saturday 20 September 2025"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


@lru_cache(maxsize=CACHED_YEARS)
def _of_year(year: int) -> dict[date, str]:
    """Return the public holidays of Ontario in a year, by the `holidays` library."""
    found = holidays.country_holidays("CA", subdiv="ON", years=year, language="en_CA")
    return dict(found.items())


def holiday(day: date) -> str | None:
    """Return the name of the public holiday of Ontario on a day, or None."""
    return _of_year(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Return whether a day is neither on a weekend nor a public holiday of Ontario."""
    return day.weekday() < SATURDAY and holiday(day) is None


def last_working_day(day: date) -> date:
    """Return the day itself, or the nearest working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def holidays_between(first: date, last: date) -> list[tuple[date, str]]:
    """Return the public holidays after the first day and up to the last, oldest first."""
    span = (last - first).days
    days = (first + timedelta(days=step) for step in range(1, span + 1))
    return [(day, name) for day in days if (name := holiday(day))]
