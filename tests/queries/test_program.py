"""The programme: streams, grids, effects and nominations, counted again from the tables."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import queries
from tests.queries.facts import draws, table

TODAY = date(2026, 11, 24)
CHANGE = "2026-06-26-eight-streams-close-ontario-workforce-priority-announced"


def test_what_happened_on_26_june_2026() -> None:
    row = queries.run("program_summary").first()
    assert row["event_id"] == CHANGE
    assert row["happened_on"] == date(2026, 6, 26)
    assert len(row["closed"]) == 8
    assert row["open_streams"] == ["Ontario Workforce Priority"]
    assert len(row["open_pathways"]) == 3
    assert row["profiles_from"] == date(2026, 8, 4)
    assert row["open_draws"] == 0


def test_each_situation_has_its_effect_and_sources() -> None:
    rows = queries.run("event_effects", event=CHANGE).rows
    assert rows["situation"].to_list() == ["profile", "invitation", "application", "job-offer"]
    assert rows["is_official"].all()
    assert rows["source_urls"].list.len().min() >= 1


def test_every_stream_is_there_with_its_draws() -> None:
    rows = queries.run("program_streams", today=TODAY).rows
    assert set(rows["stream_id"]) == set(table("streams")["stream_id"])
    counted = dict(draws().group_by("stream_id").len().iter_rows())
    for stream, amount in rows.select("stream_id", "draws").iter_rows():
        assert amount == counted.get(stream, 0)
    assert rows["status"].to_list()[:3] == ["open"] * 3


@pytest.mark.parametrize(
    ("pathway", "rules_on"),
    [
        ("foreign-worker", date(2026, 5, 30)),
        ("skilled-trades", date(2025, 11, 14)),
        ("entrepreneur", date(2024, 11, 4)),
        ("workforce-priority-teer-0-3", TODAY),
        ("redi-pilot", None),
    ],
)
def test_rules_are_shown_as_they_last_stood(pathway: str, rules_on: date | None) -> None:
    row = queries.run("program_streams", pathway=pathway, today=TODAY).first()
    assert row["rules_on"] == rules_on


@pytest.mark.parametrize(
    ("pathway", "scale", "most"),
    [
        ("workforce-priority-teer-0-3", "owp-2026", 130),
        ("workforce-priority-physician", "owp-2026", 115),
        ("foreign-worker", "eoi-2022", 76),
        ("international-student", "eoi-2022", 118),
        ("in-demand-skills", "eoi-2022", 46),
        ("masters-graduate", "eoi-2022", 75),
    ],
)
def test_factors_of_a_grid_add_up_to_its_maximum(pathway: str, scale: str, most: int) -> None:
    rows = queries.run("program_grid", pathway=pathway).rows.filter(score_scale=scale)
    factors = rows.unique("factor")
    assert factors["maximum"].sum() == most
    assert factors["total_maximum"].unique().to_list() == [most]
    best = rows.drop_nulls("points").group_by("factor").agg(pl.col("points").max())
    limits = dict(factors.select("factor", "maximum").iter_rows())
    assert all(points <= limits[factor] for factor, points in best.iter_rows())


def test_the_newest_grid_comes_first() -> None:
    rows = queries.run("program_grid", pathway="foreign-worker").rows
    assert rows["score_scale"].unique(maintain_order=True).to_list() == ["eoi-2022", "eoi-2021"]


def test_nominations_are_those_of_the_table() -> None:
    rows = queries.run("nominations").rows
    counted = table("nominations").with_columns(pl.col("nominations").cast(pl.Int64))
    assert rows["nominations"].sum() == counted["nominations"].sum()
    totals = dict(rows.select("year", "nominations_of_year").unique().iter_rows())
    assert totals == {2024: 21_500, 2023: 16_506}
