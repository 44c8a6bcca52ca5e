"""Addresses that nobody should write: each is answered in words, and nothing in them runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from . import facts

if TYPE_CHECKING:
    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

MARKUP = "<script>window.ran=1</script><img src=x onerror=window.ran=1>"
MARKDOWN = "[press](javascript:window.ran=1) $x^2$ :material/home: **b**"
LONGEST_NOTICE = 1_000


def is_calm(visitor: Visitor) -> None:
    """Expect that nothing of the address ran and that no error is shown."""
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)
    main = visitor.page.get_by_test_id("stMain")
    expect(main).not_to_contain_text("Traceback")
    expect(main).not_to_contain_text("Something went wrong")
    assert visitor.page.evaluate("window.ran") is None
    for planted in ("script", "img[src=x]", "a[href^=javascript]", ".katex"):
        expect(main.locator(planted)).to_have_count(0)


WRONG = [
    [("stream", "nonsense"), ("from", "2025-13-99"), ("to", "1999-01-01"), ("kind", "both")],
    [
        ("from", "9" * 5_000),
        ("group", MARKUP),
        ("occupation", MARKDOWN),
        ("area", "Q" * 5_000),
    ],
]
"""In the order of the filters, as their notices stand."""


@pytest.mark.parametrize("wrong", WRONG, ids=["plain", "hostile"])
def test_wrong_values_are_left_out_with_a_word_why(
    visitor: Visitor, wrong: list[tuple[str, str]]
) -> None:
    visitor.opens(f"/draws?{urlencode(wrong)}")
    expect(visitor.notices()).to_have_count(len(wrong))
    for notice, (name, value) in zip(visitor.notices().all_inner_texts(), wrong, strict=True):
        assert name in notice
        assert value[:8] in notice
        assert "Allowed" in notice
        assert len(notice) < LONGEST_NOTICE
    is_calm(visitor)
    visitor.reads(facts.shown(facts.draws()))


def test_a_right_value_stays_beside_a_wrong_one(visitor: Visitor) -> None:
    visitor.opens("/draws?stream=foreign-worker&stream=nonsense&kind=general")
    expect(visitor.notices()).to_have_count(1)
    expect(visitor.notices()).to_contain_text("nonsense")
    visitor.reads(facts.shown(facts.of("foreign-worker").filter(kind="general")))


def test_a_misspelt_filter_is_noticed(visitor: Visitor) -> None:
    visitor.opens("/draws?streem=foreign-worker")
    expect(visitor.notices()).to_contain_text("stream")
    visitor.reads(facts.shown(facts.draws()))


@pytest.mark.parametrize(
    "value", [MARKUP, MARKDOWN, "Q" * 5_000, "' or 1=1 --", "../../etc/passwd"], ids=lambda v: v[:8]
)
def test_a_wrong_draw_is_not_found_in_words(visitor: Visitor, value: str) -> None:
    visitor.opens(f"/draw?draw={quote(value)}")
    expect(visitor.heading()).to_contain_text("not in our records")
    expect(visitor.lead()).to_contain_text(value[:8])
    assert len(visitor.lead().inner_text()) < LONGEST_NOTICE
    is_calm(visitor)


def test_many_values_at_once_are_still_a_page(visitor: Visitor) -> None:
    visitor.opens("/draws?" + "&".join(f"occupation={code:05}" for code in range(200)))
    is_calm(visitor)
    expect(visitor.heading()).to_contain_text("Every draw")
