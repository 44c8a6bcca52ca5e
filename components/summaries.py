"""The figures that sum up the draws that match: metrics, the twin chart and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from components import figures, sentences, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import polars as pl
    from plotly import graph_objects as go

CHART_ROUND = "_chart_round"
TABLES_BOX = "twin_tables"


def metrics(summary: dict[str, Any]) -> None:
    """Show the four metrics of the draws that match, two a row on a phone.

    Takes what `totals.of` returns.
    """
    latest = words.day(summary["latest"]) if summary["latest"] else words.NONE
    values = {
        words.DRAWS: words.number(summary["draws"]),
        words.INVITATIONS: words.number(summary["invitations"]),
        words.LATEST_DRAW: latest,
        words.LOWEST_SCORE: sentences.lowest_score(summary),
    }
    with st.grid(4, min_column_width=150, key="metrics"):
        for metric, value in values.items():
            more = f" {sentences.lowest(summary)}" if metric is words.LOWEST_SCORE else ""
            st.metric(metric.label, value, help=metric.definition + more)


def twin(
    figure: go.Figure,
    *,
    alt: str,
    phone: bool,
    heading: str = "",
    chosen: Callable[[], None] | Literal["rerun"] = "rerun",
) -> None:
    """Show the twin chart; `chosen` is called when a visitor has chosen marks in it."""
    reading = words.TWIN_HELP_PHONE if phone else words.TWIN_HELP
    st.markdown(f"{words.heading(heading)}{alt}\n\n:small[{reading}]")
    st.plotly_chart(
        figure,
        key=_chart_key(),
        on_select=chosen,
        selection_mode=("points",) if phone else ("points", "box"),
        config=figures.CONFIG | {"displayModeBar": not phone},
        alt=alt,
    )


def _chart_key() -> str:
    return f"twin_{st.session_state.setdefault(CHART_ROUND, 0)}"


def picked_in_chart(draws: pl.DataFrame) -> list[str]:
    """Return the ids of the draws that the visitor has chosen in the twin, or an empty list.

    `draws` holds the rows of `draws.sql` that the figure was made from.
    """
    state = st.session_state.get(_chart_key())
    return picked(draws, state["selection"]["points"]) if state else []


def picked(draws: pl.DataFrame, points: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the ids of the draws of some points of the twin, in order of their ids.

    Points come from the browser: places that no row has are left out.
    """
    places = {
        place
        for point in points
        for place in point.get("customdata") or []
        if isinstance(place, int) and 0 <= place < draws.height
    }
    return sorted(draws["draw_id"][place] for place in places)


def twin_table(
    ranges: pl.DataFrame, invitations: pl.DataFrame, events: pl.DataFrame, summary: dict[str, Any]
) -> None:
    """Show the numbers of the twin as plain tables, when the visitor opens them."""
    with st.expander("The chart as tables", key=TABLES_BOX, on_change="rerun") as opened:
        if not opened.open or not summary["draws"]:
            return
        st.markdown("**Published cut-off scores**")
        st.table(sentences.ranges_table(ranges.to_dicts()), hide_index=True)
        st.markdown(f"**Invitations per {invitations['grain'][0]}**")
        st.dataframe(
            invitations.select("period_start", "stream", "invitations", "draws"),
            column_config={
                "period_start": st.column_config.DateColumn("From", format="YYYY-MM-DD"),
                "stream": "Stream",
                "invitations": st.column_config.NumberColumn("Invitations", format="localized"),
                "draws": "Draws",
            },
            hide_index=True,
            alt="Invitations by period and stream",
        )
        shown = figures.marked(events.to_dicts(), summary["earliest"], figures.FAR)
        st.markdown("**Marked events**")
        st.table(sentences.events_table(shown), hide_index=True)


def table_caption(
    shown: int, matching: int, *, picked: bool, changed: Callable[[], None] | None = None
) -> None:
    """Say what the table holds when that is not simply every draw that matches.

    Where the visitor has picked them in the chart, a button forgets that and calls `changed`.
    """
    if picked:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"The table shows {words.count(shown, 'draw')}, chosen in the chart.")
            st.button("Show all again", on_click=_forget_choice, args=(changed,))
    elif shown < matching:
        st.markdown(
            f"The table shows the newest {words.number(shown)} of {words.count(matching, 'draw')}; "
            "the downloads hold all of them."
        )


def _forget_choice(then: Callable[[], None] | None) -> None:
    st.session_state[CHART_ROUND] += 1
    if then:
        then()
