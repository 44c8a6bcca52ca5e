"""The site's own files: fonts, icons, what crawlers and phones ask for by a fixed name."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import queries
from components import look, site
from server import links
from server.assets import FOR_EVER

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

A_DAY = "public, max-age=86400"
HASH_DIGITS = 8
KINDS = {
    ".css": "text/css",
    ".ico": "image/x-icon",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NOT_FOR_CRAWLERS = ("/_stcore/", "/media/")
WITH_A_PARAMETER = {"/draw", "/occupation"}
"""Pages that say something only of what their parameter names."""


def address(path: Path) -> str:
    """Return the address of an own file; it changes when the file does."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_DIGITS]
    return f"/assets/{path.stem}.{digest}{path.suffix}"


@cache
def files() -> dict[str, Path]:
    """Return the own files by their address."""
    paths = [site.STYLE, *site.ASSETS.rglob("*")]
    return {address(path): path for path in paths if path.suffix in KINDS}


def fonts() -> list[str]:
    """Return the addresses of the fonts."""
    return [name for name in files() if name.endswith(".woff2")]


def own_file(request: Request) -> Response:
    """Serve a file by its address, for ever."""
    path = files().get(request.url.path)
    if path is None:
        return PlainTextResponse("Not found", status_code=404)
    headers = {"Cache-Control": FOR_EVER, "Access-Control-Allow-Origin": "*"}
    return Response(path.read_bytes(), media_type=KINDS[path.suffix], headers=headers)


def icon(request: Request) -> Response:
    """Serve an icon under the name by which browsers look for it."""
    name = request.url.path.removeprefix("/")
    path = site.MARK if name == "favicon.svg" else site.ASSETS / "icons" / name
    headers = {"Cache-Control": A_DAY}
    return Response(path.read_bytes(), media_type=KINDS[path.suffix], headers=headers)


def manifest(_request: Request) -> Response:
    """Serve the web manifest, with which a phone puts the site on its home screen."""
    icons = [
        {"src": address(site.ASSETS / "icons" / f"{name}-{size}.png"), "purpose": purpose}
        | {"sizes": f"{size}x{size}", "type": "image/png"}
        for name, size, purpose in (
            ("icon", 192, "any"),
            ("icon", 512, "any"),
            ("maskable", 512, "maskable"),
        )
    ]
    told = {
        "name": site.NAME,
        "short_name": site.NAME,
        "description": site.PROMISE,
        "lang": "en",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": look.BACKGROUNDS["light"],
        "theme_color": look.BACKGROUNDS["light"],
        "icons": icons,
    }
    return Response(
        json.dumps(told), media_type="application/manifest+json", headers={"Cache-Control": A_DAY}
    )


def robots(request: Request) -> Response:
    """Say what crawlers may read: everything but the machinery."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_CRAWLERS)]
    lines += [f"Sitemap: {links.base(request)}/sitemap.xml", ""]
    return PlainTextResponse("\n".join(lines), headers={"Cache-Control": A_DAY})


def sitemap(request: Request) -> Response:
    """List every page, every draw and every occupation."""
    paths = [path for path in site.PLACES if path not in WITH_A_PARAMETER]
    paths += [f"/draw?draw={name}" for name in queries.run("draws").rows["draw_id"]]
    paths += [
        f"/occupation?noc={code}" for code in queries.run("occupation_names").rows["noc_code"]
    ]
    start = links.base(request)
    entries = "".join(f"<url><loc>{escape(start + path)}</loc></url>\n" for path in paths)
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n{entries}</urlset>\n'
    )
    return Response(text, media_type="application/xml", headers={"Cache-Control": "no-cache"})


ROUTES = [
    Route("/assets/{name}", own_file),
    *(Route(f"/{name}", icon) for name in ("favicon.ico", "favicon.svg", "apple-touch-icon.png")),
    Route("/manifest.webmanifest", manifest),
    Route("/robots.txt", robots),
    Route("/sitemap.xml", sitemap),
]
