"""Files to download: the same rows, in safe names."""

from __future__ import annotations

import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from components import files


def test_csv_and_parquet_hold_the_same_rows() -> None:
    answer = queries.run("draws", streams=["phd-graduate"])
    csv = pl.read_csv(io.BytesIO(files.csv_file(answer)), infer_schema=False)
    parquet = pl.read_parquet(io.BytesIO(files.parquet_file(answer)))
    assert csv["draw_id"].to_list() == parquet["draw_id"].to_list()
    assert csv.height == answer.rows.height == 18
    assert parquet.equals(answer.rows)


def test_lists_are_joined_in_a_csv() -> None:
    answer = queries.run("draws_invitations", streams=["phd-graduate"])
    csv = pl.read_csv(io.BytesIO(files.csv_file(answer)), infer_schema=False)
    assert csv["draw_ids"][0] == "; ".join(answer.rows["draw_ids"][0])


def test_values_by_name_are_json_in_a_csv() -> None:
    answer = queries.run("data_rows", table="estimate_rules")
    csv = pl.read_csv(io.BytesIO(files.csv_file(answer)), infer_schema=False)
    assert '{"hourly":"By the hour","yearly":"By the year"}' in csv["labels"].to_list()
    assert csv["labels"].null_count() == answer.rows["labels"].null_count()


def test_the_name_holds_filters_and_version() -> None:
    name = files.file_name("draws", {"streams": ["foreign-worker"], "kind": None}, "abc", "csv")
    assert name == "oinp-draws_foreign-worker_abc.csv"


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_filter_gives_a_safe_name(values: list[str]) -> None:
    name = files.file_name("draws", {"q": values}, "abc", "parquet")
    assert not set(name) & set('/\\:*?"<>| \n\t')
    assert len(name) <= 140
    assert name.endswith("_abc.parquet")


@pytest.mark.parametrize("value", ["../../etc/passwd", "a/b", "\N{BELL}"])
def test_no_path_in_a_name(value: str) -> None:
    assert "/" not in files.file_name("draws", {"q": value}, "abc", "csv")


def test_file_name_holds_only_letters_that_every_system_knows() -> None:
    name = files.file_name("draws", {"q": "infirmière 看护"}, "abc", "csv")
    assert name.isascii()
    assert "infirmi-re" in name
