"""The tables of draws: which columns, in which order, and the way from a row to its page."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from components import arrow, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from components.made import Made

CACHED_TABLES = 96
MOST_ROWS = 1_500
"""The most draws that a page shows at once; downloads hold all."""

OPENED = "_opened"
ROW_HEIGHT = 36
TALLEST = 15

PHONE_ROW = 84
PHONE_COLUMNS = ("open", "stream_and_target", "invitations", "score")
COLUMNS = (
    "open",
    "stream",
    "invitations",
    "score",
    "target",
    "named_as",
    "kind_label",
    "scale",
    "occupations",
    "profiles",
    "areas",
    "conditions",
    "mark",
    "source_url",
)


PAPER_COLUMNS = {
    "issued_on": "Date",
    "stream": "Stream",
    "invitations": "Invitations",
    "score": "Score",
    "target": "Target",
}


def hint(heading: str = "") -> None:
    """Say above a table of draws how to open one, under the heading of the section, if any."""
    st.markdown(f"{words.heading(heading)}:small[{words.OPEN_A_DRAW}]")


def draws(key: str, answer: Made, *, phone: bool, alt: str, named: Made | None = None) -> None:
    """Show rows of `draws.sql`, sortable; the date in a row opens the page of that draw.

    `named` holds rows of `occupation_named_as.sql` where the draws are those that named one
    occupation: they say by which code.
    """
    table = _draws_table(answer, named, PHONE_COLUMNS if phone else COLUMNS)
    row_height = PHONE_ROW if phone else ROW_HEIGHT
    st.dataframe(
        table,
        key=key,
        column_config=_columns(key, answer, phone=phone),
        hide_index=True,
        placeholder="",
        row_height=row_height,
        height=row_height * min(table.num_rows, TALLEST) + ROW_HEIGHT + 4,
        alt=alt,
    )


@lru_cache(maxsize=CACHED_TABLES)
def _draws_table(answer: Made, named: Made | None, columns: tuple[str, ...]) -> pa.Table:
    """Return the rows as the table shows them: dates as text, states in words."""
    window = pl.concat_str(
        pl.col("profiles_from").dt.to_string("%Y-%m-%d").fill_null(""),
        pl.lit(" to "),
        pl.col("profiles_to").dt.to_string("%Y-%m-%d").fill_null(""),
    )
    table = answer.rows.select(
        pl.col("issued_on").dt.to_string("%Y-%m-%d").alias("open"),
        "stream",
        pl.concat_str("stream", pl.lit(": "), "target").alias("stream_and_target"),
        "invitations",
        "score",
        "target",
        pl.col("kind").replace_strict(words.KINDS).alias("kind_label"),
        "scale",
        "occupations",
        pl.when(pl.col("profiles_to").is_not_null()).then(window).alias("profiles"),
        "areas",
        "conditions",
        pl.when("disputed").then(pl.lit("official pages differ")).alias("mark"),
        "source_url",
        "draw_id",
    )
    if named is not None:
        table = table.join(_codes(named.rows), on="draw_id", how="left", maintain_order="left")
    return arrow.shown(table, columns)


def _codes(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return for each draw the code by which it named the occupation, and whether it was split."""
    code = pl.concat_str(
        "named_as",
        pl.when(pl.col("is_split"))
        .then(pl.lit(" (NOC 2016, split: perhaps)"))
        .when(pl.col("noc_version") == "2016")
        .then(pl.lit(" (NOC 2016)"))
        .otherwise(pl.lit("")),
    )
    return mentions.group_by("draw_id", maintain_order=True).agg(
        code.str.join("; ").alias("named_as")
    )


def _columns(key: str, answer: Made, *, phone: bool) -> dict[str, Any]:
    """Return how columns look; the date is a button that opens the draw of its row."""
    date = opening(
        "Date",
        f"{key}_open",
        answer,
        "draw_id",
        help="Opens the draw.",
        width=98 if phone else 104,
        pinned=not phone,
    )
    return {"open": date} | _plain_columns(phone=phone)


def opening(label: str, key: str, answer: Made, opens: str, **look: Any) -> Any:  # noqa: ANN401 (as Streamlit takes them and gives it)
    """Return a column of buttons that open the page of their row; `opened` tells which.

    `opens` names the column of the answer that holds what is opened, such as the id of a draw;
    `look` holds settings of Streamlit's ButtonColumn.
    """
    return st.column_config.ButtonColumn(
        label,
        type="secondary",
        alignment="left",
        key=key,
        on_click=_open,
        args=(key, answer, opens),
        **look,
    )


@cache
def _plain_columns(*, phone: bool) -> dict[str, Any]:
    config = st.column_config
    columns = {
        "stream": config.TextColumn("Stream", width=170),
        "stream_and_target": config.TextColumn("Stream and target", width=148),
        "named_as": config.TextColumn(
            "Named as", width=220, help="The code by which the draw named this occupation."
        ),
        "invitations": config.NumberColumn(
            "Invited" if phone else "Invitations",
            format="localized",
            width=58 if phone else 92,
            help=words.INVITATIONS.definition,
        ),
        "score": config.TextColumn(
            "Score",
            width=54 if phone else 104,
            alignment="right",
            help="The lowest score invited in that draw, or the range where Ontario published one.",
        ),
        "target": config.TextColumn("Target", width=230),
        "kind_label": config.TextColumn("Kind", width=84),
        "scale": config.TextColumn("Score scale", width=150),
        "occupations": config.TextColumn(
            "Occupations", width=130, help="How many, or what is known of the list."
        ),
        "profiles": config.TextColumn("Profiles created", width=190),
        "areas": config.TextColumn("Job offer in", width=220),
        "conditions": config.TextColumn("Conditions", width=260),
        "mark": config.TextColumn(
            "Disputed",
            width=150,
            help="Official pages disagree about this draw; the draw's page says how.",
        ),
        "source_url": config.LinkColumn("Source", display_text="ontario.ca", width=96),
    }
    return {
        name: said(column) for name, column in columns.items() if name in PHONE_COLUMNS or not phone
    }


class Column(dict[str, Any]):
    """How a column looks. Streamlit copies it deeply at every rerun; a plain copy is enough.

    What Streamlit changes is the mapping itself, never what is in it.
    """

    def __deepcopy__(self, _memo: object) -> Column:
        """Return a copy that shares what is in it."""
        return Column(self)


def said(column: Mapping[str, Any]) -> Column:
    """Return how a column looks without what is left to Streamlit, which would leave it out too."""
    kept = {name: value for name, value in column.items() if value is not None}
    kind = {name: value for name, value in kept["type_config"].items() if value is not None}
    return Column(kept | {"type_config": kind})


def _open(key: str, answer: Made, opens: str) -> None:
    st.session_state[OPENED] = answer.rows[opens][st.session_state[key].row]


def opened() -> str | None:
    """Return what the visitor has just chosen to open in a table, once: see `opening`."""
    chosen: str | None = st.session_state.pop(OPENED, None)
    return chosen
