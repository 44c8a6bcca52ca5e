"""Read the figures that the pages print: counts of people, scores, yearly totals."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.update.text import DASHES, UnreadableError, quoted, tidy

COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,6})\s*\*{0,2}")
LOWEST = re.compile(r"(\d{1,4})\s+(?:and|or)\s+above\s*\*?", re.IGNORECASE)
RANGE = re.compile(r"(\d{1,4})\s*(?:-|\bto\b)\s*(\d{1,4})\s*\*?", re.IGNORECASE)
NOT_GIVEN = re.compile(r"|n/?a|not applicable|-", re.IGNORECASE)
TOTAL = re.compile(r"(?P<name>\D.*?)\s*[-:]\s*(?P<total>\d{1,3}(?:,\d{3})+|\d{1,6})\s*\*?")


class Scores(NamedTuple):
    """The lowest and the highest score of a draw; null where none was printed."""

    lowest: int | None
    highest: int | None


def read_count(text: str) -> int:
    """Return a number of people: "2084", "2,084" and "667*" (a footnote) are read.

    Raises UnreadableError for every other text, an empty one too.
    """
    if match := COUNT.fullmatch(tidy(text)):
        return int(match[1].replace(",", ""))
    message = f'expected a number of people such as "2,084", found {quoted(text)}'
    raise UnreadableError(message)


def read_scores(text: str) -> Scores:
    """Return the scores of "57 and above", "473 - 480" or "137 to 162"; nulls for "N/A".

    Raises UnreadableError for every other text, and where the range runs backwards.
    """
    plain = tidy(text).translate(DASHES)
    if NOT_GIVEN.fullmatch(plain):
        return Scores(None, None)
    if match := LOWEST.fullmatch(plain):
        return Scores(int(match[1]), None)
    if (match := RANGE.fullmatch(plain)) and int(match[1]) <= int(match[2]):
        return Scores(int(match[1]), int(match[2]))
    message = f'expected a score such as "57 and above" or "473 - 480", found {quoted(text)}'
    raise UnreadableError(message)


def read_total(text: str) -> tuple[str, int] | None:
    """Return the stream and total of "Foreign Worker stream - 4,860"; null for other lines."""
    if match := TOTAL.fullmatch(tidy(text).translate(DASHES)):
        return match["name"], int(match["total"].replace(",", ""))
    return None
