"""The estimator's API: what it answers, what it refuses, and that it keeps nothing."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import pytest

from queries import store
from tests.queries.test_estimate_points import EXAMPLE, EXAMPLE_OPTIONS
from tests.queries.test_estimate_requirements import ENGINEER, FOREIGN_WORKER

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

from server.api import api

PRIORITY = "workforce-priority-teer-0-3"
TODAY = "2026-11-23"
Body = dict[str, Any]

pytestmark = pytest.mark.usefixtures("built")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(api)


def ask(client: TestClient, pathway: str = PRIORITY, on: str = TODAY, **body: object) -> Body:
    response = client.post("/estimate", json={"pathway": pathway, "on": on} | body)
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_worked_example_both_ways(client: TestClient) -> None:
    for body in ({"options": EXAMPLE_OPTIONS}, {"answers": EXAMPLE}):
        score = ask(client, **body)["score"]
        assert (score["total_points"], score["total_possible"]) == (85, 85)
        assert score["total_maximum"] == 130
        assert {row["factor"]: row["option_id"] for row in score["factors"]} == EXAMPLE_OPTIONS


def test_eligibility_and_checklist(client: TestClient) -> None:
    told = ask(client, answers=ENGINEER)
    assert told["eligibility"] == {
        "outcome": "likely_eligible",
        "stream_state": "open",
        "not_met": [],
        "to_confirm": [],
        "met": 8,
        "deciding": 8,
    }
    wage = next(row for row in told["checklist"] if row["requirement_id"].endswith("3-wage-01"))
    assert wage["given"] == "Wage by the hour: 60"
    assert wage["needed"] == "56.73"
    assert wage["source_urls"]
    assert wage["effective_from"] == "2026-06-25"
    told = ask(client, answers=ENGINEER | {"wage": 30})
    assert told["eligibility"]["outcome"] == "not_eligible"
    assert told["eligibility"]["not_met"] == [
        "The wage is at least the median for the occupation in the region."
    ]
    assert ask(client, answers={})["eligibility"]["outcome"] == "to_confirm"


@pytest.mark.parametrize(
    ("on", "state", "outcome"),
    [
        ("2025-06-01", "open", "likely_eligible"),
        ("2025-10-01", "open", "likely_eligible"),
        (TODAY, "closed", "not_eligible"),
    ],
)
def test_rules_of_the_day(client: TestClient, on: str, state: str, outcome: str) -> None:
    told = ask(client, "foreign-worker", on, answers=FOREIGN_WORKER)
    assert told["eligibility"]["stream_state"] == state
    assert told["eligibility"]["outcome"] == outcome
    assert told["score"]["score_scale"] == "eoi-2022"
    portal = [row for row in told["checklist"] if "employer-10" in row["requirement_id"]]
    assert bool(portal) == (on == "2025-10-01")


@pytest.mark.parametrize(
    ("pathway", "has_tool"),
    [("human-capital-priorities", True), ("skilled-trades", True), ("entrepreneur", False)],
)
def test_some_streams_are_explained_and_not_scored(
    client: TestClient, pathway: str, *, has_tool: bool
) -> None:
    told = ask(client, pathway, answers=ENGINEER)
    assert "score" not in told
    assert "eligibility" not in told
    assert "not scored" in told["note"]
    assert bool(told["federal_tool"]) == has_tool


@pytest.mark.parametrize(
    ("body", "field", "allowed"),
    [
        ({"pathway": "nothing", "answers": {}}, "pathway", "foreign-worker"),
        ({"pathway": PRIORITY}, "answers", "options"),
        ({"pathway": PRIORITY, "answers": {}, "options": {}}, "answers", "answers"),
        ({"pathway": PRIORITY, "answers": {"wages": 30}}, "wages", "wage"),
        ({"pathway": PRIORITY, "answers": {"wage": 4}}, "wage", "a number from 5 to 1,000,000"),
        ({"pathway": PRIORITY, "answers": {"wage": "30"}}, "wage", "a number from 5 to 1,000,000"),
        ({"pathway": PRIORITY, "answers": {"wage": True}}, "wage", "a number from 5 to 1,000,000"),
        (
            {"pathway": PRIORITY, "answers": {"canadian_credentials": 1.5}},
            "canadian_credentials",
            "a whole number from 0 to 20",
        ),
        (
            {"pathway": PRIORITY, "answers": {"noc": "99999"}},
            "noc",
            "a five-digit code of NOC 2021",
        ),
        ({"pathway": PRIORITY, "answers": {"work_place": "Paris"}}, "work_place", "Ottawa"),
        ({"pathway": PRIORITY, "answers": {"studied_abroad": "no"}}, "studied_abroad", "false"),
        (
            {"pathway": PRIORITY, "on": TODAY, "answers": {"graduated_on": "2026-11-24"}},
            "graduated_on",
            "a date as YYYY-MM-DD, not after 2026-11-23",
        ),
        (
            {"pathway": PRIORITY, "answers": {"noc": "21231", "teer": 1}},
            "teer",
            "another answer to noc",
        ),
        (
            {"pathway": PRIORITY, "answers": {"languages_tested": "none", "clb_english": 9}},
            "clb_english",
            "another answer to languages_tested",
        ),
        (
            {"pathway": PRIORITY, "answers": {"residence": "outside_canada", "status": "visitor"}},
            "status",
            "another answer to residence",
        ),
        ({"pathway": PRIORITY, "options": {"wages": "w40"}}, "wages", "wage"),
        ({"pathway": PRIORITY, "options": {"wage": "w41"}}, "wage", "w40"),
        ({"pathway": PRIORITY, "options": {"wage": ["w40"]}}, "wage", "w40"),
        ({"pathway": PRIORITY, "answers": {"work_place": ["Ottawa"]}}, "work_place", "Ottawa"),
        ({"pathway": PRIORITY, "on": "tomorrow", "answers": {}}, "on", "a day as YYYY-MM-DD"),
        ({"pathway": PRIORITY, "on": 1_764_000_000, "answers": {}}, "on", "a day as YYYY-MM-DD"),
        ({"pathway": PRIORITY, "on": "2026-13-01", "answers": {}}, "on", "a day as YYYY-MM-DD"),
        ({"pathway": PRIORITY, "answers": {}, "name": "x"}, "name", None),
        ({"answers": {}}, "pathway", None),
    ],
)
def test_bad_input_names_the_field_and_what_is_allowed(
    client: TestClient, body: Body, field: str, allowed: str | None
) -> None:
    response = client.post("/estimate", json=body)
    assert response.status_code == 422
    error = response.json()["errors"][0]
    assert error["field"] == field
    assert error["message"]
    assert allowed is None or allowed in error["allowed"]


def test_any_body_is_answered_or_refused(client: TestClient) -> None:
    for content in ("", "{", "[]", "null", '{"pathway": 1}', '{"pathway": "x", "answers": []}'):
        assert client.post("/estimate", content=content).status_code == 422
    for wage in ("1" + "0" * 400, "NaN", "Infinity", "1e400"):
        content = f'{{"pathway": "{PRIORITY}", "answers": {{"wage": {wage}}}}}'
        assert client.post("/estimate", content=content).status_code == 422


def test_replay_and_changes(client: TestClient) -> None:
    told = ask(client, "foreign-worker", "2026-04-30", answers=FOREIGN_WORKER)
    replay = told["replay"]
    counted = [replay[outcome] for outcome in ("cleared", "stopped", "unknown")]
    assert sum(counted) == len(replay["draws"]) == 72
    assert replay["closest_miss"] is None or replay["closest_miss"]["gate"] == "score"
    assert told["changes"][0]["points_gained"] >= told["changes"][-1]["points_gained"] > 0
    assert ask(client, answers=ENGINEER)["replay"]["draws"] == []


def test_answers_that_do_not_fit_together_are_asked_about(client: TestClient) -> None:
    assert ask(client, answers=ENGINEER)["please_check"] == []
    odd = ENGINEER | {"wage": 62_000, "wage_unit": "hourly"}
    assert ask(client, answers=odd)["please_check"] == [
        {"field": "wage_unit", "message": "62,000 dollars an hour: is that by the year?"}
    ]


def test_i_do_not_know_is_no_answer(client: TestClient) -> None:
    silent = ask(client, answers={})
    assert ask(client, answers=dict.fromkeys(ENGINEER)) == silent


def test_questions_are_listed(client: TestClient) -> None:
    told = client.get("/estimate/questions").json()
    by_id = {question["id"]: question for question in told["questions"]}
    assert set(EXAMPLE) | set(FOREIGN_WORKER) <= set(by_id)
    assert by_id["wage_unit"]["option_ids"] == ["hourly", "yearly"]
    assert {"Peel", "3521005"} < set(by_id["work_place"]["option_ids"])
    assert by_id["noc"]["asked_when"] is None
    assert by_id["assessed_on"]["asked_when"] == [
        {"alternative": 1, "fact": "studied_abroad", "operator": "=", "value": "true"}
    ]
    steps = list(dict.fromkeys(question["step"] for question in told["questions"]))
    assert steps == [
        "occupation",
        "pay_and_place",
        "work",
        "education",
        "language",
        "status",
        "employer",
    ]
    own = client.get("/estimate/questions", params={"pathway": "phd-graduate"}).json()["questions"]
    ids = {question["id"] for question in own}
    assert "ontario_degree" in ids
    assert "wage" not in ids
    assert client.get("/estimate/questions", params={"pathway": "x"}).status_code == 422


def test_answers_reach_no_cache_and_no_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # What is the same for everybody, such as the list of questions, is kept at the first request.
    ask(client, answers=ENGINEER)
    client.post("/estimate", json={"pathway": PRIORITY, "answers": {}})
    before = set(store._kept)  # noqa: SLF001
    ask(client, answers=ENGINEER | {"wage": 61.37})
    client.post("/estimate", json={"pathway": PRIORITY, "answers": {"wage": 3.1737}})
    ask(client, answers=ENGINEER | {"wage": 62.37})
    assert set(store._kept) == before  # noqa: SLF001
    assert "61.37" not in caplog.text
    assert "3.1737" not in caplog.text


def test_error_of_the_database_does_not_repeat_what_was_given() -> None:
    with pytest.raises(store.QuestionError, match=r"estimate_facts\.sql could not") as caught:
        store.ask("estimate_facts", answers=["my secret, which is no JSON"], as_of=None)
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__
