"""Draws under `/api/v1/draws`: the list with the filters of the page, and one draw."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

import queries
from server import formats, links
from server.asked import DrawsPage
from server.refusals import RefusedError

PARTS = {
    "occupations": "draw_occupations",
    "areas": "draw_areas",
    "conditions": "draw_conditions",
    "deadlines": "draw_deadlines",
    "disagreements": "draw_disagreements",
    "corrections": "corrections",
}
"""What belongs to a draw, by the query that lists it."""

router = APIRouter(tags=["Draws"])


@router.get(
    "/draws.{suffix}",
    summary="Draws, newest first",
    openapi_extra={
        "x-query": "draws",
        "x-examples": [
            "/draws.json?stream=foreign-worker&from=2025-09-01",
            "/draws.csv?occupation=31301",
            "/draws.parquet",
        ],
    },
)
@router.get("/draws", include_in_schema=False)
def draws(
    request: Request,
    asked: Annotated[DrawsPage, Query()],
    suffix: formats.Format = formats.Format.JSON,
) -> Response:
    """List the draws that match every filter, as on the page of draws.

    Scores are on the scale that `score_scale` names; scores of two scales cannot be compared.
    `occupation_list` says what is known of the occupations that a draw named: only of a
    `complete` list can be said that an occupation was not named. With `occupation`, JSON also has
    `other_draws`: how many draws pass the other filters and are not listed, by what is known.
    """
    answer = queries.run("draws", **asked.bound())
    return formats.listing(request, answer, asked, suffix)


@router.get(
    "/draws/{draw_id}",
    summary="One draw, with all that is known of it",
    openapi_extra={"x-examples": ["/draws/2025-09-03-foreign-worker-priority-occupations"]},
)
def draw(
    request: Request,
    draw_id: Annotated[str, Path(max_length=200, description="The id of a draw.")],
) -> Response:
    """Give a draw and its occupations, places, conditions, deadlines and corrections."""
    found = queries.run("draws", chosen=[draw_id])
    if not found.rows.height:
        near = queries.run("draw_near_matches", text=draw_id).rows["draw_id"].to_list()
        message = "is not the id of a draw in our records; some that are like it are listed"
        raise RefusedError(field="draw_id", message=message, allowed=near, status=404)

    def made() -> bytes:
        parts = {
            part: queries.run(name, draw=draw_id).rows.to_dicts() for part, name in PARTS.items()
        }
        page = {"page": links.to(links.base(request), "draw", {"draw": draw_id})}
        told = {"data_version": formats.version(found)}
        return formats.json(told | found.first() | page | parts)

    return formats.answered(request, found, made)
