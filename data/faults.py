"""What the build says of a bad table: one line for each fault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

WHOLE_FILE = 1
"""Line given for a fault of a whole file."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong at one place.

    `line` counts from 1, the header being line 1; `column` is empty where the fault is not about
    single cells; `value` is the text in the file (cells joined with commas where several take
    part).
    """

    file: str
    line: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        """Return the fault as the single line that the build prints."""
        return (
            f"{self.file}:{self.line} column={self.column or '-'} value={self.value!r}"
            f" rule={' '.join(self.rule.split())}"
        )


class TableFaults(Exception):  # noqa: N818 - it carries many faults and is not one error
    """The tables cannot become a database. `faults` says why, sorted by file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, sorted and without repetition."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def shown(path: Path) -> str:
    """Return the path as faults print it: from the working directory where it lies inside."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
