"""Places: a city counts exactly as the census division that it lies in."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import estimate
from tests.queries.facts import table

TODAY = date(2026, 11, 23)
GTA = {"Durham", "Halton", "Peel", "Toronto", "York"}
PLACED = "census_division in "
MUNICIPALITIES = table("municipalities").to_dicts()
DIVISIONS = table("census_divisions")["census_division"].to_list()
PER_DIVISION = Counter(row["census_division"] for row in MUNICIPALITIES)
OFFERED = [row for row in MUNICIPALITIES if PER_DIVISION[row["census_division"]] > 1]


def facts(**answers: Any) -> dict[str, str]:  # noqa: ANN401 - an answer is of any type
    (text,) = estimate.facts_of(TODAY, answers)
    return json.loads(text)


def labels() -> dict[str, str]:
    (question,) = [row for row in estimate.questions() if row["id"] == "work_place"]
    return dict(zip(question["option_ids"], question["labels"], strict=True))


def named(label: str) -> str:
    (found,) = [place for place, words in labels().items() if words == label]
    return found


def test_every_municipality_of_ontario_is_there() -> None:
    # Ontario counts 444 municipalities, 30 of them counties or regions above others.
    assert len(MUNICIPALITIES) == 414 == 444 - 30
    assert {row["census_division"] for row in MUNICIPALITIES} == set(DIVISIONS)
    codes = {(row["sgc_code"][:4], row["census_division"]) for row in MUNICIPALITIES}
    assert len(codes) == 49


def test_a_status_stands_where_a_name_is_also_that_of_a_census_division() -> None:
    stated = {row["municipality"] for row in MUNICIPALITIES if row["municipal_status"]}
    assert stated == {row["municipality"] for row in MUNICIPALITIES} & set(DIVISIONS)


@pytest.mark.parametrize(
    ("label", "division", "region_2022", "region_2026", "redi"),
    [
        ("Mississauga (Peel)", "Peel", "gta_except_toronto", "gta_except_toronto", "false"),
        ("Toronto", "Toronto", "toronto", "toronto", "false"),
        ("Markham (York)", "York", "gta_except_toronto", "gta_except_toronto", "false"),
        ("Oshawa (Durham)", "Durham", "gta_except_toronto", "gta_except_toronto", "false"),
        ("Sarnia (Lambton)", "Lambton", "outside_gta", "southwestern", "true"),
        (
            "Brockville (Leeds and Grenville)",
            "Leeds and Grenville",
            "outside_gta",
            "eastern",
            "true",
        ),
        ("Smiths Falls (Lanark)", "Lanark", "outside_gta", "eastern", "true"),
        ("Perth (town, Lanark)", "Lanark", "outside_gta", "eastern", "true"),
        ("Thunder Bay (city, Thunder Bay)", "Thunder Bay", "northern", "northern", "true"),
        ("Ottawa", "Ottawa", "outside_gta", "eastern", "false"),
        ("Hamilton", "Hamilton", "outside_gta", "southwestern", "false"),
        (
            "Hamilton (township, Northumberland)",
            "Northumberland",
            "outside_gta",
            "eastern",
            "false",
        ),
        ("London (Middlesex)", "Middlesex", "outside_gta", "southwestern", "false"),
        ("Windsor (Essex)", "Essex", "outside_gta", "southwestern", "false"),
        ("Kingston (Frontenac)", "Frontenac", "outside_gta", "eastern", "false"),
        ("Barrie (Simcoe)", "Simcoe", "outside_gta", "central_outside_gta", "false"),
        ("Kitchener (Waterloo)", "Waterloo", "outside_gta", "central_outside_gta", "false"),
        ("Greater Sudbury", "Greater Sudbury", "northern", "northern", "false"),
        ("Espanola (Sudbury)", "Sudbury", "northern", "northern", "false"),
        ("Nipissing (township, Parry Sound)", "Parry Sound", "northern", "northern", "false"),
        ("North Bay (Nipissing)", "Nipissing", "northern", "northern", "false"),
        ("Sault Ste. Marie (Algoma)", "Algoma", "northern", "northern", "false"),
        ("Prince Edward County", "Prince Edward", "outside_gta", "eastern", "false"),
    ],
)
def test_places_that_anyone_can_look_up(
    label: str, division: str, region_2022: str, region_2026: str, redi: str
) -> None:
    known = facts(work_place=named(label), study_place=named(label), studied_in_person=True)
    assert known["census_division"] == division
    assert known["work_location"] == ("gta" if division in GTA else "outside_gta")
    assert known["work_region_eoi_2022"] == known["study_region_eoi_2022"] == region_2022
    assert known["work_region_owp_2026"] == region_2026
    assert known["census_division in redi"] == redi


def test_people_can_tell_places_apart_and_find_every_municipality() -> None:
    shown = labels()
    assert len(shown) == len(set(shown.values())) == 49 + len(OFFERED)
    assert list(shown.values()) == sorted(shown.values())
    words = " | ".join(shown.values())
    assert all(row["municipality"] in words for row in MUNICIPALITIES)
    assert set(DIVISIONS) < set(shown)
    (study,) = [row for row in estimate.questions() if row["id"] == "study_place"]
    assert set(shown) < set(study["option_ids"])


@pytest.mark.parametrize("row", OFFERED, ids=[row["sgc_code"] for row in OFFERED])
def test_every_municipality_counts_as_its_division(row: dict[str, str]) -> None:
    asked = {"noc": "31301", "wage": 40, "wage_unit": "hourly", "studied_in_person": True}
    city, division = row["sgc_code"], row["census_division"]
    found, wanted = (
        facts(**asked, work_place=place, study_place=place) for place in (city, division)
    )
    assert found == wanted | {"work_place": city, "study_place": city}
    assert wanted["census_division"] == division
    assert wanted["work_region_owp_2026"]


@settings(deadline=None, max_examples=20)
@given(
    row=st.sampled_from(OFFERED),
    pathway=st.sampled_from(
        [
            ("workforce-priority-teer-0-3", TODAY),
            ("foreign-worker", date(2025, 10, 1)),
            ("in-demand-skills", date(2025, 10, 1)),
            ("masters-graduate", date(2025, 10, 1)),
        ]
    ),
)
def test_an_answer_by_city_gives_the_same_estimate(
    row: dict[str, str], pathway: tuple[str, date]
) -> None:
    person = {"noc": "31301", "wage": 40, "wage_unit": "hourly", "studied_in_person": True}
    by_city, by_division = (
        estimate.by_answers(*pathway, person | {"work_place": place, "study_place": place})
        for place in (row["sgc_code"], row["census_division"])
    )
    assert by_city == by_division
