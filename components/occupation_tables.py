"""The tables of occupations: all that match, and a few side by side."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from components import words
from components.occupation_words import wage

if TYPE_CHECKING:
    import pyarrow as pa

    from components.made import Made

CACHED_TABLES = 128
OPENED = "_opened_occupation"
ROW_HEIGHT = 36
PHONE_ROW = 66
TALLEST = 15

PHONE_COLUMNS = ("open", "title", "times_named", "last_named")
COLUMNS = (
    "open",
    "title",
    "matched",
    "teer",
    "times_named",
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


def occupations(answer: Made, found: Made | None, *, phone: bool, alt: str) -> None:
    """Show rows of `occupations.sql`, sortable; the code in a row opens that occupation.

    `found` holds the rows of `occupation_search.sql` where there was a search: they say by which
    job title.
    """
    table = _table(answer, found)
    columns = list(PHONE_COLUMNS if phone else COLUMNS)
    if dict(answer.parameters).get("sectors") and not phone:
        columns.remove("sector")
        columns.insert(columns.index("title") + 1, "sector")
    shown = [name for name in columns if name in table.column_names]
    height = PHONE_ROW if phone else ROW_HEIGHT
    st.dataframe(
        table,
        key="occupations_table",
        column_order=shown,
        column_config=_columns(table, phone=phone),
        hide_index=True,
        placeholder="",
        row_height=height,
        height=height * min(table.num_rows, TALLEST) + ROW_HEIGHT + 4,
        alt=alt,
    )


@lru_cache(maxsize=CACHED_TABLES)
def _table(answer: Made, found: Made | None) -> pa.Table:
    """Return the rows as the table shows them, with the job titles that a search matched.

    As Arrow: Streamlit would take polars through pandas at each rerun.
    """
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
    return table.to_arrow(compat_level=pl.CompatLevel.oldest())


def _columns(table: pa.Table, *, phone: bool) -> dict[str, Any]:
    config = st.column_config
    return {
        "open": config.ButtonColumn(
            "NOC",
            type="tertiary",
            alignment="left",
            width=70,
            pinned=not phone,
            help="Opens the occupation.",
            key="occupations_open",
            on_click=_opened,
            args=(table,),
        ),
        "title": config.TextColumn("Occupation", width=156 if phone else 300),
        "matched": config.TextColumn("Matched job title", width=190),
        "teer": config.NumberColumn("TEER", width=58, help=words.TEER),
        "times_named": config.NumberColumn(
            "Named" if phone else "Times named",
            width=56 if phone else 92,
            help="Draws since 2018 that named the occupation.",
        ),
        "times_per_year": config.BarChartColumn(
            "By year, 2018 on", width=130, y_min=0, help="Draws that named it, year by year."
        ),
        "last_named": config.TextColumn("Last named", width=84 if phone else 98),
        "latest_cut_off": config.TextColumn(
            "Latest cut-off",
            width=250,
            help="On the points grid of November 2022, with its stream and date. No draw on the "
            "Workforce Priority grid is recorded yet.",
        ),
        "lowest_cut_off": config.TextColumn(
            "Lowest cut-off",
            width=250,
            help="On the same grid. Cut-offs of two streams cannot be compared.",
        ),
        "streams": config.TextColumn("Streams that named it", width=260),
        "median": config.TextColumn(
            "Median pay, Ontario",
            width=150,
            help="Dollars an hour, Job Bank. Yearly figures are divided by 2,080 hours.",
        ),
        "broad_category_title": config.TextColumn("Broad category", width=220),
        "sector": config.TextColumn(
            "Sector", width=200, help="Of the 77 priority occupations of 3 September 2025."
        ),
        "complete_lists": config.NumberColumn(
            "In full lists", width=92, help="Draws that named it and whose whole list is known."
        ),
    }


def _opened(table: pa.Table) -> None:
    st.session_state[OPENED] = table["noc_code"][st.session_state["occupations_open"].row].as_py()


def opened_occupation() -> str | None:
    """Return the code that the visitor has just chosen in the table, once."""
    opened: str | None = st.session_state.pop(OPENED, None)
    return opened


def side_by_side(rows: list[dict[str, Any]]) -> None:
    """Show up to five rows of `occupations.sql` as columns."""
    st.table(
        {
            "Figure": [
                "TEER",
                "Times named",
                "Last named",
                "Latest cut-off",
                "Lowest cut-off",
                "Median pay, Ontario",
                "Licensed in Ontario",
            ],
            **{f"{row['noc_code']} {words.plain(row['title'])}": _column(row) for row in rows},
        },
        hide_index=True,
        alt="Occupations side by side",
    )


def _column(row: dict[str, Any]) -> list[str]:
    pay = wage(row["median_hourly"], "hourly")
    return [
        str(row["teer"]),
        words.number(row["times_named"]),
        words.day(row["last_named"]) if row["last_named"] else words.NONE,
        row["latest_cut_off"] or words.NONE,
        row["lowest_cut_off"] or words.NONE,
        f"{pay} (from a yearly figure)" if row["wage_was_yearly"] else pay,
        "yes, or in part" if row["licensed"] else "not that we know of",
    ]
