"""The command line: `python -m data.update`, and `wages` and `rows` for other tables.

Exit codes: 0 nothing new, 10 something is new or waits for a person (shown, and with --write
written), 1 refused (a page, a file, the tables).
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from data.build import BUILD, QUERIES, SCHEMA, TABLES, build_lock
from data.faults import TableFaults, shown
from data.journal import settle
from data.tables_schema import tables_of
from data.update.days import today
from data.update.draft import Draft
from data.update.fetch import client, fetch
from data.update.known import Known
from data.update.report import draft_report, report
from data.update.rows import NoSuchTableError, take_rows
from data.update.run import CHANGES, NOTHING_NEW, REFUSED, check
from data.update.saved import UnknownFileError, saved_pages
from data.update.wages import WageFileError, take_wages
from data.update.wanted import every_page, wanted_pages
from data.update.write import UnsoundTableError, write_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.tables_schema import Table
    from data.update.run import Arrived, Outcome

MOST_FAULTS = 3
"""Broken rules that a message names; one row can break many at once."""

WRITE = "write"
REFUSALS = (
    TableFaults,
    UnknownFileError,
    UnsoundTableError,
    WageFileError,
    NoSuchTableError,
    OSError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = argparse.Namespace(
        write=os.environ.get("OINP_UPDATE") == WRITE,
        quiet=False,
        report=None,
        tables=TABLES,
        build=BUILD,
    )
    chosen = _parser().parse_args(arguments, given)
    try:
        code: int = chosen.run(chosen)
    except REFUSALS as error:
        words = f"Nothing was written.\n{error}\n"
        if chosen.report:
            chosen.report.write_text(words, encoding="utf-8")
        sys.stderr.write(words)
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    # No option has a default here: a sub-command would set what was given before it back to that.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--write",
        action="store_true",
        default=argparse.SUPPRESS,
        help="edit the tables and rebuild; otherwise only show (or set OINP_UPDATE=write)",
    )
    common.add_argument(
        "--quiet",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show nothing unless something is new",
    )
    common.add_argument("--report", type=Path, help="write the report to this file too")
    common.add_argument("--tables", type=Path, help="folder of table files")
    common.add_argument("--build", type=Path, help="folder of databases")

    parser = argparse.ArgumentParser(
        prog="python -m data.update", description=__doc__, parents=[common]
    )
    parser.set_defaults(run=_update)
    parser.add_argument("--from", dest="folder", type=Path, help="read saved pages (*.html)")
    parser.add_argument(
        "--copied-on",
        type=date.fromisoformat,
        help="the day on which those pages were saved; needed to write from them",
    )
    commands = parser.add_subparsers(title="other tables")
    wages = commands.add_parser("wages", parents=[common], help="a yearly Job Bank wage file")
    wages.add_argument("file", type=Path)
    wages.add_argument("--release", required=True, help="the year that names the release")
    wages.set_defaults(run=_wages)
    rows = commands.add_parser("rows", parents=[common], help="add or replace rows of a table")
    rows.add_argument("table")
    rows.add_argument("file", type=Path)
    rows.set_defaults(run=_rows)
    return parser


def _update(chosen: argparse.Namespace) -> int:
    """Fetch, check, show and, where asked, write."""
    read_on = chosen.copied_on or today()
    if chosen.folder and chosen.write and not chosen.copied_on:
        message = "--write with --from needs --copied-on: the day on which the pages were saved."
        raise UnknownFileError(message)
    arrived = _arrived(chosen, read_on)
    with _locked(chosen):
        known = Known(chosen.tables)
        if chosen.write:
            _require_newer(arrived, known, read_on)
        outcome = _outcome(arrived, known, read_on, chosen)
    _show(report(outcome), outcome.exit_code, chosen)
    return outcome.exit_code


def _outcome(
    arrived: list[Arrived], known: Known, read_on: date, chosen: argparse.Namespace
) -> Outcome:
    """Check the pages and, where asked, write; a page that would break a rule is refused alone.

    Where no single page is to blame all are refused, so that the site says that the check failed.
    Raises TableFaults where the tables cannot even hold that.
    """
    outcome = check(arrived, known, _schema(), read_on)
    try:
        _write(outcome.draft, chosen)
    except TableFaults as faults:
        refused = _in_words(faults)
    else:
        return outcome
    blamed = [[place] for place, result in enumerate(outcome.results) if result.result == "read"]
    for places in [*(blamed if len(blamed) > 1 else []), [place for (place,) in blamed]]:
        pages = [
            replace(page, refused=refused) if place in places else page
            for place, page in enumerate(arrived)
        ]
        outcome = check(pages, known, _schema(), read_on)
        try:
            _write(outcome.draft, chosen)
        except TableFaults as faults:
            last = faults
        else:
            return outcome
    raise last


def _in_words(faults: TableFaults) -> str:
    """Return which rules would be broken, naming table and line: the copy tried has no name."""
    found = [
        f"{Path(fault.file).name}, line {fault.line}, {fault.column or 'all columns'}: "
        f"{' '.join(fault.rule.split())} (found {fault.value or 'nothing'})"
        for fault in faults.faults
    ]
    more = f"; and {len(found) - MOST_FAULTS} more" if len(found) > MOST_FAULTS else ""
    shown_faults = "; ".join(found[:MOST_FAULTS])
    return f"what it says would break a rule of the tables: {shown_faults}{more}."


def _wages(chosen: argparse.Namespace) -> int:
    with _locked(chosen):
        draft = Draft(Known(chosen.tables), _schema())
        take_wages(draft, chosen.file, chosen.release, today())
        return _finish(draft, chosen)


def _rows(chosen: argparse.Namespace) -> int:
    with _locked(chosen):
        draft = Draft(Known(chosen.tables), _schema())
        take_rows(draft, chosen.table, chosen.file)
        return _finish(draft, chosen)


def _finish(draft: Draft, chosen: argparse.Namespace) -> int:
    """Write a draft of other tables where asked, show it and return the exit code."""
    if draft.changes:
        _write(draft, chosen)
    code = CHANGES if draft.changes else NOTHING_NEW
    _show(draft_report(draft), code, chosen)
    return code


@contextmanager
def _locked(chosen: argparse.Namespace) -> Iterator[None]:
    """Hold the lock while tables are read and written, and finish what was stopped before."""
    if not chosen.write:
        yield
        return
    with build_lock(chosen.build):
        settle(chosen.build, chosen.tables)
        yield


def _write(draft: Draft, chosen: argparse.Namespace) -> None:
    if chosen.write:
        folders = (chosen.tables, chosen.build)
        path = write_edits(draft.edits(), draft.schema, folders, (SCHEMA, QUERIES), today())
        if path:
            _say(chosen, f"Wrote {shown(chosen.tables)} and {shown(path)}")


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


def _require_newer(arrived: list[Arrived], known: Known, read_on: date) -> None:
    """Refuse to write from copies that are older than what was read already."""
    for page in arrived:
        source = known.sources.get(page.wanted.source_id)
        if source and read_on.isoformat() < source["last_checked"]:
            message = (
                f"{page.wanted.source_id}: the copy of {read_on} is older than the one that was "
                f"read on {source['last_checked']}."
            )
            raise UnknownFileError(message)


def _schema() -> dict[str, Table]:
    return {table.name: table for table in tables_of(SCHEMA)}


def _show(text: str, code: int, chosen: argparse.Namespace) -> None:
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")
    if not chosen.quiet or code:
        sys.stdout.write(text)


def _say(chosen: argparse.Namespace, words: str) -> None:
    if not chosen.quiet:
        sys.stderr.write(f"{words}\n")
