"""A database that cannot answer is refused with what to do, and a good one is found by itself."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

import queries
from queries import store
from tests.queries.facts import draws

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDLESS = "-- One row.\nselect count(*) as n from range(1000000000) as a, range(1000000) as b"


@pytest.fixture
def named(fresh_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the database that OINP_DATABASE names."""
    path = tmp_path / "named.duckdb"
    shutil.copy(fresh_store, path)
    monkeypatch.setenv("OINP_DATABASE", str(path))
    return path


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    with duckdb.connect(path) as database:
        database.execute("create table recipes (name varchar)")


def without_a_column(path: Path) -> None:
    """As a database of an older version would be."""
    path.unlink()
    with duckdb.connect(path) as database:
        database.execute("create table draws (draw_id varchar)")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [truncated, empty, foreign, without_a_column, a_folder])
def test_a_bad_database_says_what_to_do_until_a_good_one_comes(
    named: Path, fresh_store: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(named)
    for _ in range(2):
        with pytest.raises(queries.DatabaseMissingError, match="make data"):
            queries.run("draws_newest_day")
        with pytest.raises(queries.DatabaseMissingError, match="make data"):
            queries.ask("data_state")
    if named.is_dir():
        named.rmdir()
    good = named.with_name("good")
    shutil.copy(fresh_store, good)
    good.replace(named)
    assert queries.run("draws_newest_day").rows.height > 0
    assert queries.ask("data_state")[0]["draws"] == draws().height


@pytest.mark.usefixtures("named")
def test_a_slow_question_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LONGEST_QUERY_MS", 50)
    monkeypatch.setattr(store, "sql_text", lambda _name: ENDLESS)
    with pytest.raises(queries.SlowQuestionError, match=r"years\.sql took longer than 50 ms"):
        queries.run("years")
    with pytest.raises(queries.SlowQuestionError):
        queries.ask("years")
    monkeypatch.undo()


def test_the_next_question_is_answered_after_a_slow_one(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert named.is_file()
    with monkeypatch.context() as slow:
        slow.setattr(store, "LONGEST_QUERY_MS", 50)
        slow.setattr(store, "sql_text", lambda _name: ENDLESS)
        with pytest.raises(queries.SlowQuestionError):
            queries.run("years")
    assert queries.run("streams").rows.height > 0
