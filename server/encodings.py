"""Choose the content coding of an answer from what a browser says that it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFERENCE = re.compile(r"\s*([\w*.+-]+)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?")


def best(accepted: str, offered: Iterable[str]) -> str | None:
    """Return the offered coding that is liked best, or None for the bytes as they are.

    `accepted` is the Accept-Encoding header (RFC 9110, 12.5.3); among those liked equally the
    first that is offered wins, and no coding at all only where it is liked better than every
    other. A part of the header that cannot be read counts for nothing.
    """
    liked: dict[str, float] = {}
    for part in accepted.lower().split(","):
        if found := PREFERENCE.fullmatch(part):
            liked[found[1]] = float(found[2] or 1)
    others = liked.get("*", 0.0)
    choices = [(liked.get(coding, others), coding) for coding in offered]
    quality, coding = max(choices, key=lambda choice: choice[0], default=(0.0, ""))
    # Of no coding at all nothing was said: whatever is taken is liked better.
    return coding if quality > 0 and quality >= liked.get("identity", 0.0) else None
