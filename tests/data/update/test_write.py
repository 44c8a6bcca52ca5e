"""Writing keeps every other byte, writes nothing that is wrong, and is whole wherever it stops."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.build import SCHEMA, build_database
from data.faults import TableFaults
from data.journal import replace_tables, settle
from data.update.draft import Draft
from data.update.known import Known
from data.update.write import edited_files, write_edits

if TYPE_CHECKING:
    from data.tables_schema import Table

ROOT = Path(__file__).parents[3]
NEW = {
    "draw_id": "2026-11-18-workforce-priority-teer-0-3-general",
    "issued_on": "2026-11-18",
    "stream_id": "workforce-priority-teer-0-3",
    "kind": "general",
    "target": "All eligible candidates",
    "target_group": "general",
    "invitations": "1204",
    "score_scale": "owp-2026",
    "score_min": "97",
    "occupation_list": "all",
    "source_id": "ontario-invitations",
}
TODAY = date(2026, 11, 24)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def lines_changed(before: bytes, after: bytes) -> tuple[set[bytes], set[bytes]]:
    old, new = before.splitlines(), after.splitlines()
    return set(old) - set(new), set(new) - set(old)


@pytest.fixture
def draft(tables: Path, schema: dict[str, Table]) -> Draft:
    return Draft(Known(tables), schema)


def test_a_new_row_is_one_new_line_at_its_place(
    draft: Draft, tables: Path, schema: dict[str, Table]
) -> None:
    draft.put("draws", NEW | {"issued_on": "2026-04-23", "draw_id": "2026-04-23-phd-graduate-x"})
    files = edited_files(draft.edits(), schema, tables)
    assert list(files) == ["draws.csv"]
    before = (tables / "draws.csv").read_bytes()
    gone, come = lines_changed(before, files["draws.csv"].encode())
    assert (gone, len(come)) == (set(), 1)
    ids = [line.split(",")[0] for line in files["draws.csv"].splitlines()[1:]]
    assert ids == sorted(ids)


def test_replacing_and_removing_touch_no_other_line(
    draft: Draft, tables: Path, schema: dict[str, Table]
) -> None:
    draft.remove("draw_areas", "2025-06-03-foreign-worker-northern-ontario", "Algoma")
    source = draft.find("sources", "ontario-invitations")
    assert source is not None
    draft.put("sources", source | {"last_checked": "2026-11-24"})
    files = edited_files(draft.edits(), schema, tables)
    for name, removed, added in (("draw_areas.csv", 1, 0), ("sources.csv", 1, 1)):
        gone, come = lines_changed((tables / name).read_bytes(), files[name].encode())
        assert (len(gone), len(come)) == (removed, added)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "data/tables").glob("*.csv")))
def test_every_table_can_be_written_back_as_it_is(
    name: str, schema: dict[str, Table], tables: Path
) -> None:
    table = name.removesuffix(".csv")
    draft = Draft(Known(tables), schema)
    row = draft.rows(table)[0]
    draft.put(table, row)
    assert draft.edits() == []
    from data.update.write import _edited  # noqa: PLC0415 (what a write does to a file)

    assert _edited(tables / name, schema[table], []).encode() == (tables / name).read_bytes()


def test_writing_makes_the_new_database_current(
    draft: Draft, tables: Path, live: Path, no_queries: Path, schema: dict[str, Table]
) -> None:
    draft.put("draws", NEW)
    path = write_edits(draft.edits(), schema, (tables, live), (SCHEMA, no_queries), TODAY)
    assert path is not None
    assert (live / "CURRENT").read_text(encoding="utf-8").strip() == path.name
    assert NEW["draw_id"].encode() in (tables / "draws.csv").read_bytes()
    assert build_database(tables, SCHEMA, no_queries, live, TODAY) == path


@pytest.mark.parametrize(
    "wrong",
    [
        {"score_min": "131"},
        {"issued_on": "2026-08-01", "draw_id": "2026-08-01-workforce-priority-teer-0-3-general"},
        {"stream_id": "no-such-stream"},
        {"invitations": "many"},
        {"occupation_list": "complete"},
        {"target_group": "health"},
    ],
)
def test_nothing_is_written_where_a_check_fails(  # noqa: PLR0913 (two folders and two rules)
    *,
    wrong: dict[str, str],
    draft: Draft,
    tables: Path,
    live: Path,
    no_queries: Path,
    schema: dict[str, Table],
) -> None:
    draft.put("draws", NEW | wrong)
    before, current = contents(tables), (live / "CURRENT").read_bytes()
    with pytest.raises(TableFaults):
        write_edits(draft.edits(), schema, (tables, live), (SCHEMA, no_queries), TODAY)
    assert contents(tables) == before
    assert (live / "CURRENT").read_bytes() == current
    assert not [path for path in live.iterdir() if path.name.startswith(".copy-")]


KILLED = """
import os, signal, sys
from pathlib import Path
from data import journal

