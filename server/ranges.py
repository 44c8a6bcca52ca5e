"""A part of an answer, for programs that read the end of a Parquet file first (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

ONE_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def sent(request: Request, body: bytes, media: str, headers: Mapping[str, str]) -> Response:
    """Return the body, or the one part of it that the request asks for.

    Several parts, and a part on a condition, are answered with the whole, as the standard allows.
    """
    own = dict(headers) | {"Accept-Ranges": "bytes"}
    asked = ONE_PART.fullmatch(request.headers.get("range", ""))
    if not asked or "if-range" in request.headers or not any(asked.groups()):
        return Response(body, media_type=media, headers=own)
    first, after = _part(asked[1], asked[2], len(body))
    if first >= after:
        return Response(status_code=416, headers=own | {"Content-Range": f"bytes */{len(body)}"})
    own["Content-Range"] = f"bytes {first}-{after - 1}/{len(body)}"
    return Response(body[first:after], 206, media_type=media, headers=own)


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """Return where a part begins and the place after its end; "-500" is the last 500 bytes."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size
