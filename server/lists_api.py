"""The short lists of the API: streams, events, allocations, and where official pages disagree."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

import queries
from server import formats
from server.asked import Page

LISTS = {
    "streams": "Streams and pathways, open ones first",
    "events": "Dated changes of the program, newest first",
    "allocations": "Nominations allowed and issued, by year",
    "discrepancies": "Where official pages disagree with themselves",
    "corrections": "Figures that Ontario changed after they were recorded",
}
"""What each list holds; its name is that of its query."""

router = APIRouter(tags=["Lists"])


def _serve(name: str) -> Callable[..., Response]:
    """Return what answers for one list."""

    def answer(
        request: Request,
        asked: Annotated[Page, Query()],
        suffix: formats.Format = formats.Format.JSON,
    ) -> Response:
        return formats.listing(request, queries.run(name), asked, suffix)

    return answer


for _name, _summary in LISTS.items():
    router.add_api_route(
        f"/{_name}.{{suffix}}",
        _serve(_name),
        name=_name,
        summary=_summary,
        description=queries.sql_text(_name)
        .split("\nselect")[0]
        .split("\nwith")[0]
        .replace("-- ", ""),
        openapi_extra={"x-query": _name, "x-examples": [f"/{_name}.json", f"/{_name}.csv"]},
    )
    router.add_api_route(f"/{_name}", _serve(_name), name=_name, include_in_schema=False)
