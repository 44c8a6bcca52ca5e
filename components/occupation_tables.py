"""The tables of occupations: all that match, and a few side by side."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from components import arrow, tables, words
from components.occupation_words import code_and_title, wage

if TYPE_CHECKING:
    import pyarrow as pa

    from components.made import Made

CACHED_TABLES = 64

PHONE_COLUMNS = ("open", "title", "times_named", "last_named")
COLUMNS = (
    "open",
    "title",
    "matched",
    "teer",
    "times_named",
    "named_by_split",
    "times_per_year",
    "last_named",
    "latest_cut_off",
    "lowest_cut_off",
    "streams",
    "median",
    "broad_category_title",
    "sector",
    "complete_lists",
)


COMPARED = (
    "A cut-off counts only within its own stream, and only for the people that its target names; "
    "the scores of two occupations here may not be comparable."
)


def occupations(answer: Made, found: Made | None, *, phone: bool, alt: str) -> None:
    """Show rows of `occupations.sql`, sortable; the code in a row opens that occupation.

    `found` holds the rows of `occupation_search.sql` where there was a search: they say by which
    job title.
    """
    columns = list(PHONE_COLUMNS if phone else COLUMNS)
    by_sector = bool(dict(answer.parameters).get("sectors"))
    if phone and (found or by_sector):
        columns[columns.index("last_named")] = "matched" if found else "sector"
    elif by_sector:
        columns.remove("sector")
        columns.insert(columns.index("title") + 1, "sector")
    table = _table(answer, found, tuple(columns))
    height = tables.PHONE_ROW if phone else tables.ROW_HEIGHT
    st.dataframe(
        table,
        key="occupations_table",
        column_config=_columns(answer, phone=phone),
        hide_index=True,
        placeholder="",
        row_height=height,
        height=height * min(table.num_rows, tables.TALLEST) + tables.ROW_HEIGHT + 4,
        alt=alt,
    )


@lru_cache(maxsize=CACHED_TABLES)
def _table(answer: Made, found: Made | None, columns: tuple[str, ...]) -> pa.Table:
    """Return the rows as the table shows them, with the job titles that a search matched."""
    hourly = pl.concat_str(
        pl.lit("$"),
        pl.col("median_hourly").cast(pl.String),
        pl.when("wage_was_yearly").then(pl.lit(" (from yearly)")).otherwise(pl.lit("")),
    )
    table = answer.rows.with_columns(
        pl.col("noc_code").alias("open"),
        pl.col("last_named").dt.to_string("%Y-%m-%d"),
        hourly.alias("median"),
    )
    if found is not None:
        matched = found.rows.select("noc_code", pl.col("matched_title").alias("matched"))
        table = table.join(matched, on="noc_code", how="left", maintain_order="left")
    return arrow.shown(table, columns)


def _columns(answer: Made, *, phone: bool) -> dict[str, Any]:
    code = tables.opening(
        "NOC",
        "occupations_open",
        answer,
        "noc_code",
        help="Opens the occupation.",
        width=66 if phone else 70,
        pinned=not phone,
    )
    return {"open": code} | _plain_columns(phone=phone)


@cache
def _plain_columns(*, phone: bool) -> dict[str, Any]:
    config = st.column_config
    columns = {
        "title": config.TextColumn("Occupation", width=140 if phone else 300),
        "matched": config.TextColumn(
            "As" if phone else "Matched job title",
            width=104 if phone else 190,
            help="The job title that fits your words.",
        ),
        "teer": config.NumberColumn("TEER", width=58, help=words.TEER),
        "times_named": config.NumberColumn(
            "Named" if phone else "Times named",
            width=56 if phone else 92,
            help="Draws since 2018 that named the occupation, also by an older code.",
        ),
        "named_by_split": config.NumberColumn(
            "Of these, perhaps",
            width=112,
            help="Draws that named only an older code (NOC 2016) that became several occupations, "
            "so that it is not known which of these was meant.",
        ),
        "times_per_year": config.BarChartColumn(
            "By year, 2018 on", width=130, y_min=0, help="Draws that named it, year by year."
        ),
        "last_named": config.TextColumn("Last named", width=92 if phone else 98),
        "latest_cut_off": config.TextColumn(
            "Latest cut-off",
            width=360,
            help="On the newest points grid on which a draw named it, with stream, target and "
            "date. A target tells whom the draw was for: many of them were not for everybody.",
        ),
        "lowest_cut_off": config.TextColumn(
            "Lowest cut-off",
            width=360,
            help="Of the same stream on the same grid. Cut-offs of two streams cannot be compared.",
        ),
        "streams": config.TextColumn("Streams that named it", width=260),
        "median": config.TextColumn(
            "Median pay, Ontario",
            width=150,
            help="Dollars an hour, Job Bank. Yearly figures are divided by 2,080 hours.",
        ),
        "broad_category_title": config.TextColumn("Broad category", width=220),
        "sector": config.TextColumn(
            "Sector",
            width=92 if phone else 200,
            help="Of the 77 priority occupations of 3 September 2025.",
        ),
        "complete_lists": config.NumberColumn(
            "In full lists", width=92, help="Draws that named it and whose whole list is known."
        ),
    }
    return {name: tables.said(column) for name, column in columns.items()}


FIGURES = (
    "TEER",
    "Times named",
    "Last named",
    "Latest cut-off",
    "Lowest cut-off of that stream",
    "Median pay, Ontario",
    "Licensed in Ontario",
)


def side_by_side(rows: list[dict[str, Any]], *, phone: bool) -> None:
    """Show up to five rows of `occupations.sql` as columns; one below the other on a phone."""
    st.markdown(COMPARED)
    if phone:
        for row in rows:
            shown = {"Figure": FIGURES, code_and_title(row): _column(row)}
            st.table(shown, hide_index=True, alt=code_and_title(row))
        return
    columns = {code_and_title(row): _column(row) for row in rows}
    st.table({"Figure": FIGURES, **columns}, hide_index=True, alt="Occupations side by side")


def _column(row: dict[str, Any]) -> list[str]:
    pay = wage(row["median_hourly"], "hourly")
    none = words.NONE if row["times_named"] else "never named"
    doubt = f" ({row['named_by_split']} perhaps)" if row["named_by_split"] else ""
    return [
        str(row["teer"]),
        f"{words.number(row['times_named'])}{doubt}",
        words.day(row["last_named"]) if row["last_named"] else none,
        row["latest_cut_off"] or none,
        row["lowest_cut_off"] or none,
        f"{pay} (from a yearly figure)" if row["wage_was_yearly"] else pay,
        "yes, or in part" if row["licensed"] else "not that we know of",
    ]
