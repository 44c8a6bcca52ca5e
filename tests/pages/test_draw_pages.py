"""`/draws`, `/draw` and `/`: figures counted from the tables, honest words, bad addresses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.visit import tables, visit, words
from tests.queries.facts import draws, named_today, table

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

FOREIGN_WORKER = "2025-09-03-foreign-worker-priority-occupations"


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_the_four_metrics_of_all_draws() -> None:
    app = visit("draws")
    assert metrics(app) == {
        "Draws": f"{draws().height:,}",
        "Invitations": f"{draws()['invitations'].sum():,}",
        "Latest draw": "30 April 2026",
        "Lowest score": "\N{EN DASH}",
    }
    assert "Ontario invited 1,063 people on 30 April 2026" in words(app)


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ({"stream": "foreign-worker", "from": "2025-09-01"}, None),
        ({"group": "mining"}, 3),
        ({"kind": "general", "stream": ["masters-graduate", "phd-graduate"]}, None),
        ({"from": "2025-09-02", "to": "2025-09-03"}, 5),
        ({"occupation": "31120"}, None),
        ({"area": "Thunder Bay"}, None),
    ],
)
def test_filters_of_the_address(address: dict[str, Any], rows: int | None) -> None:
    app = visit("draws", **address)
    expected = _expected(address)
    shown = metrics(app)
    assert shown["Draws"] == f"{expected.height:,}"
    assert shown["Invitations"] == f"{expected['invitations'].sum():,}"
    shown_rows = app.dataframe[0].value
    assert sorted(zip(shown_rows["open"], shown_rows["target"], strict=True)) == sorted(
        expected.select(pl.col("issued_on").cast(pl.String), "target").iter_rows()
    )
    if rows is not None:
        assert expected.height == rows


def _expected(address: dict[str, Any]) -> pl.DataFrame:
    rows = draws()
    for name, column in (("stream", "stream_id"), ("group", "target_group"), ("kind", "kind")):
        if wanted := address.get(name):
            rows = rows.filter(
                pl.col(column).is_in([wanted] if isinstance(wanted, str) else wanted)
            )
    if first := address.get("from"):
        rows = rows.filter(pl.col("issued_on") >= date.fromisoformat(first))
    if last := address.get("to"):
        rows = rows.filter(pl.col("issued_on") <= date.fromisoformat(last))
    if code := address.get("occupation"):
        named = named_today().filter(pl.col("noc_code") == code)
        rows = rows.join(named, on="draw_id", how="semi")
    if area := address.get("area"):
        placed = table("draw_areas").filter(pl.col("census_division") == area)
        rows = rows.join(placed, on="draw_id", how="semi")
    return rows


def test_the_week_of_september_2025() -> None:
    assert (
        metrics(visit("draws", **{"from": "2025-09-02", "to": "2025-09-03"}))["Invitations"]
        == "4,536"
    )
    assert (
        metrics(visit("draws", **{"from": "2025-09-03", "to": "2025-09-03"}))["Invitations"]
        == "1,893"
    )


def test_the_lowest_score_of_one_scale_names_its_stream() -> None:
    app = visit("draws", stream="foreign-worker", **{"from": "2025-09-01"})
    own = draws().filter(
        (pl.col("stream_id") == "foreign-worker") & (pl.col("issued_on") >= date(2025, 9, 1))
    )
    assert metrics(app)["Lowest score"] == str(own["score_min"].min())
    assert "Foreign Worker, 8 April 2026" in words(app)


def test_a_search_for_an_occupation_says_what_it_cannot_see() -> None:
    assert "not known" in words(visit("draws", occupation="21232"))


def test_an_impossible_combination_says_what_to_relax() -> None:
    app = visit("draws", stream="phd-graduate", to="2018-12-31")
    assert metrics(app)["Draws"] == "0"
    assert "**Stream**" in app.info[0].value
    assert "**Dates**" in app.info[0].value
    wrong = visit("draws", **{"from": "2025-01-01", "to": "2024-01-01"})
    assert "first day is after the last day" in wrong.info[0].value


@pytest.mark.parametrize(
    ("page", "given", "meant"),
    [
        ("draws", "noc", "occupation"),
        ("draws", "target", "group"),
        ("draws", "year", "from"),
        ("deadlines", "stream", "pathway"),
        ("program", "stream", "pathway"),
    ],
)
def test_a_filter_by_the_name_of_another_page_is_noticed(page: str, given: str, meant: str) -> None:
    said = f"is not a filter of this page. Meant: {meant}?"
    assert any(said in notice.value for notice in visit(page, **{given: "21232"}).warning)


def test_wrong_values_are_left_out_and_said() -> None:
    app = visit("draws", stream="nonsense", kind="both", streem="foreign-worker", utm_source="x")
    said = "\n".join(warning.value for warning in app.warning)
    assert "stream=" in said
    assert "general, targeted" in said
    assert "stream?" in said
    assert "utm" not in said
    assert metrics(app)["Draws"] == str(draws().height)


ADDRESS = st.dictionaries(
    st.sampled_from(["stream", "from", "to", "kind", "group", "occupation", "area", "draw", "x"]),
    st.one_of(
        st.text(max_size=80),
        st.lists(st.text(max_size=20), max_size=5),
        st.sampled_from(
            ["foreign-worker", "2025-09-03", "' or 1=1 --", "<b>", "\x00", "%", "a" * 5_000]
        ),
    ),
    max_size=5,
)


@settings(max_examples=15, deadline=None)
@given(address=ADDRESS)
def test_no_address_breaks_a_page(address: dict[str, Any]) -> None:
    app = visit("draws", **address)
    assert set(app.multiselect(key="stream").value) <= set(draws()["stream_id"]) | set(
        table("streams")["stream_id"]
    )
    visit("draw", **address)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("complete", "this is the whole list"),
        ("partial", "we know only a part of the list"),
        ("not_published", "Ontario did not publish which occupations it named"),
        ("not_captured", "we do not have it"),
        ("all", "open to every occupation that the stream accepts"),
    ],
)
def test_what_is_known_of_a_list_is_said(state: str, said: str) -> None:
    row = draws().filter(pl.col("occupation_list") == state).row(0, named=True)
    app = visit("draw", draw=row["draw_id"])
    assert said in words(app)
    assert f"**{row['invitations']:,} invitation" in words(app)


def test_the_priority_draw_of_september_2025() -> None:
    app = visit("draw", draw=FOREIGN_WORKER)
    text = words(app)
    assert "**1,134 invitations** in a targeted draw" in text
    assert "**from 42 points**, for profiles created from 2 July 2025" in text
    assert "It named 77 occupations" in text
    assert "Wednesday 17 September 2025" in tables(app)
    assert "Saturday 20 September 2025" in tables(app)


def test_old_codes_and_splits_are_explained() -> None:
    text = words(visit("draw", draw="2019-05-31-human-capital-priorities-listed-occupations"))
    assert "older NOC 2016 codes" in text
    assert "split into several new occupations" in text


def test_a_disagreement_is_shown_with_both_figures() -> None:
    app = visit("draw", draw="2026-04-23-international-student-southwestern-ontario")
    assert "We use 173; the other figure is 262" in app.warning[0].value


def test_a_round_over_several_days() -> None:
    app = visit("draw", draw="2023-03-08-human-capital-priorities-health")
    assert "8\N{EN DASH}9 March 2023" in app.title[0].value


@pytest.mark.parametrize("draw_id", ["", "nonsense", "<script>alert(1)</script>", "2025-09-03"])
def test_an_unknown_draw_leads_on(draw_id: str) -> None:
    app = visit("draw", draw=draw_id)
    assert app.title[0].value == "This draw is not in our records"
    assert len(app.get("page_link")) >= 6


def test_each_year_of_the_overview() -> None:
    shown = tables(visit("overview"))
    years = draws().group_by(pl.col("issued_on").dt.year()).agg(pl.col("invitations").sum())
    for year, invitations in years.iter_rows():
        assert f',{year},"{invitations:,}' in shown, year
