"""Rows as Streamlit's tables take them: as Arrow, and as few bytes as a phone can do with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa


def shown(rows: pl.DataFrame, columns: Sequence[str]) -> pa.Table:
    """Return the columns that are shown, in this order; those that the rows have.

    As Arrow, because Streamlit would take polars through pandas at each rerun. A text that comes
    again is sent once: of all draws that is a third of the bytes.
    """
    table = rows.select(name for name in columns if name in rows.columns).to_arrow(
        compat_level=pl.CompatLevel.oldest()
    )
    for index, name in enumerate(table.column_names):
        if rows[name].dtype == pl.String and 2 * rows[name].n_unique() < rows.height:
            table = table.set_column(index, name, table[name].dictionary_encode())
    return table
