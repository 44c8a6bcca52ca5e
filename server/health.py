"""`/api/v1/health`: whether this process can answer, for load balancers."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

import queries

NEVER_KEPT = {"Cache-Control": "no-store"}

router = APIRouter(tags=["Health"])


@router.get("/health", summary="Whether the data can be read now")
def health() -> Response:
    """Say the version of the data, the newest draw and how many rows there are; or 503.

    The database is asked each time, and no limit of requests holds here.
    """
    try:
        state = queries.ask("data_state")[0]
    except (queries.DatabaseMissingError, queries.QuestionError, queries.SlowQuestionError):
        return JSONResponse({"status": "no database"}, 503, headers=NEVER_KEPT)
    rows = {name: state[name] for name in ("draws", "occupations_named", "occupations")}
    return JSONResponse(
        {
            "status": "ok",
            "data_version": state["data_version"],
            "newest_draw": state["newest_draw"].isoformat(),
            "rows": rows,
        },
        headers=NEVER_KEPT,
    )
