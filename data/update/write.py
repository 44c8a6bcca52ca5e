"""Write a draft into the table files: checked in a copy first, then all at once or not at all."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from data.build import make_current, make_database
from data.journal import COPY, replace_tables
from data.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from data.tables_schema import Table
    from data.update.draft import Edit, Key

ORDERS = {
    "draws": ("issued_on", "draw_id"),
    "events": ("happened_on", "event_id"),
    "grid_factors": ("score_scale", "display_order"),
    "grid_options": ("score_scale", "factor", "display_order"),
}
"""How rows stand in files that are not in the order of their key."""


class UnsoundTableError(ValueError):
    """A table file cannot be edited, because it is not as its schema says."""


def write_edits(
    edits: Iterable[Edit],
    schema: Mapping[str, Table],
    folders: tuple[Path, Path],
    rules: tuple[Path, Path],
    today: date,
) -> Path | None:
    """Write edits and make the database of them current; return its path, null without edits.

    `folders` are those of the tables and of the databases, `rules` the schema file and the folder
    of queries. Whoever calls this holds the lock of the build folder. Raises TableFaults where
    the tables would not become a database; then nothing was written.
    """
    tables_dir, build_dir = folders
    files = edited_files(edits, schema, tables_dir)
    if not files:
        return None
    with tempfile.TemporaryDirectory(prefix=COPY, dir=build_dir) as scratch:
        copy = Path(shutil.copytree(tables_dir, Path(scratch) / tables_dir.name))
        for name, text in files.items():
            (copy / name).write_text(text, encoding="utf-8", newline="")
        path = make_database(copy, *rules, build_dir, today)
    replace_tables(build_dir, tables_dir, files)
    make_current(path)
    return path


def edited_files(
    edits: Iterable[Edit], schema: Mapping[str, Table], tables_dir: Path
) -> dict[str, str]:
    """Return the new text of each file that the edits change, by file name."""
    by_table: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_table[edit.table].append(edit)
    return {
        f"{name}.csv": _edited(tables_dir / f"{name}.csv", schema[name], found)
        for name, found in by_table.items()
    }


def _edited(path: Path, table: Table, edits: Iterable[Edit]) -> str:
    """Return a file with its rows replaced, taken out or added, each at its place in the order."""
    text, faults = read_text(path, table)
    if text is None or faults:
        raise UnsoundTableError("\n".join(map(str, faults)))
    rows = [dict(zip(table.header, row, strict=True)) for row in text.rows]
    places = {_key(table, row): place for place, row in enumerate(rows)}
    gone: set[Key] = set()
    for edit in edits:
        if edit.after is None:
            gone.add(edit.key)
        elif edit.key in places:
            rows[places[edit.key]] = edit.after
        else:
            rows.append(edit.after)
    kept = [row for row in rows if _key(table, row) not in gone]
    integers = {column.name for column in table.columns if column.sql_type == "INTEGER"}
    order = ORDERS.get(table.name, table.primary_key)

    def place(row: dict[str, str]) -> tuple[int | str, ...]:
        return tuple(int(row[name]) if name in integers else row[name] for name in order)

    kept.sort(key=place)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([row[name] for name in table.header] for row in kept)
    return out.getvalue()


def _key(table: Table, row: Mapping[str, str]) -> Key:
    return tuple(row[name] for name in table.primary_key)
