"""The tables, sources and gaps of `/data`, counted again from the files."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

import queries
from data.build import TABLES
from tests.queries.facts import draws, table

FILES = sorted(path.stem for path in TABLES.glob("*.csv"))


def listed() -> pl.DataFrame:
    return queries.run("data_tables").rows


def test_every_file_of_facts_is_a_table_with_as_many_rows() -> None:
    facts = listed().filter(~pl.col("made_by_build"))
    assert facts["table_name"].to_list() == FILES
    for name, rows in facts.select("table_name", "row_count").iter_rows():
        assert rows == table(name).height, name


def test_every_table_says_what_its_rows_and_columns_are() -> None:
    for row in listed().to_dicts():
        assert row["description"], row["table_name"]
        columns = queries.run("data_columns", table=row["table_name"]).rows
        assert columns.height == row["column_count"]
        assert columns["description"].null_count() == 0, row["table_name"]


@pytest.mark.parametrize("name", FILES)
def test_a_download_holds_the_rows_of_the_file(name: str) -> None:
    rows = queries.run("data_rows", table=name).rows
    own = table(name)
    assert rows.columns == own.columns
    assert rows.height == own.height


def test_made_tables_can_be_taken_too() -> None:
    for row in listed().filter("made_by_build").to_dicts():
        found = queries.run("data_rows", table=row["table_name"]).rows
        assert found.height == row["row_count"]


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "draws; drop table draws", "'a.csv'", "x" * 999]
)
def test_only_a_table_can_be_asked_for(name: str) -> None:
    with pytest.raises((duckdb.Error, queries.DatabaseMissingError)):
        queries.run("data_rows", table=name)


def test_the_whole_database_is_a_file() -> None:
    path = queries.database_file()
    assert isinstance(path, Path)
    assert path.name == f"oinp-{queries.run('data_state').first()['data_version']}.duckdb"


def test_a_database_on_a_server_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_DATABASE", "md:somewhere")
    assert queries.database_file() is None


def test_every_source_is_listed() -> None:
    rows = queries.run("data_sources").rows
    assert set(rows["source_id"]) == set(table("sources")["source_id"])
    official = rows["official"].to_list()
    assert official == sorted(official, reverse=True)


def test_gaps_are_counted() -> None:
    gaps = {row["gap"]: row for row in queries.run("data_gaps").rows.to_dicts()}
    states = dict(draws().group_by("occupation_list").len().iter_rows())
    for state in ("partial", "not_published", "not_captured"):
        assert gaps[f"occupations_{state}"]["missing"] == states[state]
    assert gaps["scores"]["missing"] == draws()["score_min"].null_count()
    assert gaps["scores"]["whole"] == draws().height
    assert gaps["points"]["missing"] == table("grid_options")["points"].null_count()
    issued = table("allocations")["nominations_issued"]
    assert gaps["nominations_issued"]["missing"] == issued.null_count()
    waged = table("wages").filter(region="Ontario")["noc_code"].n_unique()
    assert gaps["wages"]["missing"] == table("noc_2021").height - waged
    assert (gaps["fees"]["missing"], gaps["region_groups"]["missing"]) == (2, 1)
