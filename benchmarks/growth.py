"""Reruns of `/draws` as the data grows: the same page over 10, 100 and 1,000 times the draws."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks import clicks
from benchmarks.bigger import multiply
from benchmarks.load import Load, check
from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import OURS, serve
from benchmarks.visitors import Visitor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.servers import Server
    from benchmarks.visitors import Click

TIMES = (10, 100, 1_000)
QUICK_TIMES = (10, 100)
TIMES_THE_RERUN = 3

KINDS = ("seen before", "streams never seen", "occupation never seen")


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of all sizes; raises RuntimeError where a page showed errors."""
    sizes = QUICK_TIMES if quick else TIMES
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        databases = [database, *(multiply(database, times, Path(folder)) for times in sizes)]
        servers = [stack.enter_context(serve(OURS, file)) for file in databases]
        real, *bigger = asyncio.run(_compare(servers, turns=6 if quick else 15))
    lines = [
        Line(
            f"{times:,} times the draws, {kind}",
            load.quantile(0.5) * MILLISECONDS,
            base.quantile(0.5) * MILLISECONDS,
            "ms",
            load.quantile(0.5) / base.quantile(0.5),
            at_most=TIMES_THE_RERUN,
        )
        for times, loads in zip(sizes, bigger, strict=True)
        for kind, load, base in zip(KINDS, loads, real, strict=True)
    ]
    return lines, ["Baseline: the same clicks on the real draws."]


async def _compare(servers: Sequence[Server], turns: int) -> list[list[Load]]:
    """Return, for each server, the loads of each kind of click; the servers take turns."""
    chance = Random("growth")  # noqa: S311 (no secret)
    occupations = chance.sample(clicks.POOLS[clicks.OCCUPATION], k=turns + 1)
    loads = [[Load() for _ in KINDS] for _ in servers]
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(Visitor(server)) for server in servers]
        for visitor in visitors:
            check(Load([await visitor.arrive()]))
        for turn in range(turns + 1):
            views: list[tuple[int, Click]] = [
                (0, clicks.ALL),
                (0, clicks.EVERY_STREAM),
                (1, clicks.every_stream_anew(chance)),
                (2, {clicks.OCCUPATION: [occupations[turn]]}),
            ]
            for kind, view in views:
                for visitor, own in zip(visitors, loads, strict=True):
                    run = await visitor.click(view)
                    if turn:  # The first turn fills the caches.
                        own[kind].runs.append(run)
    check(*(load for own in loads for load in own))
    return loads
