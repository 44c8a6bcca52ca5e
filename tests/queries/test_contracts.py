"""What every SQL file promises, whatever it asks."""

from __future__ import annotations

import re
from datetime import date

import duckdb
import pytest

import queries
from queries import store
from queries.store import QUERIES, contract

FILES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(QUERIES.glob("*.sql"))}
NEEDED = {"today": date(2026, 10, 2)}
"""Parameters that are no filter: a query that takes one cannot do without a value."""

REFERENCE = re.compile(r"Parameters as in (\w+)\.sql(?:, without ([^.]*))?\.")


def comment_of(text: str) -> str:
    """Return the comment that a file starts with, as one line."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def documented(text: str) -> set[str]:
    """Return the parameters that the comment names, itself or by reference to another file."""
    comment = comment_of(text)
    reference = REFERENCE.search(comment)
    if reference is None:
        return set(re.findall(r"\$(\w+)", comment))
    own = set(re.findall(r"\$(\w+)", comment.replace(reference[0], "")))
    left_out = set(re.findall(r"\$(\w+)", reference[2] or ""))
    there = documented(FILES[reference[1]])
    assert left_out <= there, "a parameter is left out that is not there"
    return own | (there - left_out)


def needed(name: str) -> dict[str, date]:
    return {key: value for key, value in NEEDED.items() if key in contract(name)}


@pytest.fixture
def database() -> duckdb.DuckDBPyConnection:
    return store._connection(store.current_database()).cursor()  # noqa: SLF001


def test_there_are_files_and_the_store_lists_them() -> None:
    assert queries.names() == list(FILES)
    assert "draws" in FILES


@pytest.mark.parametrize("name", FILES)
def test_file_is_one_select(database: duckdb.DuckDBPyConnection, name: str) -> None:
    (statement,) = database.extract_statements(FILES[name])
    assert statement.type == duckdb.StatementType.SELECT


@pytest.mark.parametrize("name", FILES)
def test_comment_says_what_one_row_is(name: str) -> None:
    assert re.match(r"One row( \w|: ?\w)", comment_of(FILES[name]))


@pytest.mark.parametrize("name", FILES)
def test_comment_names_every_parameter_and_no_other(
    database: duckdb.DuckDBPyConnection, name: str
) -> None:
    (statement,) = database.extract_statements(FILES[name])
    assert documented(FILES[name]) == set(statement.named_parameters)
    assert contract(name) == frozenset(statement.named_parameters)


@pytest.mark.parametrize("name", FILES)
def test_columns_are_known_before_it_runs(database: duckdb.DuckDBPyConnection, name: str) -> None:
    (statement,) = database.extract_statements(FILES[name])
    nothing = dict.fromkeys(statement.named_parameters)
    relation = database.sql(FILES[name], params=nothing | needed(name))
    assert len(relation.types) == len(relation.columns) > 0
    assert len(set(relation.columns)) == len(relation.columns)
    assert [
        c for c in relation.columns if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", c)
    ] == []


@pytest.mark.parametrize("name", FILES)
def test_runs_without_any_filter(name: str) -> None:
    answer = queries.run(name, **needed(name))
    assert answer.rows.width > 0
    assert answer.sql.startswith("-- One row")
    assert answer.rows.height > 0 or contract(name)


@pytest.mark.parametrize("name", FILES)
def test_no_template_and_no_values_in_the_text(name: str) -> None:
    assert not re.search(r"[{}]|%s|\?(?!\w)", FILES[name])
