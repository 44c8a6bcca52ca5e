"""Wage files, rows of any table, and a draw added by hand."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from data import add_draw
from data.build import TABLES
from data.update.command import main
from data.update.draft import ChangeKind, Draft
from data.update.known import Known
from data.update.wages import COLUMNS, WageFileError, take_wages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from data.tables_schema import Table

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


ANSWERS = (
    "November 18, 2026", "workforce-priority-teer-0-3", "12", "97 and above",
    "August 4, 2026 - November 16, 2026", "targeted", "northern ontario", "31120 32101", "y",
    "Algoma; Kenora", "job offer in Northern Ontario; living in Canada", "ontario-invitations", "y",
)  # fmt: skip


def typed(*answers: str) -> Callable[[str], str]:
    """Return a function that answers questions in order, then ends the input."""
    left: Iterator[str] = iter(answers)

    def ask(_: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask


@pytest.fixture
def add(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setattr("data.add_draw.QUERIES", tmp_path)
    folders = ["--tables", str(tables), "--build", str(tmp_path / "build")]
    return lambda *answers: add_draw.main(folders, typed(*answers))


def test_a_draw_is_added_by_hand(
    add: Callable[..., int], tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(*ANSWERS) == 0
    known = Known(tables)
    draw = known.rows("draws")[-1]
    assert draw["draw_id"] == "2026-11-18-workforce-priority-teer-0-3-northern-ontario"
    assert (draw["target"], draw["target_group"]) == ("Northern Ontario", "regional")
    assert (draw["score_scale"], draw["occupation_list"]) == ("owp-2026", "complete")
    named = [
        r["noc_code"] for r in known.rows("draw_occupations") if r["draw_id"] == draw["draw_id"]
    ]
    assert named == ["31120", "32101"]
    assert "31120 Pharmacists" in capsys.readouterr().out
    assert add(*ANSWERS) == 1
    assert "There is a draw" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "wrong", "why"),
    [
        (0, "18/11/2026", "expected a day such as"),
        (0, "January 1, 2099", "expected a day up to"),
        (1, "foreign-worker", "expected one of"),
        (2, "a dozen", "expected a number of people"),
        (3, "131 and above", "the most on owp-2026 is 130"),
        (2, "0", "expected 1 to 5,688"),
        (2, "120,400", "expected 1 to 5,688"),
        (4, "yesterday", "expected a day"),
        (4, "August 4, 2026 - November 19, 2026", "expected profiles up to the draw"),
        (5, "special", "expected one of general, targeted"),
        (7, "3112", "noc_2021 has no 3112"),
        (9, "Algoma; Atlantis", "there is no census division Atlantis"),
        (10, "living on the moon", "no draw had the condition"),
        (11, "a-friend", "expected one of"),
    ],
)
def test_wrong_answers_are_asked_again(
    place: int,
    wrong: str,
    why: str,
    add: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(*ANSWERS[:place], wrong, *ANSWERS[place:]) == 0
    assert f"That cannot be right: {why}" in capsys.readouterr().out


@pytest.mark.parametrize("answers", [(), ANSWERS[:5], (*ANSWERS[:-1], "n"), ANSWERS[:-1]])
def test_nothing_is_written_without_a_yes(
    answers: tuple[str, ...], add: Callable[..., int], tables: Path
) -> None:
    assert add(*answers) == 1
    assert (tables / "draws.csv").read_bytes() == (TABLES / "draws.csv").read_bytes()


def added(tables: Path) -> dict[str, str]:
    return Known(tables).rows("draws")[-1]


def of_draw(tables: Path, table: str, column: str) -> list[str]:
    draw_id = added(tables)["draw_id"]
    return [row[column] for row in Known(tables).rows(table) if row["draw_id"] == draw_id]


def test_conditions_are_asked_for(add: Callable[..., int], tables: Path) -> None:
    answers = list(ANSWERS)
    answers[10] = "Living in Canada; currently residing in Canada; + a licence of a college"
    assert add(*answers) == 0
    assert of_draw(tables, "draw_conditions", "condition") == [
        "living in Canada",
        "a licence of a college",
    ]
    assert of_draw(tables, "draw_unknowns", "subject") == []


@pytest.mark.parametrize(
    ("places", "conditions", "unknown"),
    [
        ("", "", ["conditions", "places"]),
        ("Algoma", "", ["conditions"]),
        ("", "none", ["places"]),
        ("Algoma", "none", []),
    ],
)
def test_what_was_not_read_is_noted_as_unknown(
    places: str, conditions: str, unknown: list[str], add: Callable[..., int], tables: Path
) -> None:
    assert add(*ANSWERS[:9], places, conditions, *ANSWERS[11:]) == 0
    assert sorted(of_draw(tables, "draw_unknowns", "subject")) == unknown


@pytest.mark.parametrize(
    ("words", "choice", "target", "group"),
    [
        ("health occupations in Northern Ontario", "1", "Health occupations", "health"),
        ("health occupations in Northern Ontario", "2", "Northern Ontario", "regional"),
        ("Health", "1", "Health occupations", "health"),
        ("Health in Northern Ontario", "2", "Health occupations", "health"),
    ],
)
def test_words_that_may_mean_several_targets_are_a_choice(  # noqa: PLR0913 (what is typed, and filed)
    *,
    words: str,
    choice: str,
    target: str,
    group: str,
    add: Callable[..., int],
    tables: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(*ANSWERS[:6], words, choice, *ANSWERS[7:]) == 0
    assert (added(tables)["target"], added(tables)["target_group"]) == (target, group)
    assert f"{choice} {target} ({group})" in capsys.readouterr().out


def test_none_of_the_choices_keeps_the_words(add: Callable[..., int], tables: Path) -> None:
    words = "health occupations in Northern Ontario"
    assert add(*ANSWERS[:6], words, "0", "regional", *ANSWERS[7:]) == 0
    assert (added(tables)["target"], added(tables)["target_group"]) == (words, "regional")


def test_a_draw_that_is_there_is_said_at_once_and_nothing_typed_is_lost(
    add: Callable[..., int], tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(*ANSWERS) == 0
    first = added(tables)["draw_id"]
    capsys.readouterr()
    assert add(*ANSWERS[:7], "targeted", "Eastern Ontario", *ANSWERS[7:]) == 0
    said = capsys.readouterr().out
    assert f"Recorded already: {first}, 12 people." in said
    assert f"There is a draw {first} already: name another target" in said
    drawn = Known(tables).by_key("draws", "draw_id")
    assert first.replace("northern", "eastern") in drawn


def test_what_was_typed_is_given_back_where_nothing_is_written(
    add: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(*ANSWERS[:3], "a lot", *ANSWERS[3:5]) == 1
    given_back = capsys.readouterr().out.partition("Your answers, to paste again:\n")[2]
    assert given_back.splitlines() == list(ANSWERS[:5])
    assert add(*given_back.splitlines(), *ANSWERS[5:]) == 0
