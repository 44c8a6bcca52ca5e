"""The lists that pages offer: years, periods, streams, targets, areas, events and freshness."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

import queries
from tests.queries.facts import draws, table

CHECKED = date.fromisoformat(
    table("sources").filter(source_id="ontario-invitations")["last_checked"].item()
)


def test_years() -> None:
    rows = queries.run("years").rows
    expected = (
        draws()
        .group_by(pl.col("issued_on").dt.year().alias("year"))
        .agg(pl.len().alias("draws"), pl.col("invitations").sum())
        .sort("year", descending=True)
    )
    assert rows.select("year", "draws", "invitations").rows() == expected.rows()
    assert rows.row(0, named=True)["invitations"] == 13_593
    for row in rows.iter_rows(named=True):
        assert row["first_day"] == date(row["year"], 1, 1)
        assert row["last_day"] == date(row["year"], 12, 31)


def test_periods_cover_every_draw() -> None:
    rows = queries.run("draw_periods").rows.to_dicts()
    assert rows[0]["label"] == "Last 12 months of data"
    assert (rows[0]["first_day"], rows[0]["last_day"]) == (date(2025, 5, 1), date(2026, 4, 30))
    years = rows[1:]
    assert [row["label"] for row in years] == [str(year) for year in range(2026, 2017, -1)]
    inside = sum(
        draws().filter(pl.col("issued_on").is_between(row["first_day"], row["last_day"])).height
        for row in years
    )
    assert inside == draws().height
    assert {(row["earliest"], row["latest"]) for row in rows} == {
        (date(2018, 1, 1), date(2026, 12, 31))
    }


@pytest.mark.parametrize(
    ("today", "days", "stale"),
    [
        (CHECKED, 0, False),
        (CHECKED + timedelta(3), 3, False),
        (CHECKED + timedelta(4), 4, True),
        (CHECKED + timedelta(4_000), 4_000, True),
    ],
)
def test_freshness(today: date, days: int, *, stale: bool) -> None:
    row = queries.run("freshness", today=today).first()
    assert (row["last_checked"], row["newest_draw"]) == (CHECKED, draws()["issued_on"].max())
    assert (row["days_since_check"], row["is_stale"]) == (days, stale)
    assert row["draws"] == draws().height
    assert row["data_version"] == queries.run("years").version
    official = table("sources").filter(url=row["url"])["official"].to_list()
    assert official == ["true"]


def test_no_failed_check_is_invented() -> None:
    row = queries.run("freshness", today=CHECKED).first()
    failed = table("page_checks").filter(pl.col("result").is_in(["refused", "unreachable"]))
    assert row["failed_pages"] == failed.height
    assert (row["failed_on"] is None) == failed.is_empty()


def test_heartbeat_of_every_page() -> None:
    rows = queries.run("heartbeat", today=CHECKED + timedelta(1)).rows.to_dicts()
    by_page = {row["source_id"]: row for row in rows}
    assert list(by_page)[:2] == ["ontario-invitations", "ontario-express-entry-notifications"]
    first = by_page["ontario-invitations"]
    assert (first["last_checked"], first["days_since_check"]) == (CHECKED, 1)
    assert date(2026, 5, 29) <= first["last_changed"] <= CHECKED
    assert first["is_failed"] == (first["message"] is not None)
    assert set(by_page) == set(table("page_checks")["source_id"])


def test_corrections_newest_first_and_of_one_draw() -> None:
    every = queries.run("corrections").rows
    assert every["first_seen"].to_list() == sorted(every["first_seen"], reverse=True)
    draw_id = "2026-04-30-foreign-worker-greater-toronto-area"
    one = queries.run("corrections", draw=draw_id).rows.to_dicts()[-1]
    assert (one["field"], one["before"], one["after"]) == ("invitations", "720", "786")
    assert (one["first_seen"], one["issued_on"]) == (date(2026, 5, 4), date(2026, 4, 30))


def test_events_of_charts() -> None:
    rows = queries.run("chart_events").rows
    expected = table("events").filter(pl.col("chart_label").is_not_null()).sort("happened_on")
    assert rows["chart_label"].to_list() == expected["chart_label"].to_list()
    assert rows["happened_on"].cast(pl.String).to_list() == expected["happened_on"].to_list()
    marked = dict(rows.select("chart_label", "happened_on").iter_rows())
    assert marked["streams close"] == date(2026, 6, 26)
    assert marked["Workforce Priority opens"] == date(2026, 8, 4)
    pause = rows.row(by_predicate=pl.col("kind") == "pause", named=True)
    assert (pause["happened_on"], pause["ends_on"]) == (date(2025, 6, 6), date(2025, 8, 28))


def test_streams_are_the_twelve_of_the_design_open_ones_first() -> None:
    rows = queries.run("streams").rows
    counts = dict(draws().group_by("stream_id").len().iter_rows())
    assert rows.height == 12
    assert dict(rows.select("stream_id", "draws").iter_rows()) == {
        stream: counts.get(stream, 0) for stream in rows["stream_id"]
    }
    assert set(counts) <= set(rows["stream_id"])
    assert rows["status"].to_list() == ["open"] * 3 + ["closed"] * 9


def test_target_groups_are_those_of_targeted_draws() -> None:
    rows = queries.run("target_groups").rows
    targeted = draws().filter(kind="targeted").group_by("target_group").len()
    assert dict(rows.select("target_group", "draws").iter_rows()) == dict(targeted.iter_rows())


def test_areas_count_their_draws() -> None:
    rows = queries.run("areas").rows
    expected = table("draw_areas").group_by("census_division").len()
    assert dict(rows.iter_rows()) == dict(expected.iter_rows())
    assert rows["census_division"].to_list() == sorted(rows["census_division"])


def test_occupations_are_all_unit_groups_as_text() -> None:
    rows = queries.run("occupation_names").rows
    assert rows.height == 516
    assert rows["noc_code"].str.len_chars().unique().to_list() == [5]
    assert rows.row(0) == ("00010", "Legislators", "00010 Legislators")


def test_sources_count_every_draw_once() -> None:
    rows = queries.run("draws_sources").rows
    expected = draws().group_by("source_id").len()
    assert dict(rows.select("source_id", "draws").iter_rows()) == dict(expected.iter_rows())
    assert rows["draws"].sum() == draws().height
