"""Draft rows of any table from a CSV file: a new points grid, a requirement, a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.faults import TableFaults
from data.reading import read_text
from data.update.draft import ChangeKind

if TYPE_CHECKING:
    from pathlib import Path

    from data.tables_schema import Table
    from data.update.draft import Draft


class NoSuchTableError(ValueError):
    """schema.sql has no table of this name."""


def take_rows(draft: Draft, table: str, path: Path) -> None:
    """Add the rows of a file to a table; a row whose key is there already replaces that row.

    The file has the header of the table. Raises NoSuchTableError, or TableFaults where the file
    is not well formed; what the rows say is checked with all other tables before they are written.
    """
    if table not in draft.schema:
        message = f"There is no table {table!r}; choose one of {', '.join(sorted(draft.schema))}."
        raise NoSuchTableError(message)
    wanted: Table = draft.schema[table]
    text, faults = read_text(path, wanted)
    if text is None or faults:
        raise TableFaults(faults)
    added = replaced = 0
    for cells in text.rows:
        row = dict(zip(wanted.header, cells, strict=True))
        held = draft.find(table, *draft.key(table, row))
        added += held is None
        replaced += held is not None and held != row
        draft.put(table, row)
    if added or replaced:
        draft.say(ChangeKind.ROWS, f"{table}: {added} rows added, {replaced} replaced.")
