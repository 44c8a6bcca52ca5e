"""The schema explains every table and column, and refuses by itself what cannot be true."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.build import SCHEMA
from data.tables_schema import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCE_AT_LEAST = 8
"""Characters that a comment must have to say anything."""


@pytest.fixture(scope="module")
def writable(
    database_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    copy = shutil.copy(database_path, tmp_path_factory.mktemp("writable") / "copy.duckdb")
    with duckdb.connect(copy) as connection:
        yield connection


@pytest.mark.parametrize(
    ("listing", "name"),
    [
        ("duckdb_tables()", "table_name"),
        ("duckdb_views()", "view_name"),
        ("duckdb_columns()", "table_name || '.' || column_name"),
        ("duckdb_functions()", "function_name"),
    ],
)
def test_everything_has_a_comment(
    database: duckdb.DuckDBPyConnection, listing: str, name: str
) -> None:
    found = database.execute(
        f"select {name}, comment from {listing}"
        " where not internal and database_name = current_database()"
    ).fetchall()
    assert found
    silent = [what for what, comment in found if len(comment or "") < SENTENCE_AT_LEAST]
    assert silent == []
    unended = [what for what, comment in found if not comment.endswith(".")]
    assert unended == []


def test_columns_that_count_say_in_what(database: duckdb.DuckDBPyConnection) -> None:
    units = {
        "draws.invitations": "people",
        "draws.score_min": "points",
        "draws.score_max": "points",
        "score_scales.maximum": "points",
        "wages.median": "Canadian dollars",
        "process_steps.deadline_days": "calendar days",
        "process_steps.fee_cad": "Canadian dollars",
        "allocations.allocation": "people",
        "nominations.nominations": "people",
    }
    comments = dict(
        database.execute(
            "select table_name || '.' || column_name, comment from duckdb_columns()"
        ).fetchall()
    )
    assert [name for name, unit in units.items() if unit not in comments[name]] == []


def test_every_table_has_a_primary_key() -> None:
    assert [table.name for table in tables_of(SCHEMA) if not table.primary_key] == []


DRAW = {
    "draw_id": "'2026-04-29-foreign-worker-test'",
    "issued_on": "date '2026-04-29'",
    "stream_id": "'foreign-worker'",
    "kind": "'targeted'",
    "target": "'Test'",
    "target_group": "'health'",
    "invitations": "1",
    "score_scale": "'eoi-2022'",
    "score_min": "40",
    "occupation_list": "'complete'",
    "source_id": "'ontario-invitations'",
}


def insert_draw(database: duckdb.DuckDBPyConnection, changes: dict[str, str]) -> None:
    draw = DRAW | changes
    database.execute("begin")
    try:
        database.execute(
            f"insert into draws ({', '.join(draw)}) values ({', '.join(draw.values())})"
        )
    finally:
        database.execute("rollback")


def test_draw_that_is_right_is_taken(writable: duckdb.DuckDBPyConnection) -> None:
    insert_draw(writable, {})


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"score_scale": "'crs'"}, id="a scale that the stream does not use"),
        pytest.param({"score_scale": "'owp-2026'"}, id="the scale of the open stream"),
        pytest.param({"score_scale": "null"}, id="a score without a scale"),
        pytest.param({"stream_id": "'phase2-entrepreneur'"}, id="a stream that has no scale"),
        pytest.param({"draw_id": "'2026-04-22-phd-graduate-general'"}, id="a key taken already"),
        pytest.param({"draw_id": "'2026-04-30-foreign-worker-x'"}, id="a key of another day"),
        pytest.param({"draw_id": "'foreign worker'"}, id="a key that is not an address"),
        pytest.param({"occupation_list": "'some'"}, id="an unknown state of the list"),
        pytest.param({"occupation_list": "null"}, id="no state of the list"),
        pytest.param(
            {"kind": "'general'", "target_group": "'general'"}, id="a general draw with a list"
        ),
        pytest.param({"kind": "'general'"}, id="a general draw with a target"),
        pytest.param({"target_group": "'general'"}, id="a targeted draw without a target"),
        pytest.param({"invitations": "-1"}, id="a negative count"),
        pytest.param({"score_max": "39"}, id="a maximum below the minimum"),
        pytest.param({"score_min": "null", "score_max": "39"}, id="a maximum alone"),
        pytest.param({"issued_to": "date '2026-04-28'"}, id="an end before the start"),
        pytest.param({"profiles_to": "date '2026-04-30'"}, id="profiles of after the draw"),
        pytest.param({"source_id": "'rumour'"}, id="no source"),
    ],
)
def test_draw_that_cannot_be_is_refused(
    writable: duckdb.DuckDBPyConnection, changes: dict[str, str]
) -> None:
    with pytest.raises((duckdb.ConstraintException, duckdb.ConversionException)):
        insert_draw(writable, changes)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            "draw_occupations values ('2026-04-30-foreign-worker-greater-toronto-area',"
            " '2021', '3112')",
            id="a code that lost its leading zero",
        ),
        pytest.param(
            "draw_occupations values ('2026-04-30-nothing', '2021', '31120')",
            id="an occupation of no draw",
        ),
        pytest.param(
            "noc_concordance values ('0011', '99999', 'one-to-one')",
            id="a concordance to no occupation",
        ),
        pytest.param(
            "noc_2021 values ('31199', 'Test', 'Test', 5, 3, 'Health', '31')",
            id="a TEER level that the code does not say",
        ),
        pytest.param("sector_occupations values ('healthcare', '10011')", id="a second sector"),
        pytest.param(
            "wages values ('31120', 'Test', 50, 40, 60, 'hourly', '2024', 'job-bank-wages')",
            id="a low wage above the median",
        ),
        pytest.param(
            "stream_factors values ('masters-graduate', 'crs', 'wage')",
            id="a factor on a scale that the stream does not use",
        ),
        pytest.param(
            "stream_factors values ('masters-graduate', 'eoi-2022', 'legal_status')",
            id="a factor of another grid",
        ),
    ],
)
def test_row_that_cannot_be_is_refused(writable: duckdb.DuckDBPyConnection, row: str) -> None:
    with pytest.raises((duckdb.ConstraintException, duckdb.ConversionException)):
        writable.execute(f"insert into {row}")


def test_named_occupation_without_a_draw_cannot_be_left_behind(
    writable: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(duckdb.ConstraintException):
        writable.execute("delete from draws where issued_on = '2025-09-03'")
