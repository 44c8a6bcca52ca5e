"""Points: every option of every grid, the best cases, and answers that find their option."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data.build import TABLES

GRID_DAYS = {
    "eoi-2021": date(2022, 6, 1),
    "eoi-2022": date(2025, 10, 1),
    "owp-2026": date(2026, 11, 23),
}
MAXIMA = {
    "foreign-worker": ("eoi-2022", 76),
    "international-student": ("eoi-2022", 118),
    "in-demand-skills": ("eoi-2022", 46),
    "masters-graduate": ("eoi-2022", 75),
    "phd-graduate": ("eoi-2022", 75),
    "workforce-priority-teer-0-3": ("owp-2026", 130),
    "workforce-priority-teer-4-5": ("owp-2026", 130),
    "workforce-priority-physician": ("owp-2026", 115),
}
EXAMPLE = {
    "teer": 2,
    "broad_category": 0,
    "wage": 30,
    "wage_unit": "hourly",
    "months_in_position": 18,
    "best_earnings": 60_000,
    "status": "work_permit",
    "education_level": "bachelor",
    "canadian_credentials": 1,
    "languages_tested": "english",
    "clb_english": 7,
    "work_place": "Ottawa",
}
EXAMPLE_OPTIONS = {
    "job_offer_teer": "teer_2_3",
    "broad_occupational_category": "boc_0_1_4_8_9",
    "wage": "w30",
    "ontario_work_experience": "pos_13_24",
    "earnings_history": "e50",
    "legal_status": "work_permit",
    "education_level": "bachelor",
    "canadian_education_experience": "one",
    "official_language_ability": "clb7",
    "knowledge_of_official_languages": "one",
    "regional_immigration_job_location": "eastern",
}

Row = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OPTIONS = {row["grid_option_id"]: row for row in table("grid_options")}
OPTION_STREAMS = [
    (row["stream_id"], OPTIONS[row["grid_option_id"]]) for row in table("grid_option_streams")
]
FACTORS = {(row["score_scale"], row["factor"]): row for row in table("grid_factors")}
BOUNDS: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
for bound in table("grid_option_bounds"):
    BOUNDS[bound["grid_option_id"]][bound["alternative"]].append(bound)


def by_facts(pathway: str, on: date, *facts: Row) -> list[dict[str, Row]]:
    """Return the rows by factor for each set of facts."""
    texts = [json.dumps(each) for each in facts]
    rows = queries.ask("estimate_points", pathway=pathway, as_of=on, facts=texts, options=None)
    found: list[dict[str, Row]] = [{} for _ in facts]
    for row in rows:
        found[row["set_number"]][row["factor"]] = row
    return found


def by_answers(pathway: str, on: date, *answers: Row) -> list[dict[str, Row]]:
    sets = queries.ask("estimate_facts", answers=[json.dumps(each) for each in answers], as_of=on)
    return by_facts(pathway, on, *(json.loads(each["facts"]) for each in sets))


def by_options(pathway: str, on: date, options: Row) -> dict[str, Row]:
    rows = queries.ask(
        "estimate_points", pathway=pathway, as_of=on, facts=["{}"], options=json.dumps(options)
    )
    return {row["factor"]: row for row in rows}


def total(rows: dict[str, Row]) -> int:
    return int(next(iter(rows.values()))["total_points"])


@pytest.mark.parametrize(
    ("stream", "option"),
    OPTION_STREAMS,
    ids=[f"{stream}-{option['grid_option_id']}" for stream, option in OPTION_STREAMS],
)
def test_option_gives_its_published_points(stream: str, option: dict[str, str]) -> None:
    factor = option["factor"]
    rows = by_options(stream, GRID_DAYS[option["score_scale"]], {factor: option["option_id"]})
    row = rows[factor]
    assert row["score_scale"] == option["score_scale"]
    assert (row["option_id"], row["label"]) == (option["option_id"], option["label"])
    assert row["points"] == int(option["points"] or 0)
    assert row["is_known"] == bool(option["points"])
    assert total(rows) == row["points"]
    assert row["source_urls"] or not row["is_known"]
    others = [row for row in rows.values() if row["factor"] != factor]
    assert all(row["points"] == 0 and not row["is_known"] for row in others)


@pytest.mark.parametrize("stream", MAXIMA)
def test_best_case_is_the_maximum(stream: str) -> None:
    scale, maximum = MAXIMA[stream]
    best: dict[str, dict[str, str]] = {}
    for of_stream, option in OPTION_STREAMS:
        if of_stream == stream and option["score_scale"] == scale:
            held = best.get(option["factor"], option)
            best[option["factor"]] = max(held, option, key=lambda each: int(each["points"]))
    chosen = {factor: option["option_id"] for factor, option in best.items()}
    rows = by_options(stream, GRID_DAYS[scale], chosen)
    assert set(rows) == set(chosen)
    assert total(rows) == maximum
    assert {row["total_maximum"] for row in rows.values()} == {maximum}
    assert all(row["points"] == row["maximum"] for row in rows.values())


@pytest.mark.parametrize(
    ("stream", "practical"), [("in-demand-skills", 43), ("workforce-priority-teer-4-5", 119)]
)
def test_no_occupation_of_the_stream_reaches_more(stream: str, practical: int) -> None:
    scale, _ = MAXIMA[stream]
    accepted = {
        (row["teer"], row["broad_category"])
        for row in table("noc_2021")
        if row["teer"] in "45" and row["broad_category"] != "3"
    }
    assert ("4", "7") in accepted
    assert not {row["noc_code"] for row in table("noc_2021") if row["noc_code"][:2] in ("34", "35")}
    best = {
        "hourly_wage": 50,
        "months_in_position": 30,
        "best_earnings": 90_000,
        "status": "work_permit",
        "education_level": "phd",
        "canadian_credentials": 2,
        "clb_english": 10,
        "clb_french": 10,
        "work_region_eoi_2022": "northern",
        "work_region_owp_2026": "northern",
    }
    sets = [best | {"teer": teer, "broad_category": boc} for teer, boc in sorted(accepted)]
    found = by_facts(stream, GRID_DAYS[scale], *sets)
    if stream == "workforce-priority-teer-4-5":
        assert max(map(total, found)) == practical
    else:
        listed = [
            {"broad_category": row["noc_code"][0]}
            for row in table("in_demand_occupations")
            if row["noc_version"] == "2021"
        ]
        found = by_facts(stream, GRID_DAYS[scale], *(best | each for each in listed))
        assert max(map(total, found)) == practical
    assert next(iter(found[0].values()))["total_practical"] == practical


def test_worked_example_by_options() -> None:
    rows = by_options("workforce-priority-teer-0-3", GRID_DAYS["owp-2026"], EXAMPLE_OPTIONS)
    assert total(rows) == 85
    assert all(row["is_known"] for row in rows.values())


def test_worked_example_by_answers() -> None:
    (rows,) = by_answers("workforce-priority-teer-0-3", GRID_DAYS["owp-2026"], EXAMPLE)
    assert {factor: row["option_id"] for factor, row in rows.items()} == EXAMPLE_OPTIONS
    assert total(rows) == 85 == next(iter(rows.values()))["total_possible"]


def facts_that_meet(bounds: list[dict[str, str]]) -> Row:
    """Return facts for which every comparison holds."""
    facts: Row = {}
    for each in sorted(bounds, key=lambda bound: bound["operator"] in ("<", "<=")):
        fact, value = each["fact"], each["value"]
        match each["operator"]:
            case "=" | ">=" | "<=":
                facts.setdefault(fact, value)
            case ">":
                facts[fact] = int(value) + 1
            case "<":
                facts.setdefault(fact, int(value) - 1)
    return facts


@pytest.mark.parametrize(
    ("stream", "scale"),
    sorted({(stream, option["score_scale"]) for stream, option in OPTION_STREAMS}),
)
def test_facts_find_their_option(stream: str, scale: str) -> None:
    cases = [
        (option, bounds)
        for of_stream, option in OPTION_STREAMS
        if (of_stream, option["score_scale"]) == (stream, scale)
        for bounds in BOUNDS[option["grid_option_id"]].values()
    ]
    found = by_facts(stream, GRID_DAYS[scale], *(facts_that_meet(bounds) for _, bounds in cases))
    for (option, bounds), rows in zip(cases, found, strict=True):
        row = rows[option["factor"]]
        if all(bound["counted"] == "true" for bound in bounds):
            assert (row["option_id"], row["matches"]) == (option["option_id"], 1)
            assert row["points"] == int(option["points"] or 0)
        else:
            assert row["option_id"] is None
            assert not row["is_known"]
            assert row["points"] == 0
            assert row["points_possible"] >= int(option["points"])


RISING = {
    "hourly_wage": range(10, 50),
    "best_earnings": range(0, 90_000, 5_000),
    "canadian_credentials": range(5),
    "clb_english": range(11),
    "clb_french": range(11),
    "months_in_position": range(40),
    "months_ontario_work": range(40),
    "months_medical_practice": range(40),
}
FALLING = {"teer": range(6)}


@pytest.mark.parametrize("stream", MAXIMA)
@pytest.mark.parametrize("fact", [*RISING, *FALLING])
def test_worse_answer_never_scores_higher(stream: str, fact: str) -> None:
    scale, _ = MAXIMA[stream]
    steps = RISING.get(fact) or FALLING[fact][::-1]
    for other in (0, 4, 6, 7, 9):
        rest = {"clb_english": other, "clb_french": other, "months_in_position": 3, "teer": 2}
        found = by_facts(stream, GRID_DAYS[scale], *(rest | {fact: step} for step in steps))
        for worse, better in pairwise(found):
            for factor, row in worse.items():
                assert row["points"] <= better[factor]["points"], (factor, fact)


def test_exactly_24_months_is_the_lower_band_and_disputed() -> None:
    pathway, day = "workforce-priority-teer-0-3", GRID_DAYS["owp-2026"]
    found = by_facts(pathway, day, *({"months_in_position": n} for n in (12, 13, 23, 24, 25)))
    factor = "ontario_work_experience"
    assert [rows[factor]["points"] for rows in found] == [12, 15, 15, 15, 18]
    notes = [rows[factor]["note"] for rows in found]
    assert notes[3] == "Sources differ on exactly 24 months; it is counted here as 13 to 24 months."
    assert [note for n, note in enumerate(notes) if n != 3] == [None] * 4


def test_one_language_below_clb_6_is_left_open() -> None:
    pathway, day = "workforce-priority-teer-0-3", GRID_DAYS["owp-2026"]
    (rows,) = by_facts(pathway, day, {"clb_english": 5, "clb_french": 0})
    row = rows["knowledge_of_official_languages"]
    assert (row["points"], row["points_possible"], row["is_known"]) == (0, 5, False)
    assert row["note"].startswith("Sources differ on whether one language counts below CLB 6")


def test_before_the_grid_there_are_no_points() -> None:
    assert by_facts("workforce-priority-teer-0-3", date(2026, 8, 3), {}) == [{}]
    assert by_facts("human-capital-priorities", date(2026, 4, 1), {}) == [{}]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "noc": st.sampled_from(["31120", "00010", "72106", "85100", "31100", "65201"]),
        "wage": st.integers(5, 100),
        "wage_unit": st.sampled_from(["hourly", "yearly"]),
        "hours_per_week": st.integers(10, 60),
        "months_in_position": st.integers(0, 60),
        "months_ontario_work": st.integers(0, 60),
        "months_medical_practice": st.integers(0, 60),
        "best_earnings": st.integers(0, 120_000),
        "residence": st.sampled_from(["ontario", "elsewhere_in_canada"]),
        "status": st.sampled_from(["work_permit", "study_permit", "visitor", "maintained", "none"]),
        "education_level": st.sampled_from(
            ["phd", "dentistry_veterinary_optometry", "college_graduate_certificate", "less"]
        ),
        "field_of_study": st.sampled_from(["engineering", "business", "arts"]),
        "canadian_credentials": st.integers(0, 4),
        "clb_english": st.integers(0, 12),
        "clb_french": st.integers(0, 12),
        "work_place": st.sampled_from(["Ottawa", "Toronto", "Peel", "Kenora", "Essex"]),
        "study_place": st.sampled_from(["Ottawa", "Toronto", "Peel", "outside_ontario"]),
        "studied_in_person": st.booleans(),
    },
)


@settings(deadline=None, max_examples=40)
@given(answers=ANSWERS, stream=st.sampled_from(sorted(MAXIMA)))
def test_unknown_answers_never_raise_points(answers: Row, stream: str) -> None:
    fewer = [{k: v for k, v in answers.items() if k != left_out} for left_out in answers]
    day = GRID_DAYS[MAXIMA[stream][0]]
    whole, *parts = by_answers(stream, day, answers, *fewer)
    for rows in (whole, *parts):
        assert all(row["matches"] <= 1 for row in rows.values())
        assert all(
            0 <= row["points"] <= row["points_possible"] <= row["maximum"] for row in rows.values()
        )
    for part in parts:
        for factor, row in part.items():
            assert row["points"] <= whole[factor]["points"]
            assert row["points_possible"] >= whole[factor]["points_possible"]


@settings(deadline=None, max_examples=20)
@given(answers=ANSWERS, data=st.data())
def test_order_of_answers_does_not_matter(answers: Row, data: st.DataObject) -> None:
    turned = dict(data.draw(st.permutations(list(answers.items()))))
    pathway, day = "workforce-priority-teer-0-3", GRID_DAYS["owp-2026"]
    assert by_answers(pathway, day, answers) == by_answers(pathway, day, turned)
