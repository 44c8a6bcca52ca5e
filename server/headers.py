"""Headers that keep a visitor safe, on every answer of the site."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from server import compress, settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)

SECONDS_OF_TLS_ONLY = 31_536_000

PERMISSIONS = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""What the browser could lend the page; it asks for none of it. Copying stays allowed."""


def script_hashes(html: str) -> list[str]:
    """Return the hashes of the scripts inside a page, as a content security policy names them."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(found['text'].encode()).digest()).decode()}'"
        for found in INLINE_SCRIPT.finditer(html)
        if "src=" not in found["attributes"]
    ]


def content_security_policy(html: str, frame_ancestors: str) -> str:
    """Return the policy for the page `html`: everything from here, scripts only from files.

    The one exception is styles: Streamlit's components (emotion) and Plotly write theirs into the
    page as it runs, so no hash of them can be known.
    """
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *script_hashes(html))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",  # a chart's picture, made in the page, is a data: address
            "font-src 'self' data:",  # the smallest of Streamlit's fonts stand in its style sheet
            "connect-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors}",
        )
    )


class SafetyHeaders:
    """Middleware that puts the headers on every answer, also on a refusal or an error."""

    def __init__(self, app: ASGIApp) -> None:
        """Read the page that Streamlit serves, and the settings; they never change while we run."""
        self.app = app
        index = (compress.static_folder().parent / "index.html").read_text(encoding="utf-8")
        self._headers = {
            "Content-Security-Policy": content_security_policy(index, settings.frame_ancestors()),
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        self._behind_tls = (settings.base_url() or "").startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add what the answer does not say for itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if self._behind_tls or scope["scheme"] == "https":
                    # A browser that reads this without TLS leaves it, as the standard demands.
                    headers.setdefault(
                        "Strict-Transport-Security", f"max-age={SECONDS_OF_TLS_ONLY}"
                    )
            await send(message)

        await self.app(scope, receive, sending)
