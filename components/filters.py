"""The filters of `/draws`: their widgets, and the parameters of the queries that they set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import address, widgets, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

PRESET = "_preset"
ALL_DATES = "All dates"
OWN_DATES = "Own dates"


def parameters(options: Mapping[str, Mapping[str, str]], span: Mapping[str, date]) -> list[Any]:
    """Return the address parameters of `/draws` in the order of DESIGN.md.

    `options` maps a parameter's name to its allowed values and labels; `span` holds the `first`
    and `last` day that `from` and `to` may take.
    """
    return [
        address.Choice("stream", options["stream"]),
        address.Day("from", span["first"], span["last"]),
        address.Day("to", span["first"], span["last"]),
        address.Choice("kind", words.KINDS, many=False),
        address.Choice("group", options["group"]),
        address.Choice("occupation", options["occupation"]),
        address.Choice("area", options["area"]),
    ]


def show(parameters: Sequence[Any], presets: Mapping[str, tuple[date, date]]) -> None:
    """Draw the row of filters; each opens on demand, so that a phone shows the answer first.

    `presets` maps the label of a period to its first and last day. The address of the page is
    written here, so that the link to copy holds what was just chosen.
    """
    choices = {p.name: p for p in parameters}
    with st.container(horizontal=True, gap="small", key="filters"):
        with st.popover(widgets.counted("Stream", "stream"), key="filter_stream"):
            widgets.multiselect(choices["stream"], "Stream", "Any stream")
        with st.popover(_dates_label(presets), key="filter_dates"):
            _dates(choices, presets)
        with st.popover(_kind_label(), key="filter_kind"):
            widgets.radio(choices["kind"], "General or targeted", "Both", words.KINDS_EXPLAINED)
        with st.popover(widgets.counted("Target", "group"), key="filter_group"):
            widgets.multiselect(choices["group"], "Target group", "Any target")
        with st.popover(widgets.counted("Occupation", "occupation"), key="filter_occupation"):
            widgets.multiselect(
                choices["occupation"],
                "Occupation (NOC code or title)",
                "Any occupation",
                words.OCCUPATION_FILTER,
            )
        with st.popover(widgets.counted("Area", "area"), key="filter_area"):
            widgets.multiselect(
                choices["area"], "Area (census division)", "Any area", words.AREA_FILTER
            )
        address.leave(parameters)
        widgets.copy_link("draws", parameters)
        widgets.clear_filters(parameters)


def chosen(parameters: Sequence[Any]) -> dict[str, Any]:
    """Return the query parameters for what is chosen; None or empty means any."""
    state = {p.name: st.session_state[p.name] for p in parameters}
    return {
        "streams": state["stream"],
        "issued_from": state["from"],
        "issued_to": state["to"],
        "kind": state["kind"],
        "target_groups": state["group"],
        "occupations": state["occupation"],
        "areas": state["area"],
    }


def _dates(choices: Mapping[str, Any], presets: Mapping[str, tuple[date, date]]) -> None:
    current = _preset(presets)
    st.session_state[PRESET] = current
    st.selectbox(
        "Period",
        [ALL_DATES, *presets, *([OWN_DATES] if current == OWN_DATES else [])],
        key=PRESET,
        on_change=_take_preset,
        args=(presets,),
    )
    widgets.day_input(choices["from"], "First day")
    widgets.day_input(choices["to"], "Last day")


def _preset(presets: Mapping[str, tuple[date, date]]) -> str:
    """Return the label of the period that the two dates make."""
    span = (st.session_state["from"], st.session_state["to"])
    if span == (None, None):
        return ALL_DATES
    return next((label for label, days in presets.items() if days == span), OWN_DATES)


def _take_preset(presets: Mapping[str, tuple[date, date]]) -> None:
    first, last = presets.get(st.session_state[PRESET], (None, None))
    st.session_state["from"], st.session_state["to"] = first, last


def _dates_label(presets: Mapping[str, tuple[date, date]]) -> str:
    preset = _preset(presets)
    if preset == ALL_DATES:
        return "Dates"
    if preset != OWN_DATES:
        return f"Dates: {preset.lower()}"
    first, last = st.session_state["from"], st.session_state["to"]
    if first and last:
        return f"Dates: {first} to {last}"
    return f"Dates: from {first}" if first else f"Dates: to {last}"


def _kind_label() -> str:
    kind = st.session_state["kind"]
    return f"Kind: {words.KINDS[kind].lower()}" if kind else "Kind"
