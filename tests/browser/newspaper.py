"""Another site, on this machine, that shows a page of ours in a frame."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from .served import HERE

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def newspaper(bodies: dict[str, str]) -> Iterator[str]:
    """Serve the bodies by their path while the block runs; they may be filled in later.

    A real server: Chromium lets no page that a test makes up open anything on this machine.
    """

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(bodies.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HERE, 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
