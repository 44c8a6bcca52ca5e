"""How a stream looks wherever it is drawn: one colour and one marker, by family.

Colours hold at least 3:1 against the light and the dark background (tests/components/test_look.py)
and the marker differs within a family, so that colour is never the only mark.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """The colour (hex) and Plotly marker symbol of a stream."""

    colour: str
    symbol: str


STREAMS = {
    "foreign-worker": Look("#1f6fb5", "circle"),
    "international-student": Look("#3d97d3", "square"),
    "in-demand-skills": Look("#4a63c8", "triangle-up"),
    "masters-graduate": Look("#b06a00", "diamond"),
    "phd-graduate": Look("#c97f12", "diamond-tall"),
    "human-capital-priorities": Look("#7d52c4", "circle"),
    "french-speaking-skilled-worker": Look("#b068d6", "square"),
    "skilled-trades": Look("#9a4fa0", "triangle-up"),
    "entrepreneur": Look("#7a7f87", "star"),
    "workforce-priority-teer-0-3": Look("#1d8a55", "circle"),
    "workforce-priority-teer-4-5": Look("#5a9e2f", "square"),
    "workforce-priority-physician": Look("#0f9486", "triangle-up"),
}

QUIET = "#7a7f87"
"""The colour of marks that belong to no stream: events, missing scores."""

BACKGROUNDS = {"light": "#ffffff", "dark": "#14171a"}
"""The page backgrounds of `.streamlit/config.toml`."""
