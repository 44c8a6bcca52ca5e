"""Read schema.sql and say what each table file must look like.

The schema is the one place where types, keys and checks are written. Here it is executed in an
empty database in memory and read back, so that a rule of the schema becomes a rule for the file
with a line number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import dataframely as dy
import duckdb
import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

MADE_BY_THE_BUILD = frozenset({"build_info", "fact_tables"})
"""Tables that have no file."""

LINE = "line"
"""Column added to every table that is read: the line of the row in its file, from 1."""

WHOLE_NUMBER = r"^(0|-?[1-9][0-9]*)$"
ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class SchemaError(ValueError):
    """schema.sql uses a type that the build cannot read from a file."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its type in SQL, whether it may be empty, and the words of an enum."""

    name: str
    sql_type: str
    nullable: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The values of an enum, in order; empty for any other type."""
        if not self.sql_type.startswith("ENUM"):
            return ()
        return tuple(re.findall(r"'([^']*)'", self.sql_type))

    @property
    def scale(self) -> int:
        """Digits after the point of a decimal."""
        return int(self.sql_type.rstrip(")").rpartition(",")[2])

    @property
    def precision(self) -> int:
        """Digits of a decimal, before and after the point."""
        return int(self.sql_type.removeprefix("DECIMAL(").partition(",")[0])

    def rule(self) -> str:
        """Return in words what text the column takes."""
        if self.words:
            return f"one of {', '.join(self.words)}"
        if self.sql_type.startswith("DECIMAL"):
            return f"a number with at most {self.scale} digits after the point"
        return {
            "INTEGER": "a whole number",
            "DATE": "a date as YYYY-MM-DD",
            "BOOLEAN": "true or false",
            "VARCHAR": "text",
        }[self.sql_type]

    def cast(self) -> pl.Expr:
        """Return the typed column, made from text; null where the text does not fit the type."""
        text = pl.col(self.name)
        if self.words:
            return (
                pl.when(text.is_in(self.words)).then(text).cast(pl.Enum(self.words), strict=False)
            ).alias(self.name)
        if self.sql_type.startswith("DECIMAL"):
            number = rf"^-?(0|[1-9][0-9]*)(\.[0-9]{{1,{self.scale}}})?$"
            kind = pl.Decimal(self.precision, self.scale)
            return pl.when(text.str.contains(number)).then(text).cast(kind, strict=False)
        match self.sql_type:
            case "INTEGER":
                whole = pl.when(text.str.contains(WHOLE_NUMBER)).then(text)
                return whole.cast(pl.Int32, strict=False)
            case "DATE":
                iso = pl.when(text.str.contains(ISO_DATE)).then(text)
                return iso.str.to_date("%Y-%m-%d", strict=False)
            case "BOOLEAN":
                truth = {"true": True, "false": False}
                return text.replace_strict(truth, default=None, return_dtype=pl.Boolean)
            case _:
                return text

    def validator(self, *, primary_key: bool) -> dy.Column:
        """Return the column as dataframely checks it."""
        common: dict[str, Any] = {"nullable": self.nullable, "primary_key": primary_key}
        if self.words:
            return dy.Enum(self.words, **common)
        if self.sql_type.startswith("DECIMAL"):
            return dy.Decimal(self.precision, self.scale, **common)
        match self.sql_type:
            case "INTEGER":
                return dy.Int32(**common)
            case "DATE":
                return dy.Date(**common)
            case "BOOLEAN":
                return dy.Bool(**common)
            case "VARCHAR":
                return dy.String(**common)
            case other:
                message = f"column {self.name} has the type {other}, which files cannot hold"
                raise SchemaError(message)


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must stand together in the columns of another table."""

    columns: tuple[str, ...]
    table: str
    referenced: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """A condition that a row must not break, and the columns that take part."""

    columns: tuple[str, ...]
    expression: str


@dataclass(frozen=True)
class Table:
    """A table that has a file, with the rules that the schema gives it."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    checks: tuple[Check, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns in order: the first line of the file."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def validator(self) -> type[dy.Schema]:
        """Return the dataframely schema of the typed rows: types, empty cells, primary key."""
        members: dict[str, Any] = {
            column.name: column.validator(primary_key=column.name in self.primary_key)
            for column in self.columns
        }
        members[LINE] = dy.UInt32()
        return type(self.name, (dy.Schema,), {"__module__": __name__, **members})


def tables_of(schema_path: Path) -> list[Table]:
    """Return the tables that need a file, in the order in which the schema creates them.

    Raises duckdb.Error where the schema is not valid SQL.
    """
    return _tables_of(schema_path.read_text(encoding="utf-8"))


@cache
def _tables_of(schema: str) -> list[Table]:
    with duckdb.connect(":memory:") as database:
        database.execute(schema)
        names = database.execute("select table_name from duckdb_tables() order by table_oid")
        return [
            _table(database, name) for (name,) in names.fetchall() if name not in MADE_BY_THE_BUILD
        ]


def _table(database: duckdb.DuckDBPyConnection, name: str) -> Table:
    columns = database.execute(
        "select column_name, data_type, is_nullable from duckdb_columns()"
        " where table_name = $name order by column_index",
        {"name": name},
    ).fetchall()
    constraints = database.execute(
        "select constraint_type, constraint_column_names, expression, referenced_table,"
        " referenced_column_names from duckdb_constraints()"
        " where table_name = $name order by constraint_index",
        {"name": name},
    ).fetchall()

    def of_kind(wanted: str) -> list[Any]:
        return [(tuple(own), *rest) for kind, own, *rest in constraints if kind == wanted]

    return Table(
        name=name,
        columns=tuple(Column(*column) for column in columns),
        primary_key=next((own for own, *_ in of_kind("PRIMARY KEY")), ()),
        unique=tuple(own for own, *_ in of_kind("UNIQUE")),
        foreign_keys=tuple(
            ForeignKey(own, table, tuple(referenced))
            for own, _, table, referenced in of_kind("FOREIGN KEY")
        ),
        checks=tuple(Check(own, expression) for own, expression, *_ in of_kind("CHECK")),
    )
