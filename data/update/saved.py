"""Take official pages from files of a folder, each known by the address that it states."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from data.update.run import Arrived

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from data.update.wanted import Wanted


class UnknownFileError(ValueError):
    """A file in the folder is not one of the pages that are read."""


def saved_pages(folder: Path, pages: Iterable[Wanted]) -> list[Arrived]:
    """Return the pages saved in a folder as *.html, in the order of their kinds.

    Raises UnknownFileError for a file that states no address of a page that is read, for two
    files of one page, and for a folder without files.
    """
    by_path = {page.path: page for page in pages}
    found: dict[str, Arrived] = {}
    for file in sorted(folder.glob("*.htm*")):
        content = file.read_bytes()
        link = LexborHTMLParser(content).css_first('link[rel="canonical"]')
        address = (link.attributes.get("href") if link else None) or ""
        path = urlsplit(address).path.rstrip("/")
        if path not in by_path:
            message = (
                f"{file}: expected a page whose <link rel=canonical> is one of "
                f"{', '.join(sorted(by_path))}; found {address or 'none'}."
            )
            raise UnknownFileError(message)
        if path in found:
            message = f"{file}: this page is there twice."
            raise UnknownFileError(message)
        found[path] = Arrived(by_path[path], content)
    if not found:
        message = f"{folder}: expected saved pages (*.html), found none."
        raise UnknownFileError(message)
    return [found[path] for path in by_path if path in found]
