"""The words of the site: units, formats, definitions and the sentences written from the data.

Cards, tables, tooltips and sentences all take their words from here, so that one thing has one
name everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from components.made import Made

Row = dict[str, Any]

NOT_PUBLISHED = "not published"
LISTS_OF_OPTIONS = 32
"""Lists of options that are kept; the pages have ten."""

SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Metric:
    """A figure that cards, tables and tooltips show: its label and what it means."""

    label: str
    definition: str


DRAWS = Metric(
    "Draws",
    "Rounds of invitations: lines of Ontario's official tables. Several draws can happen on one "
    "day, one for each stream and target.",
)
INVITATIONS = Metric(
    "Invitations",
    "Invitations to apply (ITAs) and, for Express Entry streams, notifications of interest. "
    "An invitation is not a nomination.",
)
LATEST_DRAW = Metric("Latest draw", "The day of the newest draw among those that match.")
LOWEST_SCORE = Metric(
    "Lowest score",
    "The lowest published cut-off score among the draws that match, where all of them are of one "
    "stream and on one scale. A cut-off is the lowest score invited in that one draw; it does not "
    "say what the next one will be.",
)

HOW_THIS = "How this was made"
HOW_MADE = {"chart": "How the chart was made", "table": "How the table was made"}
"""What is said of charts and tables that stand together, by their names."""

LIST_STATES = {
    "all": "open to every occupation of the stream",
    "complete": "the whole list is known",
    "partial": "only a part of the list is known",
    "not_published": "Ontario published no list",
    "not_captured": "a list was published, but we do not have it",
}
"""What is known of the occupations a draw named, by the value of `occupation_list`."""

KINDS = {"general": "General", "targeted": "Targeted"}
OCCUPATION_SETS = {"skilled-trades": "workforce-priority-skilled-trades"}
"""Lists of occupations that can be filtered by: the value in an address, and the id in the data."""

KINDS_EXPLAINED = (
    "A general draw is open to every occupation of its stream; a targeted one names occupations, "
    "places or people."
)
OCCUPATION_FILTER = (
    "Draws that named the occupation. General draws are open to every occupation of their stream "
    "and name none, so they are not counted here."
)
FIND_AN_OCCUPATION = "Find an occupation, by job title or NOC code, in English or French"
NOTHING_FITS = "No occupation fits these words. Try another word for the job."
OPEN_A_DRAW = "Choose a date to open the page of that draw."
AREA_FILTER = (
    "Regional draws: the job offer had to be in this place. Other draws are open to all of "
    "Ontario, so they are not counted here."
)


def heading(text: str) -> str:
    """Return the heading of a section as the beginning of its text: an element less to send."""
    return f"## {text}\n\n" if text else ""


def number(value: float) -> str:
    """Return a count with thousands commas: 2643 becomes "2,643"."""
    return f"{value:,}"


def day(value: date) -> str:
    """Return a date for running text: "3 September 2025"."""
    return f"{value.day} {value:%B %Y}"


def days(first: date, last: date | None) -> str:
    """Return one day, or a span of days without repeating what they share: "8-9 March 2023"."""
    if last is None or last == first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{day(last)}"
    return f"{day(first)} to {day(last)}"


def count(amount: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun in the right form: "1 draw", "2,643 invitations"."""
    return f"{number(amount)} {one if amount == 1 else many or one + 's'}"


