"""Which official pages are read, and where each of them lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from datetime import date

    from data.update.known import Known, Row

UPDATES = "updates"
STREAM = "stream"
UPDATES_ID = "ontario-updates-{year}"
UPDATES_TITLE = "{year} Ontario Immigrant Nominee Program Updates"
UPDATES_URL = "https://www.ontario.ca/page/{year}-ontario-immigrant-nominee-program-updates"


@dataclass(frozen=True)
class Wanted:
    """A page to read: its source, whether or not `sources` has it yet, and its kind."""

    source: Row
    kind: str
    is_new: bool = False

    @property
    def source_id(self) -> str:
        """The name of the source."""
        return self.source["source_id"]

    @property
    def path(self) -> str:
        """The path of its address, which names the page on whatever host."""
        return urlsplit(self.source["url"]).path.rstrip("/")


def wanted_pages(known: Known, today: date) -> list[Wanted]:
    """Return the pages to fetch: those of page_checks, with the updates of this and last year."""
    pages = [
        Wanted(known.sources[row["source_id"]], row["page_kind"])
        for row in known.rows("page_checks")
        if row["page_kind"] != UPDATES
    ]
    return pages + [_updates(known, year) for year in (today.year, today.year - 1)]


def every_page(known: Known, today: date) -> list[Wanted]:
    """Return the pages that can be read from files: also the updates of earlier years."""
    pages = wanted_pages(known, today)
    named = {page.source_id for page in pages}
    for source_id, source in known.sources.items():
        if source_id.startswith(UPDATES_ID.format(year="")) and source_id not in named:
            pages.append(Wanted(source, UPDATES))
    return pages


def _updates(known: Known, year: int) -> Wanted:
    source_id = UPDATES_ID.format(year=year)
    if source := known.sources.get(source_id):
        return Wanted(source, UPDATES)
    like = next(
        row
        for source_id, row in known.sources.items()
        if source_id.startswith(UPDATES_ID.format(year="")) and row["licence"]
    )
    source = like | {
        "source_id": source_id,
        "title": UPDATES_TITLE.format(year=year),
        "url": UPDATES_URL.format(year=year),
        "last_changed": "",
        "last_checked": "",
    }
    return Wanted(source, UPDATES, is_new=True)
