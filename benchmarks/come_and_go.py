"""Memory of one process while 300 visitors come, click and go."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Self

import psutil

from benchmarks.load import Crowd, check
from benchmarks.report import Line
from benchmarks.servers import OURS, serve

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.servers import Server

VISITORS, AT_ONCE = 300, 50
CLICKS = 5
QUICK_VISITORS = 100
SECONDS_TO_FORGET = 160
"""Streamlit keeps the session of a visitor who left for 120 s; a collection follows within 30."""

FLAT = 1.1
MOST_MEGABYTES = 600
MEGABYTE = 1_000_000


class Watch:
    """Notes the most memory that a process takes while the context lasts."""

    def __init__(self, server: Server) -> None:
        """Watch the process of a server."""
        self._process = psutil.Process(server.process)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.most = 0.0

    def __enter__(self) -> Self:
        """Begin to look, ten times a second."""
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop looking."""
        self._done.set()
        self._thread.join()

    def now(self) -> float:
        """Return the memory that the process holds, in megabytes."""
        return float(self._process.memory_info().rss) / MEGABYTE

    def _look(self) -> None:
        while not self._done.wait(0.1):
            self.most = max(self.most, self.now())


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of memory before and after the visitors; takes six minutes."""
    visitors = QUICK_VISITORS if quick else VISITORS
    with serve(OURS, database) as server, Watch(server) as watch:
        started = watch.now()
        asyncio.run(_come_and_go(server, AT_ONCE, seed=0))
        time.sleep(SECONDS_TO_FORGET)
        before = watch.now()
        asyncio.run(_come_and_go(server, visitors, seed=1))
        left = watch.now()
        time.sleep(SECONDS_TO_FORGET)
        after = watch.now()
    lines = [
        Line(f"after {visitors} visitors", after, before, "MB", after / before, at_most=FLAT),
        Line("most", watch.most, None, "MB", most=MOST_MEGABYTES),
    ]
    return lines, [
        f"{started:.0f} MB at the start, {left:.0f} MB when the last visitor had just left.",
        f"Baseline: the same process when {AT_ONCE} visitors had come and gone; {AT_ONCE} at once.",
    ]


async def _come_and_go(server: Server, visitors: int, seed: int) -> None:
    """Let visitors come in groups, click, and go."""
    for group in range(visitors // AT_ONCE):
        async with Crowd(server) as crowd:
            arrived = await crowd.grow(AT_ONCE)
            check(arrived, await crowd.click_at_once(CLICKS, seed * VISITORS + group))
