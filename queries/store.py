"""Open the database that is current and answer questions from it.

A question is the name of an SQL file beside this module. Answers are shared between visitors and
kept in a bounded cache whose key holds the database file, so a new build is seen at the next
question and an old answer is never served for it.
"""

from __future__ import annotations

import os
import threading
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
from cachetools import LRUCache, cached

if TYPE_CHECKING:
    from collections.abc import Iterator

# It says that the relation API copies less; for the few rows of a page, planning once saves more.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)

QUERIES = Path(__file__).parent
BUILD = QUERIES.parent / "data" / "build"

CACHED_STATEMENTS = 2_048
KEPT_BYTES = 24_000_000
"""Memory for answers. Visitors choose what they ask, so the number of answers alone bounds nothing:
one with every draw takes half a megabyte. It holds some 150 views of `/draws`; those that
many ask for stay, as the one that was asked for longest ago goes first."""

BYTES_A_BYTE = 3
BYTES_A_COLUMN = 2_500
"""What a byte of a table takes in memory, and a column whatever is in it, as measured; polars
counts only what is in it."""

FEW = 64
"""Rows that are taken over faster one by one than as Arrow."""

LONGEST_QUERY_MS = 2_000
MEMORY_LIMIT = "256MB"
SKIPPED_STEPS = (
    "aggregate_function_rewriter",
    "common_aggregate",
    "common_subexpressions",
    "distinct_aggregate_rewrite",
    "duplicate_groups",
    "join_order",
    "statistics_propagation",
)
"""Steps of DuckDB's planner that take longer than they save: with a few hundred draws, planning a
question costs more than answering it. Without them an estimate takes a fifth less."""

MOST_AT_ONCE = max(2, os.cpu_count() or 1)
"""More questions at once would share the same processors, and the memory limit."""

Value = str | int | float | bool | date | None
Parameter = Value | tuple[Value, ...]


UNFIT = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.FatalException,
    duckdb.IOException,
    duckdb.SerializationException,
)
"""What DuckDB raises for a file that is damaged, of another version, or not ours."""


class DatabaseMissingError(RuntimeError):
    """There is no database that can answer: none is built, or it is damaged or not of this code."""


class SlowQuestionError(RuntimeError):
    """A question took longer than LONGEST_QUERY_MS and was stopped."""


@dataclass(frozen=True)
class Answer:
    """The rows that a query gave, with all that is needed to say how they were made.

    Two answers are equal when the same question was put to the same database, whatever their
    rows, so an answer can be the key of a cache. `rows` is shared: never change it in place.
    """

    name: str
    parameters: tuple[tuple[str, Parameter], ...]
    database: str
    rows: pl.DataFrame = field(compare=False, repr=False)

    @property
    def sql(self) -> str:
        """The text of the SQL file that was run."""
        return sql_text(self.name)

    @property
    def version(self) -> str:
        """The data version, read from the name of the database file (`oinp-<version>.duckdb`)."""
        return Path(self.database).stem.removeprefix("oinp-")

    def first(self) -> dict[str, Any]:
        """Return the first row as column name to value; an empty mapping where there is none."""
        return self.rows.row(0, named=True) if self.rows.height else {}


def names() -> list[str]:
    """Return the names of all questions, in alphabetical order."""
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


@cache
def sql_text(name: str) -> str:
    """Return the text of the SQL file `name`; KeyError where there is no such file."""
    if name not in names():
        message = f"There is no query named {name!r}; choose one of {', '.join(names())}."
        raise KeyError(message)
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8").strip()


_chosen = threading.local()


@contextmanager
def one_database() -> Iterator[None]:
    """Answer all that is asked inside from the database that is current at the first question.

    So what is shown together is of one version, and CURRENT is read once.
    """
    if getattr(_chosen, "databases", None) is not None:
        yield
        return
    _chosen.databases = []
    try:
        yield
    finally:
        _chosen.databases = None


def current_database() -> str:
    """Return the address of the database to read: OINP_DATABASE, or the file that CURRENT names.

    Inside `one_database` it stays the same. Raises DatabaseMissingError, with what to do, where
    there is none.
    """
    chosen: list[str] | None = getattr(_chosen, "databases", None)
    if chosen:
        return chosen[0]
    database = _named_database()
    if chosen is not None:
        chosen.append(database)
    return database


