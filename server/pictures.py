"""The picture of a shared link, drawn when it is first asked for and kept for a while."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components import look, site
from server import previews
from server.own_files import A_DAY

if TYPE_CHECKING:
    from starlette.requests import Request

SIZE = WIDTH, HEIGHT = 1200, 630
"""What every network that shows previews asks for, in pixels."""

KEPT_PICTURES = 256
"""About 25 KB each."""

MARGIN = 72
EDGE = 24
INK = "#1c2127"
QUIET_INK = "#4a5560"

TOP = 180
FOOT = HEIGHT - 56
LEFT = EDGE + MARGIN
COLOURS = 128
UNOFFICIAL = "Unofficial. Not run by the Government of Ontario."

HEADING = site.ASSETS / "fonts" / "source-serif-4-600.woff2"
TEXT = site.ASSETS / "fonts" / "source-sans-3.woff2"
TEXT_WEIGHT = 400

HEADING_SIZES = (84, 72, 60, 50)
TEXT_SIZES = (42, 36, 30)
MOST_LINES = 3
LINE_HEIGHT = 1.22
GAP = 26


@dataclass(frozen=True)
class Line:
    """A line of text, how far from the top it stands in pixels, its font and its colour."""

    text: str
    top: float
    font: ImageFont.FreeTypeFont
    ink: str


def _font(*, heading: bool, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(HEADING if heading else TEXT, size)
    if not heading:
        font.set_variation_by_axes([TEXT_WEIGHT])
    return font


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the text in lines that are at most so many pixels wide, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitted(text: str, *, heading: bool) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the fewest lines that any size allows, in the largest size that allows them."""
    fonts = [
        _font(heading=heading, size=size) for size in (HEADING_SIZES if heading else TEXT_SIZES)
    ]
    tries = [(wrapped(text, font, WIDTH - LEFT - MARGIN), font) for font in fonts]
    lines, font = min(tries, key=lambda made: len(made[0]))  # the first of those with the fewest
    return lines[:MOST_LINES], font


def _placed(card: tuple[str, ...]) -> list[Line]:
    """Return the lines of a card with their places, from the top down."""
    found: list[Line] = []
    top = float(TOP)
    for place, text in enumerate(filter(None, card)):
        lines, font = _fitted(text, heading=place == 0)
        for line in lines:
            found.append(Line(line, top, font, INK if place == 0 else QUIET_INK))
            top += font.size * LINE_HEIGHT
        top += GAP
    return found


def height(card: tuple[str, ...]) -> float:
    """Return where the last line of a card ends, in pixels from the top."""
    last = _placed(card)[-1]
    return last.top + last.font.size * LINE_HEIGHT


@lru_cache(maxsize=KEPT_PICTURES)
def drawn(card: tuple[str, ...], colour: str) -> bytes:
    """Return the picture as PNG: the lines of a card, the large one first, beside a bar."""
    picture = Image.new("RGB", SIZE, look.BACKGROUNDS["light"])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, EDGE, HEIGHT), fill=colour)
    with Image.open(site.ASSETS / "icons" / "icon-192.png") as mark:
        small = mark.convert("RGBA").resize((64, 64), Image.Resampling.LANCZOS)
    picture.paste(small, (LEFT, 64), small)
    pen.text((LEFT + 84, 96), site.NAME, INK, _font(heading=True, size=40), anchor="lm")
    for line in _placed(card):
        pen.text((LEFT, line.top), line.text, line.ink, line.font)
    pen.text((LEFT, FOOT), UNOFFICIAL, QUIET_INK, _font(heading=False, size=26), anchor="lm")
    written = io.BytesIO()
    picture.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def picture(request: Request) -> Response:
    """Serve the picture of a draw, an occupation or the site; 404 where there is no such thing."""
    kind, name = request.path_params.get("kind"), request.path_params.get("name", "")
    page, parameters = {
        "draw": ("/draw", {"draw": name}),
        "occupation": ("/occupation", {"noc": name}),
    }.get(kind or "", ("/", {}))
    preview = previews.safe(page, parameters)
    if kind and preview.picture != request.url.path:
        return PlainTextResponse("Not found", status_code=404)
    headers = {"Cache-Control": A_DAY}
    return Response(drawn(preview.card, preview.colour), media_type="image/png", headers=headers)


ROUTES = [
    Route("/social/site.png", picture),
    Route("/social/{kind:str}/{name:str}.png", picture),
]
