"""A link that someone was sent is the first thing that a fresh session asks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components import clock
from components import words as site_words
from tests.pages.visit import FRAME, SECONDS, words

CHECKED = date(2026, 10, 2)


def arrive(page: str, **address: str | list[str]) -> AppTest:
    """Open a page without having been anywhere before."""
    app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
    app.switch_page(f"{page}.py")
    app.query_params.update(address)
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("page", "address", "title"),
    [
        ("overview", {}, "Ontario's draws, in plain numbers"),
        ("draws", {"stream": "foreign-worker"}, "Every draw since 2018"),
        (
            "draw",
            {"draw": "2025-09-03-foreign-worker-priority-occupations"},
            "Foreign Worker, 3 September 2025",
        ),
        ("occupations", {"q": "nurse"}, "Is my occupation targeted?"),
    ],
)
def test_deep_link_gives_the_whole_page(page: str, address: dict[str, str], title: str) -> None:
    app = arrive(page, **address)
    assert app.title[0].value == title
    assert app.markdown[-1].value == site_words.FOOTER
    assert dict(app.query_params) == address


def test_deep_link_filters_at_once() -> None:
    app = arrive("draws", group="mining")
    assert {metric.label: metric.value for metric in app.metric} == {
        "Draws": "3",
        "Invitations": "759",
        "Latest draw": "1 April 2026",
        "Lowest score": "\N{EN DASH}",
    }
    told = "scores were 56 (Foreign Worker), 85 (International Student) and 34 (In-Demand Skills)"
    assert any(told in text.value for text in app.markdown)
    assert app.multiselect(key="group").value == ["mining"]


@pytest.mark.parametrize("page", ["overview", "draws", "draw"])
@pytest.mark.parametrize(("age", "stale"), [(3, False), (4, True)])
def test_old_check_is_said_from_the_fourth_day(
    monkeypatch: pytest.MonkeyPatch, page: str, age: int, *, stale: bool
) -> None:
    monkeypatch.setattr(clock, "today", lambda: CHECKED + timedelta(age))
    app = arrive(page, draw="2025-09-03-foreign-worker-priority-occupations")
    text = words(app)
    assert "we last checked it on 2 October 2026" in text
    assert ("That check is 4 days old" in text) == stale
    assert ("[the official page](https://www.ontario.ca/" in text) == stale
