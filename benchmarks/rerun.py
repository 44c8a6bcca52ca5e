"""Reruns of `/draws` over the websocket: alone beside constants, in a crowd beside naive code."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from random import Random
from typing import TYPE_CHECKING

from benchmarks import clicks
from benchmarks.load import Crowd, Load, check
from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import CONSTANTS, NAIVE, OURS, serve
from benchmarks.visitors import Visitor, kinds

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.servers import Server

SIZES = (1, 10, 50, 100)
QUICK_SIZES = (1, 10, 50)
SIZE_OF_THE_REACH = 50
TIMES_THE_NAIVE_THROUGHPUT = 10
TIMES_THE_CONSTANTS = 1.5

CLICKS_FOR_ONE_NAIVE = 8
"""The naive page is slower: with as many clicks each, it would take nearly all of the time."""


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines and notes of all reruns; raises RuntimeError where a page showed errors."""
    with serve(OURS, database) as ours, serve(CONSTANTS, database) as constants:
        lines, notes = asyncio.run(_alone(ours, constants, times=10 if quick else 40))
    with serve(OURS, database) as ours, serve(NAIVE, database) as naive:
        lines += asyncio.run(_together(ours, naive, quick=quick))
    return lines, notes


async def _alone(ours: Server, constants: Server, times: int) -> tuple[list[Line], list[str]]:
    """Compare single reruns, in turns; all draws are shown, so both pages are equally large."""
    chance = Random("alone")  # noqa: S311 (no secret)
    kept, asked, floor = Load(), Load(), Load()
    async with Visitor(ours) as visitor, Visitor(constants) as idle:
        mine, theirs = await visitor.arrive(), await idle.arrive()
        for turn in range(times + 1):
            for load, view in (
                (kept, clicks.ALL),
                (kept, clicks.EVERY_STREAM),
                (asked, clicks.every_stream_anew(chance)),
            ):
                runs = await visitor.click(view), await idle.click(view)
                if turn:  # The first turn fills the caches.
                    load.runs.append(runs[0])
                    floor.runs.append(runs[1])
    check(kept, asked, floor)
    lines = [
        _single("one rerun, seen before", kept, floor, TIMES_THE_CONSTANTS),
        _single("one rerun, never seen", asked, floor, None),
    ]
    notes = ["Baseline of one rerun: the same elements made from constants; else: naive page."]
    if mine.elements != theirs.elements:
        notes += [f"Elements differ: ours {kinds(mine.elements)}; {kinds(theirs.elements)}"]
    return lines, notes


def _single(name: str, load: Load, floor: Load, reach: float | None) -> Line:
    ours, baseline = load.quantile(0.5), floor.quantile(0.5)
    return Line(
        name, ours * MILLISECONDS, baseline * MILLISECONDS, "ms", ours / baseline, at_most=reach
    )


async def _together(ours: Server, naive: Server, *, quick: bool) -> list[Line]:
    """Compare crowds of growing size, in turns."""
    lines = []
    async with AsyncExitStack() as stack:
        crowds = [await stack.enter_async_context(Crowd(server)) for server in (ours, naive)]
        for size in QUICK_SIZES if quick else SIZES:
            for crowd in crowds:
                check(await crowd.grow(size))
            paced, busy = (Load(), Load()), (Load(), Load())
            times = max(1, 10 // size)
            for seed in range(1 if quick else 2):
                for crowd, load in zip(crowds, paced, strict=True):
                    load.add(await crowd.click_at_a_pace(5 if quick else 10, seed))
                busy[0].add(await crowds[0].click_at_once(times * CLICKS_FOR_ONE_NAIVE, seed))
                busy[1].add(await crowds[1].click_at_once(times, seed))
            check(*paced, *busy)
            lines += _crowd(size, paced, busy)
    return lines


def _crowd(size: int, paced: tuple[Load, Load], busy: tuple[Load, Load]) -> list[Line]:
    lines = []
    for name, share in (("median", 0.5), ("95th percentile", 0.95)):
        ours, naive = (load.quantile(share) for load in paced)
        lines.append(
            Line(
                f"{size} visitors, {name}",
                ours * MILLISECONDS,
                naive * MILLISECONDS,
                "ms",
                ours / naive,
            )
        )
    ours, naive = (load.per_second for load in busy)
    reach = TIMES_THE_NAIVE_THROUGHPUT if size == SIZE_OF_THE_REACH else None
    lines.append(Line(f"{size} visitors, most", ours, naive, "/s", ours / naive, at_least=reach))
    return lines
