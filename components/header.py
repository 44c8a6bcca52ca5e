"""What stands at the top of every page: the menu of a phone, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import occupation_facts, turns, widgets, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.navigation.page import StreamlitPage

Row = dict[str, Any]

SEARCH = "header_search"
"""How the keys of the search begin; style.css puts it in the corner."""


def menu(pages: Sequence[StreamlitPage]) -> None:
    """Show the links to the pages, folded under a button."""
    with st.popover("Menu", key="phone_navigation"):
        for entry in pages:
            if entry.visibility == "visible":
                st.page_link(entry)


def search(find: Callable[[str], list[Row]], arrival: int) -> None:
    """Show the search for an occupation, folded under a button; `find` gives the best rows.

    `arrival` counts the pages that the visitor came to: at each the search is closed and empty.
    """
    with st.popover("Search", key=f"{SEARCH}_{arrival}", on_change="rerun") as opened:
        if opened.open:
            _found(find, f"words_{arrival}")


@st.fragment
@turns.turn()
def _found(find: Callable[[str], list[Row]], key: str) -> None:
    """Show the field and what it finds; while somebody types, only this runs again."""
    widgets.search_box(key, words.FIND_AN_OCCUPATION)
    wanted = st.session_state[key].strip()
    if not wanted:
        return
    found = find(wanted)
    if not found:
        st.markdown(words.NOTHING_FITS)
    occupation_facts.links(found)
    if found:
        st.page_link("occupations.py", label="All that match", query_params={"q": wanted})
