"""The open data API: the search, and what it says of bad input."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from server.api import api

client = TestClient(api)


def test_search_gives_the_best_first() -> None:
    answer = client.get("/occupations.json", params={"q": "web develper", "limit": 5})
    assert answer.status_code == 200
    rows = answer.json()["rows"]
    assert len(rows) <= 5
    assert (rows[0]["noc_code"], rows[0]["title"]) == ("21234", "Web developers and programmers")


def test_codes_keep_their_zeros() -> None:
    rows = client.get("/occupations.json", params={"q": "0015"}).json()["rows"]
    assert rows[0]["noc_code"] == "00015"


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "q"),
        ({"q": ""}, "q"),
        ({"q": "x" * 101}, "q"),
        ({"q": "nurse", "limit": "many"}, "limit"),
        ({"q": "nurse", "limit": 0}, "limit"),
        ({"q": "nurse", "limit": 101}, "limit"),
    ],
)
def test_bad_input_names_the_field(params: dict[str, str | int], field: str) -> None:
    answer = client.get("/occupations.json", params=params)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]
    assert answer.json()["errors"][0]["message"]
