"""The day it is in Ontario, from which the site counts, and the day it is for a visitor."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ONTARIO = ZoneInfo("America/Toronto")


def today() -> date:
    """Return today's date in Toronto."""
    return datetime.now(ONTARIO).date()


def today_in(timezone: str | None) -> date:
    """Return today's date in a time zone such as "Asia/Kolkata"; in Toronto for one not known."""
    try:
        return datetime.now(ZoneInfo(timezone or ONTARIO.key)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return today()
