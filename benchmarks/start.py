"""From the command that starts a server to its first page, with and without a database."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.load import Load, check, visitor_of
from benchmarks.report import Line
from benchmarks.servers import DASH, NAIVE, OURS, ROOT, serve

if TYPE_CHECKING:
    from benchmarks.servers import Server, Site

TIMES, QUICK_TIMES = 5, 2
MOST_SECONDS = 4
MOST_SECONDS_FROM_NOTHING = 10
NOT_IN_A_CHECKOUT = shutil.ignore_patterns(".*", "build", "__pycache__", "results")
SETTINGS = ".streamlit"


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of starts: ours, stock and Dash in turns, then ours from a bare checkout."""
    sites = (OURS, DASH, NAIVE)
    starts: list[list[float]] = [[] for _ in sites]
    for _ in range(QUICK_TIMES if quick else TIMES):
        for site, own in zip(sites, starts, strict=True):
            own.append(_start(site, None if site is OURS else database))
    mine, dash, stock = (statistics.median(own) for own in starts)
    bare = statistics.median(_from_nothing() for _ in range(1 if quick else 3))
    lines = [
        Line("database built", mine, dash, "s", mine / dash, most=MOST_SECONDS, beside="Dash twin"),
        Line("database built", mine, stock, "s", mine / stock, most=MOST_SECONDS, beside="stock"),
        Line("no database yet", bare, None, "s", most=MOST_SECONDS_FROM_NOTHING),
    ]
    return lines, ["From the command to the last element of /draws at the first visitor, medians."]


def _start(site: Site, database: Path | None) -> float:
    """Return the seconds from the command to the first visitor's whole page."""
    started = time.perf_counter()
    with serve(site, database) as server:
        asyncio.run(_visit(server))
        return time.perf_counter() - started


async def _visit(server: Server) -> None:
    async with visitor_of(server) as visitor:
        check(Load([await visitor.arrive()]))


def _from_nothing() -> float:
    """Return the seconds of a first start in a fresh copy of what git holds."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(ROOT, copy, ignore=NOT_IN_A_CHECKOUT)
        shutil.copytree(ROOT / SETTINGS, copy / SETTINGS)
        return _start(replace(OURS, script=copy / OURS.script.name, folder=copy), None)
