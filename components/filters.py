"""The filters of `/draws`: their widgets, and the parameters of the queries that they set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import address, widgets, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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


def show(
    parameters: Sequence[Any],
    presets: Mapping[str, tuple[date, date]],
    *,
    folded: bool,
    narrowed: Callable[[], None],
    redrawn: Callable[[], None],
) -> None:
    """Draw the filters.

    `presets` maps the label of a period to its first and last day. On a phone they are folded, so
    that the answer comes first. `narrowed` is called after a change that leaves the other filters
    as they look, `redrawn` after one that does not.
    """
    choices = {p.name: p for p in parameters}
    if folded:  # the button above them counts those that are set
        narrowed = redrawn
    with widgets.filter_box(parameters, folded=folded):
        widgets.multiselect(choices["stream"], "Stream", "Any stream", changed=narrowed)
        widgets.multiselect(choices["group"], "Target", "Any target", changed=narrowed)
        widgets.multiselect(
            choices["occupation"],
            "Occupation",
            "Any: NOC code or title",
            words.OCCUPATION_FILTER,
            narrowed,
        )
        widgets.multiselect(
            choices["area"], "Area", "Any census division", words.AREA_FILTER, narrowed
        )
        _period(presets, redrawn)
        widgets.day_input(choices["from"], "First day", redrawn)
        widgets.day_input(choices["to"], "Last day", redrawn)
        widgets.choice(
            choices["kind"], "Kind", "General or targeted", words.KINDS_EXPLAINED, narrowed
        )


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


def _period(presets: Mapping[str, tuple[date, date]], redrawn: Callable[[], None]) -> None:
    current = _preset(presets)
    st.session_state[PRESET] = current
    st.selectbox(
        "Period",
        [ALL_DATES, *presets, *([OWN_DATES] if current == OWN_DATES else [])],
        key=PRESET,
        on_change=_take_preset,
        args=(presets, redrawn),
    )


def _preset(presets: Mapping[str, tuple[date, date]]) -> str:
    """Return the label of the period that the two dates make."""
    span = (st.session_state["from"], st.session_state["to"])
    if span == (None, None):
        return ALL_DATES
    return next((label for label, days in presets.items() if days == span), OWN_DATES)


def _take_preset(presets: Mapping[str, tuple[date, date]], redrawn: Callable[[], None]) -> None:
    first, last = presets.get(st.session_state[PRESET], (None, None))
    st.session_state["from"], st.session_state["to"] = first, last
    redrawn()
