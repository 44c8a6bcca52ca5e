"""What every room's tests share: one database, built once, and a store that can start afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.build import ensure_database
from queries import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def built() -> Path:
    """Return the database of the real tables; the build's own lock makes workers share one."""
    return ensure_database()


@pytest.fixture
def fresh_store(built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Start with a store that remembers nothing and reads what CURRENT names, and leave it so."""
    monkeypatch.delenv("OINP_DATABASE", raising=False)
    _forget()
    yield built
    _forget()


def _forget() -> None:
    store._answer.cache_clear()  # noqa: SLF001
    store._contract.cache_clear()  # noqa: SLF001
    store._connections.clear()  # noqa: SLF001
