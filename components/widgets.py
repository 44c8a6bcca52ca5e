"""Widgets whose values live in the address: each takes its parameter and shares its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import address

if TYPE_CHECKING:
    from collections.abc import Sequence


def multiselect(
    choice: address.Choice, label: str, placeholder: str, explanation: str | None = None
) -> None:
    """Show a list to choose several values from, searched by any part of their labels."""
    st.multiselect(
        label,
        list(choice.options),
        format_func=choice.options.__getitem__,
        key=choice.name,
        max_selections=choice.most,
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,
        help=explanation,
    )


def radio(choice: address.Choice, label: str, either: str, explanation: str | None = None) -> None:
    """Show the values as a list to choose one from, with `either` for none of them."""
    st.radio(
        label,
        [None, *choice.options],
        format_func=lambda value: choice.options.get(value, either),
        key=choice.name,
        help=explanation,
    )


def day_input(day: address.Day, label: str) -> None:
    """Show a field for one day, empty at first."""
    st.date_input(
        label,
        value=None,
        min_value=day.earliest,
        max_value=day.latest,
        format="YYYY-MM-DD",
        key=day.name,
    )


def search_box(name: str) -> None:
    """Show the search for an occupation, which answers while the visitor types."""
    st.text_input(
        "Search by job title or NOC code, in English or French",
        key=name,
        type="search",
        live=True,
        max_chars=100,
        placeholder="For example: web developer, nurse, 73300",
    )


def copy_link(page: str, parameters: Sequence[address.Parameter]) -> None:
    """Show the address of the page with its filters, to copy and share."""
    with st.popover("Copy link", type="tertiary", key="copy_link"):
        st.markdown("This link opens the page with the same filters.")
        st.code(address.link(page, parameters), language=None, wrap_lines=True)


def clear_filters(parameters: Sequence[address.Parameter]) -> None:
    """Show the button that empties every filter, when there is something to empty."""
    if any(address.written(parameter) for parameter in parameters):
        st.button(
            "Clear filters",
            on_click=address.clear,
            args=(parameters,),
            type="tertiary",
            key="clear_filters",
        )


def counted(title: str, *names: str) -> str:
    """Return the label of a filter's button, with how many values are chosen in it."""
    values = (st.session_state[name] for name in names)
    amount = sum(len(value) if isinstance(value, list) else bool(value) for value in values)
    return f"{title}: {amount}" if amount else title
