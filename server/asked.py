"""What can be asked for in an address: the filters of the pages, by the same names.

A value is checked against the data that is served, so a wrong one is refused with those that are
allowed, and the OpenAPI document lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import model_validator as checked_together
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError, core_schema

import queries
from components.words import KINDS, LIST_STATES, OCCUPATION_SETS

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

MOST_VALUES = 600
"""More than there are unit groups, so that whatever a page can filter by can be asked for here."""

MOST_ROWS = 10_000
FURTHEST = 1_000_000
LONGEST_SEARCH = 100
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NOC_CODES = "five-digit codes of NOC 2021, such as 21231; /api/v1/occupations.csv has them all"

Query = dict[str, Any]


@dataclass(frozen=True)
class OneOf:
    """Values that must stand in a column of a query; `told` is said instead of a long list."""

    query: str
    column: str
    told: str | None = None

    def values(self) -> list[str]:
        """Return the values that are allowed now."""
        return queries.run(self.query).rows[self.column].to_list()

    def check(self, given: list[str]) -> list[str]:
        """Return each value once; an error with what is allowed where one is not."""
        allowed = self.values()
        if not set(given) <= set(allowed):
            message = "has a value that is not known"
            raise _refusal(message, [self.told] if self.told else allowed)
        return list(dict.fromkeys(given))

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check a list after it was read."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Query:
        """List what is allowed in the OpenAPI document."""
        described: Query = handler(schema)
        described["items"] |= {"pattern": r"^\d{5}$"} if self.told else {"enum": self.values()}
        return described


def _refusal(message: str, allowed: list[str], field: str | None = None) -> PydanticCustomError:
    # The message is a template of pydantic's, so it never holds what was given.
    context = {"allowed": allowed, "field": field}
    return PydanticCustomError("refused", message, context)


def _day(given: object) -> object:
    """Read an ISO date and nothing else: pydantic alone also takes seconds since 1970."""
    if not isinstance(given, str):
        return given
    try:
        if ISO_DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    message = "is not a date"
    raise _refusal(message, ["a date as YYYY-MM-DD, such as 2025-09-03"])


SearchText = StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_SEARCH)
Day = Annotated[date | SkipJsonSchema[None], BeforeValidator(_day)]


class Asked(BaseModel):
    """Parameters of an address; one that is not listed is refused by name."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Page(Asked):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] | SkipJsonSchema[None] = Field(
        default=None,
        description="The most rows to give. Left out: 100 in JSON, all of them in a file.",
    )
    offset: int = Field(
        default=0, ge=0, le=FURTHEST, description="How many rows to leave out at the start."
    )

    def told(self) -> Query:
        """Return what of the question is said beside the rows."""
        return {}


class Followed(Asked):
    """The filters of draws that make sense for draws to come."""

    stream: Annotated[list[str], OneOf("streams", "stream_id")] = Field(
        default=[], max_length=MOST_VALUES, description="Stream ids; a draw of any of them."
    )
    kind: Literal[tuple(KINDS)] | SkipJsonSchema[None] = Field(  # type: ignore[valid-type]
        default=None, description="General or targeted draws only."
    )
    group: Annotated[list[str], OneOf("target_groups", "target_group")] = Field(
        default=[], max_length=MOST_VALUES, description="Target groups; a draw for any of them."
    )
    occupation: Annotated[list[str], OneOf("occupation_names", "noc_code", NOC_CODES)] = Field(
        default=[],
        max_length=MOST_VALUES,
        description="NOC 2021 codes; a draw that named any of them. General draws name none.",
    )
    area: Annotated[list[str], OneOf("areas", "census_division")] = Field(
        default=[],
        max_length=MOST_VALUES,
        description="Census divisions; a draw limited to any of them.",
    )

    def bound(self) -> Query:
        """Return the parameters of `draws.sql`."""
        return {
            "streams": self.stream,
            "kind": self.kind,
            "target_groups": self.group,
            "occupations": self.occupation,
            "areas": self.area,
        }


class Draws(Followed):
    """The filters of `/draws`."""

    first: Day = Field(default=None, alias="from", description="First day of the draws.")
    to: Day = Field(default=None, description="Last day of the draws.")

    @checked_together(mode="after")
    def _in_order(self) -> Self:
        if self.first and self.to and self.first > self.to:
            message = "is after the last day"
            raise _refusal(message, ["a day up to the one of `to`"], "from")
        return self

    def bound(self) -> Query:
        """Return the parameters of `draws.sql`."""
        return super().bound() | {"issued_from": self.first, "issued_to": self.to}


class Occupations(Asked):
    """The search and filters of `/occupations`."""

    q: Annotated[str, SearchText] | SkipJsonSchema[None] = Field(
        default=None,
        description="Job title in English or French, or NOC code; the best match comes first.",
    )
    teer: list[Literal["0", "1", "2", "3", "4", "5"]] = Field(
        default=[], max_length=MOST_VALUES, description="TEER levels."
    )
    category: Annotated[list[str], OneOf("categories", "code")] = Field(
        default=[], max_length=MOST_VALUES, description="Broad categories: the first digit."
    )
    sector: Annotated[list[str], OneOf("sectors", "sector_id")] = Field(
        default=[],
        max_length=MOST_VALUES,
        description="Sectors of the 77 priority occupations of 3 September 2025.",
    )
    stream: Annotated[list[str], OneOf("streams", "stream_id")] = Field(
        default=[], max_length=MOST_VALUES, description="Named by a draw of one of these streams."
    )
    group: Annotated[list[str], OneOf("occupation_kinds", "target_group")] = Field(
        default=[], max_length=MOST_VALUES, description="Named by a draw for one of these targets."
    )
    since: Day = Field(default=None, description="Named by a draw on or after this day.")
    licensed: Literal["yes", "no"] | SkipJsonSchema[None] = Field(
        default=None, description="Whether Ontario licenses all or part of it, as far as we know."
    )
    listed: Literal["in-demand", "skilled-trades"] | SkipJsonSchema[None] = Field(
        default=None,
        alias="list",
        description="On the list of the In-Demand Skills stream, or one of the skilled trades that "
        "the rules of Workforce Priority name.",
    )

    def bound(self) -> Query:
        """Return the parameters of `occupations.sql`, other than the search."""
        return {
            "teers": [int(level) for level in self.teer],
            "categories": [int(category) for category in self.category],
            "sectors": self.sector,
            "streams": self.stream,
            "target_groups": self.group,
            "since": self.since,
            "licensed": {"yes": True, "no": False}.get(self.licensed or ""),
            "in_demand": self.listed == "in-demand" or None,
            "occupation_set": OCCUPATION_SETS.get(self.listed or ""),
        }


class DrawsPage(Draws, Page):
    """The filters of `/draws`, and which part of the list."""

    def told(self) -> Query:
        """Return what a filter of occupations cannot see, where there is one.

        The other draws with the same filters, counted by what is known of their lists: only those
        of a complete list certainly did not name the occupation.
        """
        if not self.occupation:
            return {}
        found = queries.run("draws_occupation_search", **self.bound()).first()
        return {"other_draws": {state: found[state] for state in LIST_STATES if found[state]}}


class OccupationsPage(Occupations, Page):
    """The search and filters of `/occupations`, and which part of the list."""

    def told(self) -> Query:
        """Return the search, where there is one."""
        return {"q": self.q} if self.q else {}
