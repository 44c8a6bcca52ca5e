"""`/program` and `/data` in the browser: choosing, taking away, finding the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest
from playwright.sync_api import expect

from . import facts
from .visit import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]


def test_a_stream_is_chosen_shared_and_left(visitor: Visitor) -> None:
    visitor.opens("/program")
    box = visitor.filter("pathway").get_by_role("combobox")
    box.fill("Foreign Worker")
    visitor.page.get_by_role("option", name="Foreign Worker (closed)", exact=True).click()
    visitor.settled()
    visitor.is_at("/program?pathway=foreign-worker")
    expect(visitor.lead()).to_contain_text("Foreign Worker closed on 26 June 2026")
    amount = facts.of("foreign-worker").height
    visitor.page.get_by_role("link", name=f"Its {amount} draws").click()
    visitor.settled()
    visitor.is_at("/draws?stream=foreign-worker")
    visitor.page.go_back()
    expect(visitor.lead()).to_contain_text("Foreign Worker closed on 26 June 2026")
    visitor.page.get_by_role("button", name="Show the whole program").click()
    expect(visitor.lead()).to_contain_text("Ontario Workforce Priority is open")


def test_points_open_on_demand(visitor: Visitor) -> None:
    visitor.opens("/program?pathway=workforce-priority-teer-0-3")
    grid = visitor.page.locator(".st-key-grid_owp-2026")
    expect(grid.locator("table")).to_have_count(0)
    visitor.folds("grid_owp-2026")
    expect(grid.locator("table").get_by_text("TEER 2 or 3")).to_be_visible()


def test_charts_of_nominations_have_words(visitor: Visitor) -> None:
    visitor.opens("/program")
    charts = visitor.page.get_by_test_id("stPlotlyChart")
    expect(charts).to_have_count(2)
    expect(visitor.page.get_by_text("Ontario may give 14,119 nominations in 2026")).to_be_visible()


def test_one_table_can_be_taken_in_both_formats(visitor: Visitor, tmp_path: Path) -> None:
    visitor.opens("/data?table=allocations")
    own = facts.table("allocations")
    for label, read in (("Download CSV", pl.read_csv), ("Download Parquet", pl.read_parquet)):
        with visitor.page.expect_download() as waiting:
            visitor.page.get_by_role("link", name=label).click()
        saved = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved)
        assert "allocations" in saved.name
        assert read(saved).height == own.height


def test_the_whole_database_can_be_taken(visitor: Visitor, tmp_path: Path) -> None:
    visitor.opens("/data")
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Download everything").click()
    saved = tmp_path / "all.duckdb"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == f"oinp-{facts.data_version()}.duckdb"
    with duckdb.connect(saved, read_only=True) as database:
        (found,) = database.execute("select count(*) from draws").fetchone() or (0,)
    assert found == facts.draws().height


def test_a_query_is_read(visitor: Visitor) -> None:
    visitor.opens("/data")
    visitor.filter("query").get_by_role("combobox").click()
    visitor.chooses("query", "freshness.sql")
    expect(visitor.page.locator("code", has_text="-- One row: the newest draw")).to_be_visible()


def test_the_only_cookie_is_the_one_that_is_named(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive()
    visitor.opens("/data")
    visitor.opens("/estimator")
    names = {cookie["name"] for cookie in visitor.page.context.cookies()}
    assert names <= {"_streamlit_xsrf"}
    kept = json.loads(visitor.page.evaluate("JSON.stringify({...localStorage})"))
    assert all(name.startswith("stActiveTheme-") for name in kept)


@pytest.mark.parametrize("path", ["/program", "/data", "/deadlines?pathway=foreign-worker"])
def test_nothing_is_wider_than_a_phone(arrive: Callable[..., Visitor], path: str) -> None:
    visitor = arrive(**PHONE)
    visitor.opens(path)
    width = visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390
    for table in visitor.page.get_by_test_id("stTable").all():
        inner, outer = table.evaluate("one => [one.scrollWidth, one.clientWidth]")
        assert inner <= outer + 1
