"""Serve Streamlit's scripts and styles compressed: it serves them as they are.

The work is done once for each file (`server/compress.py`), so that a crowd costs no processor
time. Where there is nothing to gain or a part of a file is asked for, Streamlit answers.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from server import compress, encodings

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = "/static/"
FOR_EVER = "public, immutable, max-age=31536000"
"""A file's name holds a hash of what is in it, so it never changes."""

MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Body:
    """A compressed file. `small` says whether it is as small as it will be."""

    content: bytes
    small: bool


class CompressedAssets:
    """Middleware that answers for `/static/...` in the coding that the browser likes best."""

    def __init__(self, app: ASGIApp) -> None:
        """Look up which files there are; no other name is ever opened."""
        self.app = app
        self._folder = compress.static_folder()
        self._files = {
            f"{PREFIX}{path.relative_to(self._folder).as_posix()}": path
            for path in compress.sources()
        }
        self._bodies: dict[tuple[Path, str], Body] = {}  # bounded by the number of files: 12 MB
        self._making = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file, or pass it on."""
        path = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if path is None or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        coding = encodings.best(headers.get("accept-encoding", ""), compress.ENCODINGS)
        if coding is None or "range" in headers:
            await self.app(scope, receive, _varying(send))
            return
        body = await self._body(path, coding)
        tag = f'"{path.name}-{coding}-{len(body.content)}"'
        own = {"Cache-Control": FOR_EVER, "ETag": tag, "Vary": "Accept-Encoding"}
        asked = headers.get("if-none-match", "")
        if tag in [known.strip().removeprefix("W/") for known in asked.split(",")]:
            response = Response(status_code=304, headers=own)
        else:
            own["Content-Encoding"] = coding
            response = Response(body.content, headers=own, media_type=MEDIA_TYPES[path.suffix])
        await response(scope, receive, send)

    async def _body(self, path: Path, coding: str) -> Body:
        kept = self._bodies.get((path, coding))
        if kept is not None and kept.small:
            return kept
        return await asyncio.to_thread(self._made, path, coding)

    def _made(self, path: Path, coding: str) -> Body:
        """Read the compressed file, or squeeze quickly where it has not been made yet."""
        name = f"{path.relative_to(self._folder)}{compress.ENCODINGS[coding]}"
        with self._making:  # a crowd that asks at once waits for one piece of work
            kept = self._bodies.get((path, coding))
            try:
                body = Body((compress.cache_folder() / name).read_bytes(), small=True)
            except OSError:
                if kept is not None:
                    return kept
                quick = compress.squeezed(path.read_bytes(), coding, hard=False)
                body = Body(quick, small=False)
            self._bodies[path, coding] = body
            return body


def _varying(send: Send) -> Send:
    """Say on an answer that is not compressed that another browser would get another one."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(raw=message["headers"]).add_vary_header("Accept-Encoding")
        await send(message)

    return sending
