"""What the pages must show, computed from data/tables/*.csv without the app's own queries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

ROOT = Path(__file__).parents[2]


def table(name: str) -> pl.DataFrame:
    """Return a table of facts with every cell as text."""
    return pl.read_csv(ROOT / "data" / "tables" / f"{name}.csv", infer_schema=False)


@cache
def draws() -> pl.DataFrame:
    """Return all draws, newest first, in the order in which the page lists them."""
    numbers = pl.col("invitations", "score_min", "score_max").cast(pl.Int64)
    return (
        table("draws")
        .with_columns(numbers, pl.col("issued_on").str.to_date())
        .sort("issued_on", "draw_id", descending=[True, False])
    )


def of(stream: str) -> pl.DataFrame:
    """Return the draws of one stream, newest first."""
    return draws().filter(stream_id=stream)


def number(value: int) -> str:
    """Return a count as pages write it: 2,643."""
    return f"{value:,}"


def shown(rows: pl.DataFrame) -> dict[str, str]:
    """Return what the first three metrics say of some draws."""
    latest = rows["issued_on"].max()
    return {
        "Draws": number(rows.height),
        "Invitations": number(rows["invitations"].sum()),
        "Latest draw": f"{latest.day} {latest:%B %Y}",
    }


def data_version() -> str:
    """Return the version in the name of the database that is current."""
    name = (ROOT / "data" / "build" / "CURRENT").read_text(encoding="utf-8").strip()
    return name.removeprefix("oinp-").removesuffix(".duckdb")
