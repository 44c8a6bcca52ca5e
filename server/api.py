"""The open data API under `/api/v1`: the same SQL files as the pages, for programs."""

from __future__ import annotations

from fastapi import Depends, FastAPI

from server import (
    docs_page,
    draws_api,
    estimate,
    health,
    lists_api,
    occupations_api,
    openapi,
    refusals,
    tables_api,
)

DESCRIPTION = (
    "Ontario's provincial nominee draws since 2018, the occupations they named, and where a "
    "person stands. Unofficial: not run by the Government of Ontario, and no advice. No key is "
    "needed, and nothing about you is kept."
)

api = FastAPI(
    title="OINP Draws",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # FastAPI's own pages load scripts from elsewhere
    redoc_url=None,
    servers=[{"url": "/api/v1"}],
    root_path_in_servers=False,
    max_body_size=refusals.LARGEST_BODY,
    dependencies=[Depends(refusals.once_and_known)],
)
for part in (draws_api, occupations_api, lists_api, tables_api, estimate, health, docs_page):
    api.include_router(part.router)
refusals.install(api)
api.openapi = openapi.describe(api)  # type: ignore[method-assign]
