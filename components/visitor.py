"""What a page may know of its visitor to fit the screen; nothing of it is kept."""

from __future__ import annotations

import streamlit as st


def on_phone() -> bool:
    """Return whether the browser says that it runs on a phone.

    Read from the User-Agent header of the request, for the height of charts and the number of
    columns only; layout adapts to the width by itself.
    """
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def timezone() -> str | None:
    """Return the time zone that the browser names, such as "Asia/Kolkata", or None.

    Read to count the days that are left where the visitor is, and for nothing else.
    """
    named = st.context.timezone
    return named if isinstance(named, str) else None


def in_a_frame() -> bool:
    """Return whether the page is shown in a frame of another site, by `?embed=true`."""
    return st.context.is_embedded is True
