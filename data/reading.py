"""Read table files as text and turn the text into typed rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from data.faults import WHOLE_FILE, Fault, shown
from data.tables_schema import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from data.tables_schema import Table

UNTIDY = r"^\s|\s$|[\x00-\x1f\x7f\u{feff}]"
"""Space at either end of a cell, or a character that cannot be seen."""


@dataclass(frozen=True)
class Text:
    """A file as text: its rows, each with the line on which it starts, and where it lies."""

    path: Path
    table: Table
    rows: list[list[str]]
    lines: list[int]

    @cached_property
    def row_of_line(self) -> dict[int, list[str]]:
        """The row that starts on a line."""
        return dict(zip(self.lines, self.rows, strict=True))

    def fault(self, line: int, columns: tuple[str, ...], rule: str) -> Fault:
        """Return a fault about cells of the row on a line."""
        row = dict(zip(self.table.header, self.row_of_line[line], strict=True))
        values = ",".join(row[column] for column in columns)
        return Fault(shown(self.path), line, ",".join(columns), values, rule)


def files_fault(tables_dir: Path, tables: list[Table]) -> list[Fault]:
    """Return a fault for each file that is missing and each that no table of the schema has."""
    expected = {f"{table.name}.csv" for table in tables}
    found = {path.name for path in tables_dir.glob("*") if path.is_file()}
    missing = [
        Fault(shown(tables_dir / name), WHOLE_FILE, "", "", "the file must exist")
        for name in expected - found
    ]
    unknown = [
        Fault(shown(tables_dir / name), WHOLE_FILE, "", "", "schema.sql has no table of this name")
        for name in found - expected
    ]
    return missing + unknown


def read_text(path: Path, table: Table) -> tuple[Text | None, list[Fault]]:
    """Return the rows of a file as text, and its faults of form.

    The text is None where the file as a whole cannot be used: not UTF-8, line ends that are not
    LF, a header that is not exactly the columns of the table, quotes that do not close. A row
    with too few or too many cells is a fault and is left out.
    """

    def broken(line: int, value: str, rule: str) -> tuple[None, list[Fault]]:
        return None, [Fault(shown(path), line, "", value, rule)]

    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return broken(line, content[error.start : error.end].hex(), "text must be UTF-8")
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        return broken(line, "\r", "lines must end with LF alone")

    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    start = 1
    try:
        header = next(reader, [])
        if tuple(header) != table.header:
            rule = f"the header must be {','.join(table.header)}"
            return broken(1, ",".join(header), rule)
        start = reader.line_num + 1
        for row in reader:
            if len(row) == len(header):
                rows.append(row)
                lines.append(start)
            else:
                rule = f"a row must have {len(header)} cells, and this one has {len(row)}"
                faults.append(Fault(shown(path), start, "", ",".join(row), rule))
            start = reader.line_num + 1
    except csv.Error as error:
        return broken(start, "", f"the file must be well-formed CSV: {error}")
    if not rows:
        faults.append(Fault(shown(path), WHOLE_FILE, "", "", "the file must have rows"))
    return Text(path, table, rows, lines), faults


def typed_rows(text: Text) -> tuple[pl.DataFrame, list[Fault]]:
    """Cast every cell to the type of its column and check it; return the rows and the faults.

    An empty cell is null. A cell that does not fit becomes null in the rows, so later checks can
    still look at the rest of its row. The rows have the columns of the table and `line`.
    """
    table = text.table
    raw = pl.DataFrame(text.rows, schema=dict.fromkeys(table.header, pl.String), orient="row")
    raw = raw.select(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in table.header
    )
    line = pl.Series(LINE, text.lines, dtype=pl.UInt32)
    typed = raw.select(column.cast().alias(column.name) for column in table.columns)
    typed = typed.with_columns(line)

    faults: list[Fault] = []
    reported: set[tuple[int, str]] = set()
    for name, at, rule in _misfits(table, raw, typed):
        faults.append(text.fault(at, (name,), rule))
        reported.add((at, name))

    _, failures = table.validator.filter(typed)
    broken = failures.counts()
    details = failures.details() if broken else typed
    for rule in broken:
        for at in details.filter(pl.col(rule) == "invalid")[LINE]:
            name, _, kind = rule.partition("|")
            if rule == "primary_key":
                faults.extend(_repeated(text, at))
            elif (at, name) not in reported:
                words = "must not be empty" if kind == "nullability" else kind
                faults.append(text.fault(at, (name,), words))
    return typed, faults


def _misfits(
    table: Table, raw: pl.DataFrame, typed: pl.DataFrame
) -> Iterator[tuple[str, int, str]]:
    """Yield the column, line and rule of each cell whose text its column cannot take."""
    untidy = raw.select(pl.all().str.contains(UNTIDY).fill_null(value=False))
    unfit = raw.select(pl.all().is_not_null())
    unfit = unfit.select(
        (pl.col(name) & typed[name].is_null() & ~untidy[name]) for name in table.header
    )
    for column in table.columns:
        for bad, rule in (
            (untidy[column.name], "no space at the ends and no invisible characters"),
            (unfit[column.name], column.rule()),
        ):
            if bad.any():
                yield from ((column.name, at, rule) for at in typed[LINE].filter(bad))


def _repeated(text: Text, line: int) -> list[Fault]:
    """Return the fault of a row whose key stands on an earlier line; none for the first such."""
    key = text.table.primary_key
    places = [text.table.header.index(name) for name in key]
    mine = [text.row_of_line[line][place] for place in places]
    first = next(
        at
        for at, row in zip(text.lines, text.rows, strict=True)
        if [row[place] for place in places] == mine
    )
    if first == line:
        return []
    return [text.fault(line, key, f"the key must not repeat; it stands on line {first}")]
