"""The build is one step: killed, doubled or repeated, CURRENT names a whole database."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.build import (
    KEPT_DATABASES,
    QUERIES,
    SCHEMA,
    TABLES,
    build_database,
    data_version,
    ensure_database,
    main,
)
from tests.data.days import DRAWS

if TYPE_CHECKING:
    from datetime import date

ROOT = TABLES.parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

DIE_AT = """
import os, signal, sys
from pathlib import Path
from data import build
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(build, sys.argv[3], die)
build.build_database(Path(sys.argv[1]), build.SCHEMA, Path(sys.argv[2]), Path(sys.argv[2]))
"""

SAY_WHO_BUILDS = """
import sys
from pathlib import Path
from data import build
really_build = build._build
def build_and_say(*arguments):
    print("built")
    return really_build(*arguments)
build._build = build_and_say
build.QUERIES = Path(sys.argv[2])
build.ensure_database(Path(sys.argv[1]), Path(sys.argv[2]))
"""


WITH_A_LIMIT = """
import resource, signal
from data.build import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
raise SystemExit(main())
"""


def edit(tables: Path, words: str) -> None:
    """Change a description, so that the version changes and nothing else does."""
    path = tables / "target_groups.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Technology occupations.", words), encoding="utf-8")


def current(build: Path) -> Path:
    return build / (build / "CURRENT").read_text(encoding="utf-8").strip()


def draws_in(path: Path) -> int:
    with duckdb.connect(path, read_only=True) as database:
        (count,) = database.execute("select draws from build_info").fetchone() or (0,)
        return int(count)


@pytest.fixture
def built(small_build: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_build, tmp_path / "build"))


@pytest.mark.parametrize("step", ["_write", "_query_faults", "_point_at", "_remove_old"])
def test_kill_at_a_step_leaves_a_whole_database(tables: Path, built: Path, step: str) -> None:
    before = current(built)
    edit(tables, "Technology occupations (edited).")
    killed = subprocess.run(
        [sys.executable, "-c", DIE_AT, tables, built, step],
        check=False,
        cwd=ROOT,
        env=ENVIRONMENT,
    )
    assert killed.returncode == -signal.SIGKILL
    if step != "_remove_old":
        assert current(built) == before
    assert draws_in(current(built)) == DRAWS


def test_kill_at_any_moment_leaves_a_whole_database(
    tables: Path, built: Path, no_queries: Path, today: date
) -> None:
    before = current(built)
    edit(tables, "Technology occupations (edited).")
    command = [sys.executable, "-m", "data.build", "--tables", str(tables), "--build", str(built)]
    for seconds in (0.7, 1.1, 1.5):
        process = subprocess.Popen(
            command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert draws_in(current(built)) == DRAWS
    path = build_database(tables, SCHEMA, no_queries, built, today)
    assert current(built) == path != before
    assert sorted(file.name for file in built.iterdir() if file.suffix != ".duckdb") == [
        ".lock",
        "CURRENT",
    ]


def test_two_builds_at_once_build_one_database(tables: Path, tmp_path: Path) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SAY_WHO_BUILDS, tables, folder],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(said) == ["", "built\n"]
    assert list(folder.glob("*.duckdb")) == [current(folder)]


def test_second_build_of_the_same_tables_does_nothing(
    tables: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current(built)
    written = {path: path.stat().st_mtime_ns for path in built.iterdir()}

    def never(*_: object) -> None:
        message = "the second build did something"
        raise AssertionError(message)

    for step in ("build_lock", "settle", "_build", "check_rows", "make_database"):
        monkeypatch.setattr(f"data.build.{step}", never)
    assert ensure_database(tables, built) == before
    assert {path: path.stat().st_mtime_ns for path in built.iterdir()} == written


def test_force_builds_again(
    tables: Path,
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_queries: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("data.build.QUERIES", no_queries)
    path = current(built)
    written = path.stat().st_mtime_ns
    arguments = ["--tables", str(tables), "--build", str(built)]
    assert main(arguments) == 0
    assert path.stat().st_mtime_ns == written
    assert main([*arguments, "--force"]) == 0
    assert path.stat().st_mtime_ns > written
    assert capsys.readouterr().out.splitlines() == [path.as_posix()] * 2


def test_lost_database_is_built_again(
    tables: Path, built: Path, monkeypatch: pytest.MonkeyPatch, no_queries: Path
) -> None:
    monkeypatch.setattr("data.build.QUERIES", no_queries)
    current(built).unlink()
    assert draws_in(ensure_database(tables, built)) == DRAWS


def test_truncated_database_is_built_again(
    tables: Path, built: Path, monkeypatch: pytest.MonkeyPatch, no_queries: Path
) -> None:
    monkeypatch.setattr("data.build.QUERIES", no_queries)
    path = current(built)
    os.truncate(path, path.stat().st_size // 2)
    assert ensure_database(tables, built) == path
    assert draws_in(path) == DRAWS


@pytest.mark.parametrize("bytes_left", [0, 4_096, 1_000_000])
def test_full_disk_leaves_the_database_and_says_so(
    tables: Path, built: Path, bytes_left: int
) -> None:
    """No file may grow beyond the limit, as on a disk with no more space."""
    before = current(built)
    edit(tables, "Technology occupations (edited).")
    code = WITH_A_LIMIT.format(limit=bytes_left)
    command = [sys.executable, "-c", code, "--tables", str(tables), "--build", str(built)]
    build = subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, check=False, capture_output=True, text=True
    )
    assert build.returncode == 1
    assert "could not be written" in build.stderr
    assert "Traceback" not in build.stderr
    assert current(built) == before
    assert draws_in(before) == DRAWS
    assert not list(built.glob(".unfinished-*"))


def test_newest_databases_are_kept(
    tables: Path, tmp_path: Path, no_queries: Path, today: date
) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    for number in range(5):
        old = folder / f"oinp-{number:012d}.duckdb"
        old.touch()
        os.utime(old, (number, number))
    path = build_database(tables, SCHEMA, no_queries, folder, today)
    kept = sorted(file.name for file in folder.glob("*.duckdb"))
    assert kept == sorted([path.name, "oinp-000000000003.duckdb", "oinp-000000000004.duckdb"])
    assert len(kept) == KEPT_DATABASES


def test_version_changes_with_the_tables_and_with_the_schema(tables: Path, tmp_path: Path) -> None:
    schema = tmp_path / "schema.sql"
    schema.write_text("select 1", encoding="utf-8")
    versions = {data_version(tables, SCHEMA), data_version(tables, schema)}
    edit(tables, "Technology.")
    versions.add(data_version(tables, SCHEMA))
    assert len(versions) == 3


def test_same_tables_hold_the_same_rows_after_every_build(
    tables: Path, small_build: Path, tmp_path: Path, no_queries: Path, today: date
) -> None:
    def content(path: Path) -> list[tuple[str, str]]:
        with duckdb.connect(path, read_only=True) as database:
            names = database.execute(
                "select table_name from duckdb_tables() order by table_name"
            ).fetchall()
            return [
                (name, str(database.execute(f"from {name} order by all").fetchall()))
                for (name,) in names
            ]

    again = build_database(tables, SCHEMA, no_queries, tmp_path / "again", today)
    assert content(again) == content(current(small_build))


def test_every_query_of_the_app_runs_on_the_real_tables(tmp_path: Path, today: date) -> None:
    path = build_database(TABLES, SCHEMA, QUERIES, tmp_path, today)
    assert draws_in(path) == DRAWS


def test_folder_with_a_quote_in_its_name(
    tables: Path, tmp_path: Path, no_queries: Path, today: date
) -> None:
    path = build_database(tables, SCHEMA, no_queries, tmp_path / "it's here", today)
    assert draws_in(path) == DRAWS