def _named_database() -> str:
    if named := os.environ.get("OINP_DATABASE"):
        return named
    pointer = BUILD / "CURRENT"
    try:
        return str(BUILD / pointer.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        message = f"No database has been built yet ({pointer} is missing): run `make data`."
        raise DatabaseMissingError(message) from None


def database_file() -> Path | None:
    """Return the file of the current database, or None where it lies on a server (`md:`)."""
    path = Path(current_database())
    return path if path.is_file() else None


_opening = threading.Lock()
_at_once = threading.BoundedSemaphore(MOST_AT_ONCE)
_turns = [threading.Lock() for _ in range(127)]
_connections: dict[str, duckdb.DuckDBPyConnection] = {}


def _connection(database: str) -> duckdb.DuckDBPyConnection:
    """Return the one read-only, locked connection to `database`, opening it at first use."""
    if connection := _connections.get(database):
        return connection
    with _opening:
        connection = _connections.get(database)
        if connection is None:
            connection = _open(database)
            # The one that is no longer current is let go; cursors that still run keep it open.
            _connections.clear()
            _connections[database] = connection
    return connection


def _open(database: str) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(
            database,
            read_only=True,
            config={
                "allow_community_extensions": "false",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "disabled_optimizers": ",".join(SKIPPED_STEPS),
                "enable_external_access": "false",
                "lock_configuration": "true",
                "max_execution_time": str(LONGEST_QUERY_MS),
                "memory_limit": MEMORY_LIMIT,
                "threads": "1",
            },
        )
    except duckdb.Error as error:
        message = f"The database {database} cannot be opened: run `make data`. ({error})"
        raise DatabaseMissingError(message) from error


@contextmanager
def _asking(database: str, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a cursor for one question, and say what is wrong with the database where it cannot.

    A database that does not fit is let go, so that the next question finds a good one that has
    come in its place. Every query was tried when the database was built, so a table or column that
    is missing means that another version of the code built it.
    """
    cursor = _connection(database).cursor()
    try:
        with _at_once:
            yield cursor
    except duckdb.InterruptException:
        message = f"{name}.sql took longer than {LONGEST_QUERY_MS} ms and was stopped."
        raise SlowQuestionError(message) from None
    except UNFIT as error:
        with _opening:
            _connections.pop(database, None)
        message = (
            f"The database {database} is damaged, or was built by another version: run `make data`."
            f" ({name}.sql: {error})"
        )
        raise DatabaseMissingError(message) from None
    finally:
        cursor.close()


def contract(name: str) -> frozenset[str]:
    """Return the names of the parameters that the query `name` takes."""
    return _contract(current_database(), name)


@lru_cache(maxsize=CACHED_STATEMENTS)
def _contract(database: str, name: str) -> frozenset[str]:
    return frozenset(_statement(database, name).named_parameters)


def _size(answer: Answer) -> int:
    """Return about how many bytes of memory an answer takes."""
    data = BYTES_A_BYTE * int(answer.rows.estimated_size())
    return 1_000 + BYTES_A_COLUMN * answer.rows.width + data


_schemas: dict[tuple[tuple[str, object], ...], pl.Schema] = {}
"""The types in polars by the names and types of columns in DuckDB: one for each query or table."""

_kept: LRUCache[object, Answer] = LRUCache(KEPT_BYTES, getsizeof=_size)


@cached(_kept, lock=threading.Lock())
def _answer(database: str, name: str, parameters: tuple[tuple[str, Parameter], ...]) -> Answer:
    taken = _contract(database, name)
    if unknown := {key for key, _ in parameters} - taken:
        message = f"{name}.sql takes {sorted(taken)}, not {sorted(unknown)}."
        raise TypeError(message)
    bound = dict.fromkeys(taken) | {
        key: list(value) if isinstance(value, tuple) else value for key, value in parameters
    }
    with _asking(database, name) as cursor:
        # Not `cursor.sql(...).pl()`: a relation plans its query twice, and planning costs most.
        cursor.execute(_statement(database, name), bound)
        return Answer(name, parameters, database, _rows(cursor))


def _rows(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Take over the rows of an answer.

    As Arrow they cost a statement of their own, which takes longer than a few rows themselves. So
    Arrow tells once what polars makes of some columns, and later brings what is left after FEW.
    Where values hold others by name, Arrow brings all.
    """
    columns = tuple(column[:2] for column in cursor.description or ())
    if (schema := _schemas.get(columns)) is None:
        rows = pl.DataFrame(cursor.to_arrow_reader())
        if all(map(_is_plain, rows.dtypes)):
            _schemas[columns] = rows.schema
        return rows
    few = cursor.fetchmany(FEW)
    rows = pl.DataFrame(few, schema, orient="row")
    if len(few) < FEW:
        return rows
    return pl.concat([rows, pl.DataFrame(cursor.to_arrow_reader())], rechunk=True)


def _is_plain(kind: pl.DataType) -> bool:
    """Return whether values are single ones, or lists of single ones."""
    return not (kind.inner if isinstance(kind, pl.List) else kind).is_nested()


class QuestionError(RuntimeError):
    """A personal question could not be answered. It says which, and never what was given."""


def ask(name: str, **parameters: Value | list[str]) -> list[dict[str, Any]]:
    """Answer the personal question `name` and remember nothing of it.

    Unlike `run`, no cache sees the parameters or the rows, and an error does not repeat them, so
    that they reach no log. Every parameter must be given.
    """
    database = current_database()
    try:
        with _asking(database, name) as cursor:
            cursor.execute(_statement(database, name), parameters)
            columns = [column for column, *_ in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        message = f"{name}.sql could not be answered ({type(error).__name__})."
        raise QuestionError(message) from None


@lru_cache(maxsize=CACHED_STATEMENTS)
def _statement(database: str, name: str) -> duckdb.Statement:
    """Return a query that has been read once; it holds the names of parameters, never a value."""
    (statement,) = _connection(database).extract_statements(sql_text(name))
    return statement


def _whole(value: Value | None) -> Value | None:
    """Return a value without half characters, which DuckDB refuses to bind."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def run(name: str, **parameters: Value | list[str] | tuple[Value, ...]) -> Answer:
    """Answer the question `name` from the current database.

    Parameters are bound by name. One that is left out, None or an empty list means "no filter".
    Raises KeyError for an unknown question, TypeError for a parameter that it does not take,
    DatabaseMissingError where no database can answer, and SlowQuestionError.
    """
    given = (
        (key, tuple(map(_whole, value)) if isinstance(value, list | tuple) else _whole(value))
        for key, value in sorted(parameters.items())
    )
    kept = tuple((key, value) for key, value in given if value is not None and value != ())
    key = (current_database(), name, kept)
    # After new data comes, everybody asks the same at once: one asks the database, the others wait.
    with _turns[hash(key) % len(_turns)]:
        return _answer(*key)
