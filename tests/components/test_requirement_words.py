"""Requirements in words: every case in the tables has some."""

from __future__ import annotations

import pytest

from components import requirement_words as say
from tests.queries.facts import table


def test_every_condition_has_words() -> None:
    missing = [
        (row["fact"], row["value"])
        for row in table("requirement_conditions").to_dicts()
        if row["fact"] not in say.CASES and (row["fact"], row["value"]) not in say.PLACES
    ]
    assert missing == []


def test_every_topic_has_a_heading() -> None:
    assert set(table("requirements")["topic"]) <= set(say.TOPICS)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("1|in_canada|=|true", (True, "you live in Canada")),
        ("1|mandatory_licence|=|false", (False, "the occupation needs a licence")),
        ("1|work_location|!=|gta", (True, "the job is outside the Greater Toronto Area")),
        ("1|noc|not in|nurses", (False, "you are a registered or practical nurse")),
        ("1|physician_without_offer|=|false", (True, "")),
        ("1|new_fact|=|some_value", (True, "new fact: some value")),
    ],
)
def test_one_condition(condition: str, said: tuple[bool, str]) -> None:
    assert say.case(condition) == said


def test_conditions_within_an_alternative_must_all_hold() -> None:
    assert say.cases(
        ["1|in_canada|=|true", "1|mandatory_licence|=|false", "1|positive_lmia|=|false"]
    ) == (
        "Applies if you live in Canada. Does not apply if the occupation needs a licence or the "
        "employer has a positive LMIA."
    )
    assert say.cases(["1|physician_without_offer|=|false"]) == ""
    assert say.cases(None) == ""


def test_one_of_several_alternatives_is_enough() -> None:
    assert say.cases(["1|in_canada|=|true", "1|funds_used|=|true", "2|ece_member|=|true"]) == (
        "Applies if you live in Canada and you use savings to show the money; or if you are a "
        "member of the College of Early Childhood Educators."
    )
    assert say.cases(["1|business_location|!=|gta", "2|business_sector|=|ict"]) == (
        "Applies if the business is outside the Greater Toronto Area; or if the business is in "
        "information technology."
    )


@pytest.mark.parametrize(
    ("operator", "value", "unit", "text", "said"),
    [
        (
            ">=",
            "600000",
            "CAD net worth",
            "Net worth",
            "That is at least 600,000 Canadian dollars of net worth.",
        ),
        (">=", "1560", "hours/year", "At least 1,560 paid hours a year.", ""),
        (">=", "6", "CLB", "CLB 6 in all four abilities.", ""),
        ("==", "legal", "", "Legal status.", ""),
    ],
)
def test_limits(operator: str, value: str, unit: str, text: str, said: str) -> None:
    row = {"operator": operator, "value": value, "unit": unit, "plain_text": text, "choices": None}
    assert say.limit(row) == said


def test_one_of_several_values_is_a_sentence() -> None:
    row = {"operator": "one_of", "choices": ["work", "job_search"]}
    assert say.limit(row) == "One of: work, job search."


def test_a_source_that_is_not_official_says_so() -> None:
    row = {"source_titles": ["A"], "source_urls": ["https://a.example"], "is_official": False}
    assert "not official" in say.sources(row)
    assert "not official" not in say.sources(row | {"is_official": True})
    assert "not online" in say.sources(row | {"source_urls": [None]})
