"""Beside every chart and table: the query, its parameters, its rows and its sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import words
from components.files import csv_file, parquet_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from components.made import Made

LONGEST_FILE_NAME = 120


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
    with st.expander("How this was made", key=f"made_{key}", on_change="rerun") as made:
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


def downloads(
    key: str, rows: Callable[[], Made], stem: str, filters: Mapping[str, Any], version: str
) -> None:
    """Offer the filtered rows as CSV and Parquet; the file is made when it is asked for.

    `rows` gives the answer to write; `stem`, `filters` and `version` name the file.
    """
    with st.container(horizontal=True, gap="small"):
        for kind, mime, write in (
            ("csv", "text/csv", lambda: csv_file(rows())),
            ("parquet", "application/vnd.apache.parquet", lambda: parquet_file(rows())),
        ):
            st.download_button(
                f"Download {kind.upper() if kind == 'csv' else 'Parquet'}",
                data=write,
                file_name=file_name(stem, filters, version, kind),
                mime=mime,
                on_click="ignore",
                key=f"{key}_{kind}",
            )


def file_name(stem: str, filters: Mapping[str, Any], version: str, extension: str) -> str:
    """Return a file name that holds the filters and the data version, in safe characters."""
    parts = [f"oinp-{stem}"]
    for value in filters.values():
        if value:
            parts += [str(item) for item in value] if isinstance(value, list) else [str(value)]
    text = "_".join(
        "".join(c if (c.isascii() and c.isalnum()) or c in "-." else "-" for c in part)
        for part in parts
    )
    return f"{text[:LONGEST_FILE_NAME]}_{version}.{extension}"


def _parameter(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return words.plain(text)