left = int(sys.argv[3])
real = journal.sync

def sync(path):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    real(path)

journal.sync = sync
files = {name: f"new {name}\\n" * 1000 for name in ("a.csv", "b.csv", "c.csv")}
journal.replace_tables(Path(sys.argv[1]), Path(sys.argv[2]), files)
"""


def whole(tables: Path) -> str:
    """Return which state the tables are in: old or new; fail where they are mixed."""
    names = ("a.csv", "b.csv", "c.csv")
    texts = {name: (tables / name).read_text(encoding="utf-8") for name in names}
    for state, times in (("old", 1), ("new", 1000)):
        if all(texts[name] == f"{state} {name}\n" * times for name in names):
            return state
    raise AssertionError(texts)


def test_tables_are_whole_wherever_a_write_is_killed(tmp_path: Path) -> None:
    states = []
    for step in range(100):
        build, tables = tmp_path / f"build{step}", tmp_path / f"tables{step}"
        build.mkdir()
        tables.mkdir()
        for name in ("a.csv", "b.csv", "c.csv"):
            (tables / name).write_text(f"old {name}\n", encoding="utf-8")
        command = [sys.executable, "-c", KILLED, str(build), str(tables), str(step)]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        if done.returncode != 0:
            assert done.returncode == -signal.SIGKILL, done.stderr
        settle(build, tables)
        states.append(whole(tables))
        assert sorted(path.name for path in tables.iterdir()) == ["a.csv", "b.csv", "c.csv"]
        assert not settle(build, tables)
        if done.returncode == 0:
            break
    assert states == sorted(states, reverse=True), "once new, always new"
    assert {"old", "new"} == set(states)
    assert len(states) > 8


def test_a_finish_that_is_killed_again_is_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, tables = tmp_path / "build", tmp_path / "tables"
    build.mkdir()
    tables.mkdir()
    for name in ("a.csv", "b.csv", "c.csv"):
        (tables / name).write_text(f"old {name}\n", encoding="utf-8")
    files = {name: f"new {name}\n" * 1000 for name in ("a.csv", "b.csv", "c.csv")}
    real = Path.replace
    left = 1

    def replace(self: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            left = 1
            raise KeyboardInterrupt
        left -= 1
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        replace_tables(build, tables, files)
    with pytest.raises(KeyboardInterrupt):
        settle(build, tables)
    monkeypatch.undo()
    assert settle(build, tables)
    assert whole(tables) == "new"


def test_the_build_finishes_a_write_that_was_stopped(
    tables: Path, live: Path, no_queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (tables / "target_groups.csv").read_text(encoding="utf-8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("data.journal.settle", stop)
    with pytest.raises(KeyboardInterrupt):
        replace_tables(live, tables, {"target_groups.csv": text.replace("Pilots", "All pilots")})
    monkeypatch.undo()
    assert "All pilots" not in (tables / "target_groups.csv").read_text(encoding="utf-8")
    build_database(tables, SCHEMA, no_queries, live, TODAY)
    assert "All pilots" in (tables / "target_groups.csv").read_text(encoding="utf-8")
