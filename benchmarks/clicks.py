"""What visitors choose: mostly the popular views, sometimes a view of their own.

Labels and options are named by how they begin, as `visitors.Click` asks, so that the same clicks
work on every page that is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from benchmarks.visitors import Click

STREAM, PERIOD, FIRST_DAY = "Stream", "Period", "First day"
TARGET, OCCUPATION, AREA = "Target", "Occupation", "Area"

SHARE_OF_POPULAR_VIEWS = 0.6

ALL: Click = {}

POPULAR: list[Click] = [
    ALL,
    {STREAM: ["Foreign Worker"]},
    {STREAM: ["International Student"]},
    {STREAM: ["Masters Graduate"]},
    {STREAM: ["French-Speaking"]},
    {STREAM: ["Human Capital"]},
    {STREAM: ["Foreign Worker", "International Student"]},
    {PERIOD: ["2026"]},
    {PERIOD: ["2025"]},
    {TARGET: ["Health"]},
    {OCCUPATION: ["21231"]},
    {OCCUPATION: ["31301"]},
]

POOLS: dict[str, list[str]] = {
    STREAM: [
        "Foreign Worker",
        "International Student",
        "In-Demand Skills",
        "Masters Graduate",
        "PhD Graduate",
        "Human Capital",
        "French-Speaking",
        "Skilled Trades",
        "Entrepreneur",
    ],
    PERIOD: ["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"],
    TARGET: ["Health", "Regional", "Skilled trades", "Priority"],
    OCCUPATION: [
        "12200",
        "13110",
        "20012",
        "21211",
        "21231",
        "21232",
        "21234",
        "21301",
        "31102",
        "31120",
        "31301",
        "32101",
        "33102",
        "33109",
        "42202",
        "72310",
        "72410",
        "73300",
    ],
    AREA: ["Cochrane", "Greater Sudbury", "Kenora", "Lambton", "Lanark", "Thunder Bay"],
}

EVERY_STREAM: Click = {STREAM: POOLS[STREAM]}
"""All draws, by a filter: the chart and the table are as large as without one."""


def any_click(chance: Random) -> Click:
    """Return what one visitor chooses next: a popular view, or one filter or two of their own."""
    if chance.random() < SHARE_OF_POPULAR_VIEWS:
        return chance.choice(POPULAR)
    chosen = chance.sample(sorted(POOLS), k=chance.choice((1, 2, 2)))
    return {
        label: chance.sample(POOLS[label], k=chance.choice((1, 2)) if label == STREAM else 1)
        for label in chosen
    }


def every_stream_anew(chance: Random) -> Click:
    """Return a view of all draws that nobody has asked for: every stream, in another order."""
    return {STREAM: chance.sample(POOLS[STREAM], k=len(POOLS[STREAM]))}
