"""Two processes behind the proxy: their throughput beside one, and 100 visitors beside Dash."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack
from typing import TYPE_CHECKING

import psutil

from benchmarks.crowd import TIMES_DASH, WARM_UP, compare
from benchmarks.load import Crowd, Load, check
from benchmarks.proxy import proxied, replicas
from benchmarks.report import Line
from benchmarks.servers import DASH, OURS, serve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.servers import Server

VISITORS = 100
PROCESSES = 2
SECONDS, QUICK_SECONDS = 15, 5
ROUNDS, QUICK_ROUNDS = 3, 1
CLICKS_AT_ONCE, QUICK_CLICKS = 10, 3
TIMES_ONE_PROCESS = 1.7


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of two processes; raises RuntimeError where there is no Caddy."""
    with ExitStack() as stack:
        pair = stack.enter_context(replicas(OURS, database, PROCESSES))
        alone = stack.enter_context(replicas(OURS, database, 1))
        both = stack.enter_context(proxied(pair))
        one = stack.enter_context(proxied(alone))
        dash = stack.enter_context(serve(DASH, database, workers=PROCESSES))
        before = [_busy(server) for server in pair]
        paced, busy, used = asyncio.run(_in_turns((both, one, dash), quick=quick))
        shares = [_busy(server) - start for server, start in zip(pair, before, strict=True)]
    mine, theirs = busy[0].per_second, busy[1].per_second
    lines = [
        Line(
            f"{PROCESSES} processes, most",
            mine,
            theirs,
            "/s",
            mine / theirs,
            at_least=TIMES_ONE_PROCESS,
            beside="one",
        ),
        *compare(paced[0], paced[1], "Dash twin", TIMES_DASH, VISITORS),
    ]
    worked = " and ".join(f"{share:.0f} s" for share in shares)
    return lines, [
        "Both ours and the one process are behind Caddy; visitors come from different addresses.",
        f"The two processes worked for {worked}; visitors, Caddy and they share the processors.",
        f"In use of the processors: {used[0]:.0%} with two at their most, {used[1]:.0%} with one.",
    ]


def _busy(server: Server) -> float:
    """Return the seconds of processor that a server has used."""
    used = psutil.Process(server.process).cpu_times()
    return float(used.user + used.system)


async def _in_turns(
    servers: Sequence[Server], *, quick: bool
) -> tuple[list[Load], list[Load], list[float]]:
    """Return the loads at a pace on two processes and Dash, and at once on two and on one.

    And which share of the processors was in use for the last two.
    """
    both, one, dash = servers
    paced, busy = [Load(), Load()], [Load(), Load()]
    used, passed = [0.0, 0.0], [0.0, 0.0]
    times = QUICK_CLICKS if quick else CLICKS_AT_ONCE
    async with AsyncExitStack() as stack:
        crowds = [await stack.enter_async_context(Crowd(server)) for server in (both, one, dash)]
        for crowd in crowds:
            check(await crowd.grow(VISITORS), await crowd.click_at_once(times, WARM_UP))
        for seed in range(QUICK_ROUNDS if quick else ROUNDS):
            for crowd, load in ((crowds[0], paced[0]), (crowds[2], paced[1])):
                load.add(await crowd.click_at_a_pace(QUICK_SECONDS if quick else SECONDS, seed))
            for place, (crowd, load) in enumerate(zip(crowds[:2], busy, strict=True)):
                before = psutil.cpu_times()
                load.add(await crowd.click_at_once(times, seed))
                after = psutil.cpu_times()
                passed[place] += sum(after) - sum(before)
                used[place] += sum(after) - after.idle - (sum(before) - before.idle)
    check(*paced, *busy)
    return paced, busy, [own / whole for own, whole in zip(used, passed, strict=True)]
