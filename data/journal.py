"""Change several table files as one: whatever stops the machine, all of them change or none.

What is to be written lies whole in a folder before the first file is touched. Renaming that folder
is the moment of decision: before it nothing has happened, after it whoever builds or updates next
finishes the work. Everything here runs under the lock of the build folder.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

JOURNAL = "journal"
UNDECIDED = ".journal-undecided"
FINISHED = ".journal-finished"
COPY = ".copy-"
"""How the name of a folder begins in which tables are tried out."""

CONTENTS = "contents.json"


def replace_tables(build_dir: Path, tables_dir: Path, files: Mapping[str, str]) -> None:
    """Give table files new text, all or none of them; `files` holds the text by file name."""
    undecided = build_dir / UNDECIDED
    shutil.rmtree(undecided, ignore_errors=True)
    undecided.mkdir()
    for name, text in files.items():
        _write(undecided / name, text)
    contents = {"tables": str(tables_dir.resolve()), "files": sorted(files)}
    _write(undecided / CONTENTS, json.dumps(contents))
    sync(undecided)
    undecided.rename(build_dir / JOURNAL)
    sync(build_dir)
    settle(build_dir, tables_dir)


def settle(build_dir: Path, tables_dir: Path) -> bool:
    """Finish a change that was decided and then stopped; return whether there was one.

    It can be stopped and begun again any number of times.
    """
    for left in (build_dir / UNDECIDED, build_dir / FINISHED, *build_dir.glob(f"{COPY}*")):
        shutil.rmtree(left, ignore_errors=True)
    journal = build_dir / JOURNAL
    if not journal.is_dir():
        return False
    contents = json.loads((journal / CONTENTS).read_text(encoding="utf-8"))
    if contents["tables"] != str(tables_dir.resolve()):
        return False
    for name in contents["files"]:
        beside = tables_dir.parent / f".{name}.unfinished"
        _write(beside, (journal / name).read_text(encoding="utf-8"))
        beside.replace(tables_dir / name)
    sync(tables_dir)
    journal.rename(build_dir / FINISHED)
    sync(build_dir)
    shutil.rmtree(build_dir / FINISHED)
    return True


def sync(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    sync(path)
