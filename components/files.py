"""Rows as the files that pages and the API give: CSV and Parquet."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from components.made import Made

CACHED_FILES = 16


@lru_cache(maxsize=CACHED_FILES)
def csv_file(answer: Made) -> bytes:
    """Return the rows of an answer as a CSV file; see `csv`."""
    return csv(answer.rows)


@lru_cache(maxsize=CACHED_FILES)
def parquet_file(answer: Made) -> bytes:
    """Return the rows of an answer as a Parquet file."""
    return parquet(answer.rows)


def csv(rows: pl.DataFrame) -> bytes:
    """Return rows as CSV in UTF-8 with a header; dates are ISO, lists are joined with "; "."""
    lists = [name for name, kind in rows.schema.items() if kind.base_type() is pl.List]
    flat = rows.with_columns(pl.col(lists).list.eval(pl.element().cast(pl.String)).list.join("; "))
    return (flat if lists else rows).write_csv().encode()


def parquet(rows: pl.DataFrame) -> bytes:
    """Return rows as Parquet, with their types."""
    buffer = io.BytesIO()
    rows.write_parquet(buffer)
    return buffer.getvalue()
