"""The page `/draws` in Plotly Dash: `gunicorn benchmarks.peers.dash_twin:server`.

The same filters, metrics, chart and table from the same questions to the same database, whose
answers and figures it keeps as our pages do. What differs is what carries them to the visitor:
one callback over HTTP, compressed by flask-compress, instead of a rerun over a websocket.
Components are named by their labels, so that `clicks.py` works here too.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
from dash import Dash, Input, Output, ctx, dash_table, dcc, html, no_update
from flask_compress import Compress
from plotly import graph_objects as go

import queries
from components import figures, sentences, summaries, totals, words

MOST_ROWS = 1_500
CACHED_TABLES = 256
METRICS = (words.DRAWS, words.INVITATIONS, words.LATEST_DRAW, words.LOWEST_SCORE)
COLUMNS = {
    "issued_on": "Date",
    "stream": "Stream",
    "invitations": "Invitations",
    "score": "Score",
    "target": "Target",
    "kind": "Kind",
    "scale": "Score scale",
    "occupations": "Occupations",
    "profiles_from": "Profiles from",
    "profiles_to": "Profiles to",
    "areas": "Job offer in",
    "conditions": "Conditions",
    "disputed": "Disputed",
    "source_url": "Source",
    "draw_id": "Draw",
}
ROW_OF_FOUR = {"display": "grid", "gridTemplateColumns": "repeat(4, 1fr)", "gap": "1rem"}

Chosen = list[str] | None


def page() -> html.Div:
    """Return the page with nothing chosen; its callback fills it as soon as it is shown."""
    periods = queries.run("draw_periods").rows.to_dicts()
    first, last = periods[0]["earliest"], periods[0]["latest"]
    lists = {
        "Stream": words.stream_options(queries.run("streams")),
        "Target": words.options(queries.run("target_groups"), "target_group", "name"),
        "Occupation": words.options(queries.run("occupation_names"), "noc_code", "label"),
        "Area": words.options(queries.run("areas"), "census_division", "census_division"),
    }
    years = {f"{p['first_day']} {p['last_day']}": p["label"] for p in periods}
    filters = [
        *(dcc.Dropdown(options, id=label, multi=True) for label, options in lists.items()),
        dcc.Dropdown(years, id="Period"),
        *(
            dcc.DatePickerSingle(id=label, min_date_allowed=first, max_date_allowed=last)
            for label in ("First day", "Last day")
        ),
        dcc.Dropdown(words.KINDS, id="Kind"),
    ]
    labelled = [html.Label([component.id, component]) for component in filters]
    return html.Div(
        [
            html.H1("Every draw since 2018"),
            dcc.Markdown(id="lead"),
            html.Div(labelled, style=ROW_OF_FOUR),
            html.Div(
                [html.Div([html.Small(m.label), html.H2(id=m.label)]) for m in METRICS],
                style=ROW_OF_FOUR,
            ),
            html.H2("Scores and invitations over time"),
            dcc.Markdown(id="summary"),
            dcc.Graph(id="chart", config=figures.CONFIG),
            html.H2("The draws"),
            dash_table.DataTable(
                id="table",
                columns=[{"id": name, "name": label} for name, label in COLUMNS.items()],
                page_size=15,
                sort_action="native",
            ),
            dcc.Markdown(words.FOOTER),
        ]
    )


@lru_cache(maxsize=CACHED_TABLES)
def rows(answer: queries.Answer) -> list[dict[str, Any]]:
    """Return the rows of the table, dates as text; shared, never to be changed."""
    days = pl.selectors.date().dt.to_string("%Y-%m-%d")
    return answer.rows.select(*COLUMNS).with_columns(days).to_dicts()


app = Dash(__name__, title="Draws", update_title="")
app.layout = page
server = app.server
Compress(server)


@app.callback(
    Output("lead", "children"),
    *(Output(metric.label, "children") for metric in METRICS),
    Output("summary", "children"),
    Output("chart", "figure"),
    Output("table", "data"),
    *(Input(label, "value") for label in ("Stream", "Target", "Occupation", "Area")),
    Input("Period", "value"),
    Input("First day", "date"),
    Input("Last day", "date"),
    Input("Kind", "value"),
    Input("chart", "selectedData"),
)
def show(  # noqa: PLR0913, PLR0917 (one for each control, as Dash calls it)
    streams: Chosen,
    groups: Chosen,
    occupations: Chosen,
    areas: Chosen,
    period: str | None,
    first_day: str | None,
    last_day: str | None,
    kind: str | None,
    selected: dict[str, Any] | None,
) -> tuple[Any, ...]:
    """Return what the page shows for the filters; a choice in the chart changes only the table."""
    days = period.split() if period else [first_day, last_day]
    first, last = (day and date.fromisoformat(day) for day in days)
    chosen: dict[str, Any] = {
        "streams": streams,
        "issued_from": first,
        "issued_to": last,
        "kind": kind,
        "target_groups": groups,
        "occupations": occupations,
        "areas": areas,
    }
    if ctx.triggered_id == "chart" and selected:
        draws = queries.run("draws", **chosen, most=MOST_ROWS)
        picked = summaries.picked(draws.rows, selected["points"])
        shown = queries.run("draws", **chosen, chosen=picked, most=MOST_ROWS)
        return (*[no_update] * (len(METRICS) + 3), rows(shown))
    ranges = queries.run("draws_totals", **chosen)
    found = totals.of(ranges)
    draws = queries.run("draws", **chosen, most=MOST_ROWS)
    metrics = (
        words.number(found["draws"]),
        words.number(found["invitations"]),
        words.day(found["latest"]) if found["latest"] else words.NONE,
        sentences.lowest_score(found),
    )
    if not found["draws"]:
        return (sentences.matching(found), *metrics, "", go.Figure(), [])
    figure = figures.cut_off_twin(
        draws,
        queries.run("draws_invitations", **chosen, grain=totals.grain(found)),
        queries.run("chart_events"),
        last,
        phone=False,
    )
    summary = sentences.twin_summary(found, ranges.rows.to_dicts())
    return (sentences.matching(found), *metrics, summary, figure, rows(draws))
