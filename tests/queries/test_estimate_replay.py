"""Past draws gate by gate, and what a single change would bring."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data.build import TABLES
from queries import estimate

LAST_DRAWS = date(2026, 4, 30)
TODAY = date(2026, 11, 23)
NURSE = {
    "noc": "31301",
    "wage": 45,
    "wage_unit": "hourly",
    "job_offer": "full_time_permanent",
    "job_offer_in_employer_portal": True,
    "work_place": "Ottawa",
    "residence": "ontario",
    "status": "work_permit",
    "months_in_position": 12,
    "best_earnings": 60_000,
    "languages_tested": "english",
    "clb_english": 9,
    "education_level": "bachelor",
}
GATES = ("stream", "occupation", "region", "conditions", "profile", "score")
Row = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def replayed(pathway: str, answers: Row, on: date = LAST_DRAWS) -> dict[str, Row]:
    draws = estimate.by_answers(pathway, on, answers)["draws"]
    return {draw["draw_id"]: draw for draw in draws}


def test_every_draw_of_the_stream_on_its_grid_is_there() -> None:
    for stream in ("foreign-worker", "international-student", "in-demand-skills", "phd-graduate"):
        expected = {
            row["draw_id"]
            for row in table("draws")
            if (row["stream_id"], row["score_scale"]) == (stream, "eoi-2022")
        }
        assert set(replayed(stream, {})) == expected


def test_known_draws_of_a_nurse_in_ottawa() -> None:
    draws = replayed("foreign-worker", NURSE)
    gta = draws["2026-04-30-foreign-worker-greater-toronto-area"]
    assert (gta["outcome"], gta["gate"], gta["score_min"]) == ("stopped", "region", 57)
    east = draws["2026-04-23-foreign-worker-eastern-ontario"]
    assert (east["outcome"], east["gate"], east["points_short"]) == ("cleared", None, 0)
    doctors = draws["2026-04-08-foreign-worker-physicians"]
    assert (doctors["outcome"], doctors["gate"]) == ("stopped", "occupation")
    silent = draws["2023-01-10-foreign-worker-empp"]
    assert (silent["outcome"], silent["gate"]) == ("unknown", "occupation")


def test_low_score_stops_and_says_how_far() -> None:
    poor = NURSE | {"wage": 15, "clb_english": 5, "status": "visitor", "work_place": "Ottawa"}
    draw = replayed("foreign-worker", poor)["2026-04-23-foreign-worker-eastern-ontario"]
    assert draw["outcome"] == "stopped"
    assert draw["gate"] == "conditions"
    poor["status"] = "work_permit"
    draw = replayed("foreign-worker", poor)["2026-04-23-foreign-worker-eastern-ontario"]
    assert (draw["outcome"], draw["gate"]) == ("stopped", "score")
    assert draw["points_short"] == 63 - estimated_points(poor)


def estimated_points(answers: Row) -> int:
    factors = estimate.by_answers("foreign-worker", LAST_DRAWS, answers)["factors"]
    return int(factors[0]["total_points"])


def test_profile_window_counts_where_it_is_given() -> None:
    name = "2026-04-23-foreign-worker-eastern-ontario"
    assert replayed("foreign-worker", NURSE)[name]["profile"] is True
    old = NURSE | {"profile_created_on": "2020-01-01"}
    draw = replayed("foreign-worker", old)[name]
    assert (draw["profile"], draw["outcome"], draw["gate"]) == (False, "stopped", "profile")


def test_lists_that_are_not_known_are_never_no() -> None:
    for draw in replayed("foreign-worker", NURSE | {"noc": "65201"}).values():
        if draw["occupation_list"] in ("partial", "not_published", "not_captured"):
            assert draw["occupation"] is not False


def test_open_stream_has_no_draw_to_compare_with() -> None:
    assert replayed("workforce-priority-teer-0-3", NURSE, TODAY) == {}


@settings(deadline=None, max_examples=25)
@given(kept=st.sets(st.sampled_from(sorted(NURSE))))
def test_silence_never_clears_a_draw(kept: set[str]) -> None:
    whole = replayed("foreign-worker", NURSE)
    for name, draw in replayed("foreign-worker", {key: NURSE[key] for key in kept}).items():
        if draw["outcome"] == "cleared":
            assert whole[name]["outcome"] == "cleared"
        if draw["outcome"] == "stopped":
            assert whole[name]["outcome"] == "stopped"
        gates = [draw[gate] for gate in GATES]
        expected = "stopped" if False in gates else "unknown" if None in gates else "cleared"
        assert draw["outcome"] == expected


@pytest.mark.parametrize(
    ("pathway", "on"), [("foreign-worker", LAST_DRAWS), ("workforce-priority-teer-0-3", TODAY)]
)
def test_changes_are_what_the_same_query_says(pathway: str, on: date) -> None:
    person = NURSE | {"work_place": "Toronto", "clb_english": 6, "wage": 33}
    found = estimate.by_answers(pathway, on, person)
    base = found["factors"][0]["total_points"]
    changes = {(change["change_id"], change["becomes"]): change for change in found["changes"]}
    gains = [change["points_gained"] for change in found["changes"]]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)
    again = {
        ("english-one-higher", "7"): {"clb_english": 7},
        ("english-two-higher", "8"): {"clb_english": 8},
        ("french-at-7", "7"): {"languages_tested": "both", "clb_french": 7},
        ("next-wage-band", "35"): {"wage": 35},
        ("other-region", "Northern Ontario"): {"work_place": "Kenora"},
    }
    for key, answer in again.items():
        factors = estimate.by_answers(pathway, on, person | answer)["factors"]
        change = changes[key]
        if key[0] == "french-at-7":
            assert change["points_gained"] >= 5
        assert (
            change["total_points"] == factors[0]["total_points"] == base + change["points_gained"]
        )


def test_nothing_known_nothing_to_change() -> None:
    assert estimate.by_answers("foreign-worker", LAST_DRAWS, {})["changes"] == []


def test_a_full_evaluation_asks_few_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(name: str, **parameters: Any) -> list[Row]:  # noqa: ANN401
        asked.append(name)
        return queries.ask(name, **parameters)

    monkeypatch.setattr(estimate, "ask", counting)
    estimate.by_answers("foreign-worker", LAST_DRAWS, NURSE)
    assert len(asked) <= 12
