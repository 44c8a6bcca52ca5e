"""A page with the elements of `/occupations`, made from constants: what Streamlit itself costs.

As `constants.py` does for `/draws`: the table and the options are made once for each process.
"""

from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st

import queries
from components import occupation_filters, occupation_tables, words
from server import memory

SENTENCE = "Draws named 271 of the 516 occupations, 12 of them in the last year of draws. "
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
LISTS = ("Named in the last 12 months", "77 priority occupations", "Mining", "Health", "Trades")


@st.cache_resource
def constants() -> tuple[dict[str, dict[str, str]], pa.Table, dict[str, Any]]:
    """Return the options, the table and its settings, made at the first run."""
    answer = queries.run("occupations")
    options = {
        "Named by the stream": words.stream_options(queries.run("streams")),
        "Named for the target": words.options(
            queries.run("occupation_kinds"), "target_group", "name"
        ),
        "TEER level": occupation_filters.TEERS,
        "Broad category": words.options(queries.run("categories"), "code", "title"),
        "Sector of the 77": words.options(queries.run("sectors"), "sector_id", "name"),
        "Compare up to five": words.options(queries.run("occupation_names"), "noc_code", "label"),
    }
    table = occupation_tables._table(answer, None)  # noqa: SLF001 (the same rows as the page's)
    settings = occupation_tables._columns(table, phone=False)  # noqa: SLF001 (as above)
    made = (options, occupation_tables._arrow(answer, None), settings)  # noqa: SLF001 (as above)
    memory.freeze()
    return made


def many(label: str, options: dict[str, str]) -> None:
    """Show a filter with many choices."""
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        placeholder="Any",
        filter_mode="contains",
        select_all=False,
    )


st.set_page_config(page_title="Constants", layout="wide", initial_sidebar_state="collapsed")
options, table, settings = constants()
st.title("Is my occupation targeted?")
with st.container(key="lead"):
    st.markdown(SENTENCE * 2)
with st.container(key="freshness"):
    st.markdown(SENTENCE * 3)
st.text_input("Search by job title or NOC code", key="q", type="search", live=True, max_chars=100)
st.markdown("Or open a ready-made list:")
with st.container(horizontal=True, gap="xsmall"):
    for name in LISTS:
        st.button(name)
with st.expander("Filters", key="filters"), st.grid(4, min_column_width=220):
    for name, choices in options.items():
        many(name, choices)
    st.date_input(
        "Named on or after", value=None, min_value=FIRST, max_value=LAST, format="YYYY-MM-DD"
    )
    st.selectbox("Licence", list(occupation_filters.LICENCES.values()), index=None)
    st.selectbox("In-Demand Skills list", list(occupation_filters.LISTS.values()), index=None)
with st.container(horizontal=True, gap="small"):
    st.expander("Copy link", key="copy_link", on_change="rerun")
st.markdown(SENTENCE)
st.dataframe(
    table,
    key="occupations",
    column_config=settings,
    hide_index=True,
    placeholder="",
    row_height=36,
    height=580,
)
with st.container(horizontal=True, gap="small"):
    for kind in ("CSV", "Parquet"):
        st.download_button(
            f"Download {kind}",
            data=lambda: b"constant",
            file_name=f"constants.{kind.lower()}",
            on_click="ignore",
        )
st.expander("How this was made", key="table_made", on_change="rerun")
with st.container(key="footer"):
    st.markdown(words.FOOTER)
    st.page_link("https://example.org", label="Privacy, accessibility, sources and data")
