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
GATES = ("stream", "offer", "occupation", "region", "conditions", "profile", "score")
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


@pytest.mark.parametrize("stream", ["foreign-worker", "international-student", "in-demand-skills"])
@pytest.mark.parametrize(
    ("offer", "gate"),
    [("full_time_permanent", True), ("other", False), ("none", False), (None, None)],
)
def test_only_a_full_time_permanent_job_offer_passes(
    stream: str, offer: str | None, *, gate: bool | None
) -> None:
    draws = replayed(stream, {"noc": "31301", "job_offer": offer}, LAST_DRAWS)
    assert {draw["offer"] for draw in draws.values()} == {gate}
    if gate is not True:
        assert "cleared" not in {draw["outcome"] for draw in draws.values()}


@pytest.mark.parametrize("stream", ["masters-graduate", "phd-graduate"])
def test_graduates_need_no_job_offer(stream: str) -> None:
    draws = replayed(stream, {"job_offer": "none"})
    assert {draw["offer"] for draw in draws.values()} == {True}


def test_physicians_need_no_offer_in_draws_since_27_january_2025() -> None:
    doctor = {"noc": "31102", "job_offer": "none"}
    for draw in replayed("foreign-worker", doctor).values():
        assert draw["offer"] == (draw["issued_on"] >= date(2025, 1, 27)), draw["issued_on"]


def test_first_grid_has_no_rules_of_its_own_days() -> None:
    answers = NURSE | {"noc": "44101"}
    for stream in ("foreign-worker", "international-student", "in-demand-skills"):
        for draw in replayed(stream, answers, date(2022, 11, 21)).values():
            assert draw["stream"] is not True
            assert draw["offer"] is None


@pytest.mark.parametrize(
    ("noc", "place", "in_2023", "in_2025"),
    [
        ("44101", "Toronto", True, True),  # anywhere since November 2022
        ("75119", "Toronto", False, True),  # anywhere since July 2024
        ("14400", "Essex", False, True),  # outside the GTA since July 2024
        ("14400", "Toronto", False, False),
        ("14400", None, False, None),
        ("94140", "Essex", True, True),  # outside the GTA since November 2022
        ("94140", "Peel", False, False),
        ("21231", "Essex", False, False),  # TEER 1
        (None, "Essex", None, None),
    ],
)
def test_in_demand_list_of_the_day_of_the_draw_and_its_place(
    noc: str | None, place: str | None, *, in_2023: bool | None, in_2025: bool | None
) -> None:
    answers = NURSE | {"noc": noc, "work_place": place}
    for draw in replayed("in-demand-skills", answers).values():
        expected = in_2023 if draw["issued_on"] < date(2024, 7, 1) else in_2025
        assert draw["stream"] is expected, draw["draw_id"]
        if expected is not True:
            assert draw["outcome"] != "cleared"


def test_draws_for_skilled_refugees_say_so_with_their_source() -> None:
    refugees = [row for row in table("draws") if row["draw_id"].endswith("-empp")]
    assert len(refugees) == 22
    draws = replayed("foreign-worker", NURSE)
    found = [draws[row["draw_id"]] for row in refugees if row["score_scale"] == "eoi-2022"]
    assert len(found) == 14
    for draw in found:
        assert draw["condition"] == "for skilled refugees of the Economic Mobility Pathways Project"
        assert draw["condition_url"].startswith("https://www.ontario.ca/page/")
        assert (draw["conditions"], draw["outcome"]) == (None, "unknown")


def test_physician_without_an_offer_has_no_score() -> None:
    doctor = NURSE | {"noc": "31102", "job_offer": "none"}
    del doctor["job_offer_in_employer_portal"]
    found = estimate.by_answers("foreign-worker", LAST_DRAWS, doctor)
    assert found["no_score_because"] == (
        "This stream gave no points to physicians without a job offer."
    )
    assert (found["factors"], found["changes"]) == ([], [])
    assert {draw["score"] for draw in found["draws"]} == {None}
    assert "cleared" not in {draw["outcome"] for draw in found["draws"]}
    for offered in ({"job_offer": "full_time_permanent"}, {"job_offer": None}, {"noc": "31301"}):
        other = estimate.by_answers("foreign-worker", LAST_DRAWS, doctor | offered)
        assert other["no_score_because"] is None
        assert other["factors"][0]["total_maximum"] == 76


def test_draws_of_which_it_is_not_known_whom_they_took_are_counted_apart() -> None:
    # In the year to 30 April 2026: 22 April was open to all; 18 March named occupations.
    draws = estimate.by_answers("masters-graduate", LAST_DRAWS, {"clb_english": 9})["draws"]
    recent = [draw for draw in draws if draw["in_last_12_months"]]
    assert [draw["occupation"] for draw in recent][:2] == [True, None]
    counted = estimate.replayed(draws)
    unknown = [draw for draw in recent if draw["outcome"] == "unknown"]
    assert counted["recent_unknown"] == len(unknown)
    assert "2026-03-18-masters-graduate-listed" in {draw["draw_id"] for draw in unknown}


def test_a_bigger_step_is_left_out_where_it_brings_no_more() -> None:
    def language(clb: int) -> list[tuple[str, int]]:
        found = estimate.by_answers(
            "workforce-priority-teer-0-3", TODAY, NURSE | {"clb_english": clb}
        )
        return [
            (change["becomes"], change["points_gained"])
            for change in found["changes"]
            if change["change_id"].startswith("english-")
        ]

    # CLB 6, 7, 8 and 9 give 4, 8, 12 and 15 points, and nothing gives more.
    assert language(6) == [("8", 8), ("7", 4)]
    assert language(8) == [("9", 3)]
    assert language(9) == []
