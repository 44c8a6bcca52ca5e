"""The search, filters and presets of `/occupations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import address, widgets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

TEERS = {str(level): f"TEER {level}" for level in range(6)}
LICENCES = {"yes": "Licensed in Ontario", "no": "Not licensed, as far as we know"}
LISTS = {"in-demand": "On the In-Demand Skills list"}
MOST_COMPARED = 5


def parameters(
    options: Mapping[str, Mapping[str, str]], span: Mapping[str, date]
) -> list[address.Parameter]:
    """Return the address parameters of `/occupations`.

    `options` maps a parameter's name to its allowed values and labels; `span` holds the `first`
    and `last` day that `since` may take.
    """
    return [
        address.Text("q"),
        address.Choice("teer", TEERS),
        address.Choice("category", options["category"]),
        address.Choice("sector", options["sector"]),
        address.Choice("stream", options["stream"]),
        address.Choice("group", options["group"]),
        address.Day("since", span["first"], span["last"]),
        address.Choice("licensed", LICENCES, many=False),
        address.Choice("list", LISTS, many=False),
        address.Choice("compare", options["compare"], most=MOST_COMPARED),
    ]


def show(
    parameters: Sequence[address.Parameter], presets: Mapping[str, Mapping[str, Sequence[str]]]
) -> None:
    """Draw the presets and the row of filters, and write the address of the page.

    `presets` maps the label of a preset to the values of the address that it sets.
    """
    by_name: dict[str, Any] = {parameter.name: parameter for parameter in parameters}
    with st.container(horizontal=True, gap="small", key="filters"):
        with st.popover("Ready lists", key="filter_presets"):
            for label, values in presets.items():
                st.button(
                    label,
                    on_click=address.fill,
                    args=(parameters, values),
                    type="tertiary",
                    key=f"preset_{label}",
                )
        with st.popover(
            widgets.counted("Named in", "stream", "group", "since"), key="filter_named"
        ):
            widgets.multiselect(by_name["stream"], "By a draw of the stream", "Any stream")
            widgets.multiselect(by_name["group"], "By a draw for the target", "Any target")
            widgets.day_input(by_name["since"], "On or after")
        with st.popover(widgets.counted("TEER", "teer"), key="filter_teer"):
            widgets.multiselect(by_name["teer"], "TEER level", "Any level")
        with st.popover(widgets.counted("Field", "category", "sector"), key="filter_field"):
            widgets.multiselect(by_name["category"], "Broad category", "Any category")
            widgets.multiselect(
                by_name["sector"], "Sector of the 77 priority occupations", "Any sector"
            )
        with st.popover(widgets.counted("Licence and list", "licensed", "list"), key="filter_list"):
            widgets.radio(by_name["licensed"], "Licence", "Either")
            widgets.radio(by_name["list"], "In-Demand Skills list", "Either")
        with st.popover(widgets.counted("Compare", "compare"), key="filter_compare"):
            widgets.multiselect(
                by_name["compare"], "Up to five occupations, side by side", "Choose occupations"
            )
        address.leave(parameters)
        widgets.copy_link("occupations", parameters)
        widgets.clear_filters(parameters)


def chosen() -> dict[str, Any]:
    """Return the parameters of `occupations.sql` for what is chosen, other than the search."""
    state = st.session_state
    return {
        "teers": [int(level) for level in state["teer"]],
        "categories": [int(category) for category in state["category"]],
        "sectors": state["sector"],
        "streams": state["stream"],
        "target_groups": state["group"],
        "since": state["since"],
        "licensed": {"yes": True, "no": False}.get(state["licensed"]),
        "in_demand": True if state["list"] else None,
    }
