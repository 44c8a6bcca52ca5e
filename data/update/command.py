"""The command line: `python -m data.update`, and `wages` and `rows` for other tables.

Exit codes: 0 nothing new, 10 changes proposed or written, 1 refused (a page, a file, the tables).
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.build import BUILD, QUERIES, SCHEMA, TABLES, build_lock
from data.faults import TableFaults, shown
from data.journal import settle
from data.tables_schema import tables_of
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
    from data.update.run import Arrived

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
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except REFUSALS as error:
        sys.stderr.write(f"Nothing was written.\n{error}\n")
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--write",
        action="store_true",
        default=os.environ.get("OINP_UPDATE") == WRITE,
        help="edit the tables and rebuild; otherwise only show (or set OINP_UPDATE=write)",
    )
    common.add_argument("--quiet", action="store_true", help="show nothing unless something is new")
    common.add_argument("--report", type=Path, help="write the report to this file too")
    common.add_argument("--tables", type=Path, default=TABLES, help="folder of table files")
    common.add_argument("--build", type=Path, default=BUILD, help="folder of databases")

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
    read_on = chosen.copied_on or _today()
    if chosen.folder and chosen.write and not chosen.copied_on:
        message = "--write with --from needs --copied-on: the day on which the pages were saved."
        raise UnknownFileError(message)
    arrived = _arrived(chosen, read_on)
    with _locked(chosen):
        known = Known(chosen.tables)
        if chosen.write:
            _require_newer(arrived, known, read_on)
        outcome = check(arrived, known, _schema(), read_on)
        _write(outcome.draft, chosen)
    _show(report(outcome), outcome.exit_code, chosen)
    return outcome.exit_code


def _wages(chosen: argparse.Namespace) -> int:
    with _locked(chosen):
        draft = Draft(Known(chosen.tables), _schema())
        take_wages(draft, chosen.file, chosen.release, _today())
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
        path = write_edits(draft.edits(), draft.schema, folders, (SCHEMA, QUERIES), _today())
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


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _show(text: str, code: int, chosen: argparse.Namespace) -> None:
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")
    if not chosen.quiet or code:
        sys.stdout.write(text)


def _say(chosen: argparse.Namespace, words: str) -> None:
    if not chosen.quiet:
        sys.stderr.write(f"{words}\n")
