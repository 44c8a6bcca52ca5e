"""The real tables as a database, and small copies of them to damage."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.build import SCHEMA, TABLES, build_database
from tests.data.days import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

JOB_TITLES_KEPT = 300
"""Lines of job_titles.csv in small copies: it is half of all data and has no rule of its own."""


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def no_queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("no-queries")


@pytest.fixture(scope="session")
def database_path(tmp_path_factory: pytest.TempPathFactory, no_queries: Path, today: date) -> Path:
    return build_database(TABLES, SCHEMA, no_queries, tmp_path_factory.mktemp("build"), today)


@pytest.fixture(scope="session")
def database(database_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(database_path, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def small_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    for path in TABLES.glob("*.csv"):
        shutil.copy(path, folder)
    titles = folder / "job_titles.csv"
    lines = titles.read_text(encoding="utf-8").splitlines(keepends=True)
    titles.write_text("".join(lines[:JOB_TITLES_KEPT]), encoding="utf-8")
    return folder


@pytest.fixture
def tables(small_tables: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_tables, tmp_path / "tables"))


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """Return a build folder whose CURRENT names a database that a failed build must leave."""
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "oinp-000000000000.duckdb").write_bytes(b"the live database")
    (folder / "CURRENT").write_text("oinp-000000000000.duckdb\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_build(
    small_tables: Path, tmp_path_factory: pytest.TempPathFactory, no_queries: Path, today: date
) -> Path:
    """Return a build folder whose CURRENT names the database of the small tables."""
    folder = tmp_path_factory.mktemp("small-build")
    build_database(small_tables, SCHEMA, no_queries, folder, today)
    return folder
