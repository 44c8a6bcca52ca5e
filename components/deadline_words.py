"""The sentences of `/deadlines`, written from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.calendar_days import holiday as holiday_on
from components.calendar_days import holidays_between, is_working_day, last_working_day, weekday
from components.words import count, day, joined, number, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Row = dict[str, Any]

WHO = {"employer": "your employer", "candidate": "you"}
HAS = {"employer": "your employer has", "candidate": "you have"}
CLOCKS = {"employer": "Your employer", "candidate": "You"}
INVITED = {
    "invitation": "an invitation",
    "notification of interest": "a notification of interest",
}
CASES = {
    "job-in-gta": "the job is in the Greater Toronto Area",
    "job-outside-gta": "the job is outside the Greater Toronto Area",
    "physician-without-job-offer": "you are a physician without a job offer",
}
"""What a step that is only for one case is for, by the value of `only_for`."""

HOW_COUNTED = (
    "The day of the invitation is day 0. Every calendar day after it counts, also weekends and "
    "holidays. The invitation itself decides: it names the exact day and hour."
)
FEDERAL = (
    "Ontario nominates; the federal government decides on permanent residence. How long that takes "
    "is up to the federal department (IRCC): see [its processing times]"
    "(https://www.canada.ca/en/immigration-refugees-citizenship/services/application/"
    "check-processing-times.html)."
)
RULES = (
    "Days allowed, counted from the invitation or notification, by the day on which it was sent."
)
NOT_KNOWN_AFTER = (
    "How a person who was nominated under this stream then applies for permanent residence, and in "
    "what time, is not in our records: the nomination itself says so."
)
NO_LIST = (
    "We know of no official list of documents for this stream. These are the rules that your "
    "papers must support."
)
RULES_TO_SUPPORT = "These are the rules that your papers must support."
NO_RULES = "We have no rules of that day in our records."
CALENDAR = (
    "The file holds each date as a whole day, with reminders 7, 3 and 1 days before and on the "
    "day. It opens in Google, Apple and Outlook calendars; some use your own reminder settings "
    "instead."
)
NOT_OFFICIAL = (
    "**Not confirmed by an official page:** we have these days from a third party that read "
    "Ontario's page. Check them on your invitation."
)


def general(rules: Sequence[Row]) -> str:
    """Return the answer before anything is chosen: the clocks that run today.

    Takes rows of `deadline_rules.sql`; only those that still hold are said.
    """
    running = [
        row for row in rules if row["holds"] and row["status"] == "open" and not row["only_for"]
    ]
    by_actor: dict[str, Row] = {}
    for row in running:
        by_actor.setdefault(row["actor"], row)
    parts = [
        f"{HAS[actor]} **{count(row['deadline_days'], 'day')}**"
        for actor, row in sorted(by_actor.items(), key=lambda item: item[1]["deadline_days"])
    ]
    if not parts:
        return "No stream is open to invitations in our records, so no deadline runs today."
    return (
        f"If you are invited today, {joined(parts)} to file, counted from the day of the "
        f"invitation.{_alone(running)} {unconfirmed(running)}Enter the day of your invitation to "
        "see the dates."
    )


def _alone(running: Sequence[Row]) -> str:
    """Return for which streams the candidate files alone, where others wait for an employer."""
    with_employer = {row["stream_id"] for row in running if row["actor"] == "employer"}
    alone = [row for row in running if row["stream_id"] not in with_employer]
    if not with_employer or not alone:
        return ""
    parts = [f"{row['stream']} ({count(row['deadline_days'], 'day')})" for row in alone]
    return f" There is no employer's part for {joined(parts)}."


def unconfirmed(rows: Sequence[Row]) -> str:
    """Return a warning where any of these deadlines rests on third parties only, else nothing."""
    return "" if all(row["is_official"] for row in rows) else f"{NOT_OFFICIAL} "


def choose_day(stream: Row, rules: Sequence[Row]) -> str:
    """Return what to say of a stream before a day is chosen.

    Takes the row of `deadline_pathway.sql` and the rows of `deadline_rules.sql`.
    """
    newest = rules[0]["effective_from"] if rules else None
    clocks = [row for row in rules if row["effective_from"] == newest and row["only_for"] is None]
    days = joined([f"{WHO[row['actor']]} {count(row['deadline_days'], 'day')}" for row in clocks])
    if stream["last_rule_on"] and clocks:
        return (
            f"{stream['stream']} no longer invites anyone; its last rule ended on "
            f"{day(stream['last_rule_on'])}. It gave {days}. {unconfirmed(clocks)}Enter the day "
            "of your invitation to count by the rules of that day."
        )
    return (
        f"{stream['stream']} gives {days} to file, counted from the invitation. "
        f"{unconfirmed(clocks)}Enter the day of your invitation to see the dates."
    )


def choose_stream(invited_on: date, streams: Sequence[str]) -> str:
    """Return what to say of a day before a stream is chosen; `streams` were drawn on it."""
    if not streams:
        return (
            f"No draw of {day(invited_on)} is in our records, which may lack the newest ones. "
            "Choose the stream of your invitation to see your dates: they are counted all the same."
        )
    return (
        f"On {day(invited_on)} Ontario invited people under {joined(streams)}. Choose the stream "
        "of your invitation: the days you have depend on it."
    )


def answer(stream: Row, rows: Sequence[Row], invited_on: date) -> str:
    """Return the answer: the last day of each clock, in the order in which they run out.

    Takes the row of `deadline_pathway.sql` and rows of `deadlines.sql` for all cases alike.
    """
    kind = INVITED[rows[0]["counted_from"]]
    if stream["in_the_future"]:
        opening = (
            f"{day(invited_on)} has not come yet. By the rules that hold today, for {kind} under "
            f"{stream['stream']} on that day,"
        )
    else:
        opening = f"For {kind} of {day(invited_on)} under {stream['stream']},"
    parts = [_clock(row, first=index == 0) for index, row in enumerate(rows)]
    return f"{opening} {'; then '.join(parts)}. {unconfirmed(rows)}".strip()


def _clock(row: Row, *, first: bool) -> str:
    due = f"**{weekday(row['due_on'])}** (day {row['deadline_days']})"
    if row["days_left"] < 0:
        return f"{WHO[row['actor']]} had until {due}"
    return f"{HAS[row['actor']]} until {due}{' to file' if first else ''}: **{_left(row)}**"


def _left(row: Row) -> str:
    return "today is the last day" if row["days_left"] == 0 else left(row)


def no_rule(stream: Row, invited_on: date) -> str:
    """Return why no deadline can be counted for a day; the row of `deadline_pathway.sql`."""
    said = f"We have no published deadline for {stream['stream']} on {day(invited_on)}."
    first, last = stream["first_rule_on"], stream["last_rule_on"]
    if first is None:
        return f"{said} The invitation itself names it."
    if invited_on < first:
        return (
            f"{said} The first rule in our records is of {day(first)}; for an earlier invitation "
            "only the invitation itself can say."
        )
    if last is None or invited_on <= last:
        return f"{said} {check_the_day(stream, invited_on)}".strip()
    ended = f" The last rule ended on {day(last)}." if last else ""
    closed = f" The stream closed on {day(stream['closed_on'])}." if stream["closed_on"] else ""
    return f"{said}{ended}{closed} Check the day and the stream on your invitation."


def check_the_day(stream: Row, invited_on: date) -> str:
    """Return a warning where no draw of the stream is recorded on that day, else an empty text."""
    if stream["draws_that_day"] or stream["in_the_future"]:
        return ""
    if not stream["draws"]:
        return (
            f"No draw of {stream['stream']} is in our records, on this day or any other. If you "
            "hold an invitation, trust the invitation."
        )
    near = [
        f"{day(found)} {side}"
        for found, side in ((stream["draw_before"], "before"), (stream["draw_after"], "after"))
        if found
    ]
    return (
        f"No draw of {stream['stream']} on {day(invited_on)} is in our records. The nearest: "
        f"{joined(near)}. Check the date on your invitation."
    )


def left(row: Row) -> str:
    """Return how many days are left, for a row of `deadlines.sql`."""
    days = row["days_left"]
    if days < 0:
        return f"Passed {count(-days, 'day')} ago"
    if days == 0:
        return "Today is the last day"
    return f"{count(days, 'day')} left"


def where_counted(timezone: str | None, here: date, ontario: date) -> str:
    """Return for which place the days that are left were counted."""
    if timezone is None:
        return f"Days left are counted from {day(ontario)}, today in Ontario."
    place = timezone.replace("_", " ")
    if here == ontario:
        return f"Days left are counted from {day(here)}, today where you are ({place})."
    return (
        f"Days left are counted from {day(here)}, today where you are ({place}). In Ontario it is "
        f"{day(ontario)}."
    )


def day_off(due_on: date, days_left: int) -> str:
    """Return a note where a deadline is on a weekend or holiday of Ontario, else an empty text.

    The last working day before it is said while it has not gone by.
    """
    if is_working_day(due_on):
        return ""
    name = holiday_on(due_on)
    what = f"a public holiday in Ontario ({name})" if name else f"a {due_on:%A}"
    note = f"That is {what}. The count does not move"
    last = last_working_day(due_on)
    if days_left < (due_on - last).days:
        return f"{note}."
    return f"{note}; offices may be closed, so the last working day to get help is {weekday(last)}."


def holidays_within(invited_on: date, last: date) -> str:
    """Return the public holidays on the way to the last deadline, else an empty text."""
    found = [f"{name} ({day(when)})" for when, name in holidays_between(invited_on, last)]
    if not found:
        return ""
    return f"Public holidays in Ontario on the way, which count like any day: {joined(found)}."


def fee(rows: Sequence[Row]) -> list[str]:
    """Return the fees, one line each; rows of `deadline_fees.sql`."""
    lines = []
    for row in rows:
        case = f" if {CASES[row['only_for']]}" if row["only_for"] else ""
        amount = row["fee_note"] if row["fee_cad"] is None else f"**${number(row['fee_cad'])}**"
        lines.append(f"{amount.replace('$', chr(92) + '$')}{case}")
    return lines


def step(row: Row) -> str:
    """Return a step after the application; a row of `deadline_next_steps.sql`."""
    return plain(row["description"])


def tells_of_a_nomination(rows: Sequence[Row]) -> bool:
    """Return whether steps say what a nominee has to do; rows of `deadline_next_steps.sql`."""
    return any("nomination" in (row["counted_from"] or "") for row in rows)


def rules_table(rules: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of rules over time; rows of `deadline_rules.sql`."""
    return {
        "From": [str(row["effective_from"] or "not known") for row in rules],
        "To": [str(row["effective_to"] or "still holds") for row in rules],
        "Days": [number(row["deadline_days"]) for row in rules],
        "Who": [_who(row) for row in rules],
    }


def _who(row: Row) -> str:
    case = f", if {CASES[row['only_for']]}" if row["only_for"] else ""
    return f"{CLOCKS[row['actor']]}{case}"
