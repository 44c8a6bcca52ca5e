"""What the scheduled workflow does with a check: a request, the days of the check, a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROPOSE = Path(__file__).parents[3] / ".ci" / "propose"
GH = """#!/bin/sh
echo "$@" >> "$GH_LOG"
if [ "$1 $2" = "pr view" ]; then cat "$GH_STATE" 2>/dev/null || exit 1; fi
if [ "$1 $2" = "pr create" ]; then echo OPEN > "$GH_STATE"; fi
"""
REPORT = "# Check\n\n## New draws (2)\n\n- one\n\n## Yearly totals (1)\n"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A clone with a main branch, its origin, and a `gh` that only notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.origin = folder / "clone", folder / "origin.git"
        self.log, self.report = folder / "gh.log", folder / "report.md"
        tools = folder / "bin"
        tools.mkdir()
        (tools / "gh").write_text(GH, encoding="utf-8")
        (tools / "gh").chmod(0o755)
        self.log.touch()
        self.report.write_text(REPORT, encoding="utf-8")
        self.environment = {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": str(folder),
            "GH_LOG": str(self.log),
            "GH_STATE": str(folder / "state"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), at=folder)
        self.git("clone", "--quiet", str(self.origin), str(self.clone), at=folder)
        tables = self.clone / "data" / "tables"
        tables.mkdir(parents=True)
        for name in ("draws", "page_checks", "page_headings", "sources"):
            (tables / f"{name}.csv").write_text("old\n", encoding="utf-8")
        self.git("switch", "--quiet", "-C", "main")
        self.git("config", "user.name", "A person")
        self.git("config", "user.email", "person@example.org")
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", "Begin")
        self.git("push", "--quiet", "origin", "main")

    def git(self, *given: str, at: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *given],  # noqa: S607 (whichever git the machine has)
            cwd=at or self.clone,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def change(self, *names: str, text: str = "new\n") -> None:
        for name in names:
            (self.clone / "data" / "tables" / f"{name}.csv").write_text(text, encoding="utf-8")

    def propose(self, code: int, checks: str = "true") -> int:
        return subprocess.run(
            [str(PROPOSE), str(code), str(self.report), checks],
            cwd=self.clone,
            env=self.environment,
            check=False,
        ).returncode

    def at(self, branch: str, name: str) -> str:
        return self.git("show", f"{branch}:data/tables/{name}.csv", at=self.origin)

    def asked(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_nothing_new_goes_to_the_main_branch_without_a_request(repository: Repository) -> None:
    repository.change("page_checks", "sources")
    assert repository.propose(0) == 0
    assert repository.at("main", "page_checks") == "new"
    assert repository.asked() == []


def test_facts_become_one_request_and_main_stays(repository: Repository) -> None:
    repository.change("draws", "page_checks", "sources")
    assert repository.propose(10) == 0
    assert repository.at("update/pages", "draws") == "new"
    assert repository.at("main", "page_checks") == "old", "else a seen draw would look like none"
    asked = [line.partition(" --body-file")[0] for line in repository.asked()]
    title = "Ontario's pages: New draws (2); Yearly totals (1)"
    assert asked[-1] == f"pr create --head update/pages --base main --title {title}"
    body = repository.report.with_name("report.md.body").read_text(encoding="utf-8")
    assert body.startswith("Every check passes.\n\nThe new rows were held to every rule")
    assert "without these rows: please read the rows.\n\n" in body
    assert body.endswith(REPORT)


def test_the_next_check_edits_the_same_request(repository: Repository) -> None:
    repository.change("draws", "page_checks")
    repository.propose(10)
    first = repository.git("rev-parse", "update/pages", at=repository.origin)
    repository.git("switch", "--quiet", "main")
    repository.change("draws", "page_checks")
    repository.propose(10)
    assert repository.git("rev-parse", "update/pages", at=repository.origin) == first
    repository.git("switch", "--quiet", "main")
    repository.change("draws", "page_checks", text="newer\n")
    repository.propose(10)
    assert repository.at("update/pages", "draws") == "newer"
    kinds = [line.split()[1] for line in repository.asked()]
    assert kinds == ["view", "create", "view", "edit", "view", "edit"]


def test_headings_seen_beside_news_wait_for_the_request(repository: Repository) -> None:
    repository.change("page_checks", "sources", "page_headings")
    assert repository.propose(10) == 0
    assert repository.at("main", "page_headings") == "old", "else it would never be said again"
    assert repository.at("update/pages", "page_headings") == "new"


def test_news_beside_a_failed_check_wait_for_the_request(repository: Repository) -> None:
    repository.change("page_checks", "sources", "page_headings")
    assert repository.propose(1) == 0
    assert repository.at("main", "page_checks") == "new"
    assert repository.at("main", "page_headings") == "old"
    assert repository.at("update/pages", "page_headings") == "new"


def test_headings_without_news_go_to_the_main_branch(repository: Repository) -> None:
    repository.change("page_checks", "page_headings")
    assert repository.propose(0) == 0
    assert repository.at("main", "page_headings") == "new"
    assert repository.asked() == []


def test_a_failed_check_of_a_page_reaches_the_site_at_once(repository: Repository) -> None:
    repository.change("page_checks")
    assert repository.propose(1) == 0
    assert repository.at("main", "page_checks") == "new"
    assert repository.asked() == []


def test_a_failed_check_beside_facts_reaches_both(repository: Repository) -> None:
    repository.change("draws", "page_checks", "sources")
    assert repository.propose(1) == 0
    assert repository.at("main", "page_checks") == "new"
    assert (repository.at("main", "sources"), repository.at("main", "draws")) == ("old", "old")
    assert repository.at("update/pages", "draws") == "new"


def test_news_without_facts_waits_for_a_person_too(repository: Repository) -> None:
    repository.change("page_checks", "sources")
    assert repository.propose(10) == 0
    assert repository.at("main", "sources") == "old"
    assert "pr create" in repository.asked()[-1]


def test_a_request_whose_checks_fail_says_so(repository: Repository) -> None:
    repository.change("draws")
    assert repository.propose(10, checks="false") != 0
    body = repository.report.with_name("report.md.body").read_text(encoding="utf-8")
    assert body.startswith("**A check fails")
    assert repository.at("main", "draws") == "old"
