"""What components know of an answer from the database."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import polars as pl


class Made(Hashable, Protocol):
    """An answer and what made it. Equal answers hold equal rows, so one can key a cache."""

    @property
    def name(self) -> str:
        """The name of the SQL file."""

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        """The parameters that were set, by name."""

    @property
    def rows(self) -> pl.DataFrame:
        """The rows of the answer, shared: never to be changed in place."""

    @property
    def sql(self) -> str:
        """The text of the SQL file."""

    @property
    def version(self) -> str:
        """The data version."""
