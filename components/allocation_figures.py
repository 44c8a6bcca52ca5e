"""The charts of allocations and nominations; invitations are in neither."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from components import look
from components.figures import Finished

if TYPE_CHECKING:
    from components.made import Made

CACHED = 8
HEIGHT = 300
BAR = 26
ISSUED = "#1f6fb5"
LEGEND = {
    "orientation": "h",
    "yref": "container",
    "yanchor": "bottom",
    "y": 0,
    "x": 0,
    "traceorder": "normal",
}


@lru_cache(maxsize=CACHED)
def by_year(allocations: Made) -> Finished:
    """Return nominations allowed and given out, side by side for each year."""
    rows = sorted(allocations.rows.to_dicts(), key=lambda row: int(row["year"]))
    years = [str(row["year"]) for row in rows]
    return Finished(
        {
            "data": [
                {
                    "type": "bar",
                    "x": years,
                    "y": [row["allocation"] for row in rows],
                    "name": "Allowed",
                    "marker": {
                        "color": look.QUIET,
                        "pattern": {"shape": "/", "size": 6, "solidity": 0.35},
                        "line": {"color": look.QUIET, "width": 1},
                    },
                    "hovertemplate": "%{x}: %{y:,} allowed<extra></extra>",
                },
                {
                    "type": "bar",
                    "x": years,
                    "y": [row["nominations_issued"] for row in rows],
                    "name": "Given out",
                    "marker": {"color": ISSUED},
                    "hovertemplate": "%{x}: %{y:,} given out<extra></extra>",
                },
            ],
            "layout": _layout(HEIGHT)
            | {
                "xaxis": {"type": "category", "showgrid": False, "fixedrange": True},
                "yaxis": {"rangemode": "tozero", "tickformat": ",d", "fixedrange": True},
            },
        }
    )


@lru_cache(maxsize=CACHED)
def by_stream(nominations: Made) -> Finished:
    """Return nominations by stream, one bar for each year that is known."""
    rows = nominations.rows.to_dicts()
    years = sorted({row["year"] for row in rows}, reverse=True)
    order = [row["stream"] for row in rows if row["year"] == years[0]]
    shapes = dict(zip(years, ("", "/", "."), strict=False))
    data: list[dict[str, Any]] = []
    for year in years:
        own = [row for row in rows if row["year"] == year]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": [row["stream"] for row in own],
                "x": [row["nominations"] for row in own],
                "name": str(year),
                "showlegend": False,
                "offsetgroup": str(year),
                "marker": {
                    "color": [look.STREAMS[row["stream_id"]].colour for row in own],
                    "pattern": {"shape": shapes.get(year, "x"), "size": 5, "solidity": 0.4},
                },
                "hovertemplate": f"%{{y}}, {year}: %{{x:,}} nominations<extra></extra>",
            }
        )
    data += [_swatch(year, shapes.get(year, "x")) for year in years]
    return Finished(
        {
            "data": data,
            "layout": _layout(len(order) * len(years) * BAR + 90)
            | {
                "xaxis": {"rangemode": "tozero", "tickformat": ",d", "fixedrange": True},
                "yaxis": {
                    "categoryorder": "array",
                    "categoryarray": order,
                    "autorange": "reversed",
                    "automargin": True,
                    "fixedrange": True,
                    "showgrid": False,
                },
            },
        }
    )


def _swatch(year: int, shape: str) -> dict[str, Any]:
    """Return a legend entry in the colour of no stream: the years differ by their pattern."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [None],
        "y": [None],
        "name": str(year),
        "offsetgroup": str(year),
        "marker": {
            "color": look.QUIET,
            "pattern": {"shape": shape, "size": 5, "solidity": 0.4},
        },
    }


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 10, "b": 60},
        "barmode": "group",
        "bargap": 0.25,
        "dragmode": False,
        "legend": LEGEND,
    }
