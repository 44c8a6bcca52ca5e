"""A bad table gives one line for each fault, and the live database stays what it was."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.build import SCHEMA, TABLES, build_database, check_tables, main
from data.faults import Fault, TableFaults, shown
from data.reading import read_text, typed_rows
from data.tables_schema import tables_of
from tests.data.days import TODAY

ROOT = TABLES.parents[1]

FOREIGN_WORKER = "2025-09-03-foreign-worker-priority-occupations"
SCALE = "a score must lie within its scale: at most the maximum of the stream"


def faults_of(tables: Path) -> list[Fault]:
    with pytest.raises(TableFaults) as caught:
        check_tables(tables, SCHEMA, TODAY)
    return caught.value.faults


def change(tables: Path, table: str, key: str, column: str, value: str) -> int:
    """Write `value` into the first row whose first cell is `key`; return the line of the row."""
    path = tables / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    at = next(at for at, row in enumerate(rows) if row[0] == key)
    rows[at][header.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        for _ in range(at + 1):
            next(reader)
        return reader.line_num + 1


@dataclass(frozen=True)
class Damage:
    """One cell changed, and the line that the build must print for it."""

    table: str
    key: str
    column: str
    value: str
    rule: str
    columns: str = ""
    values: str = ""


UNFIT_CELLS = {
    "not a whole number": Damage("draws", FOREIGN_WORKER, "invitations", "1,134", "a whole number"),
    "leading zero": Damage("draws", FOREIGN_WORKER, "invitations", "01134", "a whole number"),
    "too large a number": Damage(
        "draws", FOREIGN_WORKER, "invitations", "99999999999", "a whole number"
    ),
    "not a date": Damage(
        "draws", FOREIGN_WORKER, "profiles_from", "2 July 2025", "a date as YYYY-MM-DD"
    ),
    "no such day": Damage(
        "draws", FOREIGN_WORKER, "profiles_from", "2025-02-30", "a date as YYYY-MM-DD"
    ),
    "word not allowed": Damage(
        "draws", FOREIGN_WORKER, "kind", "special", "one of general, targeted"
    ),
    "not true or false": Damage("census_divisions", "Algoma", "gta", "no", "true or false"),
    "too many digits": Damage(
        "wages", "00011", "low", "44.895", "a number with at most 2 digits after the point"
    ),
    "empty where a value is needed": Damage(
        "draws", FOREIGN_WORKER, "target", "", "must not be empty"
    ),
    "space at the end": Damage(
        "draws",
        FOREIGN_WORKER,
        "target",
        "Priority occupations ",
        "no space at the ends and no invisible characters",
    ),
}

BROKEN_RULES = {
    "future date": Damage(
        "events",
        "2025-12-17-2025-allocation-reached",
        "happened_on",
        "2027-01-01",
        f"a date must not be in the future (today is {TODAY})",
    ),
    "negative count": Damage(
        "draws", FOREIGN_WORKER, "invitations", "-1", "must hold: (invitations >= 0)"
    ),
    "minimum above maximum": Damage(
        "draws",
        "2018-01-22-human-capital-priorities-general",
        "score_min",
        "447",
        "must hold: (score_min <= score_max)",
        "score_min,score_max",
        "447,446",
    ),
    "score outside its scale": Damage("draws", FOREIGN_WORKER, "score_min", "77", SCALE),
    "scale of another stream": Damage(
        "draws",
        FOREIGN_WORKER,
        "score_scale",
        "crs",
        "must exist in stream_scales (stream_id, score_scale)",
        "stream_id,score_scale",
        "foreign-worker,crs",
    ),
    "scale no longer in use": Damage(
        "draws",
        FOREIGN_WORKER,
        "score_scale",
        "eoi-2021",
        "a draw must fall in the time in which its scale was used",
        "issued_on,score_scale",
        "2025-09-03,eoi-2021",
    ),
    "dangling key": Damage(
        "draws",
        FOREIGN_WORKER,
        "source_id",
        "nowhere",
        "must exist in sources (source_id)",
    ),
    "profile window the wrong way round": Damage(
        "draws",
        FOREIGN_WORKER,
        "profiles_from",
        "2025-09-04",
        "must hold: (profiles_from <= profiles_to)",
        "profiles_from,profiles_to",
        "2025-09-04,2025-09-03",
    ),
    "list said to be unknown although it is there": Damage(
        "draws",
        FOREIGN_WORKER,
        "occupation_list",
        "not_published",
        "a complete or partial list must have rows in draw_occupations, and no other may",
    ),
    "option worth more than its factor": Damage(
        "grid_options",
        "owp-2026-wage-w40",
        "points",
        "16",
        "an option must not give more points than its factor",
        "score_scale,factor,points",
        "owp-2026,wage,16",
    ),
    "maximum that the factors do not give": Damage(
        "stream_scales",
        "in-demand-skills",
        "maximum",
        "61",
        "the maximum must be the sum of the maxima of the factors that count for the stream",
    ),
    "condition on a set that does not exist": Damage(
        "requirement_conditions",
        "ejo-international-student-employer-09",
        "value",
        "pilots",
        "in and not in must name a set of occupation_sets (noc) or of region_groups"
        " (census_division)",
        "fact,operator,value",
        "noc,in,pilots",
    ),
}


def line_of(tables: Path, damage: Damage) -> str:
    """Do the damage and return the line that the build must print for it."""
    line = change(tables, damage.table, damage.key, damage.column, damage.value)
    return (
        f"{shown(tables / f'{damage.table}.csv')}:{line}"
        f" column={damage.columns or damage.column}"
        f" value={(damage.values or damage.value)!r} rule={damage.rule}"
    )


@pytest.mark.parametrize("damage", UNFIT_CELLS.values(), ids=UNFIT_CELLS.keys())
def test_cell_that_does_not_fit_its_column(tables: Path, damage: Damage) -> None:
    expected = line_of(tables, damage)
    table = next(table for table in tables_of(SCHEMA) if table.name == damage.table)
    text, faults = read_text(tables / f"{damage.table}.csv", table)
    assert text is not None
    assert faults == []
    assert list(map(str, typed_rows(text)[1])) == [expected]


@pytest.mark.parametrize("damage", BROKEN_RULES.values(), ids=BROKEN_RULES.keys())
def test_row_that_breaks_a_rule(tables: Path, damage: Damage) -> None:
    expected = line_of(tables, damage)
    assert list(map(str, faults_of(tables))) == [expected]


def test_unknown_code(tables: Path) -> None:
    path = tables / "draw_occupations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index(f"{FOREIGN_WORKER},2021,31120")
    lines[at] = f"{FOREIGN_WORKER},2021,31129"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert list(map(str, faults_of(tables))) == [
        f"{shown(path)}:{at + 1} column=noc_code value='31129' rule=the code must exist in noc_2021"
    ]


def test_code_of_the_wrong_edition(tables: Path) -> None:
    path = tables / "draw_occupations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index(f"{FOREIGN_WORKER},2021,31120")
    lines[at] = f"{FOREIGN_WORKER},2016,3131"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [fault.rule for fault in faults_of(tables)] == [
        "draws name NOC 2016 codes before 16 November 2022 and NOC 2021 codes from that day"
    ]


def test_duplicate_key(tables: Path) -> None:
    path = tables / "draws.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith(FOREIGN_WORKER))
    path.write_text("\n".join([*lines, lines[first]]) + "\n", encoding="utf-8")
    assert list(map(str, faults_of(tables))) == [
        (
            f"{shown(path)}:{len(lines) + 1} column=draw_id value={FOREIGN_WORKER!r}"
            f" rule=the key must not repeat; it stands on line {first + 1}"
        )
    ]


def test_value_that_must_be_unique(tables: Path) -> None:
    url = "https://www.ontario.ca/page/ontario-workforce-priority-stream"
    line = change(tables, "sources", "weicevisa-post", "url", url)
    assert list(map(str, faults_of(tables))) == [
        (
            f"{shown(tables / 'sources.csv')}:{line} column=url value={url!r}"
            " rule=the value must not repeat"
        )
    ]


def test_dangling_row(tables: Path) -> None:
    path = tables / "draw_areas.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("2030-01-01-nothing,Atlantis,false\n")
    line = len(path.read_text(encoding="utf-8").splitlines())
    start = f"{shown(path)}:{line} column="
    assert list(map(str, faults_of(tables))) == [
        (
            f"{start}census_division value='Atlantis'"
            " rule=must exist in census_divisions (census_division)"
        ),
        f"{start}draw_id value='2030-01-01-nothing' rule=must exist in draws (draw_id)",
    ]


def test_missing_file(tables: Path) -> None:
    (tables / "events.csv").unlink()
    assert list(map(str, faults_of(tables))) == [
        f"{shown(tables / 'events.csv')}:1 column=- value='' rule=the file must exist"
    ]


def test_file_that_no_table_has(tables: Path) -> None:
    (tables / "extra.csv").write_text("a\n1\n", encoding="utf-8")
    assert list(map(str, faults_of(tables))) == [
        (
            f"{shown(tables / 'extra.csv')}:1 column=- value=''"
            " rule=schema.sql has no table of this name"
        )
    ]


def test_wrong_header(tables: Path) -> None:
    path = tables / "target_groups.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("description", "about", 1), encoding="utf-8")
    assert list(map(str, faults_of(tables))) == [
        (
            f"{shown(path)}:1 column=- value='target_group,name,about,display_order'"
            " rule=the header must be target_group,name,description,display_order"
        )
    ]


def test_text_that_is_not_utf_8(tables: Path) -> None:
    path = tables / "events.csv"
    lines = path.read_bytes().split(b"\n")
    lines[3] += b"\xe9"
    path.write_bytes(b"\n".join(lines))
    assert list(map(str, faults_of(tables))) == [
        f"{shown(path)}:4 column=- value='e9' rule=text must be UTF-8"
    ]


def test_line_ends_of_another_system(tables: Path) -> None:
    path = tables / "sectors.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(map(str, faults_of(tables))) == [
        f"{shown(path)}:1 column=- value='\\r' rule=lines must end with LF alone"
    ]


def test_row_with_too_few_cells(tables: Path) -> None:
    path = tables / "stream_teers.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("foreign-worker\n")
    line = len(path.read_text(encoding="utf-8").splitlines())
    assert list(map(str, faults_of(tables))) == [
        (
            f"{shown(path)}:{line} column=- value='foreign-worker'"
            " rule=a row must have 3 cells, and this one has 1"
        )
    ]


def test_quote_that_does_not_close(tables: Path) -> None:
    path = tables / "stream_teers.csv"
    line = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as file:
        file.write('foreign-worker,"4\n')
    (fault,) = faults_of(tables)
    assert (fault.line, fault.rule) == (
        line,
        "the file must be well-formed CSV: unexpected end of data",
    )


def test_file_without_rows(tables: Path) -> None:
    path = tables / "nominations.csv"
    path.write_text("year,stream_id,nominations,source_id\n", encoding="utf-8")
    assert list(map(str, faults_of(tables))) == [
        f"{shown(path)}:1 column=- value='' rule=the file must have rows"
    ]


def test_all_faults_are_reported_at_once(tables: Path) -> None:
    change(tables, "draws", FOREIGN_WORKER, "score_min", "many")
    change(tables, "draws", FOREIGN_WORKER, "stream_id", "astronaut")
    change(tables, "events", "2025-12-17-2025-allocation-reached", "kind", "party")
    (tables / "sectors.csv").unlink()
    found = {(Path(fault.file).name, fault.column) for fault in faults_of(tables)}
    assert found == {
        ("draws.csv", "score_min"),
        ("draws.csv", "stream_id"),
        ("draws.csv", "stream_id,score_scale"),
        ("events.csv", "kind"),
        ("sectors.csv", ""),
    }


def test_fault_stays_on_one_line() -> None:
    fault = Fault("draws.csv", 2, "target", "two\nlines", "a rule\n  in two lines")
    line = "draws.csv:2 column=target value='two\\nlines' rule=a rule in two lines"
    assert str(fault) == line


def test_planned_change_of_a_rule_is_no_fault(tables: Path) -> None:
    change(tables, "grid_options", "owp-2026-wage-w40", "effective_to", "2027-06-30")
    check_tables(tables, SCHEMA, TODAY)


def test_main_prints_the_line_and_leaves_the_live_database(
    tables: Path, live: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = change(tables, "draws", FOREIGN_WORKER, "score_min", "999")
    assert main(["--tables", str(tables), "--build", str(live)]) == 1
    printed = capsys.readouterr()
    path = shown(tables / "draws.csv")
    assert printed.err == f"{path}:{line} column=score_min value='999' rule={SCALE}\n"
    assert printed.out == ""
    assert_untouched(live)


def test_exit_status_and_no_traceback(tables: Path, live: Path) -> None:
    (tables / "draws.csv").write_bytes(b"\xff\xfe\x00")
    done = subprocess.run(
        [sys.executable, "-m", "data.build", "--tables", str(tables), "--build", str(live)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1
    assert re.fullmatch(r"\S+draws\.csv:1 column=- value='ff' rule=.*\n", done.stderr)
    assert_untouched(live)


@pytest.mark.parametrize("words", ["select 1 from nothing", "selct", "select 1 / 'x'::int"])
def test_query_that_does_not_run_moves_nothing(
    tables: Path, live: Path, tmp_path: Path, words: str
) -> None:
    queries = tmp_path / "queries"
    queries.mkdir()
    (queries / "good.sql").write_text("select $x::date", encoding="utf-8")
    (queries / "bad.sql").write_text(words, encoding="utf-8")
    with pytest.raises(TableFaults) as caught:
        build_database(tables, SCHEMA, queries, live, TODAY)
    assert [Path(fault.file).name for fault in caught.value.faults] == ["bad.sql"]
    assert_untouched(live)


def test_schema_that_is_not_sql_moves_nothing(tables: Path, live: Path, tmp_path: Path) -> None:
    schema = tmp_path / "schema.sql"
    schema.write_text("create tabel draws ();", encoding="utf-8")
    with pytest.raises(TableFaults, match=r"schema\.sql:1 .*syntax error"):
        build_database(tables, schema, tmp_path, live, TODAY)
    assert_untouched(live)


def assert_untouched(live: Path) -> None:
    pointer = (live / "CURRENT").read_text(encoding="utf-8")
    assert pointer == "oinp-000000000000.duckdb\n"
    databases = [path for path in live.iterdir() if path.name not in {"CURRENT", ".lock"}]
    assert [path.name for path in databases] == ["oinp-000000000000.duckdb"]
    assert databases[0].read_bytes() == b"the live database"
