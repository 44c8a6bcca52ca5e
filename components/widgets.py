"""Widgets whose values live in the address: each takes its parameter and shares its name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from components import address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from streamlit.delta_generator import DeltaGenerator

COPY_BOX = "copy_link"


def multiselect(
    choice: address.Choice,
    label: str,
    placeholder: str,
    explanation: str | None = None,
    changed: Callable[[], None] | None = None,
) -> None:
    """Show a list to choose several values from, searched by any part of their labels.

    `changed` is called after each change, as for the other widgets here.
    """
    st.multiselect(
        label,
        list(choice.options),
        format_func=choice.options.__getitem__,
        key=choice.name,
        max_selections=choice.most,
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,
        on_change=changed,
        help=explanation,
    )


def choice(
    one: address.Choice,
    label: str,
    either: str,
    explanation: str | None = None,
    changed: Callable[[], None] | None = None,
) -> None:
    """Show the values as a list to choose one from; `either` stands where none is chosen."""
    st.selectbox(
        label,
        list(one.options),
        index=None,
        format_func=one.options.__getitem__,
        key=one.name,
        placeholder=either,
        on_change=changed,
        help=explanation,
    )


def day_input(day: address.Day, label: str, changed: Callable[[], None] | None = None) -> None:
    """Show a field for one day, empty at first."""
    st.date_input(
        label,
        value=None,
        min_value=day.earliest,
        max_value=day.latest,
        format="YYYY-MM-DD",
        key=day.name,
        on_change=changed,
    )


def search_box(
    name: str, label: str = "Search by job title or NOC code, in English or French"
) -> None:
    """Show the search for an occupation, which answers while the visitor types."""
    st.text_input(
        label,
        key=name,
        type="search",
        live=True,
        max_chars=100,
        placeholder="For example: web developer, nurse, 73300",
    )


@contextmanager
def filter_box(parameters: Sequence[address.Parameter], *, folded: bool) -> Iterator[None]:
    """Hold the rows of a page's filters; folded, they open under a button that counts them.

    They stand in the page where they are read, so that the keyboard reaches them in order.
    """
    if not folded:
        with st.container(gap="small", key="filters"):
            yield
        return
    amount = address.amount([p for p in parameters if not isinstance(p, address.Text)])
    with st.expander(f"Filters ({amount})" if amount else "Filters", key="filters"):
        yield


def row() -> DeltaGenerator:
    """Return a row of filters, which breaks where the screen is narrow."""
    return st.grid(4, min_column_width=220)


def share_and_clear(
    page: str,
    parameters: Sequence[address.Parameter],
    cleared: Callable[[], None] | None = None,
) -> None:
    """Offer to copy the address of the page and to empty the filters; then `cleared` is called."""
    with st.container(horizontal=True, gap="small", key="share"):
        with st.expander("Copy link", key=COPY_BOX, on_change="rerun") as copying:
            if copying.open:  # what shows the link weighs 0.4 MB; few visitors need it
                st.markdown("This link opens the page with the same filters.")
                st.code(address.link(page, parameters), language=None, wrap_lines=True)
        st.button(
            "Clear filters", on_click=address.clear, args=(parameters, cleared), key="clear_filters"
        )


def is_open(*keys: str) -> bool:
    """Return whether a visitor has opened one of the boxes with these keys."""
    return any(st.session_state.get(key) for key in keys)
