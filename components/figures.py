"""The house chart: a stacked twin of cut-off scores above and invitations below, one time axis."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

import orjson
from plotly import graph_objects as go
from plotly import io as pio

from components import look, words

if TYPE_CHECKING:
    from components.made import Made

CACHED_FIGURES = 96
SCORE_PANEL = 185
INVITATIONS_PANEL = 190
GAP = 38
PHONE_PANEL = 150
HEADING = 20
LABEL_ROWS = 4
LABEL_ROW = 15
LEGEND_ROW = 22
TOOLBAR = 44
NARROW = 8
"""Points: scores that differ by less get an axis of one and a half times as many."""

RANKS = {stream: rank for rank, stream in enumerate(look.STREAMS)}
FAR = date(9999, 12, 31)
"""No last day: every event from the first draw on."""

CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["lasso2d", "autoScale2d", "toImage"],
    "scrollZoom": False,
}
"""Options of Plotly's toolbar, for every chart; a phone has no room for the toolbar."""


class Finished(go.Figure):  # type: ignore[misc]
    """A figure that no longer changes: the JSON that Plotly's script in the browser takes.

    Plotly would check and copy each value of it, and Streamlit asks for its JSON at every rerun;
    both cost more than all else of a chart, in time and in memory. So what Plotly would check is
    checked in the tests, and the lists and mappings of a figure are written as JSON once.
    """

    def __init__(self, specification: dict[str, Any]) -> None:
        """Write a specification, with the template that is in force where it names none."""
        layout = {"template": _template(), **_written(specification["layout"])}
        self._finished = {
            "data": [_written(trace) for trace in specification["data"]],
            "layout": layout,
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the same mapping each time, shared and never to be changed."""
        return self._finished


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """Return the same mapping with its lists and mappings as JSON, which orjson takes as it is."""
    return {
        key: orjson.Fragment(pio.json.to_json_plotly(value))
        if isinstance(value, list | dict)
        else value
        for key, value in values.items()
    }


@cache
def _template() -> orjson.Fragment:
    """Return the template that Plotly puts into figures; Streamlit has made its own the default."""
    template = pio.templates[pio.templates.default].to_plotly_json()
    return orjson.Fragment(pio.json.to_json_plotly(template))


@lru_cache(maxsize=CACHED_FIGURES)
def cut_off_twin(
    draws: Made, invitations: Made, events: Made, last_day: date | None, *, phone: bool
) -> go.Figure:
    """Return the twin for at least one draw; shared, never to be changed in place.

    `draws` holds rows of `draws.sql`, `invitations` of `draws_invitations.sql`, `events` of
    `chart_events.sql`. `last_day` is the last day that the visitor asked for, or None for no end:
    then the axis runs on to the newest event. One panel holds one score scale, never two; the
    scale that was used last comes first. The `customdata` of a mark are the places of its draws in
    the rows of `draws`: ids would be a quarter of what a phone has to load for a chart.
    """
    rows = draws.rows.with_row_index("place").to_dicts()
    scales = list({row["score_scale"]: row["scale"] for row in rows}.items())
    panel = PHONE_PANEL if phone else SCORE_PANEL
    heights = [panel] * len(scales) + [PHONE_PANEL if phone else INVITATIONS_PANEL]
    traces: list[dict[str, Any]] = []
    legend: set[str] = set()
    annotations: list[dict[str, Any]] = []
    reaches: list[tuple[float, float] | None] = []
    for position, (scale, name) in enumerate(scales, start=1):
        on_scale = [row for row in rows if row["score_scale"] == scale]
        lowest, highest = _reach(on_scale)
        reaches.append(_narrow(lowest, highest))
        traces += _scores(on_scale, position, legend, _under(lowest, highest))
        annotations.append(_heading(position, f"Cut-off scores: {name}"))
    bars = invitations.rows.to_dicts()
    places = {row["draw_id"]: row["place"] for row in rows}
    traces += _invitations(bars, places, len(heights), legend)
    grain = bars[0]["grain"] if bars else "month"
    annotations.append(_heading(len(heights), f"Invitations per {grain}"))
    span, shapes, notes = _events(rows, events.rows.to_dicts(), last_day, phone=phone)
    label_rows = min(len(notes), 2 if phone else LABEL_ROWS)
    top = HEADING + label_rows * LABEL_ROW + (16 if phone else TOOLBAR)
    bottom = 32 + LEGEND_ROW * ceil(len(legend) / (2 if phone else 6))
    # One figure from one specification: adding trace by trace checks everything again each time.
    return Finished(
        {
            "data": traces,
            "layout": {
                **_axes(heights, span, reaches, phone=phone),
                "annotations": annotations + notes,
                "shapes": shapes,
                "height": sum(heights) + GAP * (len(heights) - 1) + top + bottom,
                "margin": {"l": 8, "r": 8, "t": top, "b": bottom},
                "barmode": "stack",
                "bargap": 0,
                "dragmode": False if phone else "zoom",
                "hovermode": "closest",
                "legend": {
                    "orientation": "h",
                    "yref": "container",
                    "yanchor": "bottom",
                    "y": 0,
                    "x": 0,
                },
                "selectdirection": "h",
            },
        }
    )


def _reach(rows: list[dict[str, Any]]) -> tuple[int, int]:
    """Return the lowest and the highest published score; 0 and 1 where none is."""
    published = [row for row in rows if row["score_min"] is not None]
    lowest = min((row["score_min"] for row in published), default=0)
    return lowest, max((row["score_max"] or row["score_min"] for row in published), default=1)


def _under(lowest: int, highest: int) -> float:
    """Return where the draws without a published score are marked: below all scores."""
    return lowest - max(NARROW / 4, (highest - lowest) * 0.12)


def _narrow(lowest: int, highest: int) -> tuple[float, float] | None:
    """Return the ends of the axis where scores differ by less than NARROW points, else None.

    Plotly would mark it in halves of a point, which rounded labels show twice.
    """
    if highest - lowest >= NARROW:
        return None
    middle = (lowest + highest) / 2
    return middle - NARROW * 0.75, middle + NARROW * 0.75


def _axes(
    heights: list[int],
    span: tuple[date, date],
    reaches: list[tuple[float, float] | None],
    *,
    phone: bool,
) -> dict[str, Any]:
    """Return the axes of the panels, from top to bottom, over one time axis.

    `reaches` holds the ends of the axes of scores, or None for those that Plotly chooses.
    """
    total = sum(heights) + GAP * (len(heights) - 1)
    axes: dict[str, Any] = {}
    last = len(heights)
    top = total
    for position, height in enumerate(heights, start=1):
        number = _number(position)
        axes[f"xaxis{number}"] = {
            "anchor": f"y{number}",
            "domain": [0.0, 1.0],
            "range": list(span),
            "showgrid": True,
            "zeroline": False,
        } | ({} if position == last else {"matches": f"x{last}", "showticklabels": False})
        axes[f"yaxis{number}"] = {
            "anchor": f"x{number}",
            "domain": [max(0.0, (top - height) / total), top / total],
            "zeroline": False,
            "tickformat": ",d",
            "nticks": 5,
            "fixedrange": phone,
        } | ({"rangemode": "tozero"} if position == last else _ends(reaches[position - 1]))
        top -= height + GAP
    return axes


def _ends(reach: tuple[float, float] | None) -> dict[str, Any]:
    return {"range": list(reach)} if reach else {}


def _number(position: int) -> str:
    """Return how Plotly numbers an axis: the first has no number."""
    return "" if position == 1 else str(position)


def _scores(
    rows: list[dict[str, Any]], position: int, legend: set[str], floor: float
) -> list[dict[str, Any]]:
    """Return the cut-offs of one scale; a range is a bar upwards from its lowest score.

    `floor` is where a draw without a published score is marked.
    """
    published = [row for row in rows if row["score_min"] is not None]
    panel = {"xaxis": f"x{_number(position)}", "yaxis": f"y{_number(position)}"}
    traces: list[dict[str, Any]] = []
    for stream in {row["stream_id"]: row["stream"] for row in published}.items():
        own = [row for row in published if row["stream_id"] == stream[0]]
        appearance = look.STREAMS[stream[0]]
        traces.append(
            panel
            | {
                "type": "scatter",
                "x": [row["issued_on"] for row in own],
                "y": [row["score_min"] for row in own],
                **_up_to_the_highest(own),
                "mode": "markers",
                "marker": {"color": appearance.colour, "symbol": appearance.symbol, "size": 8},
                "name": stream[1],
                "legendgroup": stream[0],
                "legendrank": RANKS[stream[0]],
                "showlegend": stream[0] not in legend,
                "customdata": [[row["place"]] for row in own],
                "hovertext": [_hover(row) for row in own],
                "hovertemplate": _named_hover(stream[1]),
            }
        )
        legend.add(stream[0])
    if unpublished := [row for row in rows if row["score_min"] is None]:
        traces.append(
            panel
            | {
                "type": "scatter",
                "x": [row["issued_on"] for row in unpublished],
                "y": [floor] * len(unpublished),
                "mode": "markers",
                "marker": {"color": look.QUIET, "symbol": "x-thin-open", "size": 8},
                "name": "score not published",
                "legendgroup": "unpublished",
                "legendrank": len(RANKS),
                "showlegend": "unpublished" not in legend,
                "customdata": [[row["place"]] for row in unpublished],
                "hovertext": [f"<b>{row['stream']}</b>, {_hover(row)}" for row in unpublished],
                "hoverinfo": "text",
            }
        )
        legend.add("unpublished")
    return traces


def _up_to_the_highest(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return bars from the lowest score of a published range to its highest; nothing without."""
    heights = [(row["score_max"] or row["score_min"]) - row["score_min"] for row in rows]
    if not any(heights):
        return {}
    return {
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": heights,
            "arrayminus": [0] * len(rows),
            "width": 0,
            "thickness": 1.5,
        }
    }


