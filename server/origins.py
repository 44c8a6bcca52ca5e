"""Refuse pages of other sites that open a session here, before Streamlit thinks about it.

To decide about a stranger, Streamlit asks the network for the address of its own machine, twice for
a second, while every visitor waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from streamlit import config

from server import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

POLICY_VIOLATION = 1008


class SameOrigin:
    """Middleware that closes a websocket which a page of another site opens."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self.app = app
        self._own = settings.base_url()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or close."""
        if scope["type"] == "websocket" and not self._allowed(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await self.app(scope, receive, send)

    def _allowed(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:  # no browser: nobody's session can be misused
            return True
        try:
            parts = urlsplit(origin)
            host = parts.hostname
        except ValueError:
            return False
        return (
            parts.netloc == headers.get("host")
            or host in {"localhost", "127.0.0.1"}  # a developer's own page
            or (self._own is not None and parts.netloc == urlsplit(self._own).netloc)
            or not config.get_option("server.enableCORS")
            or origin in (config.get_option("server.corsAllowedOrigins") or [])
        )
