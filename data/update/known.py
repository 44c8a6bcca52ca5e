"""What the tables hold now, as text, and the words by which pages are read."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.update.text import DASHES, squeezed, tidy

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

Row = dict[str, str]

FIRST_WORDS = re.compile(
    r"^targeted(?: draws?)?\b[\s\-:]*(?:(?:for|in|to|under)\b)?\s*(?:the\b)?\s*", re.IGNORECASE
)
REFERENCE = re.compile(r"(?:\.\s*)?\bplease refer to\b.*$", re.IGNORECASE)
LOOSE_WORDS = re.compile(
    r"^(?:additional\s+)?candidates\s+(?:in|with(?: a)?)\s+(?:the\s+)?", re.IGNORECASE
)
OTHER_GROUP = "other"
UNNAMED = "listed-occupations"
"""The target of a draw whose note and notice name none."""

FIRST_DAY_OF_NOC_2021 = "2022-11-16"
"""From this day draws name codes of NOC 2021; data/checks.py holds every row to it."""


@dataclass(frozen=True)
class Target:
    """Whom a draw is for. `target_id` is empty where no wording of ours says what is meant."""

    target_id: str
    words: str
    group: str
    list_when_none: str


@dataclass(frozen=True)
class Label:
    """What the note beside a draw says: general, or targeted with the target if it names one."""

    is_general: bool
    target: Target | None = None


class Known:
    """The tables of a folder, read once each and never changed here."""

    def __init__(self, tables_dir: Path) -> None:
        """Read from a folder of table files."""
        self._folder = tables_dir
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table, all cells as text; an empty cell is the empty text."""
        if table not in self._tables:
            path = self._folder / f"{table}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                self._tables[table] = list(csv.DictReader(file))
        return self._tables[table]

    def by_key(self, table: str, column: str) -> dict[str, Row]:
        """Return the rows of a table by the value of one column."""
        return {row[column]: row for row in self.rows(table)}

    def wordings(self, purpose: str) -> dict[str, str]:
        """Return what the wordings of one purpose mean, by their squeezed form."""
        return {
            squeezed(row["wording"]): row["meaning"]
            for row in self.rows("page_wordings")
            if row["purpose"] == purpose
        }

    def examples(self, purpose: str) -> str:
        """Return the wordings of one purpose as they stand in the table, for messages."""
        wordings = [r["wording"] for r in self.rows("page_wordings") if r["purpose"] == purpose]
        return ", ".join(f'"{wording}"' for wording in wordings)

    @cached_property
    def sources(self) -> dict[str, Row]:
        """The sources by their id."""
        return self.by_key("sources", "source_id")

    @cached_property
    def targets_by_id(self) -> dict[str, Target]:
        """The targets by their id."""
        return {
            row["target_id"]: Target(
                row["target_id"], row["target"], row["target_group"], row["list_when_none"]
            )
            for row in self.rows("draw_targets")
        }

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The targets by the squeezed form of each of their wordings."""
        named = {
            squeezed(row["wording"]): self.targets_by_id[row["target_id"]]
            for row in self.rows("target_wordings")
        }
        return {squeezed(t.words): t for t in self.targets_by_id.values()} | named

    def target_named(self, text: str) -> Target | None:
        """Return the target whose longest wording stands in the text; null where none does."""
        plain = squeezed(text)
        found = [wording for wording in self.targets if wording in plain]
        return self.targets[max(found, key=len)] if found else None

    def targets_named(self, text: str) -> list[Target]:
        """Return every target that the text names; a wording inside a longer one is not another."""
        rest = squeezed(text)
        found = []
        for wording in sorted(self.targets, key=len, reverse=True):
            if wording in rest:
                rest = rest.replace(wording, " ")
                found.append(self.targets[wording])
        return list(dict.fromkeys(found))

    def label(self, note: str) -> Label | None:
        """Return what the note beside a draw says; null where it says nothing of a target.

        A target that no wording knows is given in the words of the page, in the group "other".
        """
        plain = REFERENCE.sub("", tidy(note).translate(DASHES)).strip(" .*")
        if squeezed(plain) == "generaldraw":
            return Label(is_general=True)
        if not plain.lower().startswith("targeted"):
            return None
        phrase = FIRST_WORDS.sub("", plain).strip(" .*-")
        if not phrase:
            return Label(is_general=False)
        words = LOOSE_WORDS.sub("", phrase)
        for text in (phrase, words, re.sub(r"\s+candidates$", "", words)):
            if target := self.targets.get(squeezed(text)):
                return Label(is_general=False, target=target)
        unknown = Target("", words[:1].upper() + words[1:], OTHER_GROUP, "not_captured")
        return Label(is_general=False, target=unknown)

    def scale_on(self, stream_id: str, day: date) -> str | None:
        """Return the one scale on which a stream scored people on a day; null where unsure."""
        scales = self.by_key("score_scales", "score_scale")
        found = [
            row["score_scale"]
            for row in self.rows("stream_scales")
            if row["stream_id"] == stream_id
            and _holds(scales[row["score_scale"]], "effective_from", "effective_to", day)
        ]
        return found[0] if len(found) == 1 else None

    def maximum(self, stream_id: str, scale: str) -> int | None:
        """Return the most points that a stream gives on a scale; null where not known."""
        for row in self.rows("stream_scales"):
            if (row["stream_id"], row["score_scale"]) == (stream_id, scale) and row["maximum"]:
                return int(row["maximum"])
        return None

    def is_open_on(self, stream_id: str, day: date) -> bool:
        """Return whether a stream existed and was not closed on a day."""
        stream = self.by_key("streams", "stream_id")[stream_id]
        opened = _holds(stream, "opened_on", "closed_on", day)
        return opened and _holds(stream, "profiles_from", "closed_on", day)


def _holds(row: Row, start: str, end: str, day: date) -> bool:
    text = day.isoformat()
    return (not row[start] or row[start] <= text) and (not row[end] or text <= row[end])
