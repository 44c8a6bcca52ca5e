"""What the schema cannot say of the files: order, sources, words."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from data.build import SCHEMA, TABLES
from data.tables_schema import Table, tables_of

if TYPE_CHECKING:
    import duckdb

ALL_TABLES = tables_of(SCHEMA)


@pytest.mark.parametrize("table", ALL_TABLES, ids=[table.name for table in ALL_TABLES])
def test_rows_stand_in_order(table: Table) -> None:
    with (TABLES / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    integers = {column.name for column in table.columns if column.sql_type == "INTEGER"}
    chronological = {"draws": ("issued_on", "draw_id"), "events": ("happened_on", "event_id")}
    shown_in_order = {
        "grid_factors": ("score_scale", "display_order"),
        "grid_options": ("score_scale", "factor", "display_order"),
    }
    order = (chronological | shown_in_order).get(table.name, table.primary_key)

    def key(row: dict[str, str]) -> list[Any]:
        return [int(row[name]) if name in integers else row[name] for name in order]

    keys = [key(row) for row in rows]
    assert keys == sorted(keys)


def test_every_source_is_used(database: duckdb.DuckDBPyConnection) -> None:
    users = [
        table.name
        for table in ALL_TABLES
        if table.name != "sources" and "source_id" in table.header
    ]
    used = " union all ".join(f"select source_id from {table}" for table in users)
    unused = database.execute(
        f"select source_id from sources where source_id not in ({used})"
    ).fetchall()
    assert unused == []


def test_official_draw_pages_say_when_they_were_changed_and_checked(
    database: duckdb.DuckDBPyConnection,
) -> None:
    found = database.execute(
        "select source_id, last_changed::varchar, last_checked::varchar, official from sources"
        " where source_id in ('ontario-invitations', 'ontario-express-entry-notifications')"
        " order by source_id"
    ).fetchall()
    assert [name for name, *_ in found] == [
        "ontario-express-entry-notifications",
        "ontario-invitations",
    ]
    for _, changed, checked, official in found:
        assert official
        assert "2026-05-29" <= changed <= checked
        assert checked >= "2026-10-02"


def test_licences_of_open_data(database: duckdb.DuckDBPyConnection) -> None:
    found = dict(
        database.execute(
            "select publisher, any_value(licence) from sources"
            " where licence like '%Licence%' group by publisher"
        ).fetchall()
    )
    assert found == {
        "Statistics Canada": "Statistics Canada Open Licence",
        "Employment and Social Development Canada": "Open Government Licence - Canada",
    }


@pytest.mark.parametrize(
    "child",
    [
        ("streams", "stream_sources", "stream_id"),
        ("stream_scales", "stream_scale_sources", "stream_id, score_scale"),
        ("grid_options", "grid_option_sources", "grid_option_id"),
        ("requirements", "requirement_sources", "requirement_id"),
        ("process_steps", "process_step_sources", "step_id"),
        ("process_steps", "process_step_streams", "step_id"),
        ("region_places", "region_place_sources", "place, region_group, applies_to"),
        ("language_tests", "language_test_sources", "language_test"),
        ("licensed_occupations", "licensed_occupation_sources", "noc_code"),
        ("in_demand_occupations", "in_demand_occupation_sources", "noc_version, noc_code"),
        ("allocations", "allocation_sources", "year"),
        ("grid_options", "grid_option_streams", "grid_option_id"),
    ],
    ids=lambda child: child[1],
)
def test_every_row_has_at_least_one(
    database: duckdb.DuckDBPyConnection, child: tuple[str, str, str]
) -> None:
    parent, child_table, key = child
    without = database.execute(
        f"select {key} from {parent} anti join {child_table} using ({key})"
    ).fetchall()
    assert without == []


def test_press_claims_are_notes_and_never_rules(database: duckdb.DuckDBPyConnection) -> None:
    of_the_press = database.execute(
        "select requirement_id, operator from requirements"
        " join requirement_sources using (requirement_id)"
        " where source_id = 'press-article-2025-09' and operator <> 'claim'"
    ).fetchall()
    assert of_the_press == []


def test_deadlines_of_one_actor_do_not_overlap(database: duckdb.DuckDBPyConnection) -> None:
    overlapping = database.execute(
        "with deadlines as (select * from process_steps join process_step_streams using (step_id)"
        " where counted_from = 'invitation' and only_for is null)"
        " select early.step_id, late.step_id from deadlines as early join deadlines as late"
        " using (stream_id, actor) where early.step_id < late.step_id"
        " and early.effective_from <= coalesce(late.effective_to, date '9999-12-31')"
        " and late.effective_from <= coalesce(early.effective_to, date '9999-12-31')"
    ).fetchall()
    assert overlapping == []


def test_benchmarks_of_an_ability_do_not_overlap(database: duckdb.DuckDBPyConnection) -> None:
    overlapping = database.execute(
        "select language_test, ability from language_benchmarks as low"
        " join language_benchmarks as high using (language_test, ability)"
        " where low.clb < high.clb and low.max_score >= high.min_score"
    ).fetchall()
    assert overlapping == []
