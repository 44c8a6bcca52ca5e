"""The estimator from the first question to the printed page, by keyboard and on a phone."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .test_access import SIZES, findings_in_both_colours
from .visit import PHONE, Visitor, context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-3")]

MOST_TABS = 120
ONE_PAGE = re.compile(rb"/Type\s*/Page\b")


def tab_to(visitor: Visitor, key: str) -> None:
    """Press Tab until the focus is in the element with this key."""
    for _ in range(MOST_TABS):
        visitor.page.keyboard.press("Tab")
        if visitor.focus()["key"] == key:
            return
    message = f"{key} is not reached by {MOST_TABS} tabs"
    raise AssertionError(message)


@contextmanager
def one_more_answer(visitor: Visitor) -> Iterator[None]:
    """Wait, after the block, until the page counts one answer more than before it."""
    progress = visitor.page.get_by_text("answered. None is required.")
    before = int(progress.inner_text().split()[0])
    yield
    expect(progress).to_have_text(re.compile(rf"^{before + 1} of "))
    visitor.settled()


def types(visitor: Visitor, question: str, text: str) -> None:
    """Go to a field for a number or a list by keyboard, and type into it."""
    tab_to(visitor, f"answer_{question}")
    with one_more_answer(visitor):
        visitor.page.keyboard.type(text)
        visitor.page.keyboard.press("Enter")


def picks(visitor: Visitor, question: str, place: int) -> None:
    """Go to a question with a few options by keyboard, and pick one by its place from 1."""
    tab_to(visitor, f"answer_{question}")
    with one_more_answer(visitor):
        visitor.page.keyboard.press("Space")
    options = visitor.page.locator(f".st-key-answer_{question}").get_by_role("radio")
    for _ in range(place - 1):
        visitor.page.keyboard.press("ArrowDown")
    expect(options.nth(place - 1)).to_be_checked()
    visitor.settled()


def test_the_whole_form_by_keyboard_at_a_desk(visitor: Visitor) -> None:
    visitor.opens("/estimator")
    tab_to(visitor, "occupation_wanted")
    visitor.page.keyboard.type("carpenter")
    expect(visitor.page.locator(".st-key-found_72310")).to_be_visible()
    visitor.settled()
    tab_to(visitor, "found_72310")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("Carpenters (72310)").first).to_be_visible()
    visitor.settled()

    picks(visitor, "job_offer", 1)
    types(visitor, "hours_per_week", "40")
    types(visitor, "wage", "33.5")
    picks(visitor, "wage_unit", 1)
    types(visitor, "work_place", "Ottawa")
    types(visitor, "months_in_position", "14")
    types(visitor, "consecutive_months_in_position", "12")
    types(visitor, "best_earnings", "60000")
    types(visitor, "education_level", "Bachelor's")
    picks(visitor, "studied_abroad", 2)
    types(visitor, "canadian_credentials", "1")
    picks(visitor, "languages_tested", 2)
    types(visitor, "clb_french", "7")
    picks(visitor, "residence", 1)
    types(visitor, "status", "Work permit")
    picks(visitor, "intends_ontario", 1)
    expect(visitor.lead()).to_contain_text("Your score so far is 89 of 130 points.")
    visitor.is_at("/estimator")


def test_on_a_phone_one_step_at_a_time_and_back_without_loss(
    arrive: Callable[..., Visitor],
) -> None:
    visitor = arrive(**PHONE)
    visitor.opens("/estimator?noc=72310")
    next_step = visitor.page.locator(".st-key-next button")
    tab_to(visitor, "answer_hours_per_week")
    visitor.page.keyboard.type("40")
    visitor.page.keyboard.press("Enter")
    visitor.settled()
    expect(visitor.page.get_by_role("heading", level=2)).to_have_text(["The job"])
    next_step.click()
    expect(visitor.page.get_by_role("heading", level=2)).to_have_text(["Pay and place"])
    visitor.settled()
    visitor.page.locator(".st-key-back button").click()
    expect(visitor.page.locator(".st-key-answer_hours_per_week input")).to_have_value("40")
    visitor.settled()
    for title in ("Pay and place", "Your work so far", "Your education", "Your languages"):
        next_step.click()
        expect(visitor.page.get_by_role("heading", level=2)).to_have_text([title])
        visitor.settled()
    visitor.page.locator(".st-key-to_answer button").click()
    expect(visitor.page.get_by_role("heading", name="Your score")).to_be_visible()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_every_step_begins_at_its_top(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive(**PHONE)
    visitor.opens("/estimator?noc=72310")
    main = visitor.page.get_by_test_id("stMain")
    for button, title in (
        ("next", "Pay and place"),
        ("next", "Your work so far"),
        ("back", "Pay and place"),
        ("to_answer", "The open pathways"),
    ):
        main.evaluate("element => element.scrollTo(0, element.scrollHeight)")
        assert main.evaluate("element => element.scrollTop") > 0
        visitor.page.locator(f".st-key-{button} button").click()
        heading = visitor.page.get_by_role("heading", level=2).first
        expect(heading).to_have_text(title)
        visitor.settled()
        assert main.evaluate("element => element.scrollTop") == 0
        assert heading.bounding_box()["y"] < PHONE["viewport"]["height"]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_step(arrive: Callable[..., Visitor], size: str) -> None:
    visitor = arrive(**SIZES[size])
    visitor.opens("/estimator")
    found = findings_in_both_colours(visitor, "the start")
    visitor.opens("/estimator?noc=72310&pathway=foreign-worker")
    found += findings_in_both_colours(visitor, "the first step")
    next_step = visitor.page.locator(".st-key-next button")
    while size == "390" and next_step.count():
        title = visitor.page.get_by_role("heading", level=2).first.inner_text()
        next_step.click()
        expect(visitor.page.get_by_role("heading", level=2).first).not_to_have_text(title)
        visitor.settled()
        found += findings_in_both_colours(visitor, f"the step after {title}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("pathway", ["workforce-priority-teer-0-3", "foreign-worker"])
def test_the_printed_summary_is_one_page(visitor: Visitor, pathway: str, paper: str) -> None:
    visitor.opens(f"/estimator?noc=72310&pathway={pathway}")
    summary = visitor.page.locator(".st-key-print_summary")
    expect(summary).to_be_hidden()
    visitor.page.emulate_media(media="print")
    expect(summary).to_be_visible()
    expect(summary).to_contain_text("This is no advice and no decision")
    expect(visitor.page.locator(".st-key-questions")).to_be_hidden()
    expect(visitor.page.locator(".st-key-footer")).to_be_hidden()
    assert len(ONE_PAGE.findall(visitor.page.pdf(format=paper))) == 1
    visitor.page.emulate_media(media="screen")


def test_no_answer_reaches_the_address_or_the_log(
    browser: Browser, new_address: str, tmp_path: Path
) -> None:
    with context(browser) as profile, Visitor.comes(profile.new_page(), new_address) as visitor:
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url))
        visitor.opens("/estimator?noc=72310")
        earnings = visitor.page.locator(".st-key-answer_best_earnings input")
        earnings.fill("61234")
        earnings.press("Enter")
        expect(visitor.page.get_by_text("50,000 to 69,999").first).to_be_visible()
        visitor.is_at("/estimator?noc=72310")
        assert not [url for url in asked if "61234" in url]
    assert "61234" not in (tmp_path / "log").read_text(encoding="utf-8")
