"""The open data API under `/api/v1`: the same SQL files as the pages, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import queries
from server import estimate

if TYPE_CHECKING:
    from fastapi import Request

MOST_ROWS = 100

api = FastAPI(
    title="OINP Draws",
    version="1",
    description="Ontario's provincial nominee draws and the occupations they named. Unofficial.",
    docs_url=None,  # FastAPI's own pages load scripts from elsewhere
    redoc_url=None,
)
api.include_router(estimate.router)


@api.get("/occupations.json")
def occupations(
    q: Annotated[str, Query(min_length=1, max_length=100, description="Job title or NOC code")],
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS, description="The most rows to give")] = 20,
) -> dict[str, Any]:
    """Search the unit groups of NOC 2021 by code, title or job title, best first."""
    found = queries.run("occupation_search", q=q, most=limit)
    return {"q": q, "limit": limit, "data_version": found.version, "rows": found.rows.to_dicts()}


@api.exception_handler(RequestValidationError)
async def explain(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer 422 with each field that is wrong and what it takes; nothing is echoed back."""
    faults = [
        {"field": str(fault["loc"][-1]), "message": fault["msg"], "allowed": fault.get("ctx", {})}
        for fault in error.errors()
    ]
    return JSONResponse({"errors": faults}, status_code=422)