def _invitations(
    rows: list[dict[str, Any]], places: dict[str, int], position: int, legend: set[str]
) -> list[dict[str, Any]]:
    """Return the invitations of each period as bars from zero, stacked by stream.

    `places` maps the id of a draw to its place; draws that are not in it cannot be picked.
    """
    panel = {"xaxis": f"x{_number(position)}", "yaxis": f"y{_number(position)}"}
    traces: list[dict[str, Any]] = []
    for stream in {row["stream_id"]: row["stream"] for row in rows}.items():
        own = [row for row in rows if row["stream_id"] == stream[0]]
        spans = [row["period_end"] - row["period_start"] for row in own]
        traces.append(
            panel
            | {
                "type": "bar",
                "x": [
                    _noon(row["period_start"], span) for row, span in zip(own, spans, strict=True)
                ],
                "y": [row["invitations"] for row in own],
                "width": [span.total_seconds() * 1000 * 0.86 for span in spans],
                "marker": {"color": look.STREAMS[stream[0]].colour, "line": {"width": 0}},
                "name": stream[1],
                "legendgroup": stream[0],
                "legendrank": RANKS[stream[0]],
                "showlegend": stream[0] not in legend,
                "customdata": [
                    [places[draw_id] for draw_id in row["draw_ids"] or () if draw_id in places]
                    for row in own
                ],
                "hovertext": [_bar_hover(row) for row in own],
                "hovertemplate": _named_hover(stream[1]),
            }
        )
        legend.add(stream[0])
    return traces


