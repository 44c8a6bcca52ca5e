"""Name what is new on a page beside draws: rules may have changed, which a person must read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update.days import long_day
from data.update.draft import ChangeKind
from data.update.notices import dated_headings
from data.update.text import squeezed
from data.update.wanted import STREAM, UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.update.draft import Draft
    from data.update.run import PageResult

SEEN = "page_headings"


def say_news(draft: Draft, result: PageResult, read_on: date, heartbeat: frozenset[str]) -> None:
    """Say each heading that was never seen before, and that a page changed where nothing tells how.

    The headings of a page that was read before we kept any are taken as seen.
    """
    page, wanted = result.page, result.wanted
    if page is None:
        return
    seen = {
        squeezed(row["heading"]) for row in draft.rows(SEEN) if row["source_id"] == wanted.source_id
    }
    is_first = not seen and not wanted.is_new
    new = 0
    for heading, is_of_draws in _headings(result):
        if squeezed(heading) in seen:
            continue
        seen.add(squeezed(heading))
        row = {"source_id": wanted.source_id, "heading": heading}
        draft.put(SEEN, row | {"first_seen": read_on.isoformat()})
        new += 1
        if not is_first and not is_of_draws:
            draft.say(ChangeKind.NEWS, f"{heading} ({wanted.source['url']})")
    before = draft.known.sources.get(wanted.source_id, wanted.source)["last_changed"]
    if not new and before and page.updated_on.isoformat() != before:
        drafted = any(
            edit.table not in heartbeat
            and (edit.after or edit.before or {}).get("source_id") == wanted.source_id
            for edit in draft.edits()
        )
        if not drafted:
            draft.say(
                ChangeKind.NEWS,
                f"{wanted.source['title']} changed on {long_day(page.updated_on)}, and nothing new "
                f"was found on it: look at it ({wanted.source['url']}).",
            )


def _headings(result: PageResult) -> Iterator[tuple[str, bool]]:
    """Yield each heading of a page that may be news, and whether it is that of a draw's notice."""
    if result.wanted.kind == UPDATES and result.page:
        of_draws = {(notice.issued_on, notice.title) for notice in result.notices}
        year = int(result.wanted.source_id.rpartition("-")[2])
        for day, title in dated_headings(result.page, year):
            if title:
                yield f"{day}: {title}", (day, title) in of_draws
    elif result.listing and result.wanted.kind != STREAM:
        for heading in result.listing.headings:
            yield heading, False
