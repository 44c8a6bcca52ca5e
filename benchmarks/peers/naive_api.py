"""The data as one would serve it first: pandas and DuckDB read on every request, nothing kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from starlette.routing import Mount

JSON = "application/json"

DRAWS = """
    select d.*, s.short_name as stream, b.occupations_named, b.areas, b.conditions, b.disputed,
        r.title as source_title, r.url as source_url
    from draws d
    join streams s using (stream_id)
    join draw_rows b using (draw_id)
    join sources r using (source_id)
    where ($stream is null or d.stream_id = $stream) and ($first is null or d.issued_on >= $first)
    order by d.issued_on desc, d.draw_id
"""
SEARCH = """
    select distinct n.noc_code, n.title
    from noc_2021 n join job_titles t using (noc_code)
    where t.job_title ilike '%' || $q || '%'
    limit 20
"""

api = FastAPI()


def read(sql: str, **params: object) -> Any:  # noqa: ANN401 (a pandas frame)
    """Open the database, ask, and close it again."""
    with duckdb.connect(os.environ["OINP_DATABASE"], read_only=True) as connection:
        return connection.sql(sql, params=params).df()


@api.get("/draws.json")
def draws(stream: str | None = None, first: str | None = None, limit: int = 100) -> Response:
    """Give draws as JSON."""
    rows = read(DRAWS, stream=stream, first=first).head(limit)
    return Response(rows.to_json(orient="records", date_format="iso"), media_type=JSON)


@api.get("/draws.csv")
def draws_file() -> PlainTextResponse:
    """Give every draw as CSV."""
    return PlainTextResponse(read(DRAWS, stream=None, first=None).to_csv(index=False))


@api.get("/occupations.json")
def occupations(q: str) -> Response:
    """Give occupations with a job title that holds the text."""
    return Response(read(SEARCH, q=q).to_json(orient="records"), media_type=JSON)


app = st.App(Path(__file__).with_name("naive.py"), routes=[Mount("/api/v1", api)])
