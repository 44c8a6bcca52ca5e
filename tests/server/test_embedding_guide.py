"""What the guide says of embedding is what the site understands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from server import settings

if TYPE_CHECKING:
    import pytest

GUIDE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")


def test_the_example_of_the_guide_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r'OINP_FRAME_ANCESTORS="([^"]+)"', GUIDE)
    monkeypatch.setenv("OINP_FRAME_ANCESTORS", example)
    assert settings.frame_ancestors() == example
    assert "embed=true" in GUIDE
