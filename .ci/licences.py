"""Write docs/licences.md: what the site is made of, and under which licences.

Run `.venv/bin/python .ci/licences.py` after a dependency has changed; a test says when.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PINNED = ROOT / "requirements.txt"
LISTED = ROOT / "docs" / "licences.md"
NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)

SHORT = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
READ_IN_THE_FILE = {
    "altair": "BSD-3-Clause",
    "dataframely": "BSD-3-Clause",
    "feedgen": "BSD-2-Clause OR LGPL-3.0-or-later",
    "polars": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
}
"""Licences of packages whose metadata names none, or holds its text; read in their files."""

HEAD = """# Licences

The site's own code is under the MIT licence (`LICENSE`). It is served with these packages, each
under its own licence. `.ci/licences.py` writes the list from what is installed.

Streamlit's scripts contain further libraries, named in the `NOTICES` file of its source. The fonts
Source Sans 3 and Source Serif 4 are under the SIL Open Font License 1.1
(`components/assets/fonts`). The licences of the data are on the page `/data`.

| package | licence |
| --- | --- |
"""


def names() -> list[str]:
    """Return the names of the packages that are pinned for serving."""
    return sorted(set(NAME.findall(PINNED.read_text(encoding="utf-8"))))


def licence(name: str) -> str | None:
    """Return the licence of a package, or None where it is for other machines than this."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    if name in READ_IN_THE_FILE:
        return READ_IN_THE_FILE[name]
    classes = [
        found.rsplit(" :: ", 1)[-1]
        for found in told.get_all("Classifier") or []
        if found.startswith("License ::")
    ]
    text = told.get("License-Expression") or next(iter(classes), None) or told.get("License") or ""
    return SHORT.get(text, text)


def table() -> str:
    """Return the whole page."""
    found = {name: licence(name) for name in names()}
    rows = [f"| {name} | {text} |\n" for name, text in found.items() if text is not None]
    return HEAD + "".join(rows)


if __name__ == "__main__":
    LISTED.write_text(table(), encoding="utf-8")
    sys.stdout.write(f"{LISTED}\n")
