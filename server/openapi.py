"""The OpenAPI document: what FastAPI knows of the addresses, with the columns of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi.openapi.utils import get_openapi

import queries
from server.formats import MEDIA, Format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fastapi import FastAPI

Schema = dict[str, Any]

TABLES = (
    "draws",
    "draw_rows",
    "noc_2021",
    "occupation_totals",
    "streams",
    "events",
    "allocations",
    "discrepancies",
    "corrections",
)
"""The tables whose notes explain columns, the first that has a column of the name."""

NOTES = {
    "stream": "Short name of the stream.",
    "scale": "Short name of the score scale.",
    "score": "The published score or range as text.",
    "occupations": "What is known of the occupations it named, in words.",
    "source_title": "Title of the official page.",
    "source_url": "Address of the official page.",
    "source_urls": "Addresses of the sources, official ones first.",
    "sector": "Sector of the 77 priority occupations of 3 September 2025; null for others.",
    "median_hourly": "Median wage in Ontario, in Canadian dollars an hour; null where none is "
    "published.",
    "wage_was_yearly": "True where the wage is published by the year and was divided by 2,080 "
    "hours.",
    "licensed": "True where Ontario licenses all or part of it, as far as we know.",
    "in_demand": "True where it is on the list of the In-Demand Skills stream.",
    "matched_title": "The title that fits the search best.",
    "matched_language": "How the search was read: en, fr, code or noc-2016.",
    "draws": "Number of draws on record.",
    "invitations": "Invitations or notifications issued, in people. Invitations are not "
    "nominations.",
    "streams": "Short names of the streams that named it.",
    "table_name": "The name of the table, as its address takes it.",
    "row_count": "How many rows it has.",
    "column_count": "How many columns it has.",
    "made_by_build": "True where it is worked out from the tables of facts.",
}
"""What columns mean that no table has, or that count something else than in their table."""

OTHER_DRAWS: Schema = {
    "type": "object",
    "additionalProperties": {"type": "integer"},
    "description": "With a filter of occupations: the draws that pass the other filters and did "
    "not name it as far as is known, by `occupation_list`. Only those of a complete list certainly "
    "did not.",
}

FAULTS: Schema = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message", "allowed"],
                "properties": {
                    "field": {"type": "string", "description": "What is wrong."},
                    "message": {"type": "string", "description": "Why."},
                    "allowed": {"type": "array", "description": "What is allowed, where known."},
                },
            },
        }
    },
}

REFUSALS = {
    "404": "There is no such thing; some that are like it are listed.",
    "405": "The method is not allowed here.",
    "413": "The body is larger than any question.",
    "422": "A parameter or value is not allowed; the error names it and what is.",
    "429": "Too many requests from one address; try again after `Retry-After` seconds.",
    "503": "The data cannot be read now; try again after `Retry-After` seconds.",
}


def describe(app: FastAPI) -> Callable[[], Schema]:
    """Return what makes the document of an application, anew for each version of the data."""
    kept: dict[str, Schema] = {}

    def document() -> Schema:
        state = queries.run("data_state")
        if state.database not in kept:
            kept.clear()
            kept[state.database] = _document(app)
        return kept[state.database]

    return document


def _document(app: FastAPI) -> Schema:
    made: Schema = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        servers=app.servers,
    )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    schemas["Errors"] = FAULTS
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    notes = column_notes()
    for operation in (o for path in made["paths"].values() for o in path.values()):
        for parameter in operation.get("parameters", ()):
            parameter["schema"] |= _only(parameter["schema"].pop("anyOf", ()))
        if name := operation.get("x-query"):
            operation["responses"]["200"] = _list_response(name, notes)
        error = {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
        operation["responses"] |= {
            status: {"description": text, "content": error} for status, text in REFUSALS.items()
        }
        if operation.get("x-examples"):
            operation["responses"]["304"] = {"description": "You have the current answer."}
    return made


def _only(choices: Sequence[Schema]) -> Schema:
    """Return what a parameter may be, where pydantic lists one choice: that it may be missing."""
    return choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {}


def column_notes() -> dict[str, str]:
    """Return what each column means, by its name."""
    notes: dict[str, str] = {}
    for table in TABLES:
        for row in queries.run("data_columns", table=table).rows.to_dicts():
            if row["description"]:
                notes.setdefault(row["column_name"], " ".join(row["description"].split()))
    return notes | NOTES


def columns(name: str) -> Mapping[str, pl.DataType]:
    """Return the columns and types of a list, by the name of its query; none where they vary."""
    return {} if "table" in queries.contract(name) else queries.run(name).rows.schema


def _list_response(name: str, notes: Mapping[str, str]) -> Schema:
    row = {
        column: _type(kind) | ({"description": notes[column]} if column in notes else {})
        for column, kind in columns(name).items()
    }
    count = {"type": "integer"}
    answer = {
        "type": "object",
        "required": ["data_version", "total", "limit", "offset", "next", "rows"],
        "properties": {
            "data_version": {"type": "string", "description": "Changes when the data does."},
            "total": count | {"description": "Rows that match, on all pages."},
            "limit": count,
            "offset": count,
            "next": {"type": ["string", "null"], "description": "Address of the next page."},
            "q": {"type": "string", "description": "The search, where there is one."},
            "other_draws": OTHER_DRAWS,
            "rows": {"type": "array", "items": {"type": "object", "properties": row}},
        },
    }
    return {
        "description": "The rows",
        "content": {
            MEDIA[Format.JSON]: {"schema": answer},
            "text/csv": {"schema": {"type": "string"}},
            MEDIA[Format.PARQUET]: {"schema": {"type": "string", "format": "binary"}},
        },
    }


def _type(kind: pl.DataType) -> Schema:
    """Return the JSON type of a column; every column may be null."""
    if isinstance(kind, pl.List):
        return {"type": ["array", "null"], "items": _type(kind.inner)}  # type: ignore[arg-type]
    if kind.is_integer():
        return {"type": ["integer", "null"]}
    if kind.is_numeric():
        return {"type": ["number", "null"]}
    if isinstance(kind, pl.Boolean):
        return {"type": ["boolean", "null"]}
    if isinstance(kind, pl.Date):
        return {"type": ["string", "null"], "format": "date"}
    return {"type": ["string", "null"]}
