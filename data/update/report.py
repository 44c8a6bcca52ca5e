"""Say what a check found, as Markdown that reads well in a terminal and in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update.days import long_day
from data.update.draft import ChangeKind
from data.update.run import HEARTBEAT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.update.draft import Change, Draft, Edit
    from data.update.run import Outcome

MARKS = "\\`*_{}[]<>#|~"
MOST_ROWS = 400
"""Rows of the diff that are shown; GitHub takes 65,536 characters as the text of a request."""


def report(outcome: Outcome) -> str:
    """Return the whole report of a check."""
    parts = [f"# Check of Ontario's pages, {long_day(outcome.read_on)}", _pages(outcome)]
    if any(result.result != "read" for result in outcome.results):
        parts.append(
            "**Not every page was read.** What could not be read changes nothing: the last good "
            "data stay, and the site shows the failed check."
        )
    if not outcome.draft.changes:
        parts.append("Nothing new on the pages that were read.")
    parts.append(changes_text(outcome.draft.changes))
    parts.append(rows_text(outcome.draft.edits()))
    return "\n\n".join(part for part in parts if part) + "\n"


def draft_report(draft: Draft) -> str:
    """Return the report of a draft that no check of pages made: wages, or rows of a table."""
    parts = [changes_text(draft.changes), rows_text(draft.edits())]
    return "\n\n".join(part for part in parts if part) + "\n" if draft.changes else "Nothing new.\n"


def changes_text(changes: Iterable[Change]) -> str:
    """Return the changes as lists under headings, in the order of their kinds."""
    changes = list(changes)
    parts = []
    for kind in ChangeKind:
        of_kind = [change.words for change in changes if change.kind is kind]
        if of_kind:
            lines = "\n".join(f"- {_plain(words)}" for words in of_kind)
            parts.append(f"## {kind.value} ({len(of_kind)})\n\n{lines}")
    return "\n\n".join(parts)


def rows_text(edits: Iterable[Edit]) -> str:
    """Return the rows that change, as a diff; those that only say when pages were checked not."""
    lines: list[str] = []
    table = ""
    for edit in edits:
        if edit.table in HEARTBEAT:
            continue
        if edit.table != table:
            table = edit.table
            lines.append(f"@@ data/tables/{table}.csv @@")
        for mark, row in (("-", edit.before), ("+", edit.after)):
            if row is not None:
                lines.append(f"{mark} {','.join(row.values())}".replace("`", "'"))
    if not lines:
        return ""
    rest = len(lines) - MOST_ROWS
    shown = lines[:MOST_ROWS] + ([f"  ... and {rest} lines more"] if rest > 0 else [])
    return "## Rows\n\n```diff\n" + "\n".join(shown) + "\n```"


def _pages(outcome: Outcome) -> str:
    """Return a table of the pages: how the check went, what was read."""
    lines = ["| page | result | last changed | draws | notices | lists joined |", "|" + "---|" * 6]
    for result in outcome.results:
        changed = result.page.updated_on if result.page else None
        joined = result.joined
        cells = [
            result.wanted.source["title"],
            result.result + (f": {result.message}" if result.message else ""),
            str(changed or "not given"),
            str(len(result.listing.draws)) if result.listing else "",
            str(len(result.notices)) if joined else "",
            f"{joined.lists_joined} of {joined.lists_read}" if joined else "",
        ]
        lines.append(f"| {' | '.join(_plain(cell) for cell in cells)} |")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return text of a page with the marks of Markdown shown as they are."""
    return "".join(f"\\{c}" if c in MARKS else c for c in " ".join(text.split()))
