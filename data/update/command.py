"""The command line: `python -m data.update [--write]`, and `wages` and `rows` for other tables.

Exit codes: 0 nothing new, 10 changes proposed or written, 1 refused (a page, a file, the tables).
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.build import BUILD, QUERIES, SCHEMA, TABLES, build_lock
from data.faults import TableFaults, shown
from data.journal import settle
from data.tables_schema import tables_of
from data.update.fetch import client, fetch
from data.update.known import Known
from data.update.report import report
from data.update.run import REFUSED, Arrived, check
from data.update.saved import UnknownFileError, saved_pages
from data.update.wanted import every_page, wanted_pages
from data.update.write import UnsoundTableError, write_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.update.run import Outcome

WRITE = "write"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = _parser().parse_args(given)
    try:
        return _update(chosen)
    except (TableFaults, UnknownFileError, UnsoundTableError) as error:
        sys.stderr.write(f"Nothing was written.\n{error}\n")
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.update", description=__doc__)
    parser.add_argument(
        "--write",
        action="store_true",
        default=os.environ.get("OINP_UPDATE") == WRITE,
        help="edit the tables and rebuild; otherwise only show (or set OINP_UPDATE=write)",
    )
    parser.add_argument("--from", dest="folder", type=Path, help="read saved pages (*.html)")
    parser.add_argument(
        "--copied-on",
        type=date.fromisoformat,
        help="the day on which those pages were saved; needed to write from them",
    )
    parser.add_argument("--report", type=Path, help="write the report to this file too")
    parser.add_argument("--quiet", action="store_true", help="show nothing unless something is new")
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of table files")
    parser.add_argument("--build", type=Path, default=BUILD, help="folder of databases")
    return parser


def _update(chosen: argparse.Namespace) -> int:
    """Fetch, check, show and, where asked, write."""
    today = datetime.now(tz=UTC).date()
    read_on = chosen.copied_on or today
    if chosen.folder and chosen.write and not chosen.copied_on:
        message = "--write with --from needs --copied-on: the day on which the pages were saved."
        raise UnknownFileError(message)
    arrived = _arrived(chosen, read_on)
    schema = {table.name: table for table in tables_of(SCHEMA)}
    with build_lock(chosen.build) if chosen.write else nullcontext():
        if chosen.write:
            settle(chosen.build, chosen.tables)
        known = Known(chosen.tables)
        _require_newer(arrived, known, chosen, read_on)
        outcome = check(arrived, known, schema, read_on)
        if chosen.write:
            path = write_edits(
                outcome.draft.edits(),
                schema,
                (chosen.tables, chosen.build),
                (SCHEMA, QUERIES),
                today,
            )
            if path:
                _say(chosen, f"Wrote {shown(chosen.tables)} and {shown(path)}")
    _show(outcome, chosen)
    return outcome.exit_code


def _arrived(chosen: argparse.Namespace, read_on: date) -> list[Arrived]:
    known = Known(chosen.tables)
    if chosen.folder:
        return saved_pages(chosen.folder, every_page(known, read_on))
    pages = wanted_pages(known, read_on)
    with client() as session:
        arrived = list(
            fetch(pages, chosen.build / "pages", session, lambda words: _say(chosen, words))
        )
    return [page for page in arrived if page.content is not None or not page.wanted.is_new]


def _require_newer(
    arrived: list[Arrived], known: Known, chosen: argparse.Namespace, read_on: date
) -> None:
    """Refuse to write from copies that are older than what was read already."""
    for page in arrived:
        source = known.sources.get(page.wanted.source_id)
        if chosen.write and source and read_on.isoformat() < source["last_checked"]:
            message = (
                f"{page.wanted.source_id}: the copy of {read_on} is older than the one that was "
                f"read on {source['last_checked']}."
            )
            raise UnknownFileError(message)


def _show(outcome: Outcome, chosen: argparse.Namespace) -> None:
    text = report(outcome)
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")
    if not chosen.quiet or outcome.exit_code:
        sys.stdout.write(text)


def _say(chosen: argparse.Namespace, words: str) -> None:
    if not chosen.quiet:
        sys.stderr.write(f"{words}\n")
