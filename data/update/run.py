"""Read all pages of one check and draft what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.update.compare import Matches, match
from data.update.days import long_day
from data.update.draft import ChangeKind, Copy, Draft
from data.update.join import Joined, join
from data.update.listing import Listing, read_listing
from data.update.notices import Notice, dated_headings, read_notices
from data.update.pages import Page, PageRefusedError, read_page
from data.update.take_draws import say_new_draws, take_matches
from data.update.take_lists import take_lists, take_rules
from data.update.take_totals import take_announced, take_totals
from data.update.wanted import STREAM, UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from data.tables_schema import Table
    from data.update.known import Known, Row
    from data.update.wanted import Wanted

NOTHING_NEW, CHANGES, REFUSED = 0, 10, 1
"""The exit codes of a check, for schedulers."""

HEARTBEAT = frozenset({"page_checks", "sources"})
"""The tables that say when pages were checked; they change at every check."""


@dataclass(frozen=True)
class Arrived:
    """A page as it arrived: its content, or why there is none."""

    wanted: Wanted
    content: bytes | None
    failure: str = ""


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
    for result in results:
        if result.page and result.wanted.kind == UPDATES:
            if result.wanted.is_new:
                draft.put("sources", result.wanted.source)
            joined = join(result.notices, draft.rows("draws"), known)
            result.joined = joined
            copy = Copy(result.wanted.source_id, read_on)
            take_rules(draft, joined, new, copy)
            take_lists(draft, joined, copy)
            take_announced(draft, joined, new, copy)
    for result in results:
        if result.listing:
            take_totals(draft, result.listing.totals, Copy(result.wanted.source_id, read_on))
    say_new_draws(draft, new)
    for result in results:
        _say_news(draft, result)
    _beat(draft, results, read_on)
    return Outcome(draft, results, read_on)


def _read(arrived: Arrived, known: Known, read_on: date) -> PageResult:
    """Return what a page holds, or why it was refused."""
    wanted = arrived.wanted
    if arrived.content is None:
        return PageResult(wanted, "unreachable", arrived.failure)
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
            result.listing = read_listing(page, known, read_on)
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


def _say_news(draft: Draft, result: PageResult) -> None:
    """Name what is new on a page beside draws: rules may have changed, which a person must read."""
    page, source = result.page, result.wanted.source
    if page is None or not source["last_checked"]:
        return
    if result.wanted.kind == UPDATES:
        seen = source["last_changed"] or source["last_checked"]
        of_draws = {(notice.issued_on, notice.title) for notice in result.notices}
        year = int(source["source_id"].rpartition("-")[2])
        for day, title in dated_headings(page, year):
            if day.isoformat() > seen and (day, title) not in of_draws:
                draft.say(ChangeKind.NEWS, f"{day}: {title} ({source['url']})")
    elif result.wanted.kind == STREAM:
        seen = source["last_changed"] or source["last_checked"]
        if page.updated_on.isoformat() > seen:
            draft.say(
                ChangeKind.NEWS,
                f"{source['title']} changed on {long_day(page.updated_on)}: compare its rules "
                f"with the tables ({source['url']}).",
            )


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
