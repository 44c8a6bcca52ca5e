"""The list of licences names what is installed, and nothing that its users could not accept."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SPEC = importlib.util.spec_from_file_location("licences", ROOT / ".ci" / "licences.py")
assert _SPEC
assert _SPEC.loader
licences = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(licences)


def test_every_package_that_serves_is_listed_with_its_licence() -> None:
    listed = licences.LISTED.read_text(encoding="utf-8")
    rows = [row for row in licences.table().splitlines() if row.startswith("| ")]
    assert len(rows) > 40
    missing = [row for row in rows if row not in listed]
    assert not missing, "run .venv/bin/python .ci/licences.py"


def test_no_licence_is_unknown_or_asks_for_the_whole_site() -> None:
    for name in licences.names():
        text = licences.licence(name)
        assert text is None or text, f"{name} names no licence: read it, and say so in .ci"
        choices = (text or "").split(" OR ")
        assert not all(choice.startswith(("GPL", "AGPL", "LGPL")) for choice in choices), name
