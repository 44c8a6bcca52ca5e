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
    dates: Callable[[], None],
    *,
    folded: bool,
    changed: Callable[[], None],
) -> None:
    """Draw the filters. On a phone they are folded, so that the answer comes first.

    `dates` draws those of `show_dates`; `changed` is called after a change of the others.
    """
    choices = {p.name: p for p in parameters}
    with widgets.filter_box(parameters, folded=folded):
        with widgets.row():
            widgets.multiselect(choices["stream"], "Stream", "Any stream", changed=changed)
            widgets.multiselect(choices["group"], "Target", "Any target", changed=changed)
            widgets.multiselect(
                choices["occupation"],
                "Occupation",
                "Any: NOC code or title",
                words.OCCUPATION_FILTER,
                changed,
            )
            widgets.multiselect(
                choices["area"], "Area", "Any census division", words.AREA_FILTER, changed
            )
        dates()


def show_dates(
    parameters: Sequence[Any],
    presets: Mapping[str, tuple[date, date]],
    *,
    changed: Callable[[], None],
    dated: Callable[[], None],
) -> None:
    """Draw the filters by date and kind.

    `presets` maps the label of a period to its first and last day. Period and days set each other,
    so that they look different after a change, when `dated` is called; for the kind, `changed` is.
    """
    choices = {p.name: p for p in parameters}
    with widgets.row():
        _period(presets, dated)
        widgets.day_input(choices["from"], "First day", dated)
        widgets.day_input(choices["to"], "Last day", dated)
        widgets.choice(
            choices["kind"], "Kind", "General or targeted", words.KINDS_EXPLAINED, changed
        )


def chosen(held: address.Held) -> dict[str, Any]:
    """Return the query parameters for what the widgets hold; None or empty means any."""
    return {
        "streams": held["stream"],
        "issued_from": held["from"],
        "issued_to": held["to"],
        "kind": held["kind"],
        "target_groups": held["group"],
        "occupations": held["occupation"],
        "areas": held["area"],
    }


def _period(presets: Mapping[str, tuple[date, date]], dated: Callable[[], None]) -> None:
    current = _preset(presets)
    st.session_state[PRESET] = current
    st.selectbox(
        "Period",
        [ALL_DATES, *presets, *([OWN_DATES] if current == OWN_DATES else [])],
        key=PRESET,
        on_change=_take_preset,
        args=(presets, dated),
    )


def _preset(presets: Mapping[str, tuple[date, date]]) -> str:
    """Return the label of the period that the two dates make."""
    span = (st.session_state["from"], st.session_state["to"])
    if span == (None, None):
        return ALL_DATES
    return next((label for label, days in presets.items() if days == span), OWN_DATES)


def _take_preset(presets: Mapping[str, tuple[date, date]], dated: Callable[[], None]) -> None:
    first, last = presets.get(st.session_state[PRESET], (None, None))
    st.session_state["from"], st.session_state["to"] = first, last
    dated()
