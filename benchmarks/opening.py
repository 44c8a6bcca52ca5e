"""Opening `/occupations` over the websocket, beside the same elements made from constants."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from benchmarks.load import Load, check
from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import CONSTANT_OCCUPATIONS, OUR_OCCUPATIONS, serve
from benchmarks.visitors import Visitor, kinds

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.servers import Server
    from benchmarks.visitors import Run

TIMES_THE_CONSTANTS = 1.5


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the line and notes of the openings; raises RuntimeError where a page showed errors."""
    with (
        serve(OUR_OCCUPATIONS, database) as ours,
        serve(CONSTANT_OCCUPATIONS, database) as constants,
    ):
        return asyncio.run(_in_turns(ours, constants, times=10 if quick else 40))


async def _in_turns(ours: Server, constants: Server, times: int) -> tuple[list[Line], list[str]]:
    loads = Load(), Load()
    for turn in range(times + 1):
        runs = await _opened(ours), await _opened(constants)
        if turn:  # The first turn fills the caches.
            for load, run in zip(loads, runs, strict=True):
                load.runs.append(run)
    check(*loads)
    mine, theirs = (load.quantile(0.5) for load in loads)
    line = Line(
        "/occupations opened, seen before",
        mine * MILLISECONDS,
        theirs * MILLISECONDS,
        "ms",
        mine / theirs,
        at_most=TIMES_THE_CONSTANTS,
    )
    notes = ["Baseline: the same elements made from constants."]
    if runs[0].elements != runs[1].elements:
        notes += [f"Elements differ: ours {kinds(runs[0].elements)}; {kinds(runs[1].elements)}"]
    return [line], notes


async def _opened(server: Server) -> Run:
    """Return the first run of a visitor who comes and goes."""
    async with Visitor(server) as visitor:
        return await visitor.arrive()
