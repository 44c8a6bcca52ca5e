"""Figures that a person can check against the official pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.data.days import COMPILED_ON, DRAWS, LAST_DRAW

if TYPE_CHECKING:
    import duckdb


def rows(database: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("noc_2021", 516),
        ("noc_2016", 500),
        ("noc_concordance", 585),
        ("census_divisions", 49),
        ("municipalities", 414),
        ("economic_regions", 49),
        ("sector_occupations", 77),
        ("requirements", 238),
        ("wages", 601),
        ("language_benchmarks", 140),
        ("in_demand_occupations", 79),
        ("licensed_occupations", 67),
    ],
)
def test_rows(database: duckdb.DuckDBPyConnection, table: str, count: int) -> None:
    assert database.table(table).shape[0] == count


@pytest.mark.parametrize(
    ("table", "day", "last", "count"),
    [
        ("draws", "draw_id[1:10]", LAST_DRAW, 439),
        ("draw_occupations", "draw_id[1:10]", LAST_DRAW, 5_536),
        ("draw_conditions", "draw_id[1:10]", LAST_DRAW, 424),
        ("draw_areas", "draw_id[1:10]", LAST_DRAW, 499),
        ("official_totals", "year || '-01-01'", LAST_DRAW, 51),
        ("discrepancies", "found_on", COMPILED_ON, 19),
        ("corrections", "first_seen", COMPILED_ON, 2),
    ],
)
def test_rows_of_tables_that_updates_add_to(
    database: duckdb.DuckDBPyConnection, table: str, day: str, last: date, count: int
) -> None:
    found = rows(database, f"select count(*) from {table} where ({day})::date <= '{last}'")
    assert found == [(count,)]


def test_two_draws_of_3_september_2025(database: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        database,
        "select stream_id, invitations, score_min, profiles_from, count(noc_code)"
        " from draws join draw_occupations using (draw_id) where issued_on = '2025-09-03'"
        " group by all order by stream_id",
    )
    opened = date(2025, 7, 2)
    assert found == [
        ("foreign-worker", 1_134, 42, opened, 77),
        ("international-student", 759, 63, opened, 77),
    ]
    assert 1_134 + 759 == 1_893


def test_week_of_september_2025(database: duckdb.DuckDBPyConnection) -> None:
    query = "select issued_on, count(*), sum(invitations) from draws"
    found = rows(
        database,
        f"{query} where issued_on between '2025-09-01' and '2025-09-07' group by all order by all",
    )
    assert found == [(date(2025, 9, 2), 3, 2_643), (date(2025, 9, 3), 2, 1_893)]
    assert 2_643 + 1_893 == 4_536


def test_mining_draws_of_1_april_2026(database: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        database,
        "select stream_id, invitations, score_min, count(noc_code)"
        " from draws join draw_occupations using (draw_id)"
        " where issued_on = '2026-04-01' and target_group = 'mining' group by all order by 1",
    )
    assert found == [
        ("foreign-worker", 372, 56, 14),
        ("in-demand-skills", 32, 34, 1),
        ("international-student", 355, 85, 15),
    ]
    assert 372 + 355 + 32 == 759


def test_last_draws_of_the_former_streams(database: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        database,
        "select issued_on, stream_id, invitations, score_min from draws"
        " where issued_on = (select max(issued_on) from draws) order by stream_id",
    )
    day = date(2026, 4, 30)
    assert found == [
        (day, "foreign-worker", 786, 57),
        (day, "international-student", 277, 81),
    ]


def test_no_draw_in_the_pause_of_2025(database: duckdb.DuckDBPyConnection) -> None:
    days = "select distinct issued_on from draws where issued_on between '2025-06-06'"
    assert rows(database, f"{days} and '2025-08-28' order by 1") == [
        (date(2025, 6, 6),),
        (date(2025, 8, 28),),
    ]


def test_date_stream_and_score_do_not_identify_a_draw(
    database: duckdb.DuckDBPyConnection,
) -> None:
    twelve = rows(database, "select count(*) from draws where issued_on = '2026-04-23'")
    assert twelve == [(12,)]
    twins = rows(
        database,
        "select count(*) from draws where issued_on = '2026-04-23'"
        " and stream_id = 'international-student' and score_min = 84 and invitations = 173",
    )
    assert twins == [(2,)]


def test_rounds_over_several_days(database: duckdb.DuckDBPyConnection) -> None:
    found = rows(database, "select issued_on, issued_to from draws where issued_to is not null")
    assert sorted(found) == [
        (date(2023, 3, 8), date(2023, 3, 9)),
        (date(2023, 8, 11), date(2023, 8, 16)),
    ]


def test_no_draw_of_the_open_stream_is_recorded(database: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        database,
        "select stream_id, count(draw_id) from streams left join draws using (stream_id)"
        " where status = 'open' group by all order by all",
    )
    assert found == [
        ("workforce-priority-physician", 0),
        ("workforce-priority-teer-0-3", 0),
        ("workforce-priority-teer-4-5", 0),
    ]


def test_sums_of_the_rows_differ_from_the_official_totals_only_where_it_is_said(
    database: duckdb.DuckDBPyConnection,
) -> None:
    differing = rows(
        database,
        "with sums as (select year(issued_on) as year, stream_id, sum(invitations) as recorded"
        " from draws group by all)"
        " select year, stream_id, coalesce(recorded, 0)::varchar, invitations::varchar"
        " from official_totals left join sums using (year, stream_id)"
        " where coalesce(recorded, 0) <> invitations order by all",
    )
    explained = rows(
        database,
        "select year, stream_id, figure_used, other_figure from discrepancies"
        " where year is not null order by all",
    )
    assert differing == explained
    assert len(explained) == 5


@pytest.mark.parametrize(
    ("stream", "scale", "maximum"),
    [
        ("foreign-worker", "eoi-2022", 76),
        ("international-student", "eoi-2022", 118),
        ("in-demand-skills", "eoi-2022", 46),
        ("masters-graduate", "eoi-2022", 75),
        ("phd-graduate", "eoi-2022", 75),
        ("workforce-priority-teer-0-3", "owp-2026", 130),
        ("workforce-priority-teer-4-5", "owp-2026", 130),
        ("workforce-priority-physician", "owp-2026", 115),
        ("entrepreneur", "entrepreneur-2019", 200),
    ],
)
def test_maxima_of_the_grids(
    database: duckdb.DuckDBPyConnection, stream: str, scale: str, maximum: int
) -> None:
    found = database.execute(
        "select s.maximum, sum(f.maximum) from stream_scales as s"
        " join stream_factors using (stream_id, score_scale)"
        " join grid_factors as f using (score_scale, factor)"
        " where stream_id = $stream and score_scale = $scale group by all",
        {"stream": stream, "scale": scale},
    ).fetchone()
    assert found == (maximum, maximum)


@pytest.mark.parametrize("scale", ["eoi-2022", "owp-2026"])
def test_best_option_gives_the_maximum_of_its_factor_for_every_stream(
    database: duckdb.DuckDBPyConnection, scale: str
) -> None:
    found = database.execute(
        "select stream_id, factor, f.maximum, max(points) from stream_factors"
        " join grid_factors as f using (score_scale, factor)"
        " join grid_options using (score_scale, factor)"
        " join grid_option_streams using (grid_option_id, stream_id)"
        " where score_scale = $scale group by all having f.maximum <> max(points)",
        {"scale": scale},
    ).fetchall()
    assert found == []


def test_worked_example_of_the_workforce_priority_grid(
    database: duckdb.DuckDBPyConnection,
) -> None:
    answers = {
        "job_offer_teer": "teer_2_3",
        "broad_occupational_category": "boc_0_1_4_8_9",
        "wage": "w30",
        "ontario_work_experience": "pos_13_24",
        "earnings_history": "e50",
        "legal_status": "work_permit",
        "education_level": "bachelor",
        "canadian_education_experience": "one",
        "official_language_ability": "clb7",
        "knowledge_of_official_languages": "one",
        "regional_immigration_job_location": "eastern",
    }
    found = database.execute(
        "select sum(points) from grid_options join grid_option_streams using (grid_option_id)"
        " where stream_id = 'workforce-priority-teer-0-3' and score_scale = 'owp-2026'"
        " and list_contains($chosen, factor || '=' || option_id)",
        {"chosen": [f"{factor}={option}" for factor, option in answers.items()]},
    ).fetchone()
    # The published rows: 6 + 4 + 10 + 15 + 6 + 10 + 6 + 5 + 8 + 5 + 10.
    assert found == (85,)


def test_deadlines_of_an_invitation_of_3_september_2025(
    database: duckdb.DuckDBPyConnection,
) -> None:
    query = (
        "select actor::varchar, deadline_days from process_steps"
        " join process_step_streams using (step_id)"
        " where stream_id = 'foreign-worker' and counted_from = 'invitation'"
        " and only_for is null and date '{day}' between effective_from and effective_to"
        " order by step_order"
    )
    usual = [("employer", 14), ("candidate", 17)]
    assert rows(database, query.format(day="2025-09-03")) == usual
    assert rows(database, query.format(day="2026-04-30")) == usual
    assert rows(database, query.format(day="2025-12-10")) == [("employer", 26), ("candidate", 29)]
    assert rows(database, query.format(day="2024-07-16")) == [("candidate", 14)]


def test_older_code_that_was_split_gives_every_newer_code(
    database: duckdb.DuckDBPyConnection,
) -> None:
    split = rows(
        database,
        "select count(*), min(n) from (select count(distinct noc_code) as n"
        " from draw_occupations_2021 where is_split group by draw_id, named_as)",
    )
    assert split == [(71, 2)]
    left_out = rows(
        database,
        "from draw_occupations anti join draw_occupations_2021 as reached on"
        " reached.draw_id = draw_occupations.draw_id and reached.named_as ="
        " draw_occupations.noc_code",
    )
    assert left_out == []
    assert rows(database, "from draw_occupations_2021 where noc_code is null") == []


def test_skilled_trades_take_in_and_leave_out_what_the_rule_says(
    database: duckdb.DuckDBPyConnection,
) -> None:
    members = {
        code
        for (code,) in rows(
            database,
            "select noc_code from occupation_set_members"
            " where occupation_set = 'workforce-priority-skilled-trades'",
        )
    }
    assert {"72200", "73300", "82020", "83100", "93100", "63200", "62200"} <= members
    assert not members & {"72600", "93200", "75110", "63100", "21300"}


def test_one_sector_for_each_of_the_77_priority_occupations(
    database: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        database,
        "select sectors.name, count(*) from sectors join sector_occupations using (sector_id)"
        " join (select distinct noc_code from draw_occupations"
        " where draw_id = '2025-09-03-foreign-worker-priority-occupations') using (noc_code)"
        " group by all order by any_value(display_order)",
    )
    assert [name for name, _ in found] == [
        "Administrative and managerial",
        "Engineering and science managers",
        "Technical and professional STEM",
        "Healthcare",
        "Education and social services",
        "Creative and media",
        "Construction and maintenance",
        "Agriculture and manufacturing supervisors",
    ]
    assert sum(count for _, count in found) == 77


def test_what_the_database_says_of_itself(
    database: duckdb.DuckDBPyConnection, database_path: object
) -> None:
    version, newest, draws = rows(database, "from build_info")[0]
    assert draws == DRAWS
    assert newest >= LAST_DRAW
    assert str(database_path).endswith(f"oinp-{version}.duckdb")
