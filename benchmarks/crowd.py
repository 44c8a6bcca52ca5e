"""Fifty visitors on one process: ours beside stock Streamlit and the Dash twin, in turns."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack
from typing import TYPE_CHECKING

from benchmarks.load import Crowd, Load, check
from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import DASH, NAIVE, OURS, serve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.servers import Server

VISITORS = 50
SECONDS, QUICK_SECONDS = 15, 5
ROUNDS, QUICK_ROUNDS = 3, 1
CLICKS_AT_ONCE, QUICK_CLICKS = 10, 4
CLICKS_FOR_ONE_NAIVE = 10
"""The naive page is slower: with as many clicks each, it would take nearly all of the time."""
WARM_UP = -1
"""The seed of clicks that are not measured: they fill the caches of those that keep answers."""

TIMES_STOCK = 1 / 20
TIMES_DASH = 2.5
SHARES = {"median": 0.5, "95th percentile": 0.95}
P95 = "95th percentile"


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of the three crowds and how many errors each saw."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(site, database)) for site in (OURS, DASH, NAIVE)]
        paced, busy = asyncio.run(_in_turns(servers, quick=quick))
    names = ("Dash twin", "stock")
    lines = []
    for position, (name, reach) in enumerate(zip(names, (TIMES_DASH, TIMES_STOCK), strict=True)):
        lines += compare(paced[0], paced[position + 1], name, reach, VISITORS)
        lines.append(throughput(busy[0], busy[position + 1], name, VISITORS))
    seen = [len(a.errors) + len(b.errors) for a, b in zip(paced, busy, strict=True)]
    lines += [
        Line("script errors", seen[0], count, "", most=0, beside=name)
        for name, count in zip(names, seen[1:], strict=True)
    ]
    clicked = ", ".join(f"{len(a.runs) + len(b.runs):,}" for a, b in zip(paced, busy, strict=True))
    return lines, [f"Clicks answered by ours, the Dash twin and stock: {clicked}."]


async def _in_turns(servers: Sequence[Server], *, quick: bool) -> tuple[list[Load], list[Load]]:
    """Return what each crowd saw clicking at a pace, and clicking as fast as it was answered."""
    paced, busy = [Load() for _ in servers], [Load() for _ in servers]
    times = QUICK_CLICKS if quick else CLICKS_AT_ONCE
    async with AsyncExitStack() as stack:
        crowds = [await stack.enter_async_context(Crowd(server)) for server in servers]
        for server, crowd in zip(servers, crowds, strict=True):
            check(await crowd.grow(VISITORS))
            check(await crowd.click_at_once(_times(server, times), WARM_UP))
        for seed in range(QUICK_ROUNDS if quick else ROUNDS):
            for crowd, load in zip(crowds, paced, strict=True):
                load.add(await crowd.click_at_a_pace(QUICK_SECONDS if quick else SECONDS, seed))
            for server, crowd, load in zip(servers, crowds, busy, strict=True):
                load.add(await crowd.click_at_once(_times(server, times), seed))
    return paced, busy


def _times(server: Server, times: int) -> int:
    return max(1, times // CLICKS_FOR_ONE_NAIVE) if server.site is NAIVE else times


def compare(ours: Load, other: Load, name: str, reach: float | None, visitors: int) -> list[Line]:
    """Return the lines of two crowds that clicked at a pace; the reach is for the slowest 5%."""
    lines = []
    for words, share in SHARES.items():
        mine, theirs = (load.quantile(share) * MILLISECONDS for load in (ours, other))
        lines.append(
            Line(
                f"{visitors} visitors, {words}",
                mine,
                theirs,
                "ms",
                mine / theirs,
                at_most=reach if words == P95 else None,
                beside=name,
            )
        )
    return lines


def throughput(ours: Load, other: Load, name: str, visitors: int) -> Line:
    """Return the line of two crowds that clicked as fast as they were answered."""
    mine, theirs = ours.per_second, other.per_second
    return Line(f"{visitors} visitors, most", mine, theirs, "/s", mine / theirs, beside=name)
