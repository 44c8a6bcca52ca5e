"""The search, filters and presets of `/occupations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import address, widgets, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

TEERS = {str(level): f"TEER {level}" for level in range(6)}
LICENCES = {"yes": "Licensed in Ontario", "no": "Not licensed, as far as we know"}
LISTS = {
    "in-demand": "On the In-Demand Skills list",
    "skilled-trades": "A skilled trade by the rules of Workforce Priority",
}
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


def ready_lists(
    parameters: Sequence[address.Parameter], presets: Mapping[str, Mapping[str, Sequence[str]]]
) -> None:
    """Show the ready-made lists; `presets` maps a label to the values of the address it sets."""
    st.markdown("Or open a ready-made list:")
    with st.container(horizontal=True, gap="xsmall", key="ready_lists"):
        for label, values in presets.items():
            st.button(
                label, on_click=address.fill, args=(parameters, values), key=f"preset_{label}"
            )


def show(parameters: Sequence[address.Parameter]) -> None:
    """Draw the filters, folded, and write the address of the page."""
    by_name: dict[str, Any] = {parameter.name: parameter for parameter in parameters}
    with widgets.filter_box(listed(parameters), folded=True), widgets.row():
        widgets.multiselect(by_name["stream"], "Named by the stream", "Any stream")
        widgets.multiselect(by_name["group"], "Named for the target", "Any target")
        widgets.day_input(by_name["since"], "Named on or after")
        widgets.multiselect(by_name["teer"], "TEER level", "Any level", words.TEER)
        widgets.multiselect(by_name["category"], "Broad category", "Any category")
        widgets.multiselect(by_name["sector"], "Sector of the 77", "Any sector")
        widgets.choice(by_name["licensed"], "Licence", "Licensed or not")
        widgets.choice(by_name["list"], "List", "On a list or not")
    address.leave(parameters)
    widgets.share_and_clear("occupations", parameters)


def listed(parameters: Sequence[address.Parameter]) -> list[address.Parameter]:
    """Return the parameters that choose what is listed."""
    return [parameter for parameter in parameters if parameter.name != "compare"]


def compare(parameters: Sequence[address.Parameter]) -> None:
    """Show the list of occupations to compare."""
    by_name: dict[str, Any] = {parameter.name: parameter for parameter in parameters}
    widgets.multiselect(
        by_name["compare"], "Compare up to five occupations", "Choose by title or code"
    )


def not_drawn(streams: Sequence[Mapping[str, Any]]) -> str:
    """Return the chosen streams where none of them has held a draw; rows of `streams.sql`."""
    wanted = [row for row in streams if row["stream_id"] in st.session_state["stream"]]
    if any(row["draws"] for row in wanted):
        return ""
    return words.joined([row["short_name"] for row in wanted], "or")


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
        "in_demand": state["list"] == "in-demand" or None,
        "occupation_set": words.OCCUPATION_SETS.get(state["list"]),
    }
