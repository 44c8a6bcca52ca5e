"""A calendar of draws, for calendar programs to subscribe to (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from components import feed_words
from server import followed, links

if TYPE_CHECKING:
    import queries

MEDIA = "text/calendar"
CACHED = 32
REFRESH = timedelta(hours=12)


@lru_cache(maxsize=CACHED)
def rendered(answer: queries.Answer, base: str, title: str, explanation: str) -> bytes:
    """Return the draws of an answer of `draws.sql` as all-day events; `base` is the site."""
    calendar = Calendar()
    calendar.add("prodid", "-//OINP Draws//draws//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("description", explanation)
    calendar.add("x-wr-caldesc", explanation)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")  # the same, for older programs
    for entry in followed.entries(answer):
        calendar.add_component(_event(entry, base))
    text: bytes = calendar.to_ical()
    return text


def _event(entry: followed.Entry, base: str) -> Event:
    """Return a draw as an event: its id stays, and its time of change moves with corrections."""
    draw = entry.draw
    page = links.to(base, "draw", {"draw": draw["draw_id"]})
    changed = followed.moment(entry.changed_on).astimezone(UTC)
    event = Event()
    event.add("uid", f"{draw['draw_id']}@oinp-draws")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", draw["issued_on"])
    event.add("dtend", (draw["issued_to"] or draw["issued_on"]) + timedelta(days=1))
    event.add("summary", feed_words.headline(draw))
    event.add("description", "\n".join([feed_words.told(draw), *entry.notes, page]))
    event.add("url", page)
    event.add("categories", [draw["stream"]])
    event.add("transp", "TRANSPARENT")  # a draw makes nobody busy
    return event
