"""The command as schedulers run it: exit codes, saved pages, twice, at once."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.checks import RULES, Rule
from data.update.command import main
from data.update.known import Known
from tests.data.update.paper import DrawPage, page_of_records

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
OPEN_STREAM = "Ontario Workforce Priority stream: TEER 0-3 pathway"
NEW_ID = "2026-11-18-workforce-priority-teer-0-3-general"


@pytest.fixture
def paper(tables: Path) -> DrawPage:
    return page_of_records(Known(tables), "ontario-invitations")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def command(
    tables: Path, tmp_path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """Return a function that runs the command on a copy of the tables and a folder of pages."""
    monkeypatch.delenv("OINP_UPDATE", raising=False)
    monkeypatch.setattr("data.update.command.QUERIES", saved)

    def run(*more: str, day: str = "2026-11-24") -> int:
        folders = ["--tables", str(tables), "--build", str(tmp_path / "build")]
        return main([*folders, "--from", str(saved), "--copied-on", day, *more])

    return run


def draws(tables: Path) -> list[dict[str, str]]:
    with (tables / "draws.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def add_a_draw(paper: DrawPage) -> None:
    row = ["November 18, 2026", "1,204", "", "97 and above", "General draw"]
    paper.rows(2026, OPEN_STREAM).append(row)


def test_nothing_new_is_quiet_and_zero(
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    assert command("--quiet") == 0
    assert capsys.readouterr() == ("", "")
    assert command() == 0
    assert "Nothing new" in capsys.readouterr().out


def test_changes_are_shown_and_not_written_without_asking(
    *,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    tables: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = contents(tables)
    add_a_draw(paper)
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    assert command("--quiet", "--report", str(saved / "report.md")) == 10
    report = capsys.readouterr().out
    assert (saved / "report.md").read_text(encoding="utf-8") == report
    assert f"+ {NEW_ID},2026-11-18,,workforce-priority-teer-0-3,general" in report
    assert "## New draws (1)" in report
    assert contents(tables) == before


@pytest.mark.parametrize("how", ["--write", "OINP_UPDATE"])
def test_writing_adds_the_draw_once_however_often_it_runs(  # noqa: PLR0913 (what the command is given)
    *,
    how: str,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    tables: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_a_draw(paper)
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    before = len(draws(tables))
    if how == "OINP_UPDATE":
        monkeypatch.setenv("OINP_UPDATE", "write")
    more = ("--write",) if how == "--write" else ()
    assert command("--quiet", *more) == 10
    assert [row["draw_id"] for row in draws(tables)][-1] == NEW_ID
    once = contents(tables)
    assert command("--quiet", *more) == 0
    assert contents(tables) == once
    assert len(draws(tables)) == before + 1


def test_a_refused_page_is_one_and_only_the_failed_check_is_written(
    *,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    tables: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = contents(tables)
    add_a_draw(paper)
    cut = paper.html()[:-3_000]
    (saved / "page.html").write_text(cut, encoding="utf-8")
    assert command("--quiet", "--write") == 1
    assert "cut off" in capsys.readouterr().out
    after = contents(tables)
    assert [name for name in before if before[name] != after[name]] == ["page_checks.csv"]
    checks = {row["source_id"]: row for row in Known(tables).rows("page_checks")}
    assert checks["ontario-invitations"]["result"] == "refused"
    assert checks["ontario-invitations"]["attempted_on"] == "2026-11-24"
    sources = Known(tables).sources
    assert sources["ontario-invitations"]["last_checked"] == "2026-10-02"


@pytest.mark.parametrize(
    ("more", "day", "expected"),
    [
        (("--write",), "2026-09-01", "is older than the one that was read on 2026-10-02"),
        ((), "2026-05-01", "found 2026-11-20"),
    ],
)
def test_old_copies_are_not_written(  # noqa: PLR0913 (what the command is given)
    *,
    more: tuple[str, ...],
    day: str,
    expected: str,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (saved / "page.html").write_text(paper.html("November 20, 2026"), encoding="utf-8")
    assert command(*more, day=day) == 1
    shown = capsys.readouterr()
    assert expected in shown.out + shown.err


def test_saved_pages_need_the_day_on_which_they_were_saved(
    tables: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--from", str(saved), "--tables", str(tables), "--write"]) == 1
    assert "--copied-on" in capsys.readouterr().err


@pytest.mark.parametrize("names", [(), ("page.html", "again.html"), ("other.html",)])
def test_folders_that_are_not_pages_are_refused(
    *,
    names: tuple[str, ...],
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in names:
        html = "<html></html>" if name == "other.html" else paper.html()
        (saved / name).write_text(html, encoding="utf-8")
    assert command() == 1
    assert str(saved) in capsys.readouterr().err


def test_a_table_that_is_wrong_already_stops_the_write(
    *,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    tables: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    add_a_draw(paper)
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    sectors = (tables / "sectors.csv").read_text(encoding="utf-8")
    (tables / "sectors.csv").write_text(sectors + "broken\n", encoding="utf-8")
    before = contents(tables)
    assert command("--write") == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert contents(tables) == before


@pytest.mark.parametrize("before", [("--write",), ("--write", "--quiet"), ()])
def test_options_count_before_and_after_a_sub_command(
    before: tuple[str, ...], tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OINP_UPDATE", raising=False)
    monkeypatch.setattr("data.update.command.QUERIES", tmp_path)
    wanted = tmp_path / "groups.csv"
    header = (tables / "target_groups.csv").read_text(encoding="utf-8").splitlines()[0]
    wanted.write_text(f"{header}\nsport,Sport,Occupations in sport.,15\n", encoding="utf-8")
    folders = ["--tables", str(tables), "--build", str(tmp_path / "build")]
    report = tmp_path / "report.md"
    given = [*before, *folders, "--report", str(report), "rows", "target_groups", str(wanted)]
    assert main(given) == 10
    written = b"sport,Sport" in (tables / "target_groups.csv").read_bytes()
    assert written == ("--write" in before)
    assert "1 rows added" in report.read_text(encoding="utf-8")


def test_a_page_that_would_break_a_rule_is_refused_alone(  # noqa: PLR0913 (what the command is given)
    *,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    tables: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    add_a_draw(paper)
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    other = page_of_records(Known(tables), "ontario-express-entry-notifications")
    row = next(rows[0] for rows in other.tables.values() if rows[0][3] != "N/A")
    row[1] = str(int(row[1].replace(",", "")) + 1)
    (saved / "other.html").write_text(other.html(), encoding="utf-8")
    words = "no draw may be of November"
    rule = Rule(
        "draws", ("issued_on",), words, f"select line from draws where draw_id = '{NEW_ID}'"
    )
    monkeypatch.setattr("data.checks.RULES", (*RULES, rule))
    report = saved / "report.md"
    assert command("--quiet", "--write", "--report", str(report)) == 1
    said = report.read_text(encoding="utf-8")
    assert words in said
    assert said == capsys.readouterr().out
    assert ".copy-" not in said
    known = Known(tables)
    checks = {row["source_id"]: row for row in known.rows("page_checks")}
    assert checks["ontario-invitations"]["result"] == "refused"
    assert (
        f"draws.csv, line {len(draws(tables)) + 2}, issued_on: {words}"
        in checks["ontario-invitations"]["message"]
    )
    assert checks["ontario-express-entry-notifications"]["result"] == "read"
    assert NEW_ID not in known.by_key("draws", "draw_id")
    assert any(r["first_seen"] == "2026-11-24" for r in known.rows("corrections"))


def test_the_report_is_written_where_nothing_else_is(
    *,
    command: Callable[..., int],
    paper: DrawPage,
    saved: Path,
    tables: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    with (tables / "sectors.csv").open("a", encoding="utf-8") as file:
        file.write("broken\n")
    report = saved / "report.md"
    assert command("--write", "--report", str(report)) == 1
    assert report.read_text(encoding="utf-8") == capsys.readouterr().err


def test_two_at_once_leave_one_whole_change(
    paper: DrawPage, saved: Path, tables: Path, tmp_path: Path
) -> None:
    add_a_draw(paper)
    (saved / "page.html").write_text(paper.html(), encoding="utf-8")
    before = len(draws(tables))
    command = [
        sys.executable, "-m", "data.update", "--write", "--quiet", "--from", str(saved),
        "--copied-on", "2026-11-24", "--tables", str(tables), "--build", str(tmp_path / "build"),
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if name != "OINP_UPDATE"}
    running = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(2)]
    assert sorted(process.wait() for process in running) == [0, 10]
    assert len(draws(tables)) == before + 1
    assert [row["draw_id"] for row in draws(tables)].count(NEW_ID) == 1
