"""The parts of `/data`: tables to look at and take, sources, queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from components import data_words as say
from components import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Row = dict[str, Any]

ROW_HEIGHT = 36
TALLEST = 12


def _height(rows: int) -> int:
    return ROW_HEIGHT * (min(rows, TALLEST) + 1) + 4


def tables(rows: pl.DataFrame, *, phone: bool) -> None:
    """Show all tables with their rows and descriptions; rows of `data_tables.sql`."""
    config = st.column_config
    st.markdown(say.tables(rows.to_dicts()))
    st.dataframe(
        rows,
        column_order=["table_name", "row_count", "description"],
        column_config={
            "table_name": config.TextColumn("Table", width=170 if phone else 220),
            "row_count": config.NumberColumn("Rows", format="localized", width=80),
            "description": config.TextColumn("What one row is", width="large"),
        },
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=_height(rows.height),
        alt="Tables of the database",
    )


def table(row: Row) -> None:
    """Show the name and the meaning of one table; a row of `data_tables.sql`."""
    st.markdown(
        f"**{words.plain(row['table_name'])}**, {words.count(row['row_count'], 'row')}. "
        f"{words.plain(row['description'] or '')}"
    )


def lines(texts: Sequence[str]) -> None:
    """Show sentences as a list."""
    st.markdown("\n".join(f"- {text}" for text in texts))


def log(corrections: Sequence[Row], disagreements: Sequence[Row]) -> None:
    """Show what Ontario corrected, then where its pages disagree, the newest first."""
    st.subheader("Corrections by Ontario")
    st.markdown(
        "\n".join(map(say.correction, corrections)) or "Ontario has corrected no figure so far."
    )
    st.subheader("Where official pages disagree")
    with st.expander(words.count(len(disagreements), "disagreement"), key="disagreements"):
        st.markdown("\n".join(map(say.disagreement, disagreements)))


def columns(rows: Sequence[Row]) -> None:
    """Show the columns of a table; rows of `data_columns.sql`."""
    st.table(
        {
            "Column": [f"`{row['column_name']}`" for row in rows],
            "What it holds": [words.plain(row["description"] or "") for row in rows],
        },
        hide_index=True,
        alt="Columns of the table",
    )


def database(write: Callable[[], bytes], name: str, size: str) -> None:
    """Offer the whole database as one file, read when it is asked for."""
    st.download_button(
        f"Download everything (DuckDB, {size})",
        data=write,
        file_name=name,
        mime="application/octet-stream",
        on_click="ignore",
        type="primary",
        key="database",
    )


def sources(rows: pl.DataFrame, *, phone: bool) -> None:
    """Show the sources; rows of `data_sources.sql`."""
    config = st.column_config
    shown = rows.with_columns(
        pl.when("official").then(pl.lit("official")).otherwise(pl.lit("third party")).alias("kind"),
        pl.col("last_changed", "last_checked").dt.to_string("%Y-%m-%d").fill_null("not known"),
    )
    st.dataframe(
        shown,
        column_order=[
            "title",
            "kind",
            "publisher",
            "licence",
            "last_changed",
            "last_checked",
            "url",
        ],
        column_config={
            "title": config.TextColumn("Source", width=190 if phone else 300),
            "kind": config.TextColumn("Kind", width=90),
            "publisher": config.TextColumn("Publisher", width=160),
            "licence": config.TextColumn("Licence", width=220),
            "last_changed": config.TextColumn("Last changed", width=106),
            "last_checked": config.TextColumn("Last checked", width=106),
            "url": config.LinkColumn("Link", display_text="open", width=64),
        },
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=_height(rows.height),
        placeholder="",
        alt="Sources of the data",
    )


def checks(rows: Sequence[Row]) -> None:
    """Show when each official page was last read; rows of `heartbeat.sql`."""
    with st.container(key="checks"):
        st.table(say.checks_table(rows), hide_index=True, alt="Checks of official pages")


def query(names: Sequence[str], text: Mapping[str, str] | Callable[[str], str]) -> None:
    """Offer every query of the site, and show the text of the chosen one."""
    chosen = st.selectbox(
        "Query",
        names,
        index=None,
        key="query",
        placeholder="Choose one of the SQL files",
        filter_mode="contains",
        format_func=lambda name: f"{name}.sql",
    )
    if chosen:
        found = text(chosen) if callable(text) else text[chosen]
        st.code(found, language="sql", wrap_lines=True)
