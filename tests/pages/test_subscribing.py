"""The box that says how to hear of new draws: its words, and addresses that really answer."""

from __future__ import annotations

import warnings
from urllib.parse import parse_qs, urlsplit

import pytest

from server.feeds import feeds
from tests.pages.visit import visit

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

client = TestClient(feeds)

CASES = [
    ("draws", {}, {}),
    (
        "draws",
        {"stream": ["foreign-worker"], "area": ["Leeds and Grenville"], "from": "2025-01-01"},
        {"stream": ["foreign-worker"], "area": ["Leeds and Grenville"]},
    ),
    ("draws", {"stream": ["workforce-priority-physician"]}, None),
    ("occupation", {"noc": "31301"}, {"occupation": ["31301"]}),
    (
        "draw",
        {"draw": "2025-09-03-foreign-worker-priority-occupations"},
        {"stream": ["foreign-worker"]},
    ),
]


@pytest.mark.parametrize(("page", "address", "filters"), CASES)
def test_addresses_hold_the_filters_and_answer(
    page: str, address: dict[str, str | list[str]], filters: dict[str, list[str]] | None
) -> None:
    app = visit(page, **address)
    (box,) = [each for each in app.expander if each.label == "Follow new draws"]
    assert not box.code
    app.session_state["follow"] = True
    app.run()
    (box,) = [each for each in app.expander if each.label == "Follow new draws"]
    shown = [code.value for code in box.code]
    assert [urlsplit(text).path for text in shown] == ["/feeds/draws.atom", "/feeds/draws.ics"]
    for text in shown:
        assert parse_qs(urlsplit(text).query) == (filters if filters is not None else address)
        path = f"{urlsplit(text).path.removeprefix('/feeds')}?{urlsplit(text).query}"
        assert client.get(path).status_code == 200
    assert "account" in box.markdown[0].value
    names_occupation = "occupation" in (filters or {})
    assert ("may have named it too" in box.markdown[0].value) == names_occupation
