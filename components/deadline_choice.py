"""The fields of `/deadlines`: the day of an invitation and its stream, or a draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import address, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Row = dict[str, Any]


def parameters(
    streams: Mapping[str, str], draws: Sequence[Row], span: Mapping[str, date]
) -> list[Any]:
    """Return the address parameters of `/deadlines`.

    `streams` maps stream ids to labels, `draws` are rows of `deadline_draws.sql`, and `span` is
    the row of `deadline_days.sql`.
    """
    return [
        address.Day("invited_on", span["earliest"], span["latest"]),
        address.Choice("pathway", streams, many=False),
        address.Choice("draw", {row["draw_id"]: draw_label(row) for row in draws}, many=False),
    ]


def draw_label(row: Row) -> str:
    """Return a draw in a list to choose from: "3 September 2025, Foreign Worker: mining"."""
    return f"{words.days(row['issued_on'], row['issued_to'])}, {row['stream']}: {row['target']}"


def settle(parameters: Sequence[Any], draws: Sequence[Row]) -> str:
    """Let a draw that the address names give the day and the stream.

    Returns what to say where the address also named another day or stream, else an empty text.
    """
    chosen = _of(draws, st.session_state["draw"])
    if chosen is None:
        return ""
    given = (st.session_state["invited_on"], st.session_state["pathway"])
    own = (chosen["issued_on"], chosen["stream_id"])
    if given == own:
        return ""
    st.session_state["invited_on"], st.session_state["pathway"] = own
    address.accept(parameters)
    if any(value and value != other for value, other in zip(given, own, strict=True)):
        return "The link names a draw and another day or stream. The draw is shown."
    return ""


def show(parameters: Sequence[Any], draws: Sequence[Row]) -> None:
    """Draw the fields."""
    day, pathway, draw = parameters
    with st.container(key="filters"):
        with st.grid(2, min_column_width=240):
            st.date_input(
                "Day of the invitation",
                value=None,
                min_value=day.earliest,
                max_value=day.latest,
                format="YYYY-MM-DD",
                key=day.name,
                on_change=_forget_draw,
                help="The date on the invitation, or on the notification of interest.",
            )
            st.selectbox(
                "Stream or pathway",
                list(pathway.options),
                index=None,
                format_func=pathway.options.__getitem__,
                key=pathway.name,
                placeholder="Choose the one you were invited under",
                on_change=_forget_draw,
            )
        st.selectbox(
            "Or choose your draw",
            list(draw.options),
            index=None,
            format_func=draw.options.__getitem__,
            key=draw.name,
            placeholder="Type a date, a stream or a target",
            on_change=_take_draw,
            args=(draws,),
        )


def share(parameters: Sequence[Any]) -> None:
    """Write the address of the page, and offer to copy it and to start again."""
    with st.container(horizontal=True, gap="small", key="share"):
        address.leave(parameters)
        with st.expander("Copy link", key="copy_link", on_change="rerun") as copying:
            if copying.open:  # what shows the link weighs 0.4 MB; few visitors need it
                st.markdown("This link opens the page with the same day and stream.")
                st.code(address.link("deadlines", parameters), language=None, wrap_lines=True)
        if address.amount(parameters):
            st.button("Start again", on_click=address.clear, args=(parameters,), key="start_again")


def of_that_day(rows: Sequence[Row]) -> None:
    """Offer the streams that were drawn on the chosen day; rows of `deadline_draws.sql`."""
    streams = {row["stream_id"]: row["stream"] for row in rows}
    with st.container(horizontal=True, gap="small"):
        for stream_id, name in streams.items():
            st.button(
                name, key=f"take_{stream_id}", on_click=_take_stream, kwargs={"stream": stream_id}
            )


def _of(draws: Sequence[Row], draw_id: str | None) -> Row | None:
    return next((row for row in draws if row["draw_id"] == draw_id), None)


def _forget_draw() -> None:
    st.session_state["draw"] = None


def _take_draw(draws: Sequence[Row]) -> None:
    if chosen := _of(draws, st.session_state["draw"]):
        st.session_state["invited_on"] = chosen["issued_on"]
        st.session_state["pathway"] = chosen["stream_id"]


def _take_stream(stream: str) -> None:
    st.session_state["pathway"] = stream
