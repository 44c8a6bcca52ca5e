"""Occupations under `/api/v1/occupations`: search, list with the filters of the page, and one."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

import queries
from server import formats, links
from server.asked import OccupationsPage
from server.refusals import RefusedError

MOST_FOUND = 100
NEAR = 6
MATCH = ("noc_code", "title_fr", "matched_title", "matched_language", "score")

PARTS = {
    "streams": "occupation_streams",
    "draws": "occupation_named_as",
    "years": "occupation_years",
    "wages": "occupation_wages",
    "licence": "occupation_licence",
    "in_demand": "occupation_in_demand",
    "former_codes": "occupation_former_codes",
    "companions": "occupation_companions",
}
"""What belongs to an occupation, by the query that lists it."""

router = APIRouter(tags=["Occupations"])


@router.get(
    "/occupations.{suffix}",
    summary="Occupations, or a search for one",
    openapi_extra={
        "x-query": "occupations",
        "x-examples": [
            "/occupations.json?q=nurse&limit=5",
            "/occupations.csv?teer=2&teer=3&category=7",
        ],
    },
)
@router.get("/occupations", include_in_schema=False)
def occupations(
    request: Request,
    asked: Annotated[OccupationsPage, Query()],
    suffix: formats.Format = formats.Format.JSON,
) -> Response:
    """List unit groups of NOC 2021 that match every filter, the ones named last first.

    With `q`, the best match comes first, and each row says which title matched; typing errors,
    accents and French are understood, and a NOC 2016 code leads to what replaced it.
    """
    if asked.q is None:
        return formats.listing(request, queries.run("occupations", **asked.bound()), asked, suffix)
    found = queries.run("occupation_search", q=asked.q, most=MOST_FOUND)
    codes = found.rows["noc_code"].to_list() or ["none"]
    answer = queries.run("occupations", **asked.bound(), codes=codes)
    # The rows stand in the order of the codes, so the best match stays first.
    rows = answer.rows.join(found.rows.select(MATCH), on="noc_code", maintain_order="left")
    return formats.listing(request, answer, asked, suffix, rows)


@router.get(
    "/occupations/{noc}",
    summary="One occupation, and what the draws say of it",
    openapi_extra={"x-examples": ["/occupations/31301"]},
)
def occupation(
    request: Request,
    noc: Annotated[str, Path(max_length=100, description="A five-digit code of NOC 2021.")],
) -> Response:
    """Give an occupation, what draws say of it stream by stream, wages, licence and lists.

    Of each stream: `named` counts draws that named it, of which `named_by_split` only by an older
    code that became several; `open_to_all` draws that named no occupations and whose stream
    accepted it by the rules of that day; `older_rules` draws that named none and went by NOC
    2016; `not_named` draws with a complete list without it, and `unknown` draws whose list is not
    wholly known.
    """
    found = queries.run("occupation", noc=noc)
    if not found.rows.height:
        message, near = _meant(noc)
        raise RefusedError(field="noc", message=message, allowed=near, status=404)

    def made() -> bytes:
        parts: dict[str, Any] = {
            part: queries.run(name, noc=noc).rows.to_dicts() for part, name in PARTS.items()
        }
        page = {"page": links.to(links.base(request), "occupation", {"noc": noc})}
        told = {"data_version": formats.version(found)}
        return formats.json(told | found.first() | page | parts)

    return formats.answered(request, found, made)


def _meant(text: str) -> tuple[str, list[str]]:
    """Return what to say of a code that is none, and codes that may have been meant."""
    newer = queries.run("noc_2016_choices", code=text).rows
    if newer.height:
        return "is a code of NOC 2016; what took over from it is listed", newer[
            "noc_code"
        ].to_list()
    near = queries.run("occupation_search", q=text, most=NEAR).rows
    return "is not a five-digit code of NOC 2021", near["noc_code"].to_list()
