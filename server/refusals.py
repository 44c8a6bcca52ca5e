"""What the API says when it cannot answer: JSON that names the field and what is allowed."""

import difflib
import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

import queries

Fault = dict[str, Any]

LONGEST_NAME = 60
LARGEST_BODY = 100_000
"""In bytes: ten times what every question of the estimator, answered, takes."""

SECONDS_TO_RECOVER = 30
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """Something that was asked for does not exist, or is not allowed."""

    def __init__(
        self, field: str, message: str, allowed: Sequence[object], status: int = 422
    ) -> None:
        """Keep the field, what is wrong with it, what would be right, and the HTTP status."""
        super().__init__(field)
        self.fault = {"field": field, "message": message, "allowed": list(allowed)}
        self.status = status


def install(app: FastAPI) -> None:
    """Answer every error of an application in the same form."""
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _no_such_address)
    app.add_exception_handler(queries.DatabaseMissingError, _no_data)
    app.add_exception_handler(queries.SlowQuestionError, _no_data)
    app.add_exception_handler(Exception, _unexpected)


def refusal(
    status: int, faults: Sequence[Fault], headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return an error response; each fault has `field`, `message` and `allowed` (a list)."""
    return JSONResponse({"errors": list(faults)}, status, headers=OPEN_TO_ALL | dict(headers or {}))


def too_large() -> JSONResponse:
    """Return the refusal of a body that is larger than any question."""
    most = f"at most {LARGEST_BODY:,} bytes"
    return refusal(413, [{"field": "body", "message": "is too large", "allowed": [most]}])


def once_and_known(request: Request) -> None:
    """Refuse parameters that the address does not take, and single ones that are given twice."""
    taken = _parameters(request)
    if taken is None:
        return
    for name in request.query_params:
        if name not in taken:
            close = difflib.get_close_matches(name, taken, n=1)
            meant = f" Meant: {close[0]}?" if close else ""
            message = f"is not a parameter of this address.{meant}"
            raise RefusedError(name[:LONGEST_NAME], message, list(taken))
        if not taken[name] and len(request.query_params.getlist(name)) > 1:
            raise RefusedError(name, "is given more than once", ["one value"])


def _parameters(request: Request) -> dict[str, bool] | None:
    """Return the parameters of the address that was asked for, and whether each may repeat.

    None for what is no data, such as the documentation: there a stranger does no harm.
    """
    paths = request.app.openapi()["paths"]
    path = request.scope["route"].path_format
    operations = paths.get(path) or paths.get(path + ".{suffix}")
    if operations is None:
        return None
    described = operations["post" if request.method == "POST" else "get"].get("parameters", [])
    return {
        parameter["name"]: parameter["schema"].get("type") == "array"
        for parameter in described
        if parameter["in"] == "query"
    }


async def _malformed(_request: Request, error: Exception) -> JSONResponse:
    """Answer 422, or 404 for a part of the path; what was given is not repeated."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 (as it was installed)
    # Where a value may be left out, pydantic also says that it could have been nothing.
    found = [each for each in error.errors() if each["type"] != "none_required"]
    in_path = any(each["loc"][0] == "path" for each in found)
    return refusal(404 if in_path else 422, [_fault(each) for each in found])


def _fault(found: Mapping[str, Any]) -> Fault:
    place = found["loc"][1:2] or found["loc"]
    if found["type"] == "json_invalid":
        return {"field": "body", "message": "is not JSON", "allowed": ["JSON in UTF-8"]}
    context: Mapping[str, Any] = found.get("ctx") or {}
    message = found["msg"]
    if found["type"] in {"enum", "literal_error"}:
        message = "is not one of the allowed values"
    return {
        "field": context.get("field") or str(place[0])[:LONGEST_NAME],
        "message": message,
        "allowed": _allowed(found["type"], context),
    }


def _allowed(kind: str, context: Mapping[str, Any]) -> list[object]:
    """Return what a field takes, from what pydantic says of its rule."""
    if "allowed" in context:
        return list(context["allowed"])
    if kind in {"enum", "literal_error"}:
        return [word for word in context["expected"].split("'")[1::2] if word]
    limits = {
        "ge": "at least {}",
        "le": "at most {}",
        "min_length": "a length of at least {}",
        "max_length": "a length of at most {}",
    }
    return [text.format(context[rule]) for rule, text in limits.items() if rule in context]


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefusedError)  # noqa: S101 (as it was installed)
    return refusal(error.status, [error.fault])


async def _no_such_address(request: Request, error: Exception) -> JSONResponse:
    """Answer 404 with the addresses that exist, and 405 with the methods."""
    assert isinstance(error, HTTPException)  # noqa: S101 (as it was installed)
    if error.status_code == 404:  # noqa: PLR2004 (not found)
        paths = sorted(request.app.openapi()["paths"])
        fault = {"field": "path", "message": "does not exist", "allowed": paths}
    elif error.status_code == 405:  # noqa: PLR2004 (method not allowed)
        allowed = (error.headers or {}).get("Allow", "").split(", ")
        fault = {"field": "method", "message": "is not allowed here", "allowed": allowed}
    elif error.status_code == 413:  # noqa: PLR2004 (content too large)
        return too_large()
    elif error.status_code == 400:  # noqa: PLR2004 (bytes that are no text: as wrong as no JSON)
        fault = {"field": "body", "message": "cannot be read", "allowed": ["JSON in UTF-8"]}
        return refusal(422, [fault])
    else:
        fault = {"field": "request", "message": str(error.detail), "allowed": []}
    return refusal(error.status_code, [fault], error.headers)


async def _no_data(_request: Request, _error: Exception) -> JSONResponse:
    """Answer 503: the data is being replaced, or was never built."""
    fault = {"field": "database", "message": "cannot be read now; try again", "allowed": []}
    return refusal(503, [fault], {"Retry-After": str(SECONDS_TO_RECOVER)})


async def _unexpected(_request: Request, _error: Exception) -> JSONResponse:
    """Answer 500 with an id; the server logs the traceback right after this line."""
    reference = secrets.token_hex(4)
    log.error("error %s", reference)
    message = f"went wrong on our side; if it stays, report error {reference}"
    return refusal(500, [{"field": "server", "message": message, "allowed": []}])
