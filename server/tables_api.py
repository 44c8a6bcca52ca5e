"""Tables of the database under `/api/v1/tables`: which there are, and each of them whole."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

import queries
from server import formats
from server.asked import Page
from server.refusals import RefusedError

router = APIRouter(tags=["Tables"])


@router.get(
    "/tables.{suffix}",
    summary="Tables of the database",
    openapi_extra={"x-query": "data_tables", "x-examples": ["/tables.json", "/tables.csv"]},
)
@router.get("/tables", include_in_schema=False)
def tables(
    request: Request,
    asked: Annotated[Page, Query()],
    suffix: formats.Format = formats.Format.JSON,
) -> Response:
    """List the tables, with what each of them holds: facts first, then what is worked out."""
    return formats.listing(request, queries.run("data_tables"), asked, suffix)


@router.get("/tables/{table}", include_in_schema=False)  # tried after the one below
@router.get(
    "/tables/{table}.{suffix}",
    summary="One table of the database, whole",
    openapi_extra={
        "x-query": "data_rows",
        "x-examples": ["/tables/allocations.json", "/tables/draws.csv"],
    },
)
def table(
    request: Request,
    table: Annotated[str, Path(max_length=100, description="The name of a table.")],
    asked: Annotated[Page, Query()],
    suffix: formats.Format = formats.Format.JSON,
) -> Response:
    """Give the rows of a table as it is stored; `/data` says what its columns mean."""
    known = queries.run("data_tables").rows["table_name"].to_list()
    if table not in known:
        message = "is not a table of the database"
        raise RefusedError(field="table", message=message, allowed=known, status=404)
    return formats.listing(request, queries.run("data_rows", table=table), asked, suffix)
