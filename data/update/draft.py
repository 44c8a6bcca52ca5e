"""The tables as they would be after an update, in memory until all of it is known to be right."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.tables_schema import Table
    from data.update.known import Known, Row

Key = tuple[str, ...]


class ChangeKind(StrEnum):
    """What a change is, in the order and the words in which a report shows it."""

    PERSON = "For a person to decide"
    DRAW = "New draws"
    CORRECTION = "Figures that Ontario changed"
    VANISHED = "Draws that Ontario no longer lists (kept and flagged)"
    LIST = "Occupations named"
    TOTAL = "Yearly totals"
    DISAGREEMENT = "Where official pages disagree"
    NEWS = "Other news on the pages"
    ROWS = "Rows"


@dataclass(frozen=True)
class Change:
    """One thing that differs from the tables, in a sentence of plain text."""

    kind: ChangeKind
    words: str


@dataclass(frozen=True)
class Edit:
    """A row that is added (no `before`), replaced, or taken out (no `after`)."""

    table: str
    key: Key
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Copy:
    """A copy of an official page, the source of a change: which page, read on which day."""

    source_id: str
    read_on: date


@dataclass
class Draft:
    """Edits on top of the tables, and the changes that they stand for."""

    known: Known
    schema: Mapping[str, Table]
    changes: list[Change] = field(default_factory=list)
    _rows: dict[str, dict[Key, Row]] = field(default_factory=dict)

    def key(self, table: str, row: Row) -> Key:
        """Return the primary key of a row."""
        return tuple(row[column] for column in self.schema[table].primary_key)

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table as the draft has them."""
        return list(self._table(table).values())

    def find(self, table: str, *key: str) -> Row | None:
        """Return the row of a key; null where there is none."""
        return self._table(table).get(key)

    def put(self, table: str, row: Mapping[str, str]) -> None:
        """Add a row, or replace the one of the same key; columns not named are empty."""
        whole = dict.fromkeys(self.schema[table].header, "") | dict(row)
        self._table(table)[self.key(table, whole)] = whole

    def remove(self, table: str, *key: str) -> None:
        """Take a row out."""
        del self._table(table)[key]

    def correct(self, copy: Copy, draw_id: str, field: str, before: str, after: str) -> None:
        """Add a public correction: what a figure of a draw was, and what it is in a copy.

        Within a day what it was at first stays, and a figure that came back leaves no correction.
        """
        first_seen = copy.read_on.isoformat()
        for row in self.rows("corrections"):
            if (row["draw_id"], row["field"], row["first_seen"]) == (draw_id, field, first_seen):
                before = row["before"]
                if field == "occupations":  # the codes that were added, not the whole list
                    after = ", ".join(sorted({*row["after"].split(", "), *after.split(", ")}))
                self.remove("corrections", row["correction_id"])
        if before == after:
            return
        self.put(
            "corrections",
            {
                "correction_id": f"{first_seen}-{draw_id}-{field.replace('_', '-')}",
                "draw_id": draw_id,
                "field": field,
                "before": before,
                "after": after,
                "first_seen": first_seen,
                "source_id": copy.source_id,
            },
        )

    def say(self, kind: ChangeKind, words: str) -> None:
        """Note a change for the report, once."""
        change = Change(kind, words)
        if change not in self.changes:
            self.changes.append(change)

    def edits(self) -> list[Edit]:
        """Return what differs from the tables, table by table, in order of key."""
        found: list[Edit] = []
        for table in sorted(self._rows):
            before = {self.key(table, row): row for row in self.known.rows(table)}
            after = self._rows[table]
            found.extend(
                Edit(table, key, before.get(key), after.get(key))
                for key in sorted(before.keys() | after.keys())
                if before.get(key) != after.get(key)
            )
        return found

    def _table(self, name: str) -> dict[Key, Row]:
        if name not in self._rows:
            self._rows[name] = {self.key(name, row): dict(row) for row in self.known.rows(name)}
        return self._rows[name]
