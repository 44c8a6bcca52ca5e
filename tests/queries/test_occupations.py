"""What the queries about occupations say, against figures counted from the tables."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import queries
from tests.queries.facts import draws, named_today, table

SEPTEMBER = (
    "2025-09-03-foreign-worker-priority-occupations",
    "2025-09-03-international-student-priority-occupations",
)
NEW_LEVELS = date(2022, 11, 16)
"""No draw was held between this day and 22 November 2022, when Ontario's rules changed."""
NAMED, NEVER_NAMED, SPLIT, SURGEON = "21232", "00011", "21211", "31101"


def mentions(noc: str) -> pl.DataFrame:
    """Return the draws that named an occupation, by any code."""
    return draws().join(named_today().filter(pl.col("noc_code") == noc), on="draw_id", how="semi")


def test_one_row_for_each_unit_group() -> None:
    rows = queries.run("occupations").rows
    assert rows.height == 516
    assert set(rows["noc_code"]) == set(table("noc_2021")["noc_code"])


def test_times_named_and_last_named_of_every_occupation() -> None:
    rows = queries.run("occupations").rows
    expected = (
        named_today()
        .select("noc_code", "draw_id")
        .unique()
        .join(draws(), on="draw_id")
        .group_by("noc_code")
        .agg(
            pl.len().alias("times"),
            (pl.col("occupation_list") == "complete").sum().alias("complete"),
            pl.col("issued_on").max().alias("last"),
        )
    )
    joined = rows.join(expected, on="noc_code", how="left")
    assert joined["times_named"].to_list() == joined["times"].fill_null(0).to_list()
    assert joined["complete_lists"].to_list() == joined["complete"].fill_null(0).to_list()
    assert joined["last_named"].to_list() == joined["last"].to_list()
    assert [sum(years) for years in rows["times_per_year"]] == rows["times_named"].to_list()


def test_the_77_priority_occupations_are_exactly_the_published_list() -> None:
    sectors = queries.run("sectors").rows
    assert sectors["occupations"].sum() == 77
    assert sectors.height == 8
    rows = queries.run("occupations", sectors=sectors["sector_id"].to_list()).rows
    named = named_today()
    for draw_id in SEPTEMBER:
        listed = set(named.filter(pl.col("draw_id") == draw_id)["noc_code"])
        assert set(rows["noc_code"]) == listed
        assert len(listed) == 77


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"target_groups": ["mining"]}, 17),
        ({"categories": [3]}, 43),
        ({"teers": [0, 1]}, None),
        ({"licensed": True}, 67),
        ({"in_demand": True}, 56),
        ({"since": date(2026, 4, 30)}, None),
        ({"streams": ["in-demand-skills"], "since": date(2026, 4, 1)}, None),
    ],
)
def test_filters(chosen: dict[str, object], expected: int | None) -> None:
    found = set(queries.run("occupations", **chosen).rows["noc_code"])
    assert found == _expected(chosen)
    if expected is not None:
        assert len(found) == expected


def _expected(chosen: dict[str, object]) -> set[str]:
    rows = table("noc_2021")
    if levels := chosen.get("teers"):
        rows = rows.filter(pl.col("teer").is_in(levels))
    if categories := chosen.get("categories"):
        rows = rows.filter(pl.col("broad_category").cast(pl.Int64).is_in(categories))
    if chosen.get("licensed"):
        rows = rows.join(table("licensed_occupations"), on="noc_code", how="semi")
    if chosen.get("in_demand"):
        listed = table("in_demand_occupations").filter(pl.col("noc_version") == "2021")
        rows = rows.join(listed, on="noc_code", how="semi")
    held = draws()
    if streams := chosen.get("streams"):
        held = held.filter(pl.col("stream_id").is_in(streams))
    if groups := chosen.get("target_groups"):
        held = held.filter(pl.col("target_group").is_in(groups))
    if since := chosen.get("since"):
        held = held.filter(pl.col("issued_on") >= since)
    if held.height < draws().height:
        rows = rows.join(
            named_today().join(held, on="draw_id", how="semi"), on="noc_code", how="semi"
        )
    return set(rows["noc_code"])


def test_a_search_keeps_its_order() -> None:
    codes = ["73300", "00011", "21232"]
    assert queries.run("occupations", codes=codes).rows["noc_code"].to_list() == codes


