from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _database(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built.is_file()
    monkeypatch.delenv("OINP_DATABASE", raising=False)
