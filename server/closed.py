"""Addresses of Streamlit that are not for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

CLOSED = ("_stcore/metrics",)
"""How many visitors there are, and how much memory they take."""


class ClosedPaths:
    """Middleware that answers 404 to what nobody outside needs."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404, or pass the request on."""
        if scope["type"] == "http" and scope["path"].strip("/").endswith(CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)
