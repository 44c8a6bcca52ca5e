"""From the figures to what they stand on: rows, marks, files, and the query behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
import pytest
from playwright.sync_api import expect

from . import facts

if TYPE_CHECKING:
    from pathlib import Path

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

INSIDE_DATE = 40
PHD_SINCE_2022 = "/draws?stream=phd-graduate&from=2022-11-16"


def phd_since_2022() -> pl.DataFrame:
    return facts.of("phd-graduate").filter(pl.col("issued_on") >= pl.date(2022, 11, 16))


@pytest.mark.parametrize("row", [0, 3])
def test_the_date_in_a_row_opens_that_very_draw_and_back_keeps_the_filters(
    visitor: Visitor, row: int
) -> None:
    visitor.opens("/draws?stream=foreign-worker")
    draws = facts.of("foreign-worker")
    draw = draws.row(row, named=True)
    day = f"{draw['issued_on'].day} {draw['issued_on']:%B %Y}"
    expect(visitor.cell(0, row)).to_have_text(str(draw["issued_on"]))
    visitor.clicks_cell(INSIDE_DATE, row)
    expect(visitor.heading()).to_contain_text(f"Foreign Worker, {day}")
    expect(visitor.page).to_have_url(re.compile(r"/draw\?"))
    visitor.settled()
    assert visitor.parameters()["draw"] == [draw["draw_id"]]
    expect(visitor.lead()).to_contain_text(f"{draw['invitations']:,} invitation")
    expect(visitor.lead()).to_contain_text(draw["target"])

    visitor.page.go_back()
    expect(visitor.heading()).to_contain_text("Every draw")
    visitor.reads(facts.shown(draws))
    visitor.is_at("/draws?stream=foreign-worker")
    expect(visitor.filter("stream")).to_contain_text("Foreign Worker")


def test_a_mark_in_the_chart_narrows_the_table_until_all_are_shown_again(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.opens(PHD_SINCE_2022)
    draws = phd_since_2022()
    scored = draws.filter(pl.col("score_min").is_not_null())
    marks = visitor.page.locator(".scatterlayer .trace path.point")
    expect(marks).to_have_count(scored.height)
    made = visitor.page.locator(".st-key-made_table")
    made.get_by_text("How the table was made").click()
    expect(made.get_by_role("cell", name="phd-graduate", exact=True)).to_be_visible()
    lefts = [box["x"] for mark in marks.all() if (box := mark.bounding_box())]
    visitor.clicks_mark(marks.nth(lefts.index(min(lefts))))

    oldest = scored.row(-1, named=True)
    picked = made.get_by_role("cell", name=oldest["draw_id"])
    expect(picked).to_be_visible()
    expect(visitor.page.get_by_text("The table shows 1 draw, chosen in the chart")).to_be_visible()
    visitor.has_rows(1)
    expect(visitor.cell(0, 0)).to_have_text(str(oldest["issued_on"]))
    visitor.reads(facts.shown(draws))
    assert ids(downloaded(visitor, "CSV", tmp_path)) == [oldest["draw_id"]]

    visitor.page.get_by_role("button", name="Show all again").click()
    visitor.has_rows(draws.height)
    expect(picked).to_have_count(0)
    expect(visitor.page.get_by_text("chosen in the chart")).to_have_count(0)


def test_a_bar_in_the_chart_shows_the_draws_of_its_month(visitor: Visitor) -> None:
    visitor.opens(PHD_SINCE_2022)
    first = phd_since_2022().row(-1, named=True)["issued_on"]
    month = phd_since_2022().filter(pl.col("issued_on").dt.truncate("1mo") == first.replace(day=1))
    visitor.clicks_mark(visitor.page.locator(".barlayer .point path").first)
    expect(visitor.page.get_by_text("chosen in the chart")).to_be_visible()
    visitor.has_rows(month.height)
    expect(visitor.cell(0, 0)).to_have_text(str(month["issued_on"][0]))


def downloaded(visitor: Visitor, kind: str, folder: Path) -> Path:
    """Return the file that a link gives, or a button for picked rows."""
    link, button = (
        visitor.page.get_by_role(role, name=f"Download {kind}", exact=True)
        for role in ("link", "button")
    )
    with visitor.page.expect_download() as waiting:
        link.or_(button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def ids(path: Path) -> list[str]:
    """Return the ids of the draws in a downloaded file."""
    read = pl.read_csv if path.suffix == ".csv" else pl.read_parquet
    return read(path)["draw_id"].to_list()


@pytest.mark.parametrize("kind", ["CSV", "Parquet"])
def test_a_download_holds_exactly_the_rows_that_match(
    visitor: Visitor, tmp_path: Path, kind: str
) -> None:
    visitor.opens("/draws?stream=foreign-worker&from=2025-09-01&to=2026-03-31&kind=targeted")
    expected = facts.of("foreign-worker").filter(
        pl.col("issued_on").is_between(pl.date(2025, 9, 1), pl.date(2026, 3, 31)), kind="targeted"
    )
    path = downloaded(visitor, kind, tmp_path)
    assert ids(path) == expected["draw_id"].to_list()
    for part in ("foreign-worker", "2025-09-01", "2026-03-31", "targeted", facts.data_version()):
        assert part in path.name
    assert path.suffix == f".{kind.lower()}"
    rows = pl.read_csv(path, try_parse_dates=True) if kind == "CSV" else pl.read_parquet(path)
    for column in ("issued_on", "stream_id", "invitations", "score_min"):
        assert rows[column].to_list() == expected[column].to_list()


def test_all_draws_come_in_the_download_without_filters(visitor: Visitor, tmp_path: Path) -> None:
    visitor.opens("/draws")
    assert ids(downloaded(visitor, "CSV", tmp_path)) == facts.draws()["draw_id"].to_list()


def test_how_this_was_made_shows_the_query_as_it_is_in_its_file(visitor: Visitor) -> None:
    visitor.opens("/draws?stream=foreign-worker")
    made = visitor.page.locator(".st-key-made_table")
    made.get_by_text("How the table was made").click()
    expect(made).to_contain_text("queries/draws.sql")
    expect(made).to_contain_text(facts.data_version())
    written = (facts.ROOT / "queries" / "draws.sql").read_text(encoding="utf-8")
    shown = made.locator("code", has_text="-- One row per draw").first
    expect(shown).to_be_visible()
    assert shown.inner_text().split() == written.split()
    expect(made.get_by_role("cell", name="foreign-worker")).to_be_visible()
    expect(made.locator('p:has-text("Source: ") a[href*="ontario.ca/"]').first).to_be_visible()


def test_the_chart_opens_as_tables(visitor: Visitor) -> None:
    visitor.opens(PHD_SINCE_2022)
    tables = visitor.page.locator(".st-key-twin_tables")
    tables.get_by_text("The chart as tables").click()
    scores = phd_since_2022()["score_min"]
    expect(tables).to_contain_text(f"{scores.min()} to {scores.max()}")
