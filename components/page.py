"""The skeleton that all pages share: a title, the answer in a sentence, freshness."""

from __future__ import annotations

from contextlib import nullcontext
from functools import wraps
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import sentences, turns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager


def part(
    name: str,
    stamp: Callable[[], object],
    together: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Make a function a part of its page, which runs again without the others.

    A click in a part runs that part again; a callback can choose others with `parts_again`. What is
    around them (the menu, the search, the foot of the page) is neither made nor sent again. Where
    `stamp`, such as the name of the database, has changed since the page was opened, the whole page
    runs again, so that all of it tells of the same data. `together` is entered for each
    run of the part, such as to answer all of it from one database.
    """
    began = stamp()

    def decorate(show: Callable[[], None]) -> Callable[[], None]:
        @st.fragment(key=name)
        @wraps(show)
        def again() -> None:
            with turns.turn(), together():
                if stamp() != began:
                    st.rerun()
                show()

        return again

    return decorate


def parts_again(
    *names: str, where: Mapping[str, Callable[[], bool]] | None = None
) -> Callable[[], None]:
    """Return a callback for a widget: after a change, these parts run again and no others.

    `where` maps the names of further parts to what says whether the change concerns them.
    """

    def again() -> None:
        st.rerun((*names, *(name for name, concerned in (where or {}).items() if concerned())))

    return again


def lead(*sentences: str, narrowed: bool = True) -> None:
    """Show the sentences that answer the visitor's question; the text is Markdown.

    Where no filter narrows a page, style.css hides the button that would clear them.
    """
    with st.container(key="lead" if narrowed else "lead_of_all"):
        st.markdown(" ".join(sentences))


def quiet(text: str) -> None:
    """Show a line that belongs to the page as a whole, in small type; the text is Markdown."""
    with st.container(key="quiet"):
        st.markdown(text)


def freshness(row: dict[str, Any]) -> None:
    """Show how fresh the data is; takes the one row of `freshness.sql`."""
    with st.container(key="freshness"):
        st.markdown(sentences.freshness(row))
