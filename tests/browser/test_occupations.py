"""From a job title to the occupation, to a draw that named it, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .visit import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]


def test_from_search_to_occupation_to_draw_and_back(visitor: Visitor) -> None:
    visitor.opens("/occupations")
    expect(visitor.page.get_by_role("button", name="Clear filters")).to_have_count(0)
    visitor.has_rows(516)
    visitor.page.get_by_role("searchbox").fill("web develper")
    expect(visitor.cell(0, 0)).to_have_text("21234")
    visitor.settled()
    visitor.is_at("/occupations?q=web+develper")

    visitor.clicks_cell(30, 0)
    expect(visitor.heading()).to_contain_text("Web developers and programmers (21234)")
    visitor.settled()
    assert visitor.parameters()["noc"] == ["21234"]
    expect(visitor.lead()).to_contain_text("was named in 48 draws")

    newest = visitor.cell(0, 0).inner_text()
    visitor.clicks_cell(50, 0)
    expect(visitor.page).to_have_url(re.compile(r"/draw\?"))
    expect(visitor.lead()).to_contain_text("30 April 2026")
    assert newest == "2026-04-30"

    visitor.page.go_back()
    expect(visitor.heading()).to_contain_text("Web developers and programmers (21234)")
    visitor.settled()
    visitor.page.get_by_role("link", name="Back to the list").click()
    expect(visitor.page.get_by_role("searchbox")).to_have_value("web develper")
    expect(visitor.cell(0, 0)).to_have_text("21234")


def test_on_a_phone(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive(**PHONE)
    visitor.opens("/occupations?q=infirmiere+auxiliaire")
    expect(visitor.cell(0, 0)).to_have_text("32101")
    visitor.opens("/occupation?noc=31120")
    expect(visitor.lead()).to_be_in_viewport()
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width == 390


@pytest.mark.parametrize("look", [{}, PHONE])
def test_every_page_has_the_search_which_closes_where_it_leads(
    arrive: Callable[..., Visitor], look: dict[str, object]
) -> None:
    visitor = arrive(**look)
    visitor.opens("/deadlines")
    visitor.page.get_by_role("button", name="Search", exact=True).click()
    field = visitor.page.get_by_role("searchbox", name="Find an occupation")
    field.fill("pharmacist")
    visitor.page.get_by_role("link", name="31120 Pharmacists").click()
    expect(visitor.heading()).to_contain_text("Pharmacists (31120)")
    expect(visitor.page).to_have_url(re.compile(r"/occupation\?noc=31120$"))
    expect(field).to_have_count(0)
    visitor.page.get_by_role("button", name="Search", exact=True).click()
    expect(field).to_have_value("")


def test_the_search_opens_at_once_after_a_filter_has_changed_the_address(
    visitor: Visitor,
) -> None:
    visitor.opens("/draws")
    visitor.chooses("stream", "PhD Graduate")
    visitor.is_at("/draws?stream=phd-graduate")
    visitor.page.get_by_role("button", name="Search", exact=True).click()
    field = visitor.page.get_by_role("searchbox", name="Find an occupation")
    field.fill("pharmacist")
    visitor.page.get_by_role("link", name="31120 Pharmacists").click()
    expect(visitor.heading()).to_contain_text("Pharmacists (31120)")
    expect(field).to_have_count(0)


def test_an_older_code_leads_to_the_choices(visitor: Visitor) -> None:
    visitor.opens("/occupation?noc=2171")
    expect(visitor.lead()).to_contain_text("code of the older NOC 2016")
    visitor.page.get_by_role("link", name="21211 Data scientists").click()
    expect(visitor.heading()).to_contain_text("Data scientists (21211)")
    expect(visitor.page).to_have_url(re.compile(r"noc=21211"))
