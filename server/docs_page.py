"""The documentation of the API at `/api/v1/`: one page, made from the OpenAPI documents."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from jinja2 import ChainableUndefined, Environment, FileSystemLoader
from starlette.responses import HTMLResponse, Response

import queries
from server import links, settings
from server.feeds import feeds

TEMPLATES = Path(__file__).with_name("templates")
STYLE = TEMPLATES / "style.css"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""No script, nothing from elsewhere, no style in the page."""

router = APIRouter(include_in_schema=False)

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    trim_blocks=True,
    undefined=ChainableUndefined,
)


@router.get("/")
def documentation(request: Request) -> Response:
    """Show what the API and the feeds give."""
    base = links.base(request)
    told = {
        "site": base,
        "api": f"{base}/api/v1",
        "feeds": f"{base}/feeds",
        "description": request.app.description,
        "per_minute": settings.requests_per_minute(),
        "version": queries.run("data_state").first()["data_version"],
        "groups": _groups(request.app.openapi()) | {"Feeds": _operations(feeds.openapi())},
    }
    html = _templates.get_template("api.html").render(told)
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})


@router.get("/style.css")
def style() -> Response:
    """Give the style of the page."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(STYLE.read_text(encoding="utf-8"), media_type="text/css", headers=headers)


def _groups(document: dict[str, Any]) -> dict[str, list[tuple[str, str, Any]]]:
    """Return the operations by their first tag, in the order of the document."""
    groups = defaultdict(list)
    for path, method, operation in _operations(document):
        groups[operation.get("tags", ["Estimate"])[0]].append((path, method, operation))
    return dict(groups)


def _operations(document: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return [
        (path.replace("{suffix}", "json"), method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
