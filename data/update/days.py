"""Read the days that the pages print, in a strict grammar.

A general date library guesses where the text is odd ("August 11 - 16, 2023"); here a text that is
not one of the known forms is an error, because a guessed date would be a wrong row.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from data.update.text import DASHES, UnreadableError, quoted, tidy

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SHORTEST_MONTH = 3
ONTARIO = ZoneInfo("America/Toronto")

TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?\s?m\b\.?)?.*$", re.IGNORECASE)
DAY = r"(?P<month{n}>[A-Za-z]+)\.?\s*(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?"
YEAR = r"(?:\s*[.,]?\s*(?P<year{n}>\d{{4}}))?"
ONE = re.compile(DAY.format(n=1) + YEAR.format(n=1))
SPAN = re.compile(
    DAY.format(n=1)
    + YEAR.format(n=1)
    + r"\s*(?:-|\bto\b)\s*"
    + r"(?:(?P<month2>[A-Za-z]+)\.?\s*)?(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
    + YEAR.format(n=2)
)


def read_days(text: str, year: int | None = None) -> tuple[date, date | None]:
    """Return the day, or the first and last day, that a text names; the last is null for one day.

    "September 19. 2023", "Jun 16, 2021", "October 27, 2021 9:00 a.m. EST", "March 8-9, 2023",
    "June 3 2024- June 3, 2025" and "January 1 to November 26, 2018" are read. `year` is the year
    of a day that names none. Raises UnreadableError for every other text.
    """
    plain = TIME_OF_DAY.sub("", tidy(text).translate(DASHES)).strip(" ,")
    if match := ONE.fullmatch(plain):
        return _day(text, match["month1"], match["day1"], match["year1"] or year), None
    if match := SPAN.fullmatch(plain):
        last_year = match["year2"] or year or match["year1"]
        first = _day(text, match["month1"], match["day1"], match["year1"] or last_year)
        last = _day(text, match["month2"] or match["month1"], match["day2"], last_year)
        if first < last:
            return first, last
    raise _unreadable(text)


def read_window(text: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day of a window of profiles; null where the cell is empty.

    `year` is the year of the draw, which the last day has where it names none.
    """
    if not tidy(text):
        return None
    first, last = read_days(text, year)
    if last is None:
        raise _unreadable(text)
    return first, last


def today() -> date:
    """Return today's date in Toronto, the day that Ontario's pages print."""
    return datetime.now(tz=ONTARIO).date()


def long_day(day: date) -> str:
    """Return a day as words: "3 September 2025"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _day(text: str, month: str, day: str, year: str | int | None) -> date:
    named = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if len(month) >= SHORTEST_MONTH and name.startswith(month.lower())
    ]
    if len(named) != 1 or year is None:
        raise _unreadable(text)
    try:
        return date(int(year), named[0], int(day))
    except ValueError:
        raise _unreadable(text) from None


def _unreadable(text: str) -> UnreadableError:
    return UnreadableError(f'expected a day such as "April 30, 2026", found {quoted(text)}')
