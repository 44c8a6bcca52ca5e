"""Read all pages of one check and draft what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.update.compare import Matches, match
from data.update.draft import Copy, Draft
from data.update.join import Joined, join
from data.update.listing import Listing, read_listing
from data.update.news import SEEN, say_news
from data.update.notices import Notice, dated_headings, read_notices
from data.update.pages import Page, PageRefusedError, read_page
from data.update.take_draws import say_new_draws, take_matches
from data.update.take_lists import take_lists, take_rules
from data.update.take_totals import take_announced, take_totals
from data.update.unknowns import say_draws_without_places
from data.update.wanted import STREAM, UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from data.tables_schema import Table
    from data.update.known import Known, Row
    from data.update.wanted import Wanted

NOTHING_NEW, CHANGES, REFUSED = 0, 10, 1
"""The exit codes of a check, for schedulers."""

HEARTBEAT = frozenset({"page_checks", "sources", SEEN})
"""The tables that say when pages were checked and what was seen on them; none holds a fact."""


@dataclass(frozen=True)
class Arrived:
    """A page as it arrived: its content, or why there is none.

    `refused` says why nothing can be taken from the content, where that is known already.
    """

    wanted: Wanted
    content: bytes | None
    failure: str = ""
    refused: str = ""


@dataclass
class PageResult:
    """How one page went, and what it held."""

    wanted: Wanted
    result: str
    message: str = ""
    page: Page | None = None
    listing: Listing | None = None
    matches: Matches | None = None
    notices: list[Notice] = field(default_factory=list)
    joined: Joined | None = None


@dataclass
class Outcome:
    """What a check found: a draft of the tables, and how each page went."""

    draft: Draft
    results: list[PageResult]
    read_on: date

    @property
    def exit_code(self) -> int:
        """0 where nothing is new, 10 where changes are proposed, 1 where a page was refused."""
        if any(result.result != "read" for result in self.results):
            return REFUSED
        return CHANGES if self.draft.changes else NOTHING_NEW


def check(
    arrived: Iterable[Arrived],
    known: Known,
    schema: Mapping[str, Table],
    read_on: date,
) -> Outcome:
    """Read every page and draft the changes. A page that is refused gives nothing at all.

    `read_on` is the day on which the pages were fetched or saved.
    """
    draft = Draft(known, schema)
    results = [_read(page, known, read_on) for page in arrived]
    notices = [notice for result in results for notice in result.notices]
    new: list[str] = []
    for result in results:
        if result.matches:
            copy = Copy(result.wanted.source_id, read_on)
            new += take_matches(draft, result.matches, notices, copy)
    held = {place for r in results if r.matches for place in r.matches.held}
    for result in results:
        if result.page and result.wanted.kind == UPDATES:
            if result.wanted.is_new:
                draft.put("sources", result.wanted.source)
            joined = join(result.notices, draft.rows("draws"), known)
            result.joined = joined
            copy = Copy(result.wanted.source_id, read_on)
            first_read = take_rules(draft, joined, copy)
            take_lists(draft, joined, copy)
            take_announced(draft, joined, first_read, held, copy)
    for result in results:
        if result.listing:
            copy = Copy(result.wanted.source_id, read_on)
            take_totals(draft, result.listing.totals, held, copy)
    say_new_draws(draft, new)
    say_draws_without_places(draft)
    for result in results:
        say_news(draft, result, read_on, HEARTBEAT)
    _beat(draft, results, read_on)
    return Outcome(draft, results, read_on)


def _read(arrived: Arrived, known: Known, read_on: date) -> PageResult:
    """Return what a page holds, or why it was refused."""
    wanted = arrived.wanted
    if arrived.content is None:
        return PageResult(wanted, "unreachable", arrived.failure)
    if arrived.refused:
        return PageResult(wanted, "refused", arrived.refused)
    try:
        page = read_page(
            arrived.content, wanted.source_id, wanted.source["title"], wanted.source["url"]
        )
        result = PageResult(wanted, "read", page=page)
        _require_day(page, wanted, read_on)
        if wanted.kind == UPDATES:
            _require_dates(page, read_on)
            result.notices = read_notices(page, known)
        else:
            only_draws = wanted.kind != STREAM
            result.listing = read_listing(page, known, read_on, only_draws=only_draws)
            result.matches = match(result.listing, known)
    except PageRefusedError as refusal:
        return PageResult(wanted, "refused", str(refusal))
    return result


def _require_day(page: Page, wanted: Wanted, read_on: date) -> None:
    """Refuse a page of the future, and one that is older than the one read before."""
    day, before = page.updated_on, wanted.source["last_changed"]
    if not before <= day.isoformat() <= read_on.isoformat():
        first = before or "any day"
        message = f"expected a page last updated from {first} to {read_on}, found {day}."
        raise PageRefusedError(message)


def _require_dates(page: Page, read_on: date) -> None:
    if not any(True for _ in dated_headings(page, read_on.year)):
        message = "expected headings with dates, found none."
        raise PageRefusedError(message)


def _beat(draft: Draft, results: Iterable[PageResult], read_on: date) -> None:
    """Write down that each page was checked, and whether it was read."""
    for result in results:
        source_id = result.wanted.source_id
        if result.wanted.is_new and result.result != "read":
            continue  # a page that never existed yet is not a page that failed
        if draft.find("page_checks", source_id) is None and result.result != "read":
            continue
        draft.put(
            "page_checks",
            {
                "source_id": source_id,
                "page_kind": result.wanted.kind,
                "attempted_on": read_on.isoformat(),
                "result": result.result,
                "message": result.message,
            },
        )
        if result.page:
            source: Row = draft.find("sources", source_id) or result.wanted.source
            days = {
                "last_checked": read_on.isoformat(),
                "last_changed": result.page.updated_on.isoformat(),
            }
            draft.put("sources", source | days)
    for row in draft.rows("page_checks"):
        kept = {result.wanted.source_id for result in results}
        year = row["source_id"].rpartition("-")[2]
        is_old = row["page_kind"] == UPDATES and int(year) < read_on.year - 1
        if is_old and row["source_id"] not in kept:
            draft.remove("page_checks", row["source_id"])
            for seen in draft.rows(SEEN):
                if seen["source_id"] == row["source_id"]:
                    draft.remove(SEEN, seen["source_id"], seen["heading"])