def few(amount: int, one: str, many: str | None = None) -> str:
    """Return `count`, with numbers below ten spelled out: "two draws"."""
    if amount >= len(SMALL_NUMBERS):
        return count(amount, one, many)
    return f"{SMALL_NUMBERS[amount]} {one if amount == 1 else many or one + 's'}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Return parts as a list in a sentence: "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(text: str) -> str:
    """Return text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def score_phrase(row: Mapping[str, Any]) -> str:
    """Return who was invited by score: "from 57 points", "with CRS scores of 473 to 480"."""
    lowest, highest = row["score_min"], row["score_max"]
    if lowest is None:
        return "no score published"
    if row["score_scale"] == "crs":
        if highest is None:
            return f"from a CRS score of {lowest}"
        return f"with CRS scores of {lowest} to {highest}"
    return f"from {lowest} points" if highest is None else f"with {lowest} to {highest} points"


def quoted(text: str) -> str:
    """Return what a visitor typed, cut, as inline code: there no link or heading can begin."""
    shown = " ".join(text[:LONGEST_QUOTE].split()).replace("`", "'")
    return f"`{shown}`" if shown else "an empty value"


def plain(text: str) -> str:
    """Return text from the data for use in Markdown, with its marks shown as they are."""
    for mark in "\\`*_{}[]<>#|~$:&":
        text = text.replace(mark, "\\" + mark)
    return text


def aside(text: str) -> str:
    """Return text to put between brackets: its own brackets become a comma."""
    return text.replace(" (", ", ").replace(")", "")


def unmarked(markdown: str) -> str:
    """Return a sentence without its Markdown: what `plain` and `**` put in is taken out again."""
    return re.sub(r"\\([\\`*_{}\[\]<>#|~$:&])|\*\*", r"\1", markdown)


def complaint(name: str, value: str, allowed: Iterable[str]) -> str:
    """Return why a value of an address was left out, naming the parameter and what is allowed."""
    known = list(allowed)
    listed = ", ".join(known[:MOST_ALLOWED_SHOWN])
    rest = len(known) - MOST_ALLOWED_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return (
        f"The link asks for {name}={quoted(value)}, which this page does not know, "
        f"so it was left out. Allowed: {listed}{more}."
    )


def too_many(name: str, value: str, most: int) -> str:
    """Return why a further value of an address was left out."""
    return (
        f"The link asks for {name}={quoted(value)} too, which was left out. "
        f"Allowed: at most {most}."
    )


def more_complaints(amount: int) -> str:
    """Return how many further values of an address were left out."""
    return f"The link asks for {count(amount, 'more value')} that this page left out."


MOST_ALLOWED_SHOWN = 5
LONGEST_QUOTE = 60


NONE = "\N{EN DASH}"
"""What stands in a card for a value that does not exist."""

TWIN_HELP = (
    "Above, each mark is the cut-off score of one draw; a line upwards is a published range. Below "
    "are the invitations. Drag to zoom, double-click to zoom out, click a mark or a bar to see its "
    "draws in the table."
)
TWIN_HELP_PHONE = (
    "Above, each mark is the cut-off score of one draw; a line upwards is a published range. Below "
    "are the invitations. Tap a mark or a bar to see what it is, and once more to see its draws in "
    "the table below. What the numbers on top mean is in the tables of the chart, further down."
)

FILTER_NAMES = {
    "stream": "Stream",
    "dates": "Dates",
    "kind": "Kind",
    "target": "Target",
    "occupation": "Occupation",
    "area": "Area",
}
"""The filters as their buttons call them, by the names that `draws_without_a_filter.sql` gives."""


@lru_cache(maxsize=LISTS_OF_OPTIONS)
def options(answer: Made, value: str, label: str) -> Mapping[str, str]:
    """Return the values and labels of two columns, in the order of the rows.

    The same mapping for all visitors: each of them would keep its own texts for a while.
    """
    return dict(zip(answer.rows[value], answer.rows[label], strict=True))


@lru_cache(maxsize=1)
def stream_options(streams: Made) -> Mapping[str, str]:
    """Return stream ids and labels that say whether the stream is open; rows of `streams.sql`."""
    return {
        row["stream_id"]: f"{row['short_name']} ({row['status']})"
        for row in streams.rows.to_dicts()
    }


LAW_SOCIETY = (
    "https://lso.ca/public-resources/finding-a-lawyer-or-paralegal/lawyer-and-paralegal-directory"
)
COLLEGE = "https://college-ic.ca/protecting-the-public/find-an-immigration-consultant"

FOOTER = (
    "OINP Draws is unofficial: it is not run by the Government of Ontario and gives no advice. "
    "Only lawyers, paralegals where the law lets them, and licensed consultants may advise you "
    f"for pay. Look them up: [Law Society of Ontario]({LAW_SOCIETY}), [College of Immigration and "
    f"Citizenship Consultants]({COLLEGE}). "
    "An invitation is not a nomination, and a past cut-off score does not say what the next "
    "one will be. This site keeps nothing about you: no account, no cookies of its own, no "
    "tracking."
)


def about(version: str) -> str:
    """Return the label of the link in the footer to what stands behind the site."""
    return f"Privacy, accessibility, sources, data ({version})"


def unexpected(reference: str) -> str:
    """Return what a visitor reads after an unexpected error, with the id that the log has."""
    return (
        "Something went wrong on our side, and this part of the page could not be shown. Reload "
        f"the page to try again. If it stays, report error {reference}."
    )


NO_DATA = "Our data cannot be read right now. Nothing is wrong on your side. Try again in a minute."
TOO_SLOW = (
    "That question took too long, so we stopped it. Choose fewer filters, or try again in a minute."
)

TEER = (
    "The level of an occupation, by Training, Education, Experience and Responsibilities. 0 is "
    "management. 1 usually needs a university degree. 5 needs short training on the job."
)

FEED = "The feed, to paste into a feed reader:"
CALENDAR = "The calendar, to subscribe to in a calendar program:"


def following(which: str, *, by_occupation: bool) -> str:
    """Return what a feed and a calendar are; `which` draws they hold, in words."""
    text = (
        f"A feed tells your feed reader about {which}, and again when Ontario corrects it. A "
        "calendar shows them on their days. Neither needs an account or an e-mail."
    )
    if by_occupation:
        text += (
            " They hold draws that name the occupation. General draws name none, and a draw whose "
            "list is not published may have named it too."
        )
    return text
