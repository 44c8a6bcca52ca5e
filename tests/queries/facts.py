"""The facts read straight from data/tables with polars: the independent path to every figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from data.build import TABLES

if TYPE_CHECKING:
    from datetime import date

DAYS = ("issued_on", "issued_to", "profiles_from", "profiles_to", "effective_from", "effective_to")
COUNTS = ("invitations", "score_min", "score_max", "deadline_days", "position", "teer")


@cache
def table(name: str) -> pl.DataFrame:
    """Return a table file: text, with the days and counts above as such; an empty cell is null."""
    rows = pl.read_csv(TABLES / f"{name}.csv", infer_schema=False)
    return rows.with_columns(
        pl.col([c for c in rows.columns if c in DAYS]).str.to_date(),
        pl.col([c for c in rows.columns if c in COUNTS]).cast(pl.Int64),
    )


def draws() -> pl.DataFrame:
    return table("draws")


def draw(draw_id: str) -> dict[str, object]:
    return draws().row(by_predicate=pl.col("draw_id") == draw_id, named=True)


@cache
def named_today() -> pl.DataFrame:
    """Return each draw's occupations as the NOC 2021 codes that stand for them today."""
    named = table("draw_occupations").rename({"noc_code": "named_as"})
    newer = named.filter(pl.col("noc_version") == "2021").with_columns(noc_code="named_as")
    older = named.filter(pl.col("noc_version") == "2016").join(
        table("noc_concordance").select(named_as="noc_2016", noc_code="noc_2021"), on="named_as"
    )
    return pl.concat([newer, older.select(newer.columns)])


@dataclass(frozen=True)
class Filters:
    """The filters of the draws queries; None is "any"."""

    streams: tuple[str, ...] | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    kind: str | None = None
    target_groups: tuple[str, ...] | None = None
    occupations: tuple[str, ...] | None = None
    areas: tuple[str, ...] | None = None


def matching(filters: Filters) -> pl.DataFrame:
    """Return the draws that pass every filter, one filter after the other."""
    rows = draws()
    if filters.streams is not None:
        rows = rows.filter(pl.col("stream_id").is_in(filters.streams))
    if filters.issued_from is not None:
        last = pl.coalesce("issued_to", "issued_on")  # two draws took several days
        rows = rows.filter(last >= filters.issued_from)
    if filters.issued_to is not None:
        rows = rows.filter(pl.col("issued_on") <= filters.issued_to)
    if filters.kind is not None:
        rows = rows.filter(pl.col("kind") == filters.kind)
    if filters.target_groups is not None:
        rows = rows.filter(pl.col("target_group").is_in(filters.target_groups))
    if filters.occupations is not None:
        named = named_today().filter(pl.col("noc_code").is_in(filters.occupations))
        rows = rows.join(named, on="draw_id", how="semi")
    if filters.areas is not None:
        placed = table("draw_areas").filter(pl.col("census_division").is_in(filters.areas))
        rows = rows.join(placed, on="draw_id", how="semi")
    return rows
