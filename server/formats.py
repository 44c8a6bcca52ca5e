"""Answers as JSON, CSV or Parquet, with validators, so that nothing is sent twice."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import format_datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import orjson
from starlette.responses import Response

import queries
from components import files
from server import links, ranges
from server.refusals import OPEN_TO_ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl
    from starlette.requests import Request

    from server.asked import Page

ROWS_IN_JSON = 100
ROOT = Path(__file__).parents[1]
CODE = ("server/*.py", "queries/*.sql", "components/*.py")
JSON = "application/json"


class Format(StrEnum):
    """How a list is given."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


MEDIA = {
    Format.JSON: JSON,
    Format.CSV: "text/csv; charset=utf-8",
    Format.PARQUET: "application/vnd.apache.parquet",
}


def listing(
    request: Request,
    answer: queries.Answer,
    page: Page,
    suffix: Format,
    rows: pl.DataFrame | None = None,
) -> Response:
    """Return a part of the rows of an answer, or of `rows` that were made from it."""
    every = answer.rows if rows is None else rows
    limit = page.limit or (ROWS_IN_JSON if suffix is Format.JSON else every.height)
    shown = every.slice(page.offset, limit)
    onward = None
    if shown.height and page.offset + shown.height < every.height:
        onward = _next_page(request, limit, page.offset + shown.height)
    headers = {"X-Total-Count": str(every.height)}
    if onward:
        headers["Link"] = f'<{onward}>; rel="next"'
    if suffix is not Format.JSON:
        stem = Path(request.url.path).stem
        name = files.file_name(stem, _filters(request), version(answer), suffix)
        headers["Content-Disposition"] = f'attachment; filename="{name}"'

    def made() -> bytes:
        if suffix is not Format.JSON:
            return _file(answer, shown, suffix)
        counts = {"total": every.height, "limit": limit, "offset": page.offset, "next": onward}
        return json(
            {"data_version": version(answer)} | counts | page.told() | {"rows": shown.to_dicts()}
        )

    return answered(request, answer, made, MEDIA[suffix], headers)


def _file(answer: queries.Answer, shown: pl.DataFrame, suffix: Format) -> bytes:
    """Return rows as a file; all rows of an answer are kept, as programs read it in parts."""
    if shown.shape == answer.rows.shape:
        return files.csv_file(answer) if suffix is Format.CSV else files.parquet_file(answer)
    return files.csv(shown) if suffix is Format.CSV else files.parquet(shown)


def _filters(request: Request) -> dict[str, list[str]]:
    """Return the filters of what is asked for, without which part of it."""
    asked = request.query_params
    return {name: asked.getlist(name) for name in asked if name not in {"limit", "offset"}}


def _next_page(request: Request, limit: int, offset: int) -> str:
    """Return the address of what follows in a list, with the same filters."""
    query = urlencode(_filters(request) | {"limit": limit, "offset": offset}, doseq=True)
    return f"{links.base(request)}{request.url.path}?{query}"


def json(value: object) -> bytes:
    """Return JSON; dates are ISO, and amounts of money are numbers."""
    return orjson.dumps(value, default=_plain)


def _plain(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError


def answered(
    request: Request,
    answer: queries.Answer,
    make: Callable[[], bytes],
    media: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return what `make` makes of an answer, or 304 where the client has it already.

    Whoever keeps a copy asks again each time, which is cheap, so that nobody shows an old figure.
    """
    tag, changed = _validators(request, answer)
    stamps = {"ETag": tag, "Cache-Control": "no-cache"} | OPEN_TO_ALL
    if changed:
        stamps["Last-Modified"] = changed
    if _is_known(request, tag, changed):
        return Response(status_code=304, headers=stamps)
    return ranges.sent(request, make(), media, dict(headers or {}) | stamps)


def _validators(request: Request, answer: queries.Answer) -> tuple[str, str | None]:
    """Return the entity tag of what is asked for, and the time when the data was last built.

    The tag holds the database that was read, so it never stands for newer rows than were sent. It
    is weak, because a compressed body has the same one. The time is null where the database is
    not a file.
    """
    asked = (
        f"{Path(answer.database).name} {version(answer)} {_code()} "
        f"{links.base(request)} {request.url.path}?{request.url.query}"
    )
    tag = f'W/"{hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()}"'
    try:
        seconds = Path(answer.database).stat().st_mtime
    except OSError:
        return tag, None
    return tag, format_datetime(datetime.fromtimestamp(int(seconds), UTC), usegmt=True)


def version(answer: queries.Answer) -> str:
    """Return the version of the data that an answer was read from."""
    state = queries.run("data_state")
    # The data may have been replaced in between; then the name of the file says the version.
    return state.first()["data_version"] if state.database == answer.database else answer.version


def _is_known(request: Request, tag: str, changed: str | None) -> bool:
    """Return whether the client has this answer (RFC 9110, sections 13.1.2 and 13.1.3).

    Two servers may have built the same data at different times, so a time counts only where it is
    the very one that was given.
    """
    if tags := request.headers.get("if-none-match"):
        given = {part.strip().removeprefix("W/") for part in tags.split(",")}
        return "*" in given or tag.removeprefix("W/") in given
    return changed is not None and request.headers.get("if-modified-since") == changed


@cache
def _code() -> str:
    """Return a hash of the code that shapes answers, so that a release makes new tags."""
    digest = hashlib.blake2b(digest_size=8)
    for pattern in CODE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
