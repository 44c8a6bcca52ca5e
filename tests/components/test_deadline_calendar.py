"""The calendar file, read again by a library that did not write it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from components import deadline_calendar

STREAM = {"stream_id": "foreign-worker", "stream": "Foreign Worker", "name": "Foreign Worker, all"}
PAGE = "https://example.org/deadlines?invited_on=2025-09-03&pathway=foreign-worker"


def row(actor: str, days: int, due_on: date) -> dict[str, Any]:
    return {
        "actor": actor,
        "deadline_days": days,
        "due_on": due_on,
        "counted_from": "invitation",
        "description": "Files the application; commas, semicolons and\nlines are kept.",
        "is_official": True,
    }


TWO = [
    row("employer", 14, date(2025, 9, 17)),
    row("candidate", 17, date(2025, 9, 20)),
]


def read(rows: list[dict[str, Any]] = TWO) -> Any:  # noqa: ANN401 (vobject is not typed)
    made = deadline_calendar.calendar(rows, date(2025, 9, 3), STREAM, PAGE)
    return vobject.readOne(made.decode("utf-8"))


def test_both_clocks_are_events_of_a_whole_day() -> None:
    events = read().vevent_list
    assert [event.dtstart.value for event in events] == [date(2025, 9, 17), date(2025, 9, 20)]
    assert [event.dtend.value for event in events] == [date(2025, 9, 18), date(2025, 9, 21)]
    assert [event.summary.value for event in events] == [
        "Employer: last day to file (OINP, day 14)",
        "You: last day to file (OINP, day 17)",
    ]


def test_each_event_reminds_before_and_on_the_day() -> None:
    for event in read().vevent_list:
        triggers = [alarm.trigger.value for alarm in event.valarm_list]
        assert triggers == [
            timedelta(days=-6, hours=-15),
            timedelta(days=-2, hours=-15),
            timedelta(hours=-15),
            timedelta(hours=9),
        ]
        assert {alarm.action.value for alarm in event.valarm_list} == {"DISPLAY"}


def test_the_words_come_back_whole() -> None:
    event = read().vevent_list[1]
    assert "commas, semicolons and\nlines are kept" in event.description.value
    assert "Saturday 20 September 2025" in event.description.value
    assert "decides" in event.description.value
    assert event.url.value == PAGE


def test_a_deadline_that_no_official_page_confirms_says_so_in_the_event() -> None:
    doubtful = [one | {"is_official": False} for one in TWO]
    for event in read(doubtful).vevent_list:
        assert (
            "Not confirmed by an official page: we have these days from" in event.description.value
        )
        assert "**" not in event.description.value
    assert "Not confirmed" not in read().vevent_list[0].description.value


def test_what_outlook_google_and_apple_ask_for() -> None:
    made = deadline_calendar.calendar(TWO, date(2025, 9, 3), STREAM, PAGE)
    lines = made.decode("utf-8").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"VERSION:2.0", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"} <= set(lines)
    assert "DTSTART;VALUE=DATE:20250917" in lines
    assert sum(line.startswith("DTSTAMP:") and line.endswith("Z") for line in lines) == 2
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in made.decode("utf-8").replace("\r\n", "")


def test_the_same_invitation_has_the_same_identity_and_another_has_not() -> None:
    first, again = (deadline_calendar.calendar(TWO, date(2025, 9, 3), STREAM, PAGE) for _ in "ab")
    assert first == again
    other = deadline_calendar.calendar(TWO, date(2025, 9, 2), STREAM, PAGE)
    uids = [
        {event.uid.value for event in vobject.readOne(made.decode()).vevent_list}
        for made in (first, other)
    ]
    assert len(uids[0]) == 2
    assert not uids[0] & uids[1]


def test_a_rule_that_changes_moves_the_event_and_adds_none() -> None:
    moved = [row("candidate", 29, date(2025, 10, 2))]
    before, after = read(TWO[1:]).vevent, read(moved).vevent
    assert before.uid.value == after.uid.value
    assert before.dtstart.value != after.dtstart.value


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.integers(1, 90))
def test_any_day_gives_a_file_that_can_be_read(invited_on: date, days: int) -> None:
    due_on = invited_on + timedelta(days)
    made = deadline_calendar.calendar([row("candidate", days, due_on)], invited_on, STREAM, PAGE)
    event = vobject.readOne(made.decode()).vevent
    assert event.dtstart.value == due_on
    assert event.dtend.value - event.dtstart.value == timedelta(1)


@pytest.mark.parametrize("actor", ["employer", "candidate"])
def test_titles_are_short_enough_for_a_phone(actor: str) -> None:
    assert len(deadline_calendar.TITLES[actor].format(days=45)) < 50
