"""Absolute addresses of this site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from server import settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import HTTPConnection

HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?")


def base(request: HTTPConnection) -> str:
    """Return the address of the site without a slash at the end.

    It is OINP_BASE_URL where that is set, and otherwise what the request says of itself; a host
    that is no host name is not repeated.
    """
    if told := settings.base_url():
        return told
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if HOST.fullmatch(host) else 'localhost'}"


def to(base_url: str, path: str, values: Mapping[str, str | Sequence[str]] | None = None) -> str:
    """Return the address of a page, or of a part of the API, with the values of its filters."""
    filled = {name: value for name, value in (values or {}).items() if value}
    return f"{base_url}/{path}" + (f"?{urlencode(filled, doseq=True)}" if filled else "")
