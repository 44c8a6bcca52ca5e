"""Build the database: `python -m data.build`.

Every table file is read as text, cast and checked. Only when nothing is wrong is a database
written, beside the others and under a temporary name; only when every query runs against it does
it get its name, and only then does data/build/CURRENT name it. At whatever moment the build is
stopped, CURRENT names a whole database.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from filelock import FileLock

from data.checks import check_rows
from data.faults import WHOLE_FILE, Fault, TableFaults, shown
from data.journal import settle, sync
from data.reading import files_fault, read_text, typed_rows
from data.tables_schema import LINE, tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from data.reading import Text

DATA = Path(__file__).parent
TABLES = Path(os.environ.get("OINP_TABLES") or DATA / "tables")
SCHEMA = DATA / "schema.sql"
DERIVED = DATA / "derived.sql"
QUERIES = DATA.parent / "queries"
BUILD = DATA / "build"

POINTER = "CURRENT"
UNFINISHED = ".unfinished-"
"""How the name of a file that is still being written begins."""

KEPT = "What CURRENT names is as it was before."
KEPT_DATABASES = 3
VERSION_DIGITS = 12
CANNOT_WRITE = "Could not write"
"""What DuckDB says of a full disk, also where a commit fails of it."""

BLOCK_BYTES = 16_384
"""The smallest block that DuckDB has: most tables here are far smaller than the usual 256 KB."""


def ensure_database(tables_dir: Path = TABLES, build_dir: Path = BUILD) -> Path:
    """Return the database of these tables, built first where CURRENT does not name it yet.

    Several processes may call this at once: one builds while the others wait, and then find the
    database there. Raises TableFaults where the tables cannot become a database; what CURRENT
    named before is then untouched.
    """
    path = build_dir / database_name(tables_dir, SCHEMA)
    if _is_current(path):
        return path
    with build_lock(build_dir):
        settle(build_dir, tables_dir)
        path = build_dir / database_name(tables_dir, SCHEMA)
        if _is_current(path):
            return path
        return _build(tables_dir, SCHEMA, QUERIES, build_dir, _today())


def build_database(
    tables_dir: Path,
    schema_path: Path,
    queries_dir: Path,
    build_dir: Path,
    today: date | None = None,
) -> Path:
    """Build the database even where CURRENT already names it, and return its path.

    `today` is the day after which a date counts as in the future; the real day where it is not
    given. Raises TableFaults where a table or query has a fault; CURRENT is then untouched.
    """
    with build_lock(build_dir):
        settle(build_dir, tables_dir)
        return _build(tables_dir, schema_path, queries_dir, build_dir, today or _today())


def build_lock(build_dir: Path) -> FileLock:
    """Return the lock that whoever builds, or writes tables, holds meanwhile."""
    build_dir.mkdir(parents=True, exist_ok=True)
    return FileLock(build_dir / ".lock")


def data_version(tables_dir: Path, schema_path: Path) -> str:
    """Return twelve hexadecimal digits that change with the tables, the schema or this room."""
    digest = hashlib.sha256()
    sources = [*sorted(tables_dir.glob("*.csv")), schema_path, DERIVED, *sorted(DATA.glob("*.py"))]
    for path in sources:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:VERSION_DIGITS]


def database_name(tables_dir: Path, schema_path: Path) -> str:
    """Return the file name of the database that these tables make."""
    return f"oinp-{data_version(tables_dir, schema_path)}.duckdb"


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _is_current(path: Path) -> bool:
    """Return whether CURRENT names this database and it is there."""
    try:
        named = (path.parent / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return False
    return named == path.name and _is_whole(path)


def _is_whole(path: Path) -> bool:
    """Return whether a file is a database; DuckDB sees at once where one was cut short."""
    try:
        duckdb.connect(path, read_only=True).close()
    except duckdb.ConnectionException:
        return True  # this very process has it open, in its own way
    except duckdb.Error:
        return False
    return True


def _build(
    tables_dir: Path, schema_path: Path, queries_dir: Path, build_dir: Path, today: date
) -> Path:
    """Build under the lock and make CURRENT name what was built."""
    path = make_database(tables_dir, schema_path, queries_dir, build_dir, today)
    make_current(path)
    return path


def make_database(
    tables_dir: Path, schema_path: Path, queries_dir: Path, build_dir: Path, today: date
) -> Path:
    """Check the tables, write the database, try the queries and name the file.

    Whoever calls this holds the lock. CURRENT is not touched. Raises TableFaults.
    """
    _clear_unfinished(build_dir)
    path = build_dir / database_name(tables_dir, schema_path)
    version = path.stem.removeprefix("oinp-")
    frames = check_tables(tables_dir, schema_path, today)

    unfinished = build_dir / f"{UNFINISHED}{os.getpid()}.duckdb"
    try:
        _write(unfinished, schema_path, frames, version)
        faults = _query_faults(unfinished, queries_dir)
        if faults:
            raise TableFaults(faults)
        sync(unfinished)
        unfinished.replace(path)
    finally:
        _clear_unfinished(build_dir)
    return path


def make_current(path: Path) -> None:
    """Make CURRENT name a database beside it, and remove the oldest of the others."""
    _point_at(path)
    _remove_old(path.parent, path)


def check_tables(tables_dir: Path, schema_path: Path, today: date) -> dict[str, pl.DataFrame]:
    """Return the typed rows of every table by name, in the order in which they load.

    A frame has the columns of its table and `line`, the line of the row in its file. Raises
    TableFaults with every fault found, in all files.
    """
    try:
        tables = tables_of(schema_path)
    except duckdb.Error as error:
        fault = Fault(shown(schema_path), WHOLE_FILE, "", "", str(error))
        raise TableFaults([fault]) from error
    faults = files_fault(tables_dir, tables)
    texts: dict[str, Text] = {}
    frames: dict[str, pl.DataFrame] = {}
    for table in tables:
        path = tables_dir / f"{table.name}.csv"
        if not path.is_file():
            continue
        text, found = read_text(path, table)
        faults += found
        if text is None:
            continue
        frame, misfits = typed_rows(text)
        faults += misfits
        if not found:  # else rows are missing, and others that point at them would be blamed
            texts[table.name] = text
            frames[table.name] = frame
    faults += check_rows(texts, frames, tables, today)
    if faults:
        raise TableFaults(faults)
    return frames


def _write(path: Path, schema_path: Path, frames: dict[str, pl.DataFrame], version: str) -> None:
    """Write the database to a new file. The schema refuses whatever the checks let through."""
    quoted = str(path).replace("'", "''")
    with duckdb.connect(":memory:") as database:
        database.execute(f"attach '{quoted}' as built (block_size {BLOCK_BYTES})")
        database.execute("use built")
        database.execute("begin")  # one wait for the disk instead of two hundred
        database.execute(schema_path.read_text(encoding="utf-8"))
        for name, frame in frames.items():
            database.register("rows", frame.drop(LINE))
            try:
                database.execute(f"insert into {name} by name from rows")
            except duckdb.Error as error:
                if CANNOT_WRITE in str(error):
                    raise  # the disk is at fault and not the table
                raise TableFaults([Fault(name, WHOLE_FILE, "", "", str(error))]) from error
            finally:
                database.unregister("rows")
        database.executemany("insert into fact_tables values (?)", [[name] for name in frames])
        database.execute(
            "insert into build_info select $version, max(issued_on), count(*) from draws",
            {"version": version},
        )
        database.execute(DERIVED.read_text(encoding="utf-8"))
        database.execute("commit")
        database.execute("checkpoint")
        database.execute("use memory")
        database.execute("detach built")


def _query_faults(path: Path, queries_dir: Path) -> list[Fault]:
    """Run every query with every parameter null, and return those that the database refuses."""
    faults: list[Fault] = []
    with duckdb.connect(path, read_only=True) as database:
        for query in sorted(queries_dir.glob("*.sql")):
            try:
                statements = database.extract_statements(query.read_text(encoding="utf-8"))
                for statement in statements:
                    database.execute(statement, dict.fromkeys(statement.named_parameters))
            except duckdb.Error as error:
                faults.append(Fault(shown(query), WHOLE_FILE, "", "", str(error)))
    return faults


def _clear_unfinished(build_dir: Path) -> None:
    """Remove what this build, or one that was killed, has left under a temporary name."""
    for left in build_dir.glob(f"{UNFINISHED}*"):
        left.unlink()


def _point_at(path: Path) -> None:
    """Make CURRENT name the database, in one step that cannot be seen half done."""
    pointer = path.parent / POINTER
    unfinished = path.parent / f"{UNFINISHED}{os.getpid()}.pointer"
    unfinished.write_text(f"{path.name}\n", encoding="utf-8")
    sync(unfinished)
    unfinished.replace(pointer)
    sync(path.parent)


def _remove_old(build_dir: Path, current: Path) -> None:
    """Keep the newest databases, so that a page that was still reading one can finish."""
    newest_first = sorted(
        build_dir.glob("oinp-*.duckdb"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    others = [path for path in newest_first if path != current]
    for path in others[KEPT_DATABASES - 1 :]:
        path.unlink()


def main(arguments: Sequence[str] | None = None) -> int:
    """Build from the command line. Return 0 when the database is current, 1 for faults."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--force", action="store_true", help="build even where nothing changed")
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of table files")
    parser.add_argument("--build", type=Path, default=BUILD, help="folder of databases")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.force:
            path = build_database(chosen.tables, SCHEMA, QUERIES, chosen.build)
        else:
            path = ensure_database(chosen.tables, chosen.build)
    except TableFaults as faults:
        sys.stderr.write(f"{faults}\n")
        return 1
    except (OSError, duckdb.Error) as error:  # no space left, no right to write
        sys.stderr.write(f"The database could not be written: {error}\n{KEPT}\n")
        return 1
    sys.stdout.write(f"{shown(path)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
