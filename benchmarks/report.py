"""Print what was measured beside its baseline and its reach, and keep it as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parent / "results"
MILLISECONDS = 1000
HEADINGS = ("", "ours", "baseline", "ratio", "reach", "")


@dataclass(frozen=True)
class Line:
    """One measure: the value of ours, of a baseline in the same run, and what we want.

    `ratio` is how much better or larger, as the name says; it should be `at_least` or `at_most` a
    number, where the project has set one. Where the reach is a value of ours instead of a ratio,
    `most` holds it. `beside` names the baseline where a table has several.
    """

    name: str
    ours: float
    baseline: float | None
    unit: str
    ratio: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    most: float | None = None
    beside: str = ""

    @property
    def reach(self) -> str:
        """The reach in words."""
        if self.most is not None:
            return f"at most {_value(self.most, self.unit)}"
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return "" if self.at_most is None else f"at most {self.at_most:g}"

    @property
    def verdict(self) -> str:
        """Whether the reach is held."""
        if not self.reach:
            return ""
        measured = self.ours if self.most is not None else self.ratio
        if measured is None:
            return "not measured"
        highest = self.most if self.most is not None else self.at_most
        low, high = self.at_least or 0, float("inf") if highest is None else highest
        return "held" if low <= measured <= high else "MISSED"

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as a row of the table."""
        baseline = "" if self.baseline is None else _value(self.baseline, self.unit)
        return (
            self.name,
            _value(self.ours, self.unit),
            f"{self.beside} {baseline}".strip(),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self.reach,
            self.verdict,
        )


def show(title: str, lines: Sequence[Line], notes: Sequence[str] = ()) -> None:
    """Print a table of the lines, and notes under it."""
    cells = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS))]
    print(f"\n{title}")
    for row in cells:
        first, *others = zip(row, widths, strict=True)
        name = first[0].ljust(first[1])
        print("  ".join([name, *(text.rjust(width) for text, width in others)]).rstrip())
    for note in notes:
        print(note)


def keep(name: str, lines: Sequence[Line], notes: Sequence[str] = ()) -> None:
    """Write the lines to results/<name>.json."""
    RESULTS.mkdir(exist_ok=True)
    measured = [asdict(line) | {"verdict": line.verdict} for line in lines]
    text = json.dumps({"lines": measured, "notes": list(notes)}, indent=2)
    (RESULTS / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def _value(value: float, unit: str) -> str:
    shown = f"{value:,.0f}" if value >= 100 or not value % 1 else f"{value:.3g}"  # noqa: PLR2004 (three figures)
    return f"{shown} {unit}".strip()
