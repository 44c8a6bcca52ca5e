"""Every route of the server: the API, the feeds and what limits both, own files and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.middleware.cors import CORSMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from server import own_files, pages, pictures, settings
from server.api import api
from server.feeds import feeds
from server.heads import Heads
from server.limits import Allowance, Limited
from server.refusals import refusal

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp

DOCUMENTATION = "/api/v1/"
TOLD = (
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Last-Modified",
    "Link",
    "Retry-After",
    "X-Total-Count",
)
"""Headers that a program in a browser may read."""


NO_SUCH_VERSION = {"field": "path", "message": "does not exist", "allowed": [DOCUMENTATION]}


def routes() -> list[BaseRoute]:
    """Return the routes for `st.App`; SettingError where the environment says nonsense."""
    allowance = Allowance(settings.requests_per_minute())
    proxies = settings.trusted_proxies()

    def opened(app: ASGIApp) -> ASGIApp:
        limited = Limited(app, allowance, proxies)
        return CORSMiddleware(
            Heads(limited),
            allow_origins=["*"],
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-Modified-Since", "If-None-Match", "If-Range", "Range"],
            expose_headers=TOLD,
        )

    return [
        *(Route(path, _explain) for path in ("/api", "/api/", "/api/v1", "/feeds", "/feeds/")),
        _mount(DOCUMENTATION.rstrip("/"), opened(api)),
        _mount("/feeds", opened(feeds)),
        _mount("/api", refusal(404, [NO_SUCH_VERSION])),
        *own_files.ROUTES,
        *pictures.ROUTES,
        *pages.routes(),
    ]


def _mount(path: str, app: ASGIApp) -> Mount:
    """Return a mount that answers every address below it, also one with a line break in it."""
    mount = Mount(path, app=app)
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


async def _explain(_request: Request) -> RedirectResponse:
    """Lead to the documentation."""
    return RedirectResponse(DOCUMENTATION, 308)
