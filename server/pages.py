"""The page that Streamlit sends for every address, with a head that says what is at this one.

Streamlit's own `index.html` is the same for all: a title, an icon, its scripts. A crawler, or
whoever previews a link, runs no scripts and reads only this.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route

from components import site
from server import compress, encodings, links, own_files, previews

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

STREAMLIT_HEAD = re.compile(
    r'\s*<link rel="shortcut icon"[^>]*>|\s*<link\s+rel="preload"[^>]*as="font"[^>]*>'
    r"|\s*<title>[^<]*</title>"
)
STREAMLIT_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
CHANGES = 4
"""An icon, a font, a title and a text for those without scripts: what we replace."""

FONTS_IN_PLACE_OF = {
    "Source Sans": site.ASSETS / "fonts" / "source-sans-3.woff2",
    "Source Serif": site.ASSETS / "fonts" / "source-serif-4-600.woff2",
}
"""Streamlit's names of fonts, and our files."""

CHART_SCRIPT = "PlotlyChart."
"""How the name of the script that draws charts begins: 1 MB, which Streamlit asks for late."""

PICTURE_SIZE = (1200, 630)
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}


class UnknownIndexError(RuntimeError):
    """Streamlit's page is not as we know it: `server/pages.py` must be read again."""


class Shell:
    """Streamlit's page, cut where our head and our words for readers without scripts go."""

    def __init__(self, index: str) -> None:
        """Cut the page; UnknownIndexError where it is not as we know it."""
        html, removed = STREAMLIT_HEAD.subn("", index)
        html, replaced = STREAMLIT_NOSCRIPT.subn("<noscript>\0</noscript>", html)
        html, opened = re.subn(r"(<meta charset=[^>]*>)", "\\1\0", html)
        html, closed = re.subn(r"(?=</head>)", lambda _: _style(), html)
        # In the body, so that it stands after the styles that components write into the head.
        style = f'<body>\n    <link rel="stylesheet" href="{own_files.address(site.STYLE)}">'
        html, begun = re.subn("<body>", style, html)
        self._parts = html.split("\0")
        found = removed + replaced, opened, closed, begun
        if found != (CHANGES, 1, 1, 1) or '<html lang="en">' not in html:
            message = "Streamlit's index.html has changed"
            raise UnknownIndexError(message)
        charts = [path.name for path in compress.sources() if path.name.startswith(CHART_SCRIPT)]
        self._chart = "".join(
            f'\n    <link rel="modulepreload" crossorigin href="/static/js/{name}"'
            ' fetchpriority="low">'
            for name in charts
        )

    def page(self, preview: previews.Preview, base: str, *, chart: bool) -> str:
        """Return the page with the tags of a preview; `base` begins absolute addresses."""
        first, rest, last = self._parts
        early = self._chart if chart else ""
        return first + _head(preview, base) + early + rest + _without_scripts(preview) + last


def _head(preview: previews.Preview, base: str) -> str:
    """Return what we put into the head, everything escaped."""
    title, description = escape(preview.title), escape(preview.description)
    url, picture = escape(base + preview.path), escape(base + preview.picture)
    width, height = PICTURE_SIZE
    fonts = "".join(
        f'\n    <link rel="preload" href="{name}" as="font" type="font/woff2" crossorigin>'
        for name in own_files.fonts()
    )
    return f"""
    <title>{title}</title>
    <meta name="description" content="{description}">
    <link rel="canonical" href="{url}">
    <meta property="og:type" content="website">
    <meta property="og:site_name" content="{escape(site.NAME)}">
    <meta property="og:locale" content="en_CA">
    <meta property="og:title" content="{title}">
    <meta property="og:description" content="{description}">
    <meta property="og:url" content="{url}">
    <meta property="og:image" content="{picture}">
    <meta property="og:image:width" content="{width}">
    <meta property="og:image:height" content="{height}">
    <meta property="og:image:alt" content="{title}">
    <meta name="twitter:card" content="summary_large_image">
    <meta name="twitter:title" content="{title}">
    <meta name="twitter:description" content="{description}">
    <meta name="twitter:image" content="{picture}">
    <link rel="icon" href="/favicon.ico" sizes="48x48">
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="apple-touch-icon" href="/apple-touch-icon.png">
    <link rel="manifest" href="/manifest.webmanifest">
    <link rel="alternate" type="application/atom+xml" title="New draws" href="/feeds/draws.atom">\
{fonts}"""


