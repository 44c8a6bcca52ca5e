"""Tables for paper: the tables of the screen are drawn, and a drawing does not print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import words

if TYPE_CHECKING:
    import polars as pl

KEY = "paper_"
"""How the keys of these tables begin; style.css shows them on paper only."""


def table(key: str, rows: pl.DataFrame, columns: dict[str, str]) -> None:
    """Write rows as a plain table that only paper shows; `columns` maps names to headings."""
    with st.container(key=f"{KEY}{key}"):
        st.table(
            {
                heading: ["" if value is None else words.plain(str(value)) for value in rows[name]]
                for name, heading in columns.items()
            },
            hide_index=True,
            alt="The same table, for paper",
        )
