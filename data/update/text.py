"""Compare words of a page without regard to what changes by accident: case, spaces, marks."""

from __future__ import annotations

import re
import unicodedata

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


class UnreadableError(ValueError):
    """A cell or page does not say what it should; the message says what was expected."""


def tidy(text: str) -> str:
    """Return the text on one line, with single spaces and no invisible characters."""
    visible = "".join(c if unicodedata.category(c) != "Cf" else "" for c in text)
    return re.sub(r"\s+", " ", visible).strip()


def squeezed(text: str) -> str:
    """Return the letters and digits of the text in lower case: "NOI s (date)" -> "noisdate"."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def slug(text: str) -> str:
    """Return the text as a part of an id: "Greater Toronto Area" -> "greater-toronto-area"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def quoted(text: str, longest: int = 80) -> str:
    """Return text of a page for a message: on one line, cut, between double quotes."""
    line = tidy(text)
    return f'"{line if len(line) <= longest else line[: longest - 1] + "…"}"'
