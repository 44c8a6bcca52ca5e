"""A draw added by hand: what is asked, what is refused, and what is written in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from data import add_draw
from data.build import TABLES
from data.update.draft import Draft
from data.update.known import Known
from data.update.questions import Questions
from tests.data.update.conftest import READ_ON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from data.tables_schema import Table
    from data.update.known import Row

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


@dataclass(frozen=True)
class Drafted:
    """A draw as the answers make it, before anything is checked or written."""

    draft: Draft
    draw_id: str
    said: str

    def draw(self) -> Row:
        row = self.draft.find("draws", self.draw_id)
        assert row is not None
        return row

    def of(self, table: str, column: str) -> list[str]:
        return [row[column] for row in self.draft.rows(table) if row["draw_id"] == self.draw_id]


@pytest.fixture
def drafted(known: Known, schema: dict[str, Table]) -> Callable[..., Drafted]:
    """Return a function that takes answers, up to the question whether to write them."""

    def run(*answers: str) -> Drafted:
        said: list[str] = []
        draft = Draft(known, schema)
        draw_id = add_draw.draft_draw(Questions(typed(*answers), said.append), draft, READ_ON)
        return Drafted(draft, draw_id, "".join(said))

    return run


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
    place: int, wrong: str, why: str, drafted: Callable[..., Drafted]
) -> None:
    asked_again = drafted(*ANSWERS[:place], wrong, *ANSWERS[place:])
    assert f"That cannot be right: {why}" in asked_again.said
    assert asked_again.draft.edits() == drafted(*ANSWERS).draft.edits()


@pytest.mark.parametrize("answers", [(), ANSWERS[:5], (*ANSWERS[:-1], "n"), ANSWERS[:-1]])
def test_nothing_is_written_without_a_yes(
    answers: tuple[str, ...], add: Callable[..., int], tables: Path
) -> None:
    assert add(*answers) == 1
    assert (tables / "draws.csv").read_bytes() == (TABLES / "draws.csv").read_bytes()


def test_conditions_are_asked_for(drafted: Callable[..., Drafted]) -> None:
    answers = list(ANSWERS)
    answers[10] = "Living in Canada; currently residing in Canada; + a licence of a college"
    found = drafted(*answers)
    assert found.of("draw_conditions", "condition") == [
        "living in Canada",
        "a licence of a college",
    ]
    assert found.of("draw_unknowns", "subject") == []


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
    places: str, conditions: str, unknown: list[str], drafted: Callable[..., Drafted]
) -> None:
    found = drafted(*ANSWERS[:9], places, conditions, *ANSWERS[11:])
    assert sorted(found.of("draw_unknowns", "subject")) == unknown


@pytest.mark.parametrize(
    ("words", "choice", "target", "group"),
    [
        ("health occupations in Northern Ontario", "1", "Health occupations", "health"),
        ("health occupations in Northern Ontario", "2", "Northern Ontario", "regional"),
        ("Health", "1", "Health occupations", "health"),
        ("Health in Northern Ontario", "2", "Health occupations", "health"),
    ],
)
def test_words_that_may_mean_several_targets_are_a_choice(
    words: str, choice: str, target: str, group: str, drafted: Callable[..., Drafted]
) -> None:
    found = drafted(*ANSWERS[:6], words, choice, *ANSWERS[7:])
    assert (found.draw()["target"], found.draw()["target_group"]) == (target, group)
    assert f"{choice} {target} ({group})" in found.said


def test_none_of_the_choices_keeps_the_words(drafted: Callable[..., Drafted]) -> None:
    words = "health occupations in Northern Ontario"
    found = drafted(*ANSWERS[:6], words, "0", "regional", *ANSWERS[7:])
    assert (found.draw()["target"], found.draw()["target_group"]) == (words, "regional")


def test_a_draw_of_which_little_is_known_can_be_written(
    add: Callable[..., int], tables: Path
) -> None:
    """In words of its own, without score, profiles, occupations, places and conditions."""
    whom = ("targeted", "Snow", "regional")
    assert add(*ANSWERS[:3], "", "", *whom, "", "", "", ANSWERS[-2], "y") == 0
    known = Known(tables)
    draw = known.rows("draws")[-1]
    assert (draw["target"], draw["occupation_list"]) == ("Snow", "not_captured")
    assert (draw["score_min"], draw["profiles_from"]) == ("", "")
    unknown = [r["subject"] for r in known.rows("draw_unknowns") if r["draw_id"] == draw["draw_id"]]
    assert sorted(unknown) == ["conditions", "places"]


def test_a_draw_that_is_there_is_said_at_once_and_nothing_typed_is_lost(
    add: Callable[..., int], tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(*ANSWERS) == 0
    first = Known(tables).rows("draws")[-1]["draw_id"]
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
