"""Any combination of filters: the draws that match are those that a person would pick by hand."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from components import totals
from components.words import LIST_STATES
from tests.queries.facts import Filters, draws, matching, named_today, table

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

GRAINS = ["day", "week", "month"]
FIRST, LAST = date(2017, 12, 1), date(2026, 12, 31)

checked = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def some_of(values: list[str]) -> SearchStrategy[tuple[str, ...] | None]:
    some = st.lists(st.sampled_from(values), min_size=1, max_size=4, unique=True)
    return st.none() | some.map(tuple)


some_filters = st.builds(
    Filters,
    streams=some_of(sorted(table("streams")["stream_id"])),
    issued_from=st.none() | st.dates(FIRST, LAST) | st.sampled_from(draws()["issued_on"].to_list()),
    issued_to=st.none() | st.dates(FIRST, LAST) | st.sampled_from(draws()["issued_on"].to_list()),
    kind=st.sampled_from([None, None, "general", "targeted"]),
    target_groups=some_of(sorted(table("target_groups")["target_group"])),
    occupations=some_of([*sorted(set(named_today()["noc_code"])), "00010"]),
    areas=some_of(sorted(table("census_divisions")["census_division"])),
)
"""Filters of real values; half of each are left out, so that many combinations match a draw."""


def bound(filters: Filters) -> dict[str, object]:
    return asdict(filters)


@checked
@given(some_filters)
def test_draws_are_those_that_pass_every_filter(filters: Filters) -> None:
    rows = queries.run("draws", **bound(filters)).rows
    expected = matching(filters)
    assert set(rows["draw_id"]) == set(expected["draw_id"])
    assert rows.height == expected.height
    assert rows["issued_on"].to_list() == sorted(rows["issued_on"], reverse=True)


@checked
@given(some_filters)
def test_summary_counts_the_same_draws(filters: Filters) -> None:
    summary = totals.of(queries.run("draws_totals", **bound(filters)))
    expected = matching(filters)
    assert summary["draws"] == expected.height
    assert summary["invitations"] == expected["invitations"].sum()
    assert summary["earliest"] == expected["issued_on"].min()
    assert summary["latest"] == expected["issued_on"].max()
    scored = expected.filter(pl.col("score_min").is_not_null())
    assert summary["scales"] == sorted(set(scored["score_scale"]))
    assert summary["without_score"] == expected["score_min"].null_count()


@checked
@given(some_filters)
def test_lowest_scores_are_of_one_scale_and_told_by_stream(filters: Filters) -> None:
    summary = totals.of(queries.run("draws_totals", **bound(filters)))
    scored = matching(filters).filter(pl.col("score_min").is_not_null())
    if scored["score_scale"].n_unique() != 1:
        assert summary["lows"] == []
        return
    assert len(summary["lows"]) == scored["stream_id"].n_unique()
    for low in summary["lows"]:
        own = scored.filter(stream_id=low["stream_id"])
        lowest = own["score_min"].min()
        assert low["lowest"] == lowest
        assert low["lowest_on"] == own.filter(score_min=lowest)["issued_on"].max()


@checked
@given(some_filters, st.sampled_from(GRAINS))
def test_invitations_of_the_chart_add_up(filters: Filters, grain: str) -> None:
    rows = queries.run("draws_invitations", **bound(filters), grain=grain).rows
    expected = matching(filters)
    assert rows["invitations"].sum() == expected["invitations"].sum()
    assert rows["draws"].sum() == expected.height
    by_stream = expected.group_by("stream_id").agg(pl.col("invitations").sum())
    assert dict(rows.group_by("stream_id").agg(pl.col("invitations").sum()).iter_rows()) == dict(
        by_stream.iter_rows()
    )
    listed = [draw_id for ids in rows["draw_ids"] if ids is not None for draw_id in ids]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(expected["draw_id"])
    if rows["draw_ids"].null_count() == 0:
        assert set(listed) == set(expected["draw_id"])


@checked
@given(some_filters, st.sampled_from(GRAINS))
def test_each_draw_lies_in_the_period_that_counts_it(filters: Filters, grain: str) -> None:
    rows = queries.run("draws_invitations", **bound(filters), grain=grain).rows
    issued = dict(draws().select("draw_id", "issued_on").iter_rows())
    assert set(rows["grain"]) <= {grain}
    longest = {"day": 1, "week": 7, "month": 31}
    for row in rows.iter_rows(named=True):
        span = row["period_end"] - row["period_start"]
        assert timedelta(0) < span <= timedelta(longest[row["grain"]])
        for draw_id in row["draw_ids"] or []:
            assert row["period_start"] <= issued[draw_id] < row["period_end"]


@checked
@given(some_filters)
def test_a_chart_has_neither_a_few_bars_nor_hundreds(filters: Filters) -> None:
    found = totals.of(queries.run("draws_totals", **bound(filters)))
    days = matching(filters)["issued_on"]
    span = (days.max() - days.min()).days if len(days) else 0
    expected = "day" if span <= 100 else "week" if span <= 400 else "month"
    assert totals.grain(found) == expected


@checked
@given(some_filters)
def test_ranges_keep_streams_and_scales_apart(filters: Filters) -> None:
    rows = queries.run("draws_totals", **bound(filters)).rows
    found = {
        (row["stream_id"], row["score_scale"]): (
            row["draws"],
            row["without_score"],
            row["lowest"],
            row["highest"],
        )
        for row in rows.iter_rows(named=True)
    }
    expected = {
        key: (
            len(own),
            own["score_min"].null_count(),
            own["score_min"].min(),
            own["score_min"].max(),
        )
        for key, own in matching(filters).group_by("stream_id", "score_scale")
    }
    assert found == expected
    assert rows.height == len(expected)


@checked
@given(some_filters)
def test_leaving_one_filter_out(filters: Filters) -> None:
    rows = queries.run("draws_without_a_filter", **bound(filters)).rows
    without = {
        "stream": replace(filters, streams=None),
        "dates": replace(filters, issued_from=None, issued_to=None),
        "kind": replace(filters, kind=None),
        "target": replace(filters, target_groups=None),
        "occupation": replace(filters, occupations=None),
        "area": replace(filters, areas=None),
    }
    expected = {name: matching(f).height for name, f in without.items() if f != filters}
    assert dict(rows.select("name", "draws").iter_rows()) == expected
    assert rows["draws"].to_list() == sorted(rows["draws"], reverse=True)


@checked
@given(some_filters)
def test_what_a_search_for_an_occupation_cannot_see(filters: Filters) -> None:
    found = queries.run("draws_occupation_search", **bound(filters)).first()
    others = matching(replace(filters, occupations=None)).join(
        matching(filters), on="draw_id", how="anti"
    )
    expected = dict(others.group_by("occupation_list").len().iter_rows())
    assert {state: found[state] for state in LIST_STATES if found[state]} == expected
    parts = named_today().with_columns(parts=pl.len().over("draw_id", "noc_version", "named_as"))
    wanted = parts.filter(pl.col("noc_code").is_in(filters.occupations or ()))
    doubtful = wanted.filter(pl.col("parts").min().over("draw_id") > 1)
    assert found["by_split"] == matching(filters).join(doubtful, on="draw_id", how="semi").height


@checked
@given(some_filters, st.integers(0, 500))
def test_most_keeps_the_newest(filters: Filters, most: int) -> None:
    every = queries.run("draws", **bound(filters)).rows
    assert queries.run("draws", **bound(filters), most=most).rows.equals(every.head(most))


@checked
@given(some_filters, st.lists(st.sampled_from(draws()["draw_id"].to_list()), min_size=1))
def test_chosen_narrows_and_never_widens(filters: Filters, chosen: list[str]) -> None:
    rows = queries.run("draws", **bound(filters), chosen=chosen).rows
    assert set(rows["draw_id"]) == set(chosen) & set(matching(filters)["draw_id"])


@pytest.mark.parametrize("name", ["draws", "draws_totals", "draws_invitations"])
def test_an_empty_list_is_no_filter(name: str) -> None:
    assert queries.run(name, streams=[], occupations=()) == queries.run(name)
