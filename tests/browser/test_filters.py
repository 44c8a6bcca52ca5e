"""The filters live in the address: choosing, reloading, going back, sharing, clearing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from playwright.sync_api import expect

from . import facts
from .visit import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

FOREIGN_WORKER = "/draws?stream=foreign-worker"


def test_choosing_a_stream_changes_the_figures_and_the_address(visitor: Visitor) -> None:
    visitor.opens("/draws")
    clear = visitor.page.get_by_role("button", name="Clear filters")
    expect(clear).to_have_count(0)
    visitor.chooses("stream", "Foreign Worker")
    own = facts.shown(facts.of("foreign-worker"))
    visitor.reads(own)
    visitor.is_at(FOREIGN_WORKER)
    visitor.has_rows(int(own["Draws"]))
    expect(clear).to_be_visible()

    visitor.page.reload()
    visitor.reads(own)
    visitor.is_at(FOREIGN_WORKER)
    expect(visitor.filter("stream")).to_contain_text("Foreign Worker")


def test_two_streams_repeat_the_parameter(visitor: Visitor) -> None:
    visitor.opens("/draws")
    visitor.chooses("stream", "Masters Graduate", "PhD Graduate")
    both = facts.draws().filter(pl.col("stream_id").is_in(["masters-graduate", "phd-graduate"]))
    visitor.reads(facts.shown(both))
    assert visitor.parameters() == {"stream": ["masters-graduate", "phd-graduate"]}


def test_an_occupation_is_found_by_its_code_or_its_title(visitor: Visitor) -> None:
    visitor.opens("/draws")
    visitor.chooses("occupation", "31120")
    expect(visitor.metric("Draws")).not_to_have_text("439")
    by_code = visitor.metric("Draws").inner_text()
    assert visitor.parameters() == {"occupation": ["31120"]}

    named = facts.table("draw_occupations").filter(noc_version="2021", noc_code="31120")
    assert 0 < named["draw_id"].n_unique() <= int(by_code)  # NOC 2016 draws come on top
    visitor.opens("/draws")
    visitor.chooses("occupation", "Pharmacists")
    visitor.reads({"Draws": by_code})
    assert visitor.parameters() == {"occupation": ["31120"]}


def test_a_period_is_a_pair_of_days_in_the_address(visitor: Visitor) -> None:
    visitor.opens("/draws")
    visitor.page.get_by_role("combobox", name="Period").click()
    visitor.page.get_by_role("option", name="2024", exact=True).click()
    in_2024 = facts.draws().filter(pl.col("issued_on").dt.year() == 2024)
    visitor.reads(facts.shown(in_2024))
    assert visitor.parameters() == {"from": ["2024-01-01"], "to": ["2024-12-31"]}


def test_back_and_forward_restore_filters_and_figures(visitor: Visitor) -> None:
    everything = facts.shown(facts.draws())
    stream = facts.shown(facts.of("foreign-worker"))
    general = facts.shown(facts.of("foreign-worker").filter(kind="general"))
    visitor.opens("/draws")
    visitor.chooses("stream", "Foreign Worker")
    visitor.reads(stream)
    visitor.chooses("kind", "General")
    visitor.reads(general)
    visitor.is_at(f"{FOREIGN_WORKER}&kind=general")

    visitor.page.go_back()
    visitor.reads(stream)
    visitor.is_at(FOREIGN_WORKER)
    expect(visitor.filter("kind").get_by_role("combobox")).to_have_value("")

    visitor.page.go_back()
    visitor.reads(everything)
    visitor.is_at("/draws")
    expect(visitor.filter("stream")).not_to_contain_text("Foreign Worker")

    visitor.page.go_forward()
    visitor.reads(stream)
    expect(visitor.filter("stream")).to_contain_text("Foreign Worker")

    visitor.page.go_forward()
    visitor.reads(general)
    visitor.is_at(f"{FOREIGN_WORKER}&kind=general")
    expect(visitor.filter("kind").get_by_role("combobox")).to_have_value("General")


def test_a_copied_link_shows_another_person_the_same(
    visitor: Visitor, arrive: Callable[..., Visitor]
) -> None:
    visitor.opens(f"{FOREIGN_WORKER}&kind=targeted&from=2025-01-01")
    seen = facts.of("foreign-worker").filter(
        pl.col("issued_on") >= pl.date(2025, 1, 1), kind="targeted"
    )
    visitor.reads(facts.shown(seen))
    visitor.folds("copy_link")
    shown = visitor.page.locator(".st-key-copy_link code")
    expect(shown).to_contain_text("/draws?")

    other = arrive(color_scheme="dark")  # somebody else, with a profile of their own
    other.opens(shown.inner_text())
    other.reads(facts.shown(seen))
    assert other.parameters() == visitor.parameters()
    assert other.lead().inner_text() == visitor.lead().inner_text()
    assert other.cell(0, 0).inner_text() == visitor.cell(0, 0).inner_text()


def test_clear_filters_clears(visitor: Visitor) -> None:
    visitor.opens(f"{FOREIGN_WORKER}&kind=targeted&from=2025-01-01")
    visitor.page.get_by_role("button", name="Clear filters").click()
    visitor.reads(facts.shown(facts.draws()))
    visitor.is_at("/draws")
    expect(visitor.page.get_by_role("button", name="Clear filters")).to_have_count(0)


def test_an_impossible_combination_says_which_filter_to_relax(visitor: Visitor) -> None:
    visitor.opens("/draws?stream=phd-graduate&to=2018-12-31")
    visitor.reads({"Draws": "0", "Invitations": "0"})
    early = facts.draws().filter(pl.col("issued_on") <= pl.date(2018, 12, 31))
    notice = visitor.notices().first
    expect(notice).to_contain_text(f"Stream ({early.height} draws)")
    expect(notice).to_contain_text(f"Dates ({facts.of('phd-graduate').height} draws)")
    expect(visitor.page.get_by_test_id("stPlotlyChart")).to_have_count(0)
    details = visitor.page.get_by_text("The chart as tables")
    expect(details).to_be_hidden()
    visitor.page.get_by_role("button", name="Clear filters").click()
    expect(details).to_be_visible()


def test_days_in_the_wrong_order_are_explained(visitor: Visitor) -> None:
    visitor.opens("/draws?from=2025-01-01&to=2024-01-01")
    expect(visitor.notices().first).to_contain_text("first day is after the last day")


def test_the_keyboard_alone_reaches_and_sets_a_filter(visitor: Visitor) -> None:
    visitor.opens("/draws")
    keys = visitor.page.keyboard
    passed = []
    for _ in range(20):
        keys.press("Tab")
        focus = visitor.focus()
        passed.append(focus)
        if focus["key"] == "stream":
            break
    assert passed[-1]["key"] == "stream", passed
    assert passed[-1]["role"] == "combobox", passed
    assert all(focus["on_screen"] for focus in passed), passed
    assert passed[-1]["ring"], "the filter does not show that it has the focus"

    keys.type("foreign")
    expect(visitor.page.get_by_role("option", name="Foreign Worker")).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    visitor.reads(facts.shown(facts.of("foreign-worker")))
    visitor.is_at(FOREIGN_WORKER)
    focus = visitor.focus()
    assert focus["key"] == "stream", focus
    assert focus["on_screen"], focus


def test_on_a_phone_the_filters_are_folded_and_counted(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive(**PHONE)
    visitor.opens(FOREIGN_WORKER)
    heading = visitor.page.locator(".st-key-filters summary")
    expect(heading).to_contain_text("Filters (1)")
    expect(visitor.filter("group").get_by_role("combobox")).not_to_be_visible()
    visitor.folds("filters")
    expect(visitor.filter("group").get_by_role("combobox")).to_be_in_viewport(ratio=1)
    visitor.chooses("group", "Mining")
    expect(heading).to_contain_text("Filters (2)")
    mining = facts.of("foreign-worker").filter(target_group="mining")
    visitor.reads(facts.shown(mining))
