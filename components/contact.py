"""Where to report an error: an address that whoever runs the site may name."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

VARIABLE = "OINP_REPORT_URL"
SCHEMES = ("https", "http", "mailto")


def report_url() -> str | None:
    """Return the address in OINP_REPORT_URL, a page or `mailto:`, or None where none is set."""
    text = os.environ.get(VARIABLE, "").strip()
    parts = urlsplit(text)
    plain = not any(mark in text for mark in "()<>[] \"'\\")
    return text if plain and parts.scheme in SCHEMES and (parts.netloc or parts.path) else None
