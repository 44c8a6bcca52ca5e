"""Read the tables of draws on a page: headings give stream and year, header text the columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.update.days import read_days, read_window
from data.update.figures import Scores, read_count, read_scores, read_total
from data.update.pages import BlockKind, PageRefusedError
from data.update.text import UnreadableError, quoted, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.update.known import Known, Label
    from data.update.pages import Block, Page

YEAR = re.compile(r"\bissued in (20\d\d)\b")
NEEDED = ("issued", "invitations")
YEAR_LEVEL = 2


@dataclass(frozen=True)
class ListedDraw:
    """A line of an official table: a draw, as the page prints it on the day it was read.

    `note` is null where the table has no column of notes; `label` is null where no note says
    whether the draw was general or targeted.
    """

    year: int
    stream_id: str
    issued_on: date
    issued_to: date | None
    invitations: int
    profiles: tuple[date, date] | None
    scores: Scores
    note: str | None
    label: Label | None

    @property
    def is_misplaced(self) -> bool:
        """Whether the line stands in the table of another year."""
        return self.issued_on.year != self.year


@dataclass(frozen=True)
class Listing:
    """All draws and yearly totals that a page lists."""

    source_id: str
    years: frozenset[int]
    draws: tuple[ListedDraw, ...]
    totals: dict[tuple[int, str], int]
    headings: tuple[str, ...]
    """The headings that stand above no year: notices beside the tables of draws."""


def read_listing(page: Page, known: Known, today: date, *, only_draws: bool) -> Listing:
    """Return the draws and totals of a page.

    Raises PageRefusedError for a table whose stream, columns or cells are not understood: half a
    page is not read. With `only_draws`, a table outside every year is one of those.
    """
    reader = _Reader(known, today, only_draws=only_draws)
    for block in page.blocks:
        reader.take(block)
    return Listing(
        page.source_id,
        frozenset(reader.years),
        tuple(reader.draws),
        reader.totals,
        tuple(reader.others),
    )


class _Reader:
    """Goes through the blocks of a page and remembers under which headings it is."""

    def __init__(self, known: Known, today: date, *, only_draws: bool) -> None:
        self.known = known
        self.only_draws = only_draws
        self.others: list[str] = []
        self.today = today
        self.years: set[int] = set()
        self.draws: list[ListedDraw] = []
        self.totals: dict[tuple[int, str], int] = {}
        self.year: int | None = None
        self.seen: set[tuple[int, str]] = set()
        self.headings: list[str] = []
        self.streams = known.wordings("stream")
        self.columns = known.wordings("column")

    def take(self, block: Block) -> None:
        """Read one block."""
        if block.kind is BlockKind.HEADING:
            self._heading(block)
        elif block.kind is BlockKind.TABLE:
            self._table(block)
        elif block.kind is BlockKind.LIST and self.year and not self.headings:
            self.totals |= dict(self._totals(self.year, block))

    def _heading(self, block: Block) -> None:
        if block.level <= YEAR_LEVEL:
            match = YEAR.search(block.text)
            self.year = int(match[1]) if match else None
            self.years |= {self.year} if self.year else set()
            self.headings = []
        else:
            depth = block.level - YEAR_LEVEL - 1
            self.headings = [*self.headings[:depth], block.text]
        if self.year is None and block.text:
            self.others.append(block.text)

    def _totals(self, year: int, block: Block) -> Iterator[tuple[tuple[int, str], int]]:
        for line in block.lines:
            if (found := read_total(line)) and (stream := self.streams.get(squeezed(found[0]))):
                yield (year, stream), found[1]
            else:
                message = (
                    f"expected the total of a stream for {year}, found {quoted(line)}. The "
                    f"streams known are {self.known.examples('stream')}."
                )
                raise PageRefusedError(message)

    def _table(self, block: Block) -> None:
        header = [self.columns.get(squeezed(cell)) for cell in block.rows[0]] if block.rows else []
        if self.year is None:
            if block.rows and (self.only_draws or set(NEEDED) & set(header)):
                first = ", ".join(map(quoted, block.rows[0]))
                message = (
                    'expected a heading "… issued in <year>" above each table of draws, found none '
                    f"above the table of {first}."
                )
                raise PageRefusedError(message)
            return
        stream = self._stream()
        if (self.year, stream) in self.seen:
            message = f"expected one table of {stream} for {self.year}, found a second one."
            raise PageRefusedError(message)
        self.seen.add((self.year, stream))
        where = f"the table of {self.headings[-1]} for {self.year}"
        if None in header or not set(NEEDED) <= set(header) or len(set(header)) < len(header):
            found = ", ".join(map(quoted, block.rows[0])) if block.rows else "no header"
            message = (
                f"expected known headers in {where}, found {found}. Those known are "
                f"{self.known.examples('column')}."
            )
            raise PageRefusedError(message)
        for number, cells in enumerate(block.rows[1:], start=2):
            if not any(cells):
                continue
            try:
                named = dict(zip(map(str, header), cells, strict=True))
                self.draws.append(self._draw(self.year, stream, named))
            except ValueError as error:
                why = (
                    error
                    if isinstance(error, UnreadableError)
                    else f"expected {len(header)} cells, found {len(cells)}"
                )
                message = f"row {number} of {where}: {why}."
                raise PageRefusedError(message) from None

    def _stream(self) -> str:
        """Return the stream of the headings above: the nearest one, or two taken together."""
        for text in (*self.headings[-1:], " ".join(self.headings[-2:])):
            if stream := self.streams.get(squeezed(text)):
                return stream
        found = quoted(" / ".join(self.headings)) if self.headings else "no heading"
        message = (
            f"expected the heading of a stream above a table of {self.year}, found {found}. "
            f"Those known are {self.known.examples('stream')}."
        )
        raise PageRefusedError(message)

    def _draw(self, year: int, stream: str, cells: dict[str, str]) -> ListedDraw:
        issued_on, issued_to = read_days(cells["issued"])
        if (issued_to or issued_on) > self.today:
            message = f"expected a day up to {self.today}, found {quoted(cells['issued'])}"
            raise UnreadableError(message)
        scores = read_scores(cells.get("score", ""))
        if issued_on.year == year:  # a line of another year may be of another stream too
            self._require_scale(stream, issued_on, scores)
        note = cells.get("notes")
        label = self.known.label(note or "")
        if note and label is None:
            message = (
                f'expected a note that begins with "General draw" or "Targeted", found '
                f"{quoted(note)}"
            )
            raise UnreadableError(message)
        profiles = read_window(cells.get("profiles", ""), issued_on.year)
        if profiles and profiles[1] > (issued_to or issued_on):
            message = f"expected profiles of before the draw, found {quoted(cells['profiles'])}"
            raise UnreadableError(message)
        return ListedDraw(
            year=year,
            stream_id=stream,
            issued_on=issued_on,
            issued_to=issued_to,
            invitations=read_count(cells["invitations"]),
            profiles=profiles,
            scores=scores,
            note=note,
            label=label,
        )

    def _require_scale(self, stream: str, day: date, scores: Scores) -> None:
        """Refuse a score that cannot be one of the stream: scores of two scales never mix."""
        scale = self.known.scale_on(stream, day)
        if scale is None:
            message = f"expected one score scale of {stream} on {day}, found none or several"
            raise UnreadableError(message)
        maximum = self.known.maximum(stream, scale)
        highest = scores.highest if scores.highest is not None else scores.lowest
        if highest is not None and maximum is not None and highest > maximum:
            message = f"expected a score of at most {maximum} ({scale}), found {highest}"
            raise UnreadableError(message)
