"""The estimator under `/api/v1/estimate`. What a person answers is neither kept nor logged."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr
from pydantic_core import PydanticCustomError

from queries import estimate

MOST_ANSWERS = 200
LONGEST_TEXT = 100

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Text = Annotated[StrictStr, Field(max_length=LONGEST_TEXT)]
NOT_SCORED = (
    "This stream is explained, not scored: it chose people by the federal Express Entry score, or "
    "by an assessment of their business."
)
FEDERAL_TOOL = "https://ircc.canada.ca/english/immigrate/skilled/crs-tool.asp"

NOT_A_DAY = ("day", "is not a day", {"allowed": ["a day as YYYY-MM-DD"]})

router = APIRouter()


def _as_written(value: object) -> object:
    """Return a day written as YYYY-MM-DD; pydantic would take a number of seconds, too."""
    if value is None:
        return None
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError(*NOT_A_DAY)


class Request(BaseModel):
    """What can be asked: a pathway, a day, and either answers or options of the points grid."""

    model_config = ConfigDict(extra="forbid")

    pathway: Text
    on: Annotated[date | None, BeforeValidator(_as_written)] = None
    answers: dict[Text, Any] | None = Field(default=None, max_length=MOST_ANSWERS)
    options: dict[Text, Any] | None = Field(default=None, max_length=MOST_ANSWERS)


@router.get("/estimate/questions")
def questions(
    pathway: Annotated[str | None, Query(max_length=LONGEST_TEXT)] = None,
) -> Any:  # noqa: ANN401 (rows, or a JSON response that says what is wrong)
    """List the answer keys, in the order of the form, with what each one takes."""
    if pathway is not None and pathway not in estimate.pathways():
        return _refusal([_unknown_pathway()])
    return {"pathway": pathway, "questions": estimate.questions(pathway)}


@router.post("/estimate")
def estimated(request: Request) -> Any:  # noqa: ANN401 (as above)
    """Say where a person stands: eligibility, requirement by requirement, and points by factor.

    `eligibility` is of the person alone. What the employer must be or do is in `checklist`, in rows
    whose `decides` is false.
    """
    if request.pathway not in estimate.pathways():
        return _refusal([_unknown_pathway()])
    if (request.answers is None) == (request.options is None):
        wanted = ("answers", "options")
        return _refusal(
            [estimate.Misunderstood("answers", "give either answers or options", wanted)]
        )
    on = request.on or datetime.now(tz=UTC).date()
    try:
        if request.options is not None:
            found = estimate.by_options(request.pathway, on, request.options)
        else:
            facts = estimate.check(on, request.answers or {})
            found = estimate.evaluate(request.pathway, on, facts)
            found["please_check"] = estimate.contradictions(facts)
    except estimate.MisunderstoodError as error:
        return _refusal(error.faults)
    return _told(request.pathway, on, found)


def _told(pathway: str, on: date, found: dict[str, Any]) -> dict[str, Any]:
    """Put the answer together from the rows of the queries."""
    state = found["pathway"]
    told: dict[str, Any] = {"pathway": pathway, "on": on, "stream": state}
    if "please_check" in found:
        told["please_check"] = found["please_check"]
    if not state["scored"]:
        tool = FEDERAL_TOOL if state["family"] == "express-entry" else None
        return told | {"note": NOT_SCORED, "federal_tool": tool}
    if "requirements" in found:
        told["eligibility"] = estimate.eligibility(state, found["requirements"])
        told["checklist"] = found["requirements"]
    factors = found["factors"]
    totals = ("total_points", "total_possible", "total_maximum", "total_practical", "score_scale")
    told["no_score_because"] = found.get("no_score_because")
    told["score"] = {name: factors[0][name] if factors else None for name in totals} | {
        "grid_from": factors[0]["grid_from"] if factors else None,
        "grid_to": factors[0]["grid_to"] if factors else None,
        "factors": factors,
    }
    if "requirements" in found:
        told["score"]["assumes_job_offer"] = estimate.assumes_job_offer(
            state, found["requirements"]
        )
        told["changes"] = found["changes"]
        told["replay"] = estimate.replayed(found["draws"])
    return told


def _unknown_pathway() -> estimate.Misunderstood:
    return estimate.Misunderstood("pathway", "is not a stream or pathway", estimate.pathways())


def _refusal(faults: list[estimate.Misunderstood]) -> JSONResponse:
    """Answer 422 with each field that is wrong and what it takes; nothing is echoed back."""
    errors = [
        {"field": fault.field, "message": fault.message, "allowed": list(fault.allowed or ())}
        for fault in faults
    ]
    return JSONResponse({"errors": errors}, status_code=422)
