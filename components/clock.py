"""The day it is in Ontario, from which the site counts."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ONTARIO = ZoneInfo("America/Toronto")


def today() -> date:
    """Return today's date in Toronto."""
    return datetime.now(ONTARIO).date()
