"""Golden rows of the list of draws, from the official pages and from the table files."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import queries
from components import totals
from tests.queries.facts import draw, draws, named_today, table


def one(draw_id: str) -> dict[str, object]:
    (row,) = queries.run("draws", chosen=[draw_id]).rows.to_dicts()
    return row


def test_all_draws_in_order() -> None:
    rows = queries.run("draws").rows
    expected = draws().sort("issued_on", "draw_id", descending=[True, False])
    assert rows["draw_id"].to_list() == expected["draw_id"].to_list()
    for column in ("invitations", "score_min", "score_max", "profiles_from", "issued_to", "note"):
        assert rows[column].to_list() == expected[column].to_list()


def test_priority_occupations_of_3_september_2025() -> None:
    row = one("2025-09-03-foreign-worker-priority-occupations")
    assert row["issued_on"] == date(2025, 9, 3)
    assert (row["stream"], row["family"]) == ("Foreign Worker", "employer-job-offer")
    assert (row["kind"], row["target_group"]) == ("targeted", "priority")
    assert (row["invitations"], row["score_min"], row["score"]) == (1_134, 42, "42")
    assert (row["profiles_from"], row["profiles_to"]) == (date(2025, 7, 2), date(2025, 9, 3))
    assert (row["occupation_list"], row["occupations_named"], row["occupations"]) == (
        "complete",
        77,
        "77",
    )
    assert row["areas"] is None
    assert row["disputed"] is False
    assert str(row["source_url"]).startswith("https://www.ontario.ca/")


def test_range_of_scores_over_several_days() -> None:
    row = one("2023-03-08-human-capital-priorities-health")
    assert (row["issued_on"], row["issued_to"]) == (date(2023, 3, 8), date(2023, 3, 9))
    assert (row["score_min"], row["score_max"], row["score"]) == (469, 489, "469 to 489")
    assert row["scale"] == "CRS"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("all", {"all"}),
        ("not_published", {"not published"}),
        ("not_captured", {"not in our records"}),
    ],
)
def test_honest_words_for_lists_that_are_not_known(state: str, words: set[str]) -> None:
    rows = queries.run("draws").rows.filter(occupation_list=state)
    assert rows.height == draws().filter(occupation_list=state).height > 0
    assert set(rows["occupations"]) == words
    assert rows["occupations_named"].max() == 0


def test_partial_lists_say_so_and_complete_ones_count() -> None:
    counts = dict(table("draw_occupations").group_by("draw_id").len().iter_rows())
    rows = queries.run("draws").rows
    for row in rows.filter(occupation_list="partial").iter_rows(named=True):
        assert row["occupations"] == f"{counts.get(row['draw_id'], 0)} known, list incomplete"
    for row in rows.filter(occupation_list="complete").iter_rows(named=True):
        assert row["occupations"] == str(counts[row["draw_id"]])


def test_disputed_draws_are_those_of_the_discrepancies() -> None:
    rows = queries.run("draws").rows
    expected = set(table("discrepancies")["draw_id"].drop_nulls())
    assert set(rows.filter("disputed")["draw_id"]) == expected
    assert "2026-04-30-foreign-worker-greater-toronto-area" in expected


def test_areas_of_a_regional_draw() -> None:
    row = one("2026-04-30-foreign-worker-greater-toronto-area")
    assert row["areas"] == "Durham, Halton, Peel, Toronto, York"


def test_conditions_for_all_are_listed_and_those_of_one_occupation_are_not() -> None:
    rows = queries.run("draws").rows
    expected = (
        table("draw_conditions")
        .filter(pl.col("noc_code").is_null())
        .sort("draw_id", "position")
        .group_by("draw_id", maintain_order=True)
        .agg(pl.col("condition").str.join("; "))
    )
    stated = dict(expected.iter_rows())
    unknown = table("draw_unknowns").filter(pl.col("subject") == "conditions")["draw_id"]
    for draw_id in unknown:
        stated[draw_id] = (
            f"{stated[draw_id]}; others not known" if draw_id in stated else "not known"
        )
    found = rows.filter(pl.col("conditions").is_not_null()).select("draw_id", "conditions")
    assert dict(found.iter_rows()) == stated
    assert len(unknown) >= 71


def test_places_that_no_page_names_are_not_all_of_ontario() -> None:
    rows = queries.run("draws", target_groups=["pilot"]).rows
    pilot = rows.filter(pl.col("target").str.contains("Regional Immigration Pilot"))
    assert pilot.height == 11
    assert set(pilot["areas"]) == {"not known"}


def test_newest_day() -> None:
    rows = queries.run("draws_newest_day").rows
    assert rows.select("stream", "invitations", "score_min").rows() == [
        ("Foreign Worker", 786, 57),
        ("International Student", 277, 81),
    ]
    assert set(rows["issued_on"]) == {draws()["issued_on"].max()}
    assert rows["invitations"].sum() == 1_063


def test_all_draws_span_four_scales_and_have_no_lowest_score() -> None:
    summary = totals.of(queries.run("draws_totals"))
    assert summary["draws"] == 439
    assert summary["invitations"] == draws()["invitations"].sum() == 177_678
    assert (summary["earliest"], summary["latest"]) == (date(2018, 1, 18), date(2026, 4, 30))
    assert summary["scales"] == ["crs", "entrepreneur-2019", "eoi-2021", "eoi-2022"]
    assert summary["lows"] == []


def test_lowest_score_of_one_stream() -> None:
    chosen = {"streams": ["foreign-worker"], "issued_from": date(2025, 9, 3)}
    summary = totals.of(queries.run("draws_totals", **chosen))
    own = draws().filter(
        pl.col("stream_id") == "foreign-worker", pl.col("issued_on") >= date(2025, 9, 3)
    )
    (low,) = summary["lows"]
    assert (low["stream"], low["lowest"]) == ("Foreign Worker", own["score_min"].min())


def test_draws_without_a_score_have_no_scale() -> None:
    """The 33 pilot draws of 2020 to 2022 are of two grids, and none of them published a score."""
    summary = totals.of(queries.run("draws_totals", target_groups=["pilot"]))
    own = draws().filter(target_group="pilot")
    assert own["score_scale"].drop_nulls().n_unique() == 2
    assert own["score_min"].null_count() == own.height == summary["draws"] == 33
    assert (summary["scales"], summary["lows"]) == ([], [])


def test_lowest_scores_of_one_day_are_told_by_stream() -> None:
    day = date(2026, 4, 30)
    summary = totals.of(queries.run("draws_totals", issued_from=day, issued_to=day))
    told = [(low["stream"], low["lowest"]) for low in summary["lows"]]
    assert told == [("Foreign Worker", 57), ("International Student", 81)]


def test_mining_engineers_on_1_april_2026() -> None:
    """Code 21330 is in two of the three lists of that day; the third names 94201 alone."""
    day = {"issued_from": date(2026, 4, 1), "issued_to": date(2026, 4, 1)}
    found = queries.run("draws", occupations=["21330"], **day).rows
    assert found.select("stream", "invitations", "score_min", "occupations_named").rows() == [
        ("Foreign Worker", 372, 56, 14),
        ("International Student", 355, 85, 15),
    ]
    others = queries.run("draws", occupations=["94201"], **day).rows
    assert others.select("stream", "invitations", "score_min", "occupations_named").rows() == [
        ("In-Demand Skills", 32, 34, 1)
    ]


def test_older_code_is_found_by_each_code_that_took_over() -> None:
    """NOC 2016 2174 was split into 21230, 21232 and 21234: each finds the draw of 12 July 2019."""
    for code in ("21230", "21232", "21234"):
        found = queries.run("draws", occupations=[code], issued_to=date(2019, 7, 31)).rows
        assert "2019-07-12-human-capital-priorities-tech" in found["draw_id"].to_list()
        assert named_today().filter(noc_code=code, named_as="2174").height > 0


@pytest.mark.parametrize(
    ("first", "last"), [("2023-08-12", "2023-08-14"), ("2023-08-16", "2023-08-16")]
)
def test_a_draw_of_several_days_is_found_on_each_of_them(first: str, last: str) -> None:
    span = {"issued_from": date.fromisoformat(first), "issued_to": date.fromisoformat(last)}
    found = queries.run("draws", **span).rows["draw_id"]
    assert "2023-08-11-human-capital-priorities-health-tech" in found
    later = queries.run("draws", issued_from=date(2023, 8, 17), issued_to=date(2023, 8, 17))
    assert later.rows.height == draws().filter(issued_on=date(2023, 8, 17)).height


def test_draws_of_unknown_places_are_counted_beside_those_of_an_area() -> None:
    """The eleven regional pilot draws of 2021 name a region whose places are not in our records."""
    unknown = table("draw_unknowns").filter(subject="places")["draw_id"].to_list()
    assert len(unknown) == 11
    found = queries.run("draws_unknown_places", areas=["Hastings"]).first()["draws"]
    assert found == 11
    one_stream = queries.run(
        "draws_unknown_places", areas=["Hastings"], streams=["foreign-worker"]
    ).first()["draws"]
    assert one_stream == sum("foreign-worker" in draw_id for draw_id in unknown)


def test_draw_of_an_unknown_id_is_no_row() -> None:
    assert queries.run("draws", chosen=["no-such-draw"]).rows.height == 0
    assert queries.run("draws", streams=["no-such-stream"]).rows.height == 0


def test_draw_helper_reads_what_the_query_gives() -> None:
    draw_id = "2026-04-01-in-demand-skills-mining"
    assert draw(draw_id)["invitations"] == one(draw_id)["invitations"] == 32


@pytest.mark.parametrize("code", ["21232", "21231", "31301", "72106"])
def test_draws_reached_only_through_a_split_are_counted_with_the_days_searched(code: str) -> None:
    parts = pl.len().over("draw_id", "named_as")
    named = named_today().with_columns(parts=parts).filter(noc_code=code)
    doubtful = named.filter(pl.col("parts").min().over("draw_id") > 1)["draw_id"].n_unique()
    found = queries.run("draws_occupation_search", occupations=[code]).first()
    days = draws()["issued_on"]
    assert found["by_split"] == doubtful
    assert (found["searched_from"], found["searched_to"]) == (days.min(), days.max())
    later = queries.run(
        "draws_occupation_search", occupations=[code], issued_from=date(2023, 1, 1)
    ).first()
    assert (later["by_split"], later["searched_from"]) == (0, date(2023, 1, 1))
