"""Tables, pages of all that they record, and checks of pages against them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from data.build import SCHEMA, TABLES
from data.tables_schema import Table, tables_of
from data.update.known import Known
from data.update.run import Arrived, Outcome, check
from data.update.wanted import every_page
from data.update.write import edited_files
from tests.data.update.paper import DrawPage, page_of_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READ_ON = date(2026, 11, 24)


@pytest.fixture(scope="session")
def known() -> Known:
    return Known(TABLES)


@pytest.fixture(scope="session")
def schema() -> dict[str, Table]:
    return {table.name: table for table in tables_of(SCHEMA)}


@pytest.fixture
def invitations(known: Known) -> DrawPage:
    return page_of_records(known, "ontario-invitations")


@pytest.fixture
def notifications(known: Known) -> DrawPage:
    return page_of_records(known, "ontario-express-entry-notifications")


@pytest.fixture(scope="session")
def checked(known: Known, schema: dict[str, Table]) -> Callable[..., Outcome]:
    """Return a function that checks pages given as `source_id=html` against the real tables.

    A page given as None could not be reached.
    """
    wanted = {page.source_id: page for page in every_page(known, READ_ON)}

    def run(**pages: str | bytes | None) -> Outcome:
        arrived = []
        for name, html in pages.items():
            content = html.encode() if isinstance(html, str) else html
            page = wanted[name.replace("_", "-")]
            arrived.append(
                Arrived(page, content, "" if content is not None else "the server answered 503.")
            )
        return check(arrived, known, schema, READ_ON)

    return run


@pytest.fixture
def written(tables: Path, schema: dict[str, Table]) -> Callable[..., Outcome]:
    """Return a function that checks pages and writes what follows into a copy of the tables.

    `on` is the day of the check. Each check reads the tables as the one before has left them.
    """

    def run(on: date = READ_ON, **pages: str) -> Outcome:
        now = Known(tables)
        wanted = {page.source_id: page for page in every_page(now, on)}
        arrived = [Arrived(wanted[n.replace("_", "-")], html.encode()) for n, html in pages.items()]
        outcome = check(arrived, now, schema, on)
        assert [result.message for result in outcome.results if result.result != "read"] == []
        for name, text in edited_files(outcome.draft.edits(), schema, tables).items():
            (tables / name).write_text(text, encoding="utf-8")
        return outcome

    return run
