"""What a link to a page says where it is shared: its title, a sentence, and a picture."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import queries
from components import draw_words, look, occupation_words, sentences, site, totals, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]

log = logging.getLogger(__name__)

LONGEST_DESCRIPTION = 300
MARK_COLOUR = "#0f5e96"
"""The blue of the site's own mark, for what belongs to no stream."""
MOST_SCORES = 2
"""The most scores that stand beside the invitations of a day in its picture."""
GENERAL_CARD = (site.PLACES["/"].title, site.PROMISE)


@dataclass(frozen=True)
class Preview:
    """What is said of a page, as plain text; `path` and `picture` are addresses on this site.

    `card` holds the lines of the picture, the large one first, and `colour` the one of its edge.
    Below them stand `figures`, large with what they are, or `bars`, a count for each year.
    """

    title: str
    description: str
    path: str
    card: tuple[str, ...]
    picture: str = "/social/site.png"
    colour: str = MARK_COLOUR
    figures: tuple[tuple[str, str], ...] = ()
    bars: tuple[tuple[str, int], ...] = ()


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
        card=(place.title, site.SHORT_PROMISE),
        figures=_newest_figures(rows),
    )


def _newest_figures(rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Return how many were invited on the newest day, and each score or how many draws."""
    day = words.days(rows[0]["issued_on"], rows[0]["issued_to"])
    total = words.number(sum(row["invitations"] for row in rows))
    own = [
        (str(row["score_min"]), f"lowest, {row['stream']}")
        for row in rows
        if row["score_min"] is not None and row["score_max"] is None
    ]
    if len(own) < len(rows) or len(own) > MOST_SCORES:
        own = [(str(len(rows)), "draw" if len(rows) == 1 else "draws")]
    return ((total, f"invited on {day}"), *own)


def _draw(draw_id: str) -> Preview | None:
    """Return the preview of one draw: how many, at what score, which stream, when."""
    draw = queries.run("draws", chosen=[draw_id], most=1).first() if draw_id else None
    if not draw:
        return None
    return Preview(
        title=draw_words.headline(draw),
        description=plain_text(draw_words.sentence(draw)),
        card=(draw_words.title(draw), draw["target"]),
        figures=_draw_figures(draw),
        colour=look.STREAMS[draw["stream_id"]].colour,
        path=f"/draw?{urlencode({'draw': draw['draw_id']})}",
        picture=f"/social/draw/{draw['draw_id']}.png",
    )


def _draw_figures(draw: Row) -> tuple[tuple[str, str], ...]:
    """Return how many a draw invited and at what score, on its scale."""
    invited = (words.number(draw["invitations"]), "invited")
    lowest, highest = draw["score_min"], draw["score_max"]
    if lowest is None:
        return (invited, (words.NONE, "no score published"))
    if highest is None:
        return (invited, (str(lowest), f"lowest score ({draw['scale']})"))
    return (invited, (f"{lowest} to {highest}", f"scores ({draw['scale']})"))


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
        bars=tuple(
            (str(row["year"]), row["times_named"])
            for row in queries.run("occupation_years", noc=noc).rows.to_dicts()
        ),
        path=f"/occupation?{urlencode({'noc': occupation['noc_code']})}",
        picture=f"/social/occupation/{occupation['noc_code']}.png",
    )


def _stream(stream_id: str) -> Preview | None:
    """Return the preview of the draws of one stream."""
    streams = queries.run("streams").rows.to_dicts()
    stream = next((row for row in streams if row["stream_id"] == stream_id), None)
    if stream is None or not stream["draws"]:
        return None
    summary = totals.of(queries.run("draws_totals", streams=[stream_id]))
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
