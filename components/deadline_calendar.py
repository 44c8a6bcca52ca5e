"""A calendar file (.ics) of deadlines, for Google, Apple and Outlook calendars.

Each deadline is an event of the whole day: the count is in days, and the hour is in the
invitation. It has reminders of its own and an identity that stays the same, so that a file that is
opened twice changes the event and adds no second one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Alarm, Calendar, Event

from components.calendar_days import weekday
from components.deadline_words import NOT_OFFICIAL
from components.words import day, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Row = dict[str, Any]

DOMAIN = "oinp-draws"
MAKER = "-//OINP Draws//Deadlines//EN"
REMINDERS = (
    (timedelta(days=-6, hours=-15), "in 7 days"),
    (timedelta(days=-2, hours=-15), "in 3 days"),
    (timedelta(hours=-15), "tomorrow"),
    (timedelta(hours=9), "today"),
)
"""When each event reminds, counted from its midnight: at nine in the morning of that day."""

TITLES = {
    "employer": "Employer: last day to file (OINP, day {days})",
    "candidate": "You: last day to file (OINP, day {days})",
}


def calendar(rows: Sequence[Row], invited_on: date, stream: Row, page: str) -> bytes:
    """Return the calendar file of the deadlines of an invitation.

    `rows` are rows of `deadlines.sql`, `stream` is the row of `deadline_pathway.sql`, and `page`
    the full address at which the same deadlines are shown.
    """
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"OINP deadlines, {stream['stream']}")
    for row in rows:
        made.add_component(_event(row, invited_on, stream, page))
    return bytes(made.to_ical())


def file_name(pathway: str, invited_on: date) -> str:
    """Return the name of the calendar file."""
    return f"oinp-deadlines_{pathway}_{invited_on}.ics"


def _event(row: Row, invited_on: date, stream: Row, page: str) -> Event:
    title = TITLES[row["actor"]].format(days=row["deadline_days"])
    event = Event()
    event.add("uid", f"{invited_on}-{stream['stream_id']}-{row['actor']}@{DOMAIN}")
    # The stamp changes with the rule and not with the hour, so that equal files are equal bytes.
    event.add("dtstamp", datetime.fromisoformat(f"{invited_on}T00:00:00+00:00"))
    event.add("summary", title)
    event.add("dtstart", row["due_on"])
    event.add("dtend", row["due_on"] + timedelta(days=1))
    event.add("description", _description(row, invited_on, stream, page))
    event.add("url", page)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before, when in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{title}: {when}")
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _description(row: Row, invited_on: date, stream: Row, page: str) -> str:
    doubt = "" if row["is_official"] else f"{unmarked(NOT_OFFICIAL)} "
    return (
        f"{stream['name']}. Day {row['deadline_days']} after the {row['counted_from']} of "
        f"{day(invited_on)}: {weekday(row['due_on'])}. {row['description']} {doubt}The invitation "
        "itself decides: it names the exact day and hour. OINP Draws is unofficial and gives no "
        f"advice. {page}"
    )
