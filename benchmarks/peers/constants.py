"""A page with the elements of `/draws`, made from constants: what Streamlit itself costs.

The chart, the table and the options are made once for each process, from all draws; a rerun only
hands them to Streamlit. It is served with our production settings, and with start-up's objects
frozen as `server/memory.py` does, so what our page takes beyond it is our own work.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import polars as pl
import streamlit as st
from plotly import graph_objects as go

import queries
from components import figures, words
from server import memory

SENTENCE = "Ontario invited 1,063 people on 30 April 2026, in two draws. "
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)


class Constants(NamedTuple):
    """All that the page shows and that takes work to make."""

    streams: Mapping[str, str]
    groups: Mapping[str, str]
    occupations: Mapping[str, str]
    areas: Mapping[str, str]
    figure: go.Figure
    table: pl.DataFrame


@st.cache_resource
def constants() -> Constants:
    """Return the constants, made at the first run."""
    draws = queries.run("draws", most=1_500)
    figure = figures.cut_off_twin(
        draws,
        queries.run("draws_invitations", grain="month"),
        queries.run("chart_events"),
        None,
        phone=False,
    )
    table = draws.rows.select(
        pl.col("issued_on").dt.to_string("%Y-%m-%d"),
        "stream",
        "invitations",
        "score",
        "target",
        "kind",
        "scale",
        "occupations",
        pl.col("profiles_to").dt.to_string("%Y-%m-%d to %Y-%m-%d").alias("profiles"),
        "areas",
        "conditions",
        pl.when("disputed").then(pl.lit("official pages differ")).alias("mark"),
        "source_url",
        "draw_id",
    )
    made = Constants(
        words.stream_options(queries.run("streams")),
        words.options(queries.run("target_groups"), "target_group", "name"),
        words.options(queries.run("occupation_names"), "noc_code", "label"),
        words.options(queries.run("areas"), "census_division", "census_division"),
        figure,
        table,
    )
    memory.freeze()
    return made


def many(label: str, options: Mapping[str, str], key: str) -> None:
    """Show a filter with many choices."""
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        placeholder="Any",
        filter_mode="contains",
        select_all=False,
    )


def columns() -> dict[str, Any]:
    """Return the settings of the columns of the table."""
    config = st.column_config
    return {
        "issued_on": config.ButtonColumn(
            "Date", type="tertiary", width=104, pinned=True, key="open", on_click=print
        ),
        "stream": config.TextColumn("Stream", width=170),
        "invitations": config.NumberColumn("Invitations", format="localized", width=92),
        "score": config.TextColumn("Score", width=104, alignment="right"),
        "target": config.TextColumn("Target", width=230),
        "kind": config.TextColumn("Kind", width=84),
        "scale": config.TextColumn("Score scale", width=150),
        "occupations": config.TextColumn("Occupations named", width=150),
        "profiles": config.TextColumn("Profiles created", width=190),
        "areas": config.TextColumn("Job offer in", width=220),
        "conditions": config.TextColumn("Conditions", width=260),
        "mark": config.TextColumn("Disputed", width=150),
        "source_url": config.LinkColumn("Source", display_text="ontario.ca", width=96),
        "draw_id": None,
    }


st.set_page_config(page_title="Constants", layout="wide", initial_sidebar_state="collapsed")
made = constants()
st.html("<style>.st-key-lead { max-width: 46rem; }</style>")
st.title("Every draw since 2018")
with st.container(key="lead"):
    st.markdown(SENTENCE * 2)
with st.container(key="freshness"):
    st.markdown(SENTENCE * 3)

with st.container(gap="small", key="filters"):
    with st.grid(4, min_column_width=220):
        many("Stream", made.streams, "stream")
        many("Target", made.groups, "group")
        many("Occupation", made.occupations, "occupation")
        many("Area", made.areas, "area")
    with st.grid(4, min_column_width=220):
        st.selectbox("Period", ["All dates", *map(str, range(2018, 2027))], key="period")
        for name in ("First day", "Last day"):
            st.date_input(name, value=None, min_value=FIRST, max_value=LAST, format="YYYY-MM-DD")
        st.selectbox("Kind", ["General", "Targeted"], index=None, key="kind")
with st.container(horizontal=True, gap="small"), st.expander("Copy link", key="copy_link"):
    st.markdown("This link opens the page with the same filters.")
    st.code("http://127.0.0.1/draws", language=None, wrap_lines=True)

with st.grid(4, min_column_width=150, key="metrics"):
    for metric in (words.DRAWS, words.INVITATIONS, words.LATEST_DRAW, words.LOWEST_SCORE):
        st.metric(metric.label, "1,234", help=metric.definition)

st.markdown(f"## Scores and invitations over time\n\n{SENTENCE}\n\n:small[{words.TWIN_HELP}]")
st.plotly_chart(
    made.figure,
    key="twin",
    on_select="rerun",
    selection_mode=("points", "box"),
    config=figures.CONFIG,
)

st.markdown(f"## The draws\n\n:small[{words.OPEN_A_DRAW}]")
st.dataframe(
    made.table,
    key="table",
    column_config=columns(),
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
            key=kind,
        )
for key, label in (
    ("tables", "The chart as tables"),
    ("chart_made", "How the chart was made"),
    ("table_made", "How the table was made"),
):
    st.expander(label, key=key, on_change="rerun")
with st.container(key="footer"):
    st.markdown(words.FOOTER)
