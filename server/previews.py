"""What a link to a page says where it is shared: its title, a sentence, and a picture."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import queries
from components import draw_words, look, occupation_words, sentences, site, words

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

LONGEST_DESCRIPTION = 300
GENERAL_CARD = (site.PLACES["/"].title, site.PROMISE)


@dataclass(frozen=True)
class Preview:
    """What is said of a page, as plain text; `path` and `picture` are addresses on this site.

    `card` holds the lines of the picture, the large one first, and `colour` the one of its edge.
    """

    title: str
    description: str
    path: str
    card: tuple[str, ...]
    picture: str = "/social/site.png"
    colour: str = look.QUIET


def of(path: str, parameters: Mapping[str, str]) -> Preview:
    """Return the preview of a page; the general one where a parameter names nothing we know.

    `path` is a key of `site.PLACES`; `parameters` are those of the address, decoded.
    """
    if path == "/draw":
        found = _draw(parameters.get("draw", ""))
    elif path == "/occupation":
        found = _occupation(parameters.get("noc", "").strip())
    elif path == "/draws":
        found = _stream(parameters.get("stream", ""))
    elif path == "/":
        found = _overview()
    else:
        found = None
    return found or general(path)


def general(path: str) -> Preview:
    """Return the preview that a page has whatever its parameters."""
    place = site.PLACES[path]
    return Preview(f"{place.title} - {site.NAME}", place.description, path, GENERAL_CARD)


def _overview() -> Preview | None:
    rows = queries.run("draws_newest_day").rows.to_dicts()
    if not rows:
        return None
    place = site.PLACES["/"]
    newest = plain_text(sentences.newest_day(rows))
    return Preview(
        title=f"{site.NAME}: {place.title}",
        description=plain_text(f"{newest} {site.SHORT_PROMISE}"),
        path="/",
        card=(place.title, newest),
        colour=look.STREAMS[rows[0]["stream_id"]].colour,
    )


def _draw(draw_id: str) -> Preview | None:
    """Return the preview of one draw: how many, at what score, which stream, when."""
    draw = queries.run("draws", chosen=[draw_id], most=1).first() if draw_id else None
    if not draw:
        return None
    return Preview(
        title=draw_words.headline(draw),
        description=plain_text(draw_words.sentence(draw)),
        card=(*draw_words.headline(draw).split(" - ", 1), draw["target"]),
        colour=look.STREAMS[draw["stream_id"]].colour,
        path=f"/draw?{urlencode({'draw': draw['draw_id']})}",
        picture=f"/social/draw/{draw['draw_id']}.png",
    )


def _occupation(noc: str) -> Preview | None:
    """Return the preview of one occupation: when it was last named, or that it was not."""
    occupation = queries.run("occupation", noc=noc).first() if noc else None
    if not occupation:
        return None
    streams = queries.run("occupation_streams", noc=noc).rows.to_dicts()
    mentions = queries.run("occupation_named_as", noc=noc).rows.to_dicts()
    answer, *_ = occupation_words.answer(occupation, streams, mentions)
    found = occupation_words.last_named(occupation, streams, mentions)
    return Preview(
        title=f"{occupation['title']} ({occupation['noc_code']}): {found}",
        description=plain_text(answer),
        card=(occupation["title"], f"NOC {occupation['noc_code']}: {found}"),
        path=f"/occupation?{urlencode({'noc': occupation['noc_code']})}",
        picture=f"/social/occupation/{occupation['noc_code']}.png",
    )


def _stream(stream_id: str) -> Preview | None:
    """Return the preview of the draws of one stream."""
    streams = queries.run("streams").rows.to_dicts()
    stream = next((row for row in streams if row["stream_id"] == stream_id), None)
    if stream is None or not stream["draws"]:
        return None
    summary = queries.run("draws_summary", streams=[stream_id]).first()
    return Preview(
        title=f"{stream['short_name']} draws - {site.NAME}",
        description=plain_text(
            f"{stream['name']} ({stream['status']}): {sentences.held(summary)}"
            f" {site.PLACES['/draws'].description}"
        ),
        path=f"/draws?{urlencode({'stream': stream_id})}",
        card=GENERAL_CARD,
    )


def plain_text(markdown: str) -> str:
    """Return a sentence of ours without the marks of Markdown, cut at a word where it is long."""
    text = words.unmarked(markdown)
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " \N{HORIZONTAL ELLIPSIS}"


def safe(path: str, parameters: Mapping[str, str]) -> Preview:
    """Return the preview of a page, the general one also where the database cannot be read.

    Whatever is wrong, the page itself says it better.
    """
    try:
        return of(path, parameters)
    except Exception as error:  # noqa: BLE001 (a preview is never a reason to withhold a page)
        log.warning("no preview for %s: %s", path, type(error).__name__)
        return general(path)
