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
    from collections.abc import Sequence

    from starlette.requests import Request

SIZE = WIDTH, HEIGHT = 1200, 630
"""What every network that shows previews asks for, in pixels."""

KEPT_PICTURES = 256
"""About 25 KB each."""

Place = tuple[float, float]
"""From the left and from the top, in pixels."""

SCALE = 2
"""Pictures are drawn larger and scaled down: at their own size letters would snap to pixels."""

MARGIN = 72
EDGE = 24
INK = "#1c2127"
QUIET_INK = "#4a5560"
LINE_INK = "#d5d9dd"

TOP = 144
BAND = 374
"""Where the words end and the figures or bars begin, in pixels from the top."""
FOOT = HEIGHT - 42
LEFT = EDGE + MARGIN
ROOM = WIDTH - LEFT - MARGIN
COLOURS = 128
UNOFFICIAL = "Unofficial. Not run by the Government of Ontario."
BARS = "Draws known to have named it, by year"

HEADING = site.ASSETS / "fonts" / "source-serif-4-600.woff2"
TEXT = site.ASSETS / "fonts" / "source-sans-3.woff2"
TEXT_WEIGHT = 400

SIZES = ((72, 38), (60, 36), (52, 34), (46, 32), (40, 30), (34, 28))
"""Sizes of the heading and of the text, the largest that fit are taken."""
MOST_LINES = 4
LINE_HEIGHT = 1.2
GAP = 16

FIGURE_SIZES = (128, 104, 88, 72, 56)
LABEL_SIZE = 30
FIGURE_LINE = 474
LABEL_LINE = 528

BAR_BASE = 512
BAR_TALLEST = 64
BAR_WIDTH = 0.6
"""The part of its place that a bar fills."""


@dataclass(frozen=True)
class Line:
    """A line of text, how far from the top it stands in pixels, its font and its colour."""

    text: str
    top: float
    font: ImageFont.FreeTypeFont
    ink: str


@lru_cache
def _font(*, heading: bool, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(HEADING if heading else TEXT, size * SCALE)
    if not heading:
        font.set_variation_by_axes([TEXT_WEIGHT])
    return font


def _wide(text: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(text) / SCALE


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the text in lines that are at most so many pixels wide, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _wide(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _set(card: tuple[str, ...], sizes: tuple[int, int]) -> list[Line]:
    """Return the lines of a card in given sizes with their places, from the top down."""
    found: list[Line] = []
    top = float(TOP)
    for place, text in enumerate(filter(None, card)):
        font = _font(heading=place == 0, size=sizes[min(place, 1)])
        for line in wrapped(text, font, ROOM)[:MOST_LINES]:
            found.append(Line(line, top, font, INK if place == 0 else QUIET_INK))
            top += font.size / SCALE * LINE_HEIGHT
        top += GAP
    return found


def _end(lines: list[Line]) -> float:
    return lines[-1].top + lines[-1].font.size / SCALE * LINE_HEIGHT


def _placed(card: tuple[str, ...]) -> list[Line]:
    """Return the lines of a card in the largest sizes in which they end above the band."""
    tries = (_set(card, sizes) for sizes in SIZES)
    return next((lines for lines in tries if _end(lines) <= BAND), _set(card, SIZES[-1]))


def height(card: tuple[str, ...]) -> float:
    """Return where the last line of a card ends, in pixels from the top."""
    return _end(_placed(card))


class _Pen:
    """Draws on the large picture by the measures of the small one."""

    def __init__(self, picture: Image.Image) -> None:
        self._draw = ImageDraw.Draw(picture)

    def box(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        self._draw.rectangle([side * SCALE for side in (left, top, right, bottom)], fill=ink)

    def text(
        self, place: Place, text: str, font: ImageFont.FreeTypeFont, ink: str, anchor: str
    ) -> None:
        left, top = place
        self._draw.text((left * SCALE, top * SCALE), text, ink, font, anchor=anchor)


def _figures(pen: _Pen, figures: Sequence[tuple[str, str]], colour: str) -> None:
    """Draw figures side by side, each above what it is, in the largest size in which they fit."""
    label = _font(heading=False, size=LABEL_SIZE)
    fonts = [_font(heading=True, size=size) for size in FIGURE_SIZES]
    for font in fonts:
        widths = [max(_wide(value, font), _wide(what, label)) for value, what in figures]
        space = (ROOM - sum(widths)) / max(len(figures) - 1, 1)
        if space >= MARGIN / 2:
            break
    left = float(LEFT)
    for place, ((value, what), width) in enumerate(zip(figures, widths, strict=True)):
        pen.text((left, FIGURE_LINE), value, font, INK if place else colour, "ls")
        pen.text((left, LABEL_LINE), what, label, QUIET_INK, "ls")
        left += width + min(space, MARGIN * 1.5)


def _bars(pen: _Pen, bars: Sequence[tuple[str, int]], colour: str) -> None:
    """Draw a bar for each year with its count above; a year without one has its name only."""
    small = _font(heading=False, size=24)
    pen.text((LEFT, BAND + 22), BARS, small, QUIET_INK, "lm")
    place = ROOM / len(bars)
    most = max(count for _, count in bars) or 1
    pen.box(LEFT, BAR_BASE, LEFT + ROOM, BAR_BASE + 1, LINE_INK)
    for index, (year, count) in enumerate(bars):
        middle = LEFT + place * (index + 0.5)
        pen.text((middle, BAR_BASE + 8), year, small, QUIET_INK, "ma")
        if count:
            top = BAR_BASE - max(BAR_TALLEST * count / most, 2)
            half = place * BAR_WIDTH / 2
            pen.box(middle - half, top, middle + half, BAR_BASE, colour)
            pen.text((middle, top - 6), str(count), small, INK, "ms")


@lru_cache(maxsize=KEPT_PICTURES)
def drawn(
    card: tuple[str, ...],
    colour: str,
    figures: tuple[tuple[str, str], ...] = (),
    bars: tuple[tuple[str, int], ...] = (),
) -> bytes:
    """Return the picture as PNG: the lines of a card, the large one first, then its figures."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), look.BACKGROUNDS["light"])
    pen = _Pen(picture)
    pen.box(0, 0, EDGE, HEIGHT, colour)
    with Image.open(site.ASSETS / "icons" / "icon-192.png") as mark:
        small = mark.convert("RGBA").resize((56 * SCALE, 56 * SCALE), Image.Resampling.LANCZOS)
    picture.paste(small, (LEFT * SCALE, 52 * SCALE), small)
    pen.text((LEFT + 74, 80), site.NAME, _font(heading=True, size=36), INK, "lm")
    for line in _placed(card):
        pen.text((LEFT, line.top), line.text, line.font, line.ink, "la")
    if figures:
        _figures(pen, figures, colour)
    if bars:
        _bars(pen, bars, colour)
    pen.text((LEFT, FOOT), UNOFFICIAL, _font(heading=False, size=26), QUIET_INK, "lm")
    written = io.BytesIO()
    shown = picture.resize(SIZE, Image.Resampling.LANCZOS)
    shown.quantize(COLOURS).save(written, "PNG", optimize=True)
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
    made = drawn(preview.card, preview.colour, preview.figures, preview.bars)
    return Response(made, media_type="image/png", headers=headers)


ROUTES = [
    Route("/social/site.png", picture),
    Route("/social/{kind:str}/{name:str}.png", picture),
]