def _style() -> str:
    """Return the style that stands last in the head, so that it wins over Streamlit's own.

    Until it knows our theme Streamlit writes in its own fonts, which weigh 0.6 MB: their names
    lead to our files.
    """
    text = (site.ASSETS / "fallback.css").read_text(encoding="utf-8")
    for name, font in FONTS_IN_PLACE_OF.items():
        face = f"url({own_files.address(font)})format('woff2')"
        text += f'@font-face{{font-family:"{name}";font-weight:100 900;src:{face}}}\n'
    return f"<style>\n{text}</style>\n  "


def _without_scripts(preview: previews.Preview) -> str:
    """Return what a reader without scripts gets: the answer of the page, and the other pages."""
    return f"""
      <h1>{escape(preview.title)}</h1>
      <p>{escape(preview.description)}</p>
      <p>The charts and tables of this page need JavaScript.</p>
      {_links()}
    """


def _links() -> str:
    """Return the pages that need no parameter, as a list of links."""
    items = "".join(
        f'<li><a href="{path}">{escape(place.title)}</a></li>'
        for path, place in site.PLACES.items()
        if path not in own_files.WITH_A_PARAMETER
    )
    return f"<ul>{items}</ul>"


NOT_FOUND = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Page not found - {escape(site.NAME)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.6 Arial, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}
h1 {{ font-family: Georgia, serif }}
</style>
</head>
<body>
<p><a href="/">{escape(site.NAME)}</a></p>
<main>
<h1>There is no page at this address</h1>
<p>The link may be old, or a letter is missing. These are the pages of the site:</p>
{_links()}
</main>
</body>
</html>
"""


def routes() -> list[Route]:
    """Return a route for each page; UnknownIndexError where Streamlit's own has changed."""
    index = compress.static_folder().parent / "index.html"
    shell = Shell(index.read_text(encoding="utf-8"))

    def page(request: Request) -> Response:
        path = request.url.path
        preview = previews.safe(path, request.query_params)
        chart = site.PLACES[path].chart
        text = shell.page(preview, links.base(request), chart=chart).encode()
        coding = encodings.best(request.headers.get("accept-encoding", ""), compress.ENCODINGS)
        if coding is None:
            return HTMLResponse(text, headers=HEADERS)
        return HTMLResponse(
            compress.squeezed(text, coding, hard=False),
            headers=HEADERS | {"Content-Encoding": coding},
        )

    return [Route(path, page) for path in site.PLACES]


class NotFound:
    """Middleware that answers 404 where Streamlit would send its page for an unknown address.

    Streamlit's last route takes every address that no other takes, and answers those that are not
    a file of its own with the page.
    """

    STREAMLIT_FILES = "static-assets"

    def __init__(self, app: ASGIApp) -> None:
        """Look up which files Streamlit serves from its top folder."""
        self.app = app
        top = compress.static_folder().parent
        self._files = {f"/{path.name}" for path in top.iterdir() if path.suffix != ".html"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an unknown address, and pass every other request on."""
        if scope["type"] != "http" or self._known(scope):
            await self.app(scope, receive, send)
            return
        response = HTMLResponse(NOT_FOUND, status_code=404, headers={"Cache-Control": "no-cache"})
        await response(scope, receive, send)

    def _known(self, scope: Scope) -> bool:
        path = scope["path"]
        slashed = len(path) > 1 and path.endswith("/")  # Streamlit sends it on without the slash
        if scope["method"] not in {"GET", "HEAD"} or slashed or "/_stcore/" in path:
            return True
        if path in self._files or path.startswith("/static/"):
            return True
        return any(
            route.matches(scope)[0] is not Match.NONE
            for route in scope["app"].routes
            if getattr(route, "name", None) != self.STREAMLIT_FILES
        )
