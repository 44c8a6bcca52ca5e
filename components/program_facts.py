"""The parts of `/program`: what changed, the streams, the timeline, the nominations."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import allocation_figures, figures
from components import program_words as say
from components.requirement_words import sources
from components.words import count, joined, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.made import Made

Row = dict[str, Any]

YEARS_SHOWN = 2
"""How many of the newest years of events stand open; the others open on demand."""


def change(summary: Row, effects: Sequence[Row]) -> None:
    """Show the newest change and what it meant; rows of `program_summary` and `event_effects`."""
    closed = f"Closed: {joined(summary['closed'])}. " if summary["closed"] else ""
    st.markdown(f"{closed}Opened: {joined(summary['open_streams'])}.")
    with st.grid(2, min_column_width=280, key="effects"):
        for row in effects:
            with st.container(gap="xxsmall"):
                st.subheader(say.SITUATIONS[row["situation"]])
                st.markdown(f"{plain(row['plain_text'])} {sources(row)}")


def streams(rows: Sequence[Row]) -> None:
    """Show the streams and pathways as a table; rows of `program_streams.sql`."""
    with st.container(key="streams"):
        st.table(
            say.streams_table([row for row in rows if row["kind"] in ("stream", "pathway")]),
            hide_index=True,
            alt="Streams and pathways",
        )
    pilots = [row for row in rows if row["kind"] == "pilot"]
    if pilots:
        with st.expander(say.GROUPS["pilot"], key="pilots"):
            st.markdown(_notes(pilots))


def announced(rows: Sequence[Row]) -> None:
    """Show the streams that are announced only; rows of `program_streams.sql`."""
    st.markdown(say.ANNOUNCED)
    st.markdown(_notes(rows))


def _notes(rows: Sequence[Row]) -> str:
    return "\n".join(
        f"- **{plain(row['short_name'])}.** {plain(row['status_note'])} {sources(row)}"
        for row in rows
    )


def stream(row: Row) -> None:
    """Show the facts of one stream; a row of `program_streams.sql`."""
    st.table(say.facts(row), border="horizontal", alt=f"Facts of {row['short_name']}")
    st.markdown(f"Sources: {sources(row)}")


def grids(rows: Sequence[Row]) -> None:
    """Show the points grids of a stream, each opened on demand; rows of `program_grid.sql`."""
    for scale, group in groupby(rows, key=lambda row: str(row["score_scale"])):
        own = list(group)
        if own[0]["factor"] is None:
            st.markdown(say.CRS)
            continue
        with st.expander(say.grid_title(own[0]), key=f"grid_{scale}", on_change="rerun") as grid:
            if not grid.open:
                continue
            if all(row["label"] is None for row in own):
                st.markdown(say.NO_ANSWERS)
            st.table(say.grid_table(own), hide_index=True, alt=say.grid_title(own[0]))
            notes = list(dict.fromkeys(row["factor_note"] for row in own if row["factor_note"]))
            notes += [own[0]["total_note"]] if own[0]["total_note"] else []
            st.markdown("\n".join(f"- {plain(note)}" for note in notes))


def timeline(rows: Sequence[Row]) -> None:
    """Show all events by year, the newest years open; rows of `events.sql`."""
    years = [
        (year, list(own)) for year, own in groupby(rows, key=lambda row: row["happened_on"].year)
    ]
    for year, own in years[:YEARS_SHOWN]:
        st.subheader(str(year))
        st.markdown("\n".join(map(say.event, own)))
    older = years[YEARS_SHOWN:]
    if not older:
        return
    amount = sum(len(own) for _, own in older)
    label = f"{count(amount, 'earlier event')}, {older[-1][0]} to {older[0][0]}"
    with st.expander(label, key="older_events"):
        for year, own in older:
            st.markdown(f"**{year}**")
            st.markdown("\n".join(map(say.event, own)))


def nominations(allocations: Made, by_stream: Made) -> None:
    """Show both charts with their sentences and tables."""
    years, streams_of = allocations.rows.to_dicts(), by_stream.rows.to_dicts()
    st.markdown(say.allocations_summary(years))
    st.markdown(f":small[{say.NOMINATIONS}]")
    _chart(allocation_figures.by_year(allocations), "allocations", say.allocations_summary(years))
    st.markdown(f":small[{say.more_than_allowed(years)}]")
    with st.expander("This chart as a table", key="allocations_table"):
        st.table(say.allocations_table(years), hide_index=True, alt="Nominations by year")
    st.markdown(say.nominations_summary(streams_of))
    _chart(
        allocation_figures.by_stream(by_stream), "by_stream", say.nominations_summary(streams_of)
    )
    with st.expander("This chart as a table", key="by_stream_table"):
        st.table(say.nominations_table(streams_of), hide_index=True, alt="Nominations by stream")


def _chart(figure: Any, key: str, alt: str) -> None:  # noqa: ANN401 (plotly ships no types)
    st.plotly_chart(figure, key=key, config=figures.CONFIG | {"displayModeBar": False}, alt=alt)
