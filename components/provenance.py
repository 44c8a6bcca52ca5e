"""Beside every chart and table: the query, its parameters, its rows and its sources."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import address, words
from components.files import csv_file, file_name, parquet_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from components.made import Made


def how_made(
    key: str,
    answers: Sequence[Made],
    sources: Iterable[Mapping[str, Any]] | Callable[[], Made],
    note: str = "",
    files: Mapping[str, str] | None = None,
) -> None:
    """Show how a chart or table was made, when the visitor opens it.

    `key` makes the widgets unique on the page; `sources` holds rows with `title` and `url`, or
    asks for them when they are shown, so that nobody waits for what few open;
    `files` holds the text of queries whose parameters and rows are a person's own.
    """
    label = words.HOW_MADE.get(key, words.HOW_THIS)
    with st.expander(label, key=box(key), on_change="rerun") as made:
        if not made.open:
            return
        if note:
            st.markdown(note)
        for answer in answers:
            st.markdown(f"**`queries/{answer.name}.sql`**, data version `{answer.version}`")
            st.code(answer.sql, language=None, wrap_lines=True)
            if answer.parameters:
                shown = {name: _parameter(value) for name, value in answer.parameters}
                st.table(shown, border="horizontal", width="content")
            st.download_button(
                "These rows as CSV",
                data=partial(csv_file, answer),
                file_name=file_name(answer.name, {}, answer.version, "csv"),
                mime="text/csv",
                on_click="ignore",
                key=f"made_{key}_{answer.name}",
            )
        for name, text in (files or {}).items():
            st.markdown(f"**`queries/{name}.sql`**")
            st.code(text, language=None, wrap_lines=True)
        for source in sources().rows.to_dicts() if callable(sources) else sources:
            st.markdown(f"Source: [{words.plain(source['title'])}]({source['url']})")


def box(key: str) -> str:
    """Return the key of the box in which `how_made` shows what has this key."""
    return f"made_{key}"


def downloads(path: str, asked: Mapping[str, Sequence[str] | str]) -> None:
    """Offer rows as CSV and Parquet: links to a list of the API, which work without this page.

    `path` is that of the list, such as "draws"; `asked` holds its filters by their names.
    """
    query = address.query(asked)
    links = (
        f'<a href="{escape(f"/api/v1/{path}.{kind}{query}")}" download>Download {label}</a>'
        for kind, label in (("csv", "CSV"), ("parquet", "Parquet"))
    )
    st.html(f'<div class="downloads">{" ".join(links)}</div>')


def downloads_of_picked(answer: Made, stem: str) -> None:
    """Offer rows that a visitor has picked on this page, and that no address names."""
    with st.container(horizontal=True, gap="small"):
        for label, kind, write in (("CSV", "csv", csv_file), ("Parquet", "parquet", parquet_file)):
            st.download_button(
                f"Download {label}",
                data=partial(write, answer),
                file_name=file_name(stem, {"rows": "picked"}, answer.version, kind),
                on_click="ignore",
                key=f"picked_{kind}",
            )


def _parameter(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return words.plain(text)
