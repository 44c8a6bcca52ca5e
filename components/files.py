"""Rows as the files that pages and the API give: CSV and Parquet."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

import orjson
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.made import Made

CACHED_FILES = 16
LONGEST_NAME = 120


@lru_cache(maxsize=CACHED_FILES)
def csv_file(answer: Made) -> bytes:
    """Return the rows of an answer as a CSV file; see `csv`."""
    return csv(answer.rows)


@lru_cache(maxsize=CACHED_FILES)
def parquet_file(answer: Made) -> bytes:
    """Return the rows of an answer as a Parquet file."""
    return parquet(answer.rows)


def csv(rows: pl.DataFrame) -> bytes:
    """Return rows as CSV in UTF-8 with a header; dates are ISO, lists are joined with "; ".

    Where a value holds others by name, it is written as JSON.
    """
    nested = {name: kind for name, kind in rows.schema.items() if kind.is_nested()}
    lists = [name for name, kind in nested.items() if kind.base_type() is pl.List]
    named = [
        pl.Series(name, [value and orjson.dumps(value).decode() for value in rows[name]], pl.String)
        for name in nested
        if name not in lists
    ]
    joined = pl.col(lists).list.eval(pl.element().cast(pl.String)).list.join("; ")
    return rows.with_columns(*([joined] if lists else []), *named).write_csv().encode()


def parquet(rows: pl.DataFrame) -> bytes:
    """Return rows as Parquet, with their types."""
    buffer = io.BytesIO()
    rows.write_parquet(buffer)
    return buffer.getvalue()


def file_name(stem: str, filters: Mapping[str, object], version: str, extension: str) -> str:
    """Return the name of a file: its filters and the data version, in safe characters."""
    parts = [f"oinp-{stem}"]
    for value in filters.values():
        if value:
            parts += [str(item) for item in value] if isinstance(value, list) else [str(value)]
    text = "_".join(
        "".join(c if (c.isascii() and c.isalnum()) or c in "-." else "-" for c in part)
        for part in parts
    )
    return f"{text[:LONGEST_NAME]}_{version}.{extension}"
