"""The first minute: a page that is complete, in every size, and says what is newest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from . import facts
from .visit import PHONE, Visitor, context

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]


def test_a_deep_link_is_answered_in_full_as_the_first_request(
    browser: Browser, new_address: str
) -> None:
    with context(browser) as profile, Visitor.comes(profile.new_page(), new_address) as visitor:
        visitor.opens("/draws?stream=foreign-worker&from=2025-09-01")
        for page in ("Overview", "Draws"):
            expect(visitor.page.get_by_role("link", name=page, exact=True)).to_be_visible()
        since = facts.of("foreign-worker").filter(facts.pl.col("issued_on") >= date(2025, 9, 1))
        visitor.reads(facts.shown(since))
        visitor.has_rows(since.height)


def test_the_first_sentences_say_what_is_newest_and_how_much_there_is(visitor: Visitor) -> None:
    visitor.opens("/draws")
    newest = facts.draws().filter(issued_on=facts.draws()["issued_on"].max())
    assert newest["invitations"].sum() == 1063
    assert facts.draws().height == 439
    assert facts.draws()["invitations"].sum() == 177_678
    expect(visitor.lead()).to_contain_text("Ontario invited 1,063 people on 30 April 2026")
    expect(visitor.lead()).to_contain_text(
        "439 draws since 18 January 2018 sent 177,678 invitations"
    )
    visitor.reads({"Draws": "439", "Invitations": "177,678", "Latest draw": "30 April 2026"})
    visitor.has_rows(439)


def test_the_overview_counts_each_year_and_leads_to_its_draws(visitor: Visitor) -> None:
    visitor.opens("/")
    expect(visitor.lead()).to_contain_text("1,063 people on 30 April 2026")
    in_2025 = facts.draws().filter(facts.pl.col("issued_on").dt.year() == 2025)
    of_2025 = visitor.page.locator("tr", has=visitor.page.get_by_text("2025", exact=True)).first
    expect(of_2025).to_contain_text(facts.number(in_2025["invitations"].sum()))
    label = f"{in_2025.height} draws of 2025"
    visitor.page.get_by_role("link", name=label, exact=True).click()
    expect(visitor.heading()).to_contain_text("Every draw")
    visitor.reads(facts.shown(in_2025))


def test_a_code_opens_the_occupation_and_back_finds_the_overview(visitor: Visitor) -> None:
    visitor.opens("/")
    box = visitor.page.locator(".st-key-look_up input")
    box.fill("21234")
    expect(visitor.heading()).to_contain_text("Web developers and programmers")
    visitor.is_at("/occupation?noc=21234")
    visitor.page.go_back()
    expect(visitor.heading()).to_contain_text("in plain numbers")
    visitor.settled()
    expect(visitor.heading()).to_contain_text("in plain numbers")


def test_a_draw_of_the_newest_day_is_one_touch_away(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.page.get_by_role("link", name="786 invited from 57 points").click()
    expect(visitor.heading()).to_have_text("Foreign Worker, 30 April 2026")


def test_every_page_ends_with_the_footer(visitor: Visitor) -> None:
    for path in ("/", "/draws", "/draw?draw=no-such-draw", "/draw"):
        visitor.opens(path)
        expect(visitor.page.locator(".st-key-footer")).to_contain_text("unofficial")


def test_an_unknown_draw_is_answered_with_near_ones(visitor: Visitor) -> None:
    visitor.opens("/draw?draw=2025-09-03-foreign-worker-priority-occupation")
    expect(visitor.heading()).to_contain_text("not in our records")
    visitor.page.get_by_role("link", name="Foreign Worker, 3 September 2025").first.click()
    expect(visitor.heading()).to_contain_text("Foreign Worker, 3 September 2025")
    expect(visitor.lead()).to_contain_text("1,134 invitations")


def test_the_start_of_an_id_finds_its_draw(visitor: Visitor) -> None:
    visitor.opens("/draw?draw=2025-09-03-foreign-worker")
    expect(visitor.heading()).to_contain_text("not in our records")
    near = visitor.page.get_by_role("link", name="Foreign Worker, 3 September 2025")
    assert near.count() == 1


def overhang(visitor: Visitor) -> int:
    """Return by how many pixels the page is wider than the window."""
    wider: int = visitor.page.evaluate(
        """() => Math.max(...[
            document.documentElement, document.querySelector("[data-testid=stMain]"),
        ].map(element => element.scrollWidth - innerWidth))"""
    )
    return wider


def box(element: Locator) -> dict[str, float]:
    found = element.bounding_box()
    assert found, "it is not on the screen"
    return dict(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_answer_first_and_never_scrolls_sideways(
    arrive: Callable[..., Visitor], scheme: str
) -> None:
    visitor = arrive(**PHONE, color_scheme=scheme)
    for path in ("/", "/draw?draw=2025-09-03-foreign-worker-priority-occupations", "/draws"):
        visitor.opens(path)
        assert overhang(visitor) <= 0, path
        lead = box(visitor.lead())
        assert lead["y"] + lead["height"] <= 844, path
    chart = visitor.page.get_by_test_id("stPlotlyChart")
    for element in (chart, visitor.table()):
        element.scroll_into_view_if_needed()
        expect(element).to_be_in_viewport()
        place = box(element)
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 390
        assert place["height"] > 200
    assert visitor.page.locator(".scatterlayer .trace path.point").count() > 300
    expect(visitor.cell(0, 0)).to_have_text("2026-04-30")
    visitor.has_rows(439)
    assert overhang(visitor) <= 0