def test_yearly_wages_are_converted_and_marked() -> None:
    rows = queries.run("occupations").rows
    marked = rows.filter(pl.col("wage_was_yearly"))
    yearly = table("wages").filter((pl.col("region") == "Ontario") & (pl.col("unit") == "annual"))
    assert set(marked["noc_code"]) == set(yearly["noc_code"])
    legislators = rows.row(by_predicate=pl.col("noc_code") == "00010", named=True)
    assert float(legislators["median_hourly"]) == pytest.approx(80_000 / 2_080, abs=0.01)


def test_cut_offs_stand_on_the_newest_grid_with_stream_and_day() -> None:
    rows = queries.run("occupations").rows
    row = rows.row(by_predicate=pl.col("noc_code") == NAMED, named=True)
    grid = mentions(NAMED).filter(
        (pl.col("score_scale") == "eoi-2022") & pl.col("score_min").is_not_null()
    )
    newest = grid["issued_on"].max()
    assert row["latest_cut_off"].endswith(f"{newest}, 2022 points")
    stream = row["latest_cut_off"].split(" ", 1)[1].split(" (")[0]
    ids = {s["short_name"]: s["stream_id"] for s in table("streams").to_dicts()}
    own = grid.filter(pl.col("stream_id") == ids[stream])
    assert int(row["lowest_cut_off"].split()[0]) == own["score_min"].min()
    assert f" {stream} (" in row["lowest_cut_off"]
    never = rows.filter(pl.col("times_named") == 0)
    assert never["latest_cut_off"].null_count() == never.height


def test_cut_offs_tell_whom_the_draw_was_for() -> None:
    rows = queries.run("occupations").rows
    nurses = rows.row(by_predicate=pl.col("noc_code") == "31301", named=True)
    assert "(Health occupations and early childhood education)" in nurses["lowest_cut_off"]
    # Named on the scale of Express Entry only, so it is this scale that is told.
    only_crs = rows.row(by_predicate=pl.col("noc_code") == "62020", named=True)
    assert only_crs["latest_cut_off"].endswith(", CRS")


def test_what_only_a_split_code_named_is_counted_apart() -> None:
    rows = queries.run("occupations").rows
    by_split = (
        named_today()
        .join(
            table("noc_concordance").group_by("noc_2016").len("parts"),
            left_on="named_as",
            right_on="noc_2016",
            how="left",
        )
        .with_columns(((pl.col("noc_version") == "2016") & (pl.col("parts") > 1)).alias("is_split"))
        .group_by("noc_code", "draw_id")
        .agg(pl.col("is_split").all())
        .group_by("noc_code")
        .agg(pl.col("is_split").sum().alias("perhaps"))
    )
    joined = rows.join(by_split, on="noc_code", how="left")
    assert joined["named_by_split"].to_list() == joined["perhaps"].fill_null(0).to_list()
    certain = joined.filter(pl.col("times_named") > pl.col("named_by_split")).height
    assert queries.run("occupations_summary").first()["ever_named"] == certain


def by_former_list(noc: str) -> bool | None:
    """Return whether the last list of NOC 2016 took all of an occupation, or none: else None."""
    listed = table("in_demand_occupations").filter(noc_version="2016")
    former = table("noc_concordance").filter(noc_2021=noc)["noc_2016"].to_list()
    whole = listed.filter(pl.col("limited_to").is_null())["noc_code"]
    if all(code in whole for code in former):
        return True
    return None if any(code in listed["noc_code"] for code in former) else False


@pytest.mark.parametrize(
    "noc", [NAMED, NEVER_NAMED, SPLIT, SURGEON, "65201", "94132", "44101", "75110"]
)
def test_every_draw_of_a_stream_has_one_state(noc: str) -> None:
    rows = queries.run("occupation_streams", noc=noc).rows.to_dicts()
    named = set(mentions(noc)["draw_id"])
    for row in rows:
        held = draws().filter(pl.col("stream_id") == row["stream_id"])
        others = held.filter(~pl.col("draw_id").is_in(named))
        lists = dict(others.group_by("occupation_list").len().iter_rows())
        assert row["draws"] == held.height
        assert row["named"] == held.height - others.height
        assert row["not_named"] == lists.get("complete", 0)
        limited = not row["any_occupation"]
        open_draws = others.filter(pl.col("occupation_list") == "all")
        older = open_draws.filter(pl.col("issued_on") < NEW_LEVELS) if limited else held.clear()
        taken = open_draws.height - older.height
        told = by_former_list(noc) if row["stream_id"] == "in-demand-skills" else None
        assert row["older_rules"] == (older.height if told is None else 0)
        if row["stream_id"] != "in-demand-skills":  # its list has dates of its own
            assert row["open_to_all"] == (taken if row["accepts"] else 0)
        unknown = sum(lists.get(s, 0) for s in ("partial", "not_published", "not_captured"))
        assert row["unknown"] == unknown


