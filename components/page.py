"""The skeleton that all pages share: a title, the answer in a sentence, freshness."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import sentences


def lead(*sentences: str) -> None:
    """Show the sentences that answer the visitor's question; the text is Markdown."""
    with st.container(key="lead"):
        st.markdown(" ".join(sentences))


def quiet(text: str) -> None:
    """Show a line that belongs to the page as a whole, in small type; the text is Markdown."""
    with st.container(key="quiet"):
        st.markdown(text)


def freshness(row: dict[str, Any]) -> None:
    """Show how fresh the data is; takes the one row of `freshness.sql`."""
    with st.container(key="freshness"):
        st.markdown(sentences.freshness(row))
