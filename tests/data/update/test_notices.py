"""Notices in prose: the occupations, places, conditions and totals of draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.update.draft import ChangeKind
from data.update.run import HEARTBEAT
from tests.data.update.paper import UPDATES_2026, DrawPage, page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.update.known import Known
    from data.update.run import Outcome

OPEN_STREAM = "Ontario Workforce Priority stream: TEER 0-3 pathway"
DRAW_ID = "2026-11-18-workforce-priority-teer-0-3-northern-ontario"
NORTHERN = (
    "Northern Ontario includes the following Census Divisions: Algoma, Cochrane, Greater "
    "Sudbury/Grand Sudbury, and Kenora."
)


def notice(
    codes: Sequence[str],
    opening: str = "On November 18, 2026, we issued 12 invitations to apply to candidates who may "
    "qualify under the TEER 0 to 3 pathway. Candidates must currently reside in Canada with a "
    "valid work or study permit and have a job offer in Northern Ontario.",
    rest: str = "Candidates with a score of 97 and above received an invitation under the TEER 0 "
    "to 3 pathway. Candidates must have a job offer in one of the following National Occupational "
    "Classification (NOC) codes:",
    day: str = "November 18, 2026",
) -> str:
    items = "".join(f"<li>{code}</li>" for code in codes)
    return (
        f"<h2>November</h2><h3>{day}</h3><h4>Candidates invited in Northern Ontario</h4>"
        f"<p>{opening}</p><p>{NORTHERN}</p><p>{rest}</p><ul>{items}</ul>"
        "<p>To apply:</p><ol><li>Log in to the portal within 14 days.</li></ol>"
    )


@pytest.fixture
def both(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> Callable[[str, Sequence[str]], Outcome]:
    """Return a function that checks a page with one new draw, and a page of updates."""

    def run(body: str, notes: Sequence[str] = ("Targeted draw for Northern Ontario.",)) -> Outcome:
        for text in notes:
            row = ["November 18, 2026", "12", "", "97 and above", text]
            invitations.rows(2026, OPEN_STREAM).append(row)
        return checked(
            ontario_invitations=invitations.html(), ontario_updates_2026=page(UPDATES_2026, body)
        )

    return run


def facts(outcome: Outcome, table: str) -> list[dict[str, str]]:
    assert [result.message for result in outcome.results if result.result != "read"] == []
    edits = [edit for edit in outcome.draft.edits() if edit.table == table]
    return [edit.after for edit in edits if edit.after is not None]


PHARMACISTS, NURSES = "NOC 31120 – Pharmacists", "NOC 32101 - Licensed practical nurses"


def test_a_list_joins_its_draw(both: Callable[..., Outcome]) -> None:
    outcome = both(notice([PHARMACISTS, NURSES]))
    (draw,) = facts(outcome, "draws")
    assert (draw["draw_id"], draw["occupation_list"]) == (DRAW_ID, "complete")
    assert facts(outcome, "draw_occupations") == [
        {"draw_id": DRAW_ID, "noc_version": "2021", "noc_code": "31120"},
        {"draw_id": DRAW_ID, "noc_version": "2021", "noc_code": "32101"},
    ]
    places = [row["census_division"] for row in facts(outcome, "draw_areas")]
    assert places == ["Algoma", "Cochrane", "Greater Sudbury", "Kenora"]
    conditions = [row["condition"] for row in facts(outcome, "draw_conditions")]
    assert conditions == [
        "living in Canada with a valid work or study permit",
        "job offer in Northern Ontario",
        "job offer in a listed occupation",
    ]
    assert not [c for c in outcome.draft.changes if c.kind is not ChangeKind.LIST][1:]
    assert not facts(outcome, "discrepancies")


def test_a_list_that_comes_later_fills_the_draw(known: Known, both: Callable[..., Outcome]) -> None:
    first = both("<h3>November 17, 2026</h3><h4>Other news</h4><p>Nothing of draws.</p>")
    (draw,) = facts(first, "draws")
    assert draw["occupation_list"] == "not_captured"
    assert not facts(first, "draw_occupations")
    assert known.rows("draws")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("NOC 15 – Senior managers – construction, transportation, production", "00015"),
        ("31120 Pharmacists", "31120"),
        ("NOC\u00a031120 — Pharmacists", "31120"),
        ("NOC 31120 -Pharmacist", "31120"),
    ],
)  # fmt: skip
def test_codes_in_other_forms(line: str, code: str, both: Callable[..., Outcome]) -> None:
    (row,) = facts(both(notice([line])), "draw_occupations")
    assert row["noc_code"] == code


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("NOC 21200 – Psychologists", "the title of 31200"),
        ("NOC 31999 – Wizards", "does not exist"),
        ("NOC 3112 – Pharmacists", "does not exist"),
        ("Pharmacists", "names no code"),
        ("NOC 31120", "names no code"),
    ],
)
def test_a_line_in_doubt_makes_the_list_partial_and_is_shown(
    line: str, why: str, both: Callable[..., Outcome]
) -> None:
    outcome = both(notice([NURSES, line]))
    (draw,) = facts(outcome, "draws")
    assert draw["occupation_list"] == "partial"
    assert [row["noc_code"] for row in facts(outcome, "draw_occupations")] == ["32101"]
    shown = [c.words for c in outcome.draft.changes if c.kind is ChangeKind.PERSON]
    assert any(why in words for words in shown)


def test_a_list_for_a_draw_that_is_not_listed_stays_out(both: Callable[..., Outcome]) -> None:
    outcome = both(notice([PHARMACISTS]), notes=())
    assert not facts(outcome, "draw_occupations")
    (words,) = [c.words for c in outcome.draft.changes if c.kind is ChangeKind.PERSON]
    assert "no targeted draw of this stream and day is listed" in words


@pytest.mark.parametrize(
    "rest",
    [
        "Candidates of the TEER 0 to 3 pathway with a score of 98 and above were invited:",
        "Candidates must have a job offer in one of the following codes:",
    ],
    ids=["another score", "no score"],
)
def test_two_draws_of_a_day_without_certainty_stay_not_captured(
    rest: str, both: Callable[..., Outcome]
) -> None:
    body = notice([PHARMACISTS], rest=rest).replace(
        "Candidates invited in Northern Ontario", "News"
    )
    body = body.replace("Northern Ontario", "two regions")
    notes = ("Targeted draw for Eastern Ontario.", "Targeted draw for Southwestern Ontario.")
    outcome = both(body, notes=notes)
    draws = facts(outcome, "draws")
    assert [draw["occupation_list"] for draw in draws] == ["not_captured", "not_captured"]
    assert not facts(outcome, "draw_occupations")


def test_target_tells_two_draws_of_one_day_and_score_apart(both: Callable[..., Outcome]) -> None:
    notes = ("Targeted draw for Northern Ontario.", "Targeted draw for Eastern Ontario.")
    outcome = both(notice([PHARMACISTS]), notes=notes)
    states = {draw["target"]: draw["occupation_list"] for draw in facts(outcome, "draws")}
    assert states == {"Northern Ontario": "complete", "Eastern Ontario": "not_captured"}


def test_the_only_draw_of_a_target_is_certain_whatever_the_score(
    both: Callable[..., Outcome],
) -> None:
    notes = ("Targeted draw for Northern Ontario.",)
    body = notice([PHARMACISTS]).replace("97 and above", "99 and above")
    outcome = both(body, notes=notes)
    (draw,) = facts(outcome, "draws")
    assert draw["occupation_list"] == "complete"


def test_an_announced_total_that_disagrees_is_recorded(both: Callable[..., Outcome]) -> None:
    outcome = both(notice([PHARMACISTS]).replace("issued 12", "issued 1,012"))
    (row,) = facts(outcome, "discrepancies")
    assert (row["draw_id"], row["subject"]) == (DRAW_ID, "announced total")
    assert (row["figure_used"], row["other_figure"]) == ("12", "1012")


def test_lists_of_other_news_are_not_occupations_of_a_draw(both: Callable[..., Outcome]) -> None:
    other = (
        "<h4>Changes to the in-demand list</h4><p>These were added:</p>"
        "<ul><li>NOC 84120 - Specialized livestock workers</li></ul>"
    )
    outcome = both(notice([PHARMACISTS]) + other)
    assert [row["noc_code"] for row in facts(outcome, "draw_occupations")] == ["31120"]


def test_parts_under_headings_are_one_list_with_their_conditions(
    both: Callable[..., Outcome],
) -> None:
    body = notice([PHARMACISTS]).replace(
        "</ul>",
        "</ul><h4>Manufacturing (outside the GTA only):</h4>"
        "<ul><li>NOC 94100 - Machine operators, mineral and metal processing</li></ul>",
        1,
    )
    outcome = both(body)
    assert [row["noc_code"] for row in facts(outcome, "draw_occupations")] == ["31120", "94100"]
    (row,) = [row for row in facts(outcome, "draw_conditions") if row["noc_code"]]
    assert (row["noc_code"], row["condition"]) == ("94100", "only outside the GTA")


def test_a_list_that_grew_is_a_correction(
    known: Known, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    draw_id = "2026-04-01-foreign-worker-mining"
    held = sorted(r["noc_code"] for r in known.rows("draw_occupations") if r["draw_id"] == draw_id)
    titles = {row["noc_code"]: row["title"] for row in known.rows("noc_2021")}
    items = [f"NOC {code} - {titles[code]}" for code in [*held, "31120"]]
    opening = (
        "On April 1, 2026, we issued 759 invitations to apply to candidates who may qualify for "
        "the Employer Job Offer: Foreign Worker, International Student or In-Demand Skills streams."
    )
    rest = (
        "Candidates with a score of 56 and above received an invitation under the Foreign Worker "
        "stream. Candidates must have a job offer in one of the following codes:"
    )
    body = notice(items, opening, rest, "April 1, 2026").replace(
        "Candidates invited in Northern Ontario", "candidates invited in mining-related occupations"
    )
    outcome = checked(
        ontario_invitations=invitations.html(), ontario_updates_2026=page(UPDATES_2026, body)
    )
    (row,) = facts(outcome, "corrections")
    assert (row["draw_id"], row["field"]) == (draw_id, "occupations")
    assert (row["before"], row["after"]) == ("", "31120")
    assert [row["noc_code"] for row in facts(outcome, "draw_occupations")] == ["31120"]


def test_a_list_that_got_shorter_is_shown_and_changes_nothing(
    known: Known, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    opening = (
        "On April 1, 2026, we issued 759 invitations to apply to candidates who may qualify for "
        "the Employer Job Offer: Foreign Worker stream."
    )
    body = notice(
        ["NOC 21310 - Electrical and electronics engineers"],
        opening,
        "Candidates with a score of 56 and above received an invitation under the Foreign Worker "
        "stream. Candidates must have a job offer in one of the following codes:",
        "April 1, 2026",
    ).replace("Candidates invited in Northern Ontario", "mining-related occupations invited")
    outcome = checked(
        ontario_invitations=invitations.html(), ontario_updates_2026=page(UPDATES_2026, body)
    )
    assert {edit.table for edit in outcome.draft.edits()} <= HEARTBEAT
    assert any("names other occupations" in change.words for change in outcome.draft.changes)
    assert known.rows("draws")


def test_other_news_since_the_last_check_is_shown(checked: Callable[..., Outcome]) -> None:
    body = (
        "<h2>November</h2><h3>November 19, 2026</h3><h4>Changes to fees</h4><p>They rise.</p>"
        "<h3>May 29, 2026</h3><h4>Regulatory amendments coming into force May 30</h4><p>Read.</p>"
    )
    outcome = checked(ontario_updates_2026=page(UPDATES_2026, body))
    news = [change.words for change in outcome.draft.changes if change.kind is ChangeKind.NEWS]
    assert news == [f"2026-11-19: Changes to fees ({UPDATES_2026[1]})"]
