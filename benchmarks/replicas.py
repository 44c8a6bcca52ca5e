"""Two processes behind the proxy: their throughput beside one, and 100 visitors beside Dash."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil

from benchmarks.crowd import TIMES_DASH, WARM_UP, compare
from benchmarks.load import Crowd, Load, check
from benchmarks.proxy import proxied, replicas
from benchmarks.report import Line
from benchmarks.servers import DASH, OURS, serve
from benchmarks.shares import NoSharesError, limited

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.servers import Server

VISITORS = 100
AT_EASE = 40
"""Visitors that two processors can serve beside the two processes that serve them."""
PROCESSES = 2
SHARE = 0.4
"""Of a processor, for each process: what is left of two is more than visitors and Caddy need."""

SECONDS, QUICK_SECONDS = 15, 5
ROUNDS, QUICK_ROUNDS = 3, 1
CLICKS_AT_ONCE, QUICK_CLICKS = 5, 2
TIMES_ONE_PROCESS = 1.7


@dataclass
class Most:
    """Clicks as fast as they are answered: on two processes and on one, and the processors used."""

    both: Load = field(default_factory=Load)
    one: Load = field(default_factory=Load)
    in_use: list[float] = field(default_factory=list)

    def line(self, name: str, reach: float | None) -> Line:
        """Return how many clicks two processes answer beside one."""
        mine, theirs = self.both.per_second, self.one.per_second
        return Line(name, mine, theirs, "/s", mine / theirs, at_least=reach, beside="one")

    @property
    def used(self) -> str:
        """The share of all processors in use with two processes, and with one."""
        two, one = (self.in_use[place::2] for place in (0, 1))
        return (
            f"{sum(two) / len(two):.0%} with two at their most, {sum(one) / len(one):.0%} with one"
        )


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of two processes; raises RuntimeError where there is no Caddy.

    With whole processors, two share them with their visitors and Caddy, where one does not need
    to. So each process is given a fixed share of a processor, where this machine allows it.
    """
    with ExitStack() as stack:
        pair = stack.enter_context(replicas(OURS, database, PROCESSES))
        alone = stack.enter_context(replicas(OURS, database, 1))
        both = stack.enter_context(proxied(pair))
        one = stack.enter_context(proxied(alone))
        dash = stack.enter_context(serve(DASH, database, workers=PROCESSES))
        at_ease, paced, whole, shared = asyncio.run(_in_turns((both, one, dash), quick=quick))
    name = f"{PROCESSES} processes"
    lines = [whole.line(f"{name}, most", None if shared else TIMES_ONE_PROCESS)]
    if shared:
        lines.insert(0, shared.line(f"{name} of {SHARE} processors", TIMES_ONE_PROCESS))
    lines += compare(at_ease[0], at_ease[1], "Dash twin", None, AT_EASE)
    lines += compare(paced[0], paced[1], "Dash twin", TIMES_DASH, VISITORS)
    return lines, [
        "Both ours and the one process are behind Caddy; visitors come from different addresses.",
        f"Of the processors, in use with whole ones: {whole.used}.",
        f"With shares: {shared.used}." if shared else "No shares of a processor can be given here.",
    ]


async def _in_turns(
    servers: Sequence[Server], *, quick: bool
) -> tuple[list[Load], list[Load], Most, Most | None]:
    """Return the loads at a pace on two processes and Dash, and the most of two and of one.

    At a pace, those of few visitors and of many; the most with whole processors, and with a share
    for each process.
    """
    both, one, dash = servers
    whole = Most()
    processes = [replica.process for server in (both, one) for replica in server.replicas]
    shared = Most() if _can_share(processes) else None
    times = QUICK_CLICKS if quick else CLICKS_AT_ONCE
    async with AsyncExitStack() as stack:
        crowds = [await stack.enter_async_context(Crowd(server)) for server in (both, one, dash)]
        beside = crowds[0], crowds[2]
        at_ease = await _at_a_pace(beside, AT_EASE, quick=quick)
        paced = await _at_a_pace(beside, VISITORS, quick=quick)
        check(await crowds[1].grow(VISITORS), await crowds[1].click_at_once(times, WARM_UP))
        for seed in range(QUICK_ROUNDS if quick else ROUNDS):
            for most in filter(None, (whole, shared)):
                with limited(processes, SHARE) if most is shared else nullcontext():
                    await _add(most, crowds, times, seed)
    check(*(load for most in filter(None, (whole, shared)) for load in (most.both, most.one)))
    return at_ease, paced, whole, shared


async def _at_a_pace(crowds: Sequence[Crowd], visitors: int, *, quick: bool) -> list[Load]:
    """Let so many visitors of each crowd click about once a second, one crowd after the other."""
    loads = [Load() for _ in crowds]
    times = QUICK_CLICKS if quick else CLICKS_AT_ONCE
    for crowd in crowds:
        check(await crowd.grow(visitors), await crowd.click_at_once(times, WARM_UP))
    for seed in range(QUICK_ROUNDS if quick else ROUNDS):
        for crowd, load in zip(crowds, loads, strict=True):
            load.add(await crowd.click_at_a_pace(QUICK_SECONDS if quick else SECONDS, seed))
    check(*loads)
    return loads


async def _add(most: Most, crowds: Sequence[Crowd], times: int, seed: int) -> None:
    """Let the visitors of two processes and of one click, one crowd after the other."""
    for crowd, load in zip(crowds, (most.both, most.one), strict=False):
        before = psutil.cpu_times()
        load.add(await crowd.click_at_once(times, seed))
        after = psutil.cpu_times()
        idle = after.idle - before.idle + after.steal - before.steal
        most.in_use.append(1 - idle / (sum(after) - sum(before)))


def _can_share(processes: Sequence[int]) -> bool:
    try:
        with limited(processes, SHARE):
            return True
    except NoSharesError:
        return False