def _heading(position: int, text: str) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>",
        "xref": "paper",
        "yref": f"y{_number(position)} domain",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
    }


def _events(
    rows: list[dict[str, Any]],
    events: list[dict[str, Any]],
    last_day: date | None,
    *,
    phone: bool,
) -> tuple[tuple[date, date], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the span of the time axis, and the marks and labels of the changes within it.

    Labels are words, or numbers on a phone.
    """
    first = min(row["issued_on"] for row in rows)
    newest = max(row["issued_on"] for row in rows)
    last = last_day or max([newest, *(event["happened_on"] for event in events)])
    span = max((last - first).days, 14)
    axis_start, axis_end = first - timedelta(span * 0.03), last + timedelta(span * 0.03)
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    shown = marked(events, first, last)
    places = [_middle(event["happened_on"], event["ends_on"]) for event in shown]
    late = [place - axis_start > (axis_end - axis_start) * 0.6 for place in places]
    for index, event in enumerate(shown):
        day = event["happened_on"]
        ends = event["ends_on"]
        if ends:
            shapes.append(
                {
                    "type": "rect",
                    "xref": "x",
                    "yref": "paper",
                    "x0": day,
                    "x1": ends,
                    "y0": 0,
                    "y1": 1,
                    "fillcolor": look.QUIET,
                    "opacity": 0.16,
                    "line": {"width": 0},
                    "layer": "below",
                }
            )
        else:
            shapes.append(
                {
                    "type": "line",
                    "xref": "x",
                    "yref": "paper",
                    "x0": day,
                    "x1": day,
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": look.QUIET, "width": 1, "dash": "dot"},
                    "layer": "below",
                }
            )
        # A label leans away from the edge; rows rise so that no line runs through another's words.
        place = places[index]
        height = sum(
            is_late == late[index] and (other < place if is_late else other > place)
            for other, is_late in zip(places, late, strict=True)
        )
        notes.append(
            {
                "text": str(index + 1) if phone else event["chart_label"],
                "xref": "x",
                "yref": "paper",
                "x": place,
                "y": 1,
                "xanchor": "center" if phone else "right" if late[index] else "left",
                "yanchor": "bottom",
                "showarrow": True,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": look.QUIET,
                "standoff": HEADING,
                "ax": 0,
                "ay": -8 - HEADING - (height % (2 if phone else LABEL_ROWS)) * LABEL_ROW,
                "font": {"size": 12},
            }
        )
    return (axis_start, axis_end), shapes, notes


def marked(events: list[dict[str, Any]], first: date, last: date) -> list[dict[str, Any]]:
    """Return the events that lie between two days, in the order in which a chart numbers them."""
    return [
        e
        for e in events
        if (e["ends_on"] or e["happened_on"]) >= first and e["happened_on"] <= last
    ]


def _middle(first: date, last: date | None) -> date:
    return first + (last - first) / 2 if last else first


def _noon(start: date, span: timedelta) -> date:
    return start + span / 2


def _named_hover(stream: str) -> str:
    """Return how a mark is told: the name of its stream, once for all marks, then what it is."""
    return f"<b>{stream}</b>, %{{hovertext}}<extra></extra>"


def _hover(row: dict[str, Any]) -> str:
    return "<br>".join(
        (
            words.days(row["issued_on"], row["issued_to"]),
            f"Score: {row['score']}",
            words.count(row["invitations"], "invitation"),
            row["target"],
        )
    )


def _bar_hover(row: dict[str, Any]) -> str:
    grain = row["grain"]
    period = (
        words.day(row["period_start"])
        if grain == "day"
        else f"{grain} from {words.day(row['period_start'])}"
    )
    return (
        f"{period}<br>"
        f"{words.count(row['invitations'], 'invitation')} in {words.count(row['draws'], 'draw')}"
    )
