"""Wage files, and rows of any table."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from data.update.command import main
from data.update.draft import ChangeKind, Draft
from data.update.wages import COLUMNS, WageFileError, take_wages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from data.tables_schema import Table
    from data.update.known import Known

READ_ON = date(2026, 11, 24)


def release(folder: Path, rows: Iterable[dict[str, str]], encoding: str = "utf-8-sig") -> Path:
    """Write a file in the form of a Job Bank release."""
    path = folder / "wages.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, ["NOC_Title_eng", *COLUMNS.values(), "Wage_Comment_E"])
        writer.writeheader()
        writer.writerows(rows)
    return path


def line(row: dict[str, str], **changed: str) -> dict[str, str]:
    """Return a recorded wage as a release prints it."""
    printed = {
        "code": f"NOC_{row['noc_code']}",
        "province": "ON",
        "region": row["region"],
        "low": row["low"],
        "median": row["median"],
        "high": row["high"],
        "annual": "1" if row["unit"] == "annual" else "0",
        "period": row["reference_period"],
    } | changed
    return {COLUMNS[name]: text for name, text in printed.items()}


@pytest.fixture
def draft(known: Known, schema: dict[str, Table]) -> Draft:
    return Draft(known, schema)


def test_the_same_release_changes_no_wage(draft: Draft, known: Known, tmp_path: Path) -> None:
    take_wages(draft, release(tmp_path, map(line, known.rows("wages"))), "2025", READ_ON)
    assert draft.changes == []
    assert {edit.table for edit in draft.edits()} == {"sources"}


def test_a_new_release_replaces_wages(draft: Draft, known: Known, tmp_path: Path) -> None:
    lines = [line(row) for row in known.rows("wages")]
    gone = lines.pop(0)
    lines[0] |= {COLUMNS["median"]: "65.00", COLUMNS["period"]: "2024-2025"}
    lines.append({**lines[0], COLUMNS["province"]: "QC", COLUMNS["median"]: "1.00"})
    take_wages(draft, release(tmp_path, lines), "2026", READ_ON)
    edits = {edit.key: edit for edit in draft.edits()}
    assert edits["00010", "Ontario"].after is None
    assert gone[COLUMNS["code"]] == "NOC_00010"
    changed = edits["00011", "Ontario"].after
    assert changed is not None
    assert (changed["median"], changed["reference_period"]) == ("65", "2024-2025")
    source = edits[("job-bank-wages",)].after
    assert source is not None
    assert source["title"] == "Job Bank wages, 2026 release"
    (change,) = draft.changes
    assert change.words == "wages: 0 added, 1 changed, 1 no longer published."


def test_a_median_that_jumps_is_shown(draft: Draft, known: Known, tmp_path: Path) -> None:
    lines = [line(row) for row in known.rows("wages")]
    lines[1] |= {COLUMNS["low"]: "", COLUMNS["median"]: "20", COLUMNS["high"]: ""}
    take_wages(draft, release(tmp_path, lines), "2026", READ_ON)
    shown = [c.words for c in draft.changes if c.kind is ChangeKind.PERSON]
    assert shown == ["00011 Ontario: the median was 64.1, is 20."]


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        ("code", "NOC_99999", "expected a code of noc_2021"),
        ("median", "a lot", "expected a wage"),
        ("median", "64100", "dollars an hour cannot be right"),
        ("median", "-1", "cannot be right"),
        ("annual", "yes", "expected 0 or 1"),
        ("annual", "1", "dollars a year cannot be right"),
    ],
)
def test_a_wage_that_cannot_be_right_is_refused(  # noqa: PLR0913 (a cell, and the tables)
    *, column: str, text: str, why: str, draft: Draft, known: Known, tmp_path: Path
) -> None:
    lines = [line(row) for row in known.rows("wages")]
    lines[1][COLUMNS[column]] = text
    with pytest.raises(WageFileError, match=why):
        take_wages(draft, release(tmp_path, lines), "2026", READ_ON)


def test_half_a_wage_file_is_refused(draft: Draft, known: Known, tmp_path: Path) -> None:
    lines = [line(row) for row in known.rows("wages")]
    with pytest.raises(WageFileError, match="expected 400 Ontario medians"):
        take_wages(draft, release(tmp_path, lines[:300]), "2026", READ_ON)
    with pytest.raises(WageFileError, match="there twice"):
        take_wages(draft, release(tmp_path, [*lines, lines[0]]), "2026", READ_ON)
    path = tmp_path / "other.csv"
    path.write_text("NOC,wage\n", encoding="utf-8")
    with pytest.raises(WageFileError, match="these are missing: NOC_CNP"):
        take_wages(draft, path, "2026", READ_ON)


@pytest.fixture
def run(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setattr("data.update.command.QUERIES", tmp_path)
    folders = ["--tables", str(tables), "--build", str(tmp_path / "build")]
    return lambda *given: main([*given, *folders])


def test_rows_of_a_table_are_shown_then_written(
    run: Callable[..., int], tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "groups.csv"
    header = (tables / "target_groups.csv").read_text(encoding="utf-8").splitlines()[0]
    rows = "other,Other targets,A target that no other group describes yet.,14\n"
    rows += "sport,Sport,Occupations in sport.,15\n"
    wanted.write_text(f"{header}\n{rows}", encoding="utf-8")
    before = (tables / "target_groups.csv").read_bytes()
    assert run("rows", "target_groups", str(wanted)) == 10
    assert "1 rows added, 1 replaced" in capsys.readouterr().out
    assert (tables / "target_groups.csv").read_bytes() == before
    assert run("rows", "target_groups", str(wanted), "--write") == 10
    assert b"sport,Sport,Occupations in sport.,15\n" in (tables / "target_groups.csv").read_bytes()
    assert run("rows", "target_groups", str(wanted), "--write") == 0


@pytest.mark.parametrize(
    ("table", "text", "why"),
    [
        ("nothing", "a\n1\n", "There is no table 'nothing'"),
        ("target_groups", "a,b\n1,2\n", "the header must be"),
        ("grid_options", None, "an option must not give more points than its factor"),
    ],
)
def test_rows_that_break_a_rule_are_refused(  # noqa: PLR0913 (a file, and where it goes)
    *,
    table: str,
    text: str | None,
    why: str,
    run: Callable[..., int],
    tables: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "rows.csv"
    if text is None:
        with (tables / "grid_options.csv").open(encoding="utf-8", newline="") as file:
            first = next(row for row in csv.DictReader(file) if row["points"])
        text = f"{','.join(first)}\n{','.join((first | {'points': '999'}).values())}\n"
    path.write_text(text, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    assert run("rows", table, str(path), "--write") == 1
    assert why in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
