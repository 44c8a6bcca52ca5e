"""Recognise an official page and cut it into blocks, or refuse it and say what was expected.

Nothing is known by its place: the language, the address, the title, the end of the file and the
body are looked for by what they are. A page that lacks one of them is refused, because a bot check
or half a page would otherwise look like "no news".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from data.update.days import read_days
from data.update.text import UnreadableError, quoted, squeezed, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from selectolax.lexbor import LexborNode

BODY = "div.body-field"
"""Where ontario.ca keeps the text of a page, in one part or several."""

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = {"p", "ul", "ol", "table", *HEADINGS}
NOT_READ = {"script", "style", "noscript", "template", "nav"}

UPDATED = re.compile(r"Updated:\s*([A-Z][a-z]+ \d{1,2}, \d{4})")
END = re.compile(r"</html>\s*\Z", re.IGNORECASE)
LEAST_TEXT = 400
"""Characters that the body of every page has many times over; a page with fewer is empty."""


class PageRefusedError(Exception):
    """The page is not the one that was expected, or not whole; the message says why."""


class BlockKind(StrEnum):
    """What a part of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list or table, in the order of the page.

    `lines` holds the text of a heading or paragraph, or of each item of a list; `rows` the cells
    of each row of a table, the header first.
    """

    kind: BlockKind
    level: int = 0
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The text of a heading or paragraph; of a list, its items."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class Page:
    """An official page that was recognised: its name in `sources`, its date and its blocks."""

    source_id: str
    updated_on: date
    blocks: tuple[Block, ...]


def read_page(content: bytes, source_id: str, title: str, url: str) -> Page:
    """Return the blocks of the page of a source, whose title and address must be the given ones.

    Raises PageRefusedError where the content is anything else.
    """
    text = _decoded(content)
    tree = LexborHTMLParser(text)
    _require_english(tree)
    _require_title(tree, title)
    _require_address(tree, url)
    if not END.search(text):
        message = "expected a whole page that ends with </html>, found one that is cut off."
        raise PageRefusedError(message)
    bodies = tree.css(BODY)
    if not bodies:
        message = f"expected a body ({BODY}), found none."
        raise PageRefusedError(message)
    longest = max((body.text() for body in bodies), key=len)
    if len(tidy(longest)) < LEAST_TEXT:
        message = f"expected a page of text, found {quoted(longest)}."
        raise PageRefusedError(message)
    updated_on = _updated_on(tree)
    if updated_on is None:
        message = 'expected "Updated:" and a day at the end of the page, found none.'
        raise PageRefusedError(message)
    outer = [body for body in bodies if not _is_inside_a_body(body)]
    blocks = tuple(block for body in outer for block in _blocks(body))
    read = sum(block.kind is BlockKind.TABLE for block in blocks)
    if read != len(tree.css("table")):
        message = f"expected every table by itself in a body ({BODY}), found one elsewhere."
        raise PageRefusedError(message)
    return Page(source_id, updated_on, blocks)


def _is_inside_a_body(node: LexborNode) -> bool:
    up = node.parent
    while up is not None and up.tag != "body":
        if up.tag == "div" and "body-field" in (up.attributes.get("class") or "").split():
            return True
        up = up.parent
    return False


def _decoded(content: bytes) -> str:
    if not content.strip():
        message = "expected a page, found nothing."
        raise PageRefusedError(message)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        message = "expected text in UTF-8, found something else."
        raise PageRefusedError(message) from None


def _require_english(tree: LexborHTMLParser) -> None:
    root = tree.css_first("html")
    language = (root.attributes.get("lang") if root else None) or ""
    if not language.lower().startswith("en"):
        message = f"expected a page in English, found the language {quoted(language)}."
        raise PageRefusedError(message)


def _require_title(tree: LexborHTMLParser, title: str) -> None:
    found = [tidy(node.text()) for node in tree.css("h1")]
    if squeezed(title) not in map(squeezed, found):
        seen = quoted(found[0]) if found else "no title"
        message = f"expected the title {quoted(title)}, found {seen}."
        raise PageRefusedError(message)


def _require_address(tree: LexborHTMLParser, url: str) -> None:
    link = tree.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") if link else None) or ""
    if urlsplit(address).path.rstrip("/") != urlsplit(url).path.rstrip("/"):
        message = f"expected the address {url}, found {quoted(address)}."
        raise PageRefusedError(message)


def _updated_on(tree: LexborHTMLParser) -> date | None:
    """Return the day that the page says it was last updated on; null where it says none."""
    texts = UPDATED.findall(tidy(tree.body.text(separator=" ")) if tree.body else "")
    try:
        return read_days(texts[-1])[0] if texts else None
    except UnreadableError:
        return None


def _blocks(body: LexborNode) -> Iterator[Block]:
    """Yield the blocks below a node in the order of the page; what lies inside one is part of it.

    A table or list inside a list item or a cell is read as its text.
    """
    for node in body.iter(include_text=False):
        tag = node.tag or ""
        if tag in NOT_READ:
            continue
        if tag not in BLOCKS:
            yield from _blocks(node)
        elif tag in HEADINGS:
            yield Block(BlockKind.HEADING, HEADINGS[tag], (tidy(node.text()),))
        elif tag == "table":
            yield Block(BlockKind.TABLE, rows=tuple(_rows(node)))
        elif tag == "p":
            yield Block(BlockKind.PARAGRAPH, lines=(tidy(node.text()),))
        else:
            items = [tidy(item.text()) for item in node.css("li")]
            yield Block(BlockKind.LIST, lines=tuple(filter(None, items)))


def _rows(table: LexborNode) -> Iterator[tuple[str, ...]]:
    """Yield the texts of the cells of each row; a cell over several columns is refused."""
    for row in table.css("tr"):
        cells = row.css("th, td")
        for cell in cells:
            for name in ("colspan", "rowspan"):
                if (cell.attributes.get(name) or "1").strip() != "1":
                    message = f"expected cells of one column and row, found {name} in a table."
                    raise PageRefusedError(message)
        yield tuple(tidy(cell.text()) for cell in cells)
