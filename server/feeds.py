"""Feeds under `/feeds`: the alert that needs no account and no e-mail."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from feedgen.feed import FeedGenerator
from starlette.responses import Response

import queries
from components import feed_words
from server import draws_calendar, followed, formats, links, openapi, refusals
from server.asked import Followed

MOST_ENTRIES = 50
CACHED = 64
ATOM = "application/atom+xml"
RSS = "application/rss+xml"

feeds = FastAPI(
    title="OINP Draws: feeds",
    version="1",
    docs_url=None,  # as in server/api.py
    redoc_url=None,
    servers=[{"url": "/feeds"}],
    root_path_in_servers=False,
    max_body_size=refusals.LARGEST_BODY,
    dependencies=[Depends(refusals.once_and_known)],
)
refusals.install(feeds)
feeds.openapi = openapi.describe(feeds)  # type: ignore[method-assign]


@feeds.get(
    "/draws.atom",
    summary="New and corrected draws, for feed readers (Atom)",
    response_class=Response,
    responses={200: {"content": {ATOM: {"schema": {"type": "string"}}}}},
    openapi_extra={"x-examples": ["/draws.atom?stream=foreign-worker"]},
)
def atom(request: Request, asked: Annotated[Followed, Query()]) -> Response:
    """Give the draws that match, the newest or last corrected first; the fifty newest changes."""
    return _feed(request, asked, ATOM)


@feeds.get(
    "/draws.rss",
    summary="New and corrected draws, for feed readers (RSS)",
    response_class=Response,
    responses={200: {"content": {RSS: {"schema": {"type": "string"}}}}},
    openapi_extra={"x-examples": ["/draws.rss?stream=foreign-worker"]},
)
def rss(request: Request, asked: Annotated[Followed, Query()]) -> Response:
    """Give the same as the Atom feed, for readers that know only RSS."""
    return _feed(request, asked, RSS)


@feeds.get(
    "/draws.ics",
    summary="A calendar of draws",
    response_class=Response,
    responses={200: {"content": {draws_calendar.MEDIA: {"schema": {"type": "string"}}}}},
    openapi_extra={"x-examples": ["/draws.ics?stream=foreign-worker"]},
)
def calendar(request: Request, asked: Annotated[Followed, Query()]) -> Response:
    """Give every draw that matches as an event of its day, for calendars to subscribe to."""
    answer = queries.run("draws", **asked.bound())
    base = links.base(request)

    def made() -> bytes:
        return draws_calendar.rendered(answer, base, *_told(asked))

    named = {"Content-Disposition": 'inline; filename="oinp-draws.ics"'}
    return formats.answered(request, answer, made, draws_calendar.MEDIA, named)


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself: its words, its address, and that of the same draws on the site.

    `base` is the address of the site.
    """

    title: str
    explanation: str
    media: str
    own: str
    page: str
    base: str


def _feed(request: Request, asked: Followed, media: str) -> Response:
    answer = queries.run("draws", **asked.bound())
    base = links.base(request)
    values = asked.model_dump(exclude_defaults=True)

    def made() -> bytes:
        own = links.to(base, request.url.path.lstrip("/"), values)
        page = links.to(base, "draws", values)
        return _rendered(answer, Channel(*_told(asked), media, own, page, base))

    return formats.answered(request, answer, made, media)


def _told(asked: Followed) -> tuple[str, str]:
    """Return the title of what was asked for, and what it holds."""
    filters = followed.labels(asked)
    return feed_words.name(filters), feed_words.explanation(filters)


@lru_cache(maxsize=CACHED)
def _rendered(answer: queries.Answer, channel: Channel) -> bytes:
    """Return the feed of an answer of `draws.sql`."""
    found = followed.entries(answer, MOST_ENTRIES)
    checked = queries.run("data_state").first()["last_checked"]
    feed = FeedGenerator()
    feed.id(f"tag:{followed.OWNER}:{channel.own.removeprefix(channel.base).lstrip('/')}")
    feed.title(channel.title)
    feed.subtitle(channel.explanation)
    feed.description(channel.explanation)
    feed.author(name="OINP Draws")
    feed.generator("OINP Draws")
    feed.language("en-CA")
    feed.link(href=channel.own, rel="self", type=channel.media)
    feed.link(href=channel.page, rel="alternate", type="text/html")  # the last one is RSS's
    feed.updated(followed.moment(found[0].changed_on if found else checked))
    for entry in found:
        _add(feed, entry, channel)
    text: bytes = feed.rss_str() if channel.media == RSS else feed.atom_str()
    return text


def _add(feed: FeedGenerator, entry: followed.Entry, channel: Channel) -> None:
    draw, changed = entry.draw, followed.moment(entry.changed_on)
    issued = followed.moment(draw["issued_on"])
    page = links.to(channel.base, "draw", {"draw": draw["draw_id"]})
    ways = {"All that is known of this draw": page, "Ontario's official page": draw["source_url"]}
    content = feed_words.body(draw, entry.occupations, entry.notes, ways)
    added = feed.add_entry(order="append")
    added.id(entry.tag)
    added.guid(entry.tag)
    added.title(feed_words.headline(draw, changed=bool(entry.corrections)))
    added.link(href=page, rel="alternate", type="text/html")
    # RSS has one date only: that of the change, or its readers would miss a correction.
    added.published(changed if channel.media == RSS else issued)
    added.updated(changed)
    added.category(term=draw["stream_id"], label=draw["stream"])
    added.content(content, type="html")
