"""Answers that a test cannot give are refused; answers that do not fit together are asked about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from queries import estimate
from tests.queries.facts import table

TODAY = date(2026, 11, 23)
Row = dict[str, Any]
LIMITS = table("language_score_limits").to_dicts()
LANGUAGES = {"en": "english", "fr": "french"}
LANGUAGE = {
    row["language_test"]: LANGUAGES[row["language"]] for row in table("language_tests").to_dicts()
}


def faults(test: str, ability: str, score: float) -> list[estimate.Misunderstood]:
    language = LANGUAGE[test]
    answers = {
        "languages_tested": language,
        f"{language}_test": test,
        f"{language}_{ability}": score,
    }
    try:
        estimate.check(TODAY, answers)
    except estimate.MisunderstoodError as error:
        return error.faults
    return []


@pytest.mark.parametrize(
    ("test", "ability", "score"),
    [
        ("ielts-general", "reading", 0),
        ("ielts-general", "writing", 6.5),
        ("ielts-general", "speaking", 9),
        ("celpip-general", "listening", 12),
        ("pte-core", "speaking", 10),
        ("pte-core", "writing", 90),
        ("tef-canada", "speaking", 699),
        ("tcf-canada", "reading", 699),
        ("tcf-canada", "writing", 20),
    ],
)
def test_scores_that_tests_give_are_taken(test: str, ability: str, score: float) -> None:
    assert faults(test, ability, score) == []


@pytest.mark.parametrize(
    ("test", "ability", "score", "allowed"),
    [
        ("ielts-general", "reading", 75, "a number in steps of 0.5 from 0 to 9"),
        ("ielts-general", "reading", 6.25, "a number in steps of 0.5 from 0 to 9"),
        ("celpip-general", "writing", 13, "a whole number from 0 to 12"),
        ("celpip-general", "writing", 7.5, "a whole number from 0 to 12"),
        ("pte-core", "listening", 9, "a whole number from 10 to 90"),
        ("tcf-canada", "speaking", 21, "a whole number from 0 to 20"),
        ("tef-canada", "reading", 400.5, "a whole number from 0 to 699"),
    ],
)
def test_scores_that_a_test_cannot_give_are_refused_with_its_range(
    test: str, ability: str, score: float, allowed: str
) -> None:
    (fault,) = faults(test, ability, score)
    assert fault.field == f"{LANGUAGE[test]}_{ability}"
    names = dict(table("language_tests").select("language_test", "name").rows())
    assert fault.allowed == (f"{names[test]} {ability}: {allowed}",)


@pytest.mark.parametrize("row", table("language_benchmarks").to_dicts(), ids=str)
def test_every_benchmark_lies_on_the_scale_of_its_test(row: Row) -> None:
    for score in (row["min_score"], row["max_score"]):
        if score is not None:
            assert faults(row["language_test"], row["ability"], float(score)) == []


def test_every_test_and_ability_has_its_scale() -> None:
    scales = {(row["language_test"], row["ability"]) for row in LIMITS}
    wanted = table("language_benchmarks").select("language_test", "ability").unique().rows()
    assert scales == set(wanted)


def test_a_score_without_its_test_is_left_alone() -> None:
    assert estimate.check(TODAY, {"languages_tested": "english"})
    answers = {"languages_tested": "english", "english_test": "ielts-general"}
    kept = estimate.understood(TODAY, answers | {"english_reading": 75}).answers
    assert kept == answers


def fields(**answers: object) -> list[str]:
    return [row["field"] for row in estimate.contradictions(*estimate.facts_of(TODAY, answers))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"wage": 62_000, "wage_unit": "hourly"}, "wage_unit", "62,000 dollars an hour"),
        (
            {"wage": 30, "wage_unit": "yearly", "hours_per_week": 40},
            "wage_unit",
            "30 dollars a year: is that by the hour?",
        ),
        ({"wage": 30, "wage_unit": "yearly"}, "wage_unit", "30 dollars a year"),
        (
            # 900,000 / (52 x 5) = 3,461.5
            {"wage": 900_000, "wage_unit": "yearly", "hours_per_week": 5},
            "hours_per_week",
            "make 3,462 dollars an hour",
        ),
        ({"hours_per_week": 30, "hours_per_year": 2_080}, "hours_per_year", "2,080 hours a year"),
        ({"months_in_position": 13, "months_ontario_work": 12}, "months_ontario_work", "(13)"),
        (
            {"consecutive_months_in_position": 7, "months_in_position": 6},
            "consecutive_months_in_position",
            "(7) are more than all months in it (6)",
        ),
        (
            {"months_in_position_last_24": 20, "months_in_position": 18},
            "months_in_position_last_24",
            "(20)",
        ),
        (
            {"months_in_noc_ontario_last_36": 30, "months_in_noc_last_60": 24},
            "months_in_noc_last_60",
            "(30) are more than those anywhere (24)",
        ),
        (
            {"months_in_noc_ontario_last_36": 30, "months_ontario_work": 24},
            "months_ontario_work",
            "(30)",
        ),
        (
            {
                "assessed_on": "2020-05-01",
                "graduated_on": "2021-05-01",
                "ontario_credential": "none",
                "canadian_credentials": 0,
            },
            "assessed_on",
            "older than the credential",
        ),
        (
            {"months_in_position": 30, "months_in_noc_last_60": 0},
            "months_in_noc_last_60",
            "(30) are more than those in the same occupation in the last five years (0)",
        ),
        (
            {"ontario_credential": "phd", "canadian_credentials": 0},
            "canadian_credentials",
            "no Canadian credential of a year or more",
        ),
        (
            {"education_level": "less", "canadian_credentials": 3},
            "education_level",
            "high school or less",
        ),
        (
            {"education_level": "secondary", "ontario_credential": "masters"},
            "education_level",
            "high school or less",
        ),
        (
            {"languages_tested": "english", "tested_on": "2022-01-01"},
            "tested_on",
            "is 58 months old",
        ),
    ],
)
def test_answers_that_do_not_fit_together_are_asked_about(
    answers: Row, field: str, words: str
) -> None:
    (found,) = estimate.contradictions(*estimate.facts_of(TODAY, answers))
    assert found["field"] == field
    assert words in found["message"]
    assert found["message"].endswith("?")


def test_an_assessment_before_a_later_credential_from_ontario_is_no_contradiction() -> None:
    dates = {"assessed_on": "2020-05-01", "graduated_on": "2021-05-01"}
    assert fields(**dates) == []
    assert fields(**dates, ontario_credential="masters", canadian_credentials=1) == []


@st.composite
def consistent(draw: st.DrawFn) -> Row:
    """Return answers that a real person could give, with any of them left out."""
    hours = draw(st.integers(1, 80))
    hourly = draw(st.integers(5, 1_000))
    unit = draw(st.sampled_from(["hourly", "yearly"]))
    ontario = draw(st.integers(0, 720))
    position = draw(st.integers(0, ontario))
    anywhere = draw(st.integers(min(60, position), 60))
    graduated = draw(st.dates(date(1990, 1, 1), TODAY))
    answers = {
        "wage_unit": unit,
        "wage": hourly if unit == "hourly" else 52 * hours * hourly,
        "hours_per_week": hours,
        "hours_per_year": draw(st.integers(1, 52 * hours)),
        "months_ontario_work": ontario,
        "months_in_position": position,
        "consecutive_months_in_position": draw(st.integers(0, min(12, position))),
        "months_in_position_last_24": draw(st.integers(0, min(24, position))),
        "months_in_noc_last_60": anywhere,
        "months_in_noc_ontario_last_36": draw(st.integers(0, min(36, anywhere, ontario))),
        "graduated_on": graduated.isoformat(),
        "assessed_on": min(
            TODAY, graduated + timedelta(days=draw(st.integers(0, 2_000)))
        ).isoformat(),
        "ontario_credential": "none",
        "canadian_credentials": 0,
        "education_level": draw(st.sampled_from(["less", "secondary", "trades", "phd"])),
        "languages_tested": "english",
        "tested_on": draw(st.dates(date(2024, 12, 1), TODAY)).isoformat(),
    }
    kept = draw(st.sets(st.sampled_from(sorted(answers))))
    return {key: value for key, value in answers.items() if key in kept}


@settings(deadline=None, max_examples=150)
@given(answers=consistent())
def test_nothing_is_asked_of_answers_that_fit_together(answers: Row) -> None:
    assert estimate.contradictions(*estimate.facts_of(TODAY, answers)) == []


def test_a_factor_tells_its_document_where_ontario_has_said() -> None:
    def documents(pathway: str, on: date) -> dict[str, tuple[str | None, str | None]]:
        rows = queries.ask("estimate_points", pathway=pathway, as_of=on, facts=["{}"], options=None)
        return {row["factor"]: (row["document"], row["document_url"]) for row in rows}

    closed = documents("international-student", date(2025, 10, 1))
    assert closed["earnings_history"] == (
        "A notice of assessment of the Canada Revenue Agency: for the year of those earnings",
        "https://www.ontario.ca/page/ontario-immigrant-nominee-program-expression-interest-system-streams",
    )
    assert closed["field_of_study"] == (None, None)
    assert all(
        url and url.startswith("https://www.ontario.ca/") for text, url in closed.values() if text
    )
    now = documents("workforce-priority-teer-0-3", TODAY)
    assert set(now.values()) == {(None, None)}
