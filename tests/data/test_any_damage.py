"""Whatever a cell is changed to, the build makes a database or says what is wrong."""

from __future__ import annotations

import csv
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.build import SCHEMA, build_database
from data.faults import TableFaults
from data.tables_schema import tables_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

LINE = re.compile(r"\S+\.csv:\d+ column=\S+ value=('.*'|\".*\") rule=.+")

tables = st.sampled_from([table for table in tables_of(SCHEMA) if table.name != "job_titles"])
values = st.one_of(
    st.sampled_from(["", "0", "-1", "999999", "1e9", "2025-02-29", "2999-01-01", "true", "null"]),
    st.sampled_from(["foreign-worker", "eoi-2022", "crs", "31120", "0111", "all", "general"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_damage_is_reported_or_harmless(
    data: st.DataObject, small_tables: Path, tmp_path: Path, no_queries: Path, today: date
) -> None:
    table = data.draw(tables)
    folder = tmp_path / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(small_tables, folder)
    path = folder / f"{table.name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(header) - 1))
    rows[row][column] = data.draw(values)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])

    said: list[str] = []
    try:
        build_database(folder, SCHEMA, no_queries, tmp_path / "build", today)
    except TableFaults as caught:
        said = [str(fault) for fault in caught.faults] or ["faults without a fault"]
    assert [line for line in said if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbfyear\n", b'"', b"\x00", b"a,b\n1\n"])
def test_file_of_anything(
    small_tables: Path, tmp_path: Path, no_queries: Path, today: date, content: bytes
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(small_tables, folder)
    (folder / "draws.csv").write_bytes(content)
    with pytest.raises(TableFaults):
        build_database(folder, SCHEMA, no_queries, tmp_path / "build", today)