@pytest.mark.parametrize(
    ("noc", "older", "open_draws"),
    [
        (
            "94132",
            0,
            {"2022-05-04-in-demand-skills-general", "2022-06-29-in-demand-skills-general"},
        ),
        ("21232", 0, set()),  # 2174 was on no list
        ("44101", 2, set()),  # 4412 was listed with a limit
        ("75110", 2, set()),  # 7611 was listed; another older code was not
    ],
)
def test_the_list_of_the_day_tells_whom_older_draws_of_in_demand_skills_took(
    noc: str, older: int, open_draws: set[str]
) -> None:
    rows = queries.run("occupation_streams", noc=noc).rows
    (row,) = rows.filter(stream_id="in-demand-skills").to_dicts()
    assert row["older_rules"] == older
    found = queries.run("occupation_open_draws", noc=noc).rows["draw_id"].to_list()
    early = {draw_id for draw_id in found if draw_id < "2022-11" and "in-demand" in draw_id}
    assert early == open_draws


@pytest.mark.parametrize(
    ("noc", "accepting"),
    [
        ("21232", {"workforce-priority-teer-0-3", "foreign-worker", "human-capital-priorities"}),
        ("31101", {"workforce-priority-teer-0-3", "workforce-priority-physician"}),
        ("75110", {"workforce-priority-teer-4-5", "in-demand-skills"}),
        ("72310", {"skilled-trades", "foreign-worker"}),
    ],
)
def test_streams_accept_by_level_and_list(noc: str, accepting: set[str]) -> None:
    rows = queries.run("occupation_streams", noc=noc).rows
    taken = set(rows.filter(pl.col("accepts"))["stream_id"])
    assert accepting <= taken
    assert ("workforce-priority-physician" in taken) == (noc in {"31100", "31101", "31102"})
    assert ("in-demand-skills" in taken) == (noc == "75110")


def test_a_split_is_shown_as_a_split() -> None:
    rows = queries.run("occupation_named_as", noc=SPLIT).rows
    old = rows.filter(pl.col("noc_version") == "2016")
    assert old.height
    assert old["is_split"].all()
    splits = table("noc_concordance").filter(pl.col("noc_2021") == SPLIT)["noc_2016"]
    assert set(old["named_as"]) <= set(splits)
    for code in set(old["named_as"]):
        assert table("noc_concordance").filter(pl.col("noc_2016") == code).height > 1


def test_one_occupation_knows_its_neighbours_and_place() -> None:
    row = queries.run("occupation", noc="00010").first()
    assert (row["previous_code"], row["next_code"]) == (None, "00011")
    assert queries.run("occupation", noc="99999").rows.height == 0
    counts = queries.run("occupations").rows
    nurse = queries.run("occupation", noc="31301").first()
    more = counts.filter(pl.col("times_named") > nurse["times_named"]).height
    assert nurse["place"] == more + 1


def test_companions_are_named_together() -> None:
    rows = queries.run("occupation_companions", noc=NAMED).rows.to_dicts()
    held = set(mentions(NAMED)["draw_id"])
    for row in rows:
        together = held & set(mentions(row["noc_code"])["draw_id"])
        assert row["together"] == len(together)
    assert NAMED not in {row["noc_code"] for row in rows}


def test_recent_share_counts_the_last_twelve_months() -> None:
    rows = queries.run("occupation_recent_share", noc=NAMED).rows.to_dicts()
    recent = draws().filter(pl.col("issued_on") > date(2025, 4, 30))
    assert sum(row["draws"] for row in rows) == recent.height
    named = recent.join(mentions(NAMED), on="draw_id", how="semi")
    assert sum(row["named"] for row in rows) == named.height
