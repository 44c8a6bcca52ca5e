"""Put load on a page: visitors who click at a pace, or as fast as they are answered."""

from __future__ import annotations

import asyncio
import math
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Self

import psutil

from benchmarks import clicks
from benchmarks.dash_visitors import DashVisitor
from benchmarks.visitors import Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from benchmarks.servers import Server
    from benchmarks.visitors import Run

MOST_VISITORS = 100
MOST_SECONDS = 60


@dataclass
class Load:
    """What visitors saw: seconds of each rerun, and over how many seconds they clicked."""

    runs: list[Run] = field(default_factory=list)
    elapsed: float = 0

    def add(self, other: Load) -> None:
        """Add what was measured in another round."""
        self.runs += other.runs
        self.elapsed += other.elapsed

    @property
    def errors(self) -> list[str]:
        """The errors that pages showed."""
        return [error for run in self.runs for error in run.errors]

    @property
    def per_second(self) -> float:
        """Reruns that were finished in a second."""
        return len(self.runs) / self.elapsed

    def quantile(self, share: float) -> float:
        """Return the seconds within which this share of reruns was finished."""
        seconds = sorted(run.seconds for run in self.runs)
        return seconds[min(len(seconds) - 1, int(share * len(seconds)))]


AnyVisitor = Visitor | DashVisitor


def visitor_of(server: Server, address: str | None = None) -> AnyVisitor:
    """Return a visitor who speaks what the server speaks; `address` is where they come from."""
    return DashVisitor(server) if server.site.is_dash else Visitor(server, address)


def _full(server: Server, seats: int) -> bool:
    """Return whether a replica has more visitors than its seats."""
    connections = psutil.Process(server.process).net_connections("tcp4")
    ours = (c for c in connections if c.laddr.port == server.port)
    return sum(c.status == psutil.CONN_ESTABLISHED for c in ours) > seats


class Crowd:
    """Visitors of one server. They arrive one by one, and stay until the crowd is left."""

    def __init__(self, server: Server) -> None:
        """Make an empty crowd."""
        self._server = server
        self._addresses = (f"127.0.{a}.{b}" for a in range(1, 256) for b in range(1, 255))
        self._visitors: list[AnyVisitor] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open the doors."""
        return self

    async def __aexit__(self, *failure: object) -> None:
        """Send everybody home."""
        await self._stack.aclose()

    async def grow(self, size: int) -> Load:
        """Let visitors arrive until there are `size`; return their first runs."""
        runs = []
        size = min(size, MOST_VISITORS)
        while len(self._visitors) < size:
            visitor = await self._newcomer(size)
            runs.append(await visitor.arrive())
            self._visitors.append(visitor)
        return Load(runs)

    async def _newcomer(self, size: int) -> AnyVisitor:
        """Let somebody in. A proxy is asked from addresses that it spreads evenly.

        It keeps a visitor with one replica, by their address. Thousands spread evenly by chance;
        of a hundred, one of two replicas easily gets sixty.
        """
        replicas = self._server.replicas
        seats = math.ceil(size / len(replicas)) if replicas else size
        while True:
            address = next(self._addresses) if replicas else None
            async with AsyncExitStack() as entrance:
                visitor = await entrance.enter_async_context(visitor_of(self._server, address))
                if not any(_full(replica, seats) for replica in replicas):
                    self._stack.push_async_exit(entrance.pop_all())
                    return visitor

    async def click_at_once(self, times: int, seed: int) -> Load:
        """Let everybody click `times` times, again as soon as the page has answered."""

        async def clicking(visitor: AnyVisitor, chance: Random) -> list[Run]:
            return [await visitor.click(clicks.any_click(chance)) for _ in range(times)]

        return await self._all(clicking, seed)

    async def click_at_a_pace(self, seconds: float, seed: int) -> Load:
        """Let everybody click about once a second, or later where the page has not answered."""
        end = time.perf_counter() + min(seconds, MOST_SECONDS)

        async def clicking(visitor: AnyVisitor, chance: Random) -> list[Run]:
            await asyncio.sleep(chance.random())
            runs = []
            while time.perf_counter() < end:
                run = await visitor.click(clicks.any_click(chance))
                runs.append(run)
                await asyncio.sleep(max(0, chance.uniform(0.8, 1.2) - run.seconds))
            return runs

        return await self._all(clicking, seed)

    async def _all(
        self, clicking: Callable[[AnyVisitor, Random], Awaitable[list[Run]]], seed: int
    ) -> Load:
        """Let everybody click at the same time; the same seed gives the same clicks."""
        chances = [Random(f"{seed} {number}") for number in range(len(self._visitors))]  # noqa: S311 (no secret)
        started = time.perf_counter()
        runs = await asyncio.gather(*map(clicking, self._visitors, chances))
        return Load([run for own in runs for run in own], time.perf_counter() - started)


def check(*loads: Load) -> None:
    """Raise RuntimeError where a page showed an error: its times mean nothing then."""
    errors = [error for load in loads for error in load.errors]
    if errors:
        message = f"{len(errors)} errors while measuring, the first: {errors[0]}"
        raise RuntimeError(message)
