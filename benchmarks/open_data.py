"""The API: how long one program waits, and how many answers twenty of them get in a second."""

from __future__ import annotations

import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING

import httpx2

from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import HOST, OURS, PEERS, Site, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.servers import Server

NAIVE_API = Site("naive-api", PEERS / "naive_api.py", PEERS)
PROGRAMS = 20
SECONDS = 5
TIMES_THE_ANSWERS = 5
WORDS = ("nurse", "welder", "web developer", "cook", "truck driver", "accountant", "electrician")


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of our API beside the naive one; they take turns."""
    os.environ["OINP_API_PER_MINUTE"] = "0"  # the limit would be what is measured
    turns = 20 if quick else 100
    with serve(OURS, database) as ours, serve(NAIVE_API, database) as naive:
        lines = [_alone(name, ours, naive, turns, asked) for name, asked in _questions().items()]
        crowds = [_crowd(server, 2 if quick else SECONDS) for server in (ours, naive)]
    lines.append(
        Line(
            f"{PROGRAMS} programs, answers in a second",
            crowds[0],
            crowds[1],
            "",
            crowds[0] / crowds[1],
            at_least=TIMES_THE_ANSWERS,
        )
    )
    return lines, ["Baseline: the naive API (`peers/naive_api.py`), which has no filters but one."]


def _questions() -> dict[str, Callable[[str], Iterator[str]]]:
    """Return what is asked, without end, by the name that a server has for the first day."""

    def the_same(path: str) -> Callable[[str], Iterator[str]]:
        def asked(_first_day: str) -> Iterator[str]:
            while True:
                yield path

        return asked

    def never_seen(first_day: str) -> Iterator[str]:
        chance = Random("api")  # noqa: S311 (no secret)
        while True:
            month, day = chance.randint(0, 95), chance.randint(1, 28)
            asked = f"{2018 + month // 12}-{month % 12 + 1:02}-{day:02}"
            yield f"draws.json?stream=foreign-worker&{first_day}={asked}"

    def searched(_first_day: str) -> Iterator[str]:
        chance = Random("search")  # noqa: S311 (no secret)
        while True:
            word = chance.choice(WORDS)
            yield f"occupations.json?q={word[: chance.randint(3, len(word))]}"

    return {
        "draws of a stream, JSON": the_same("draws.json?stream=foreign-worker"),
        "draws never asked for": never_seen,
        "every draw, CSV": the_same("draws.csv"),
        "search while typing": searched,
    }


def _alone(
    name: str,
    ours: Server,
    naive: Server,
    turns: int,
    asked: Callable[[str], Iterator[str]],
) -> Line:
    """Return the median wait of one program, in turns at both servers."""
    waits: list[list[float]] = [[], []]
    with httpx2.Client(timeout=30) as client:
        paths = (asked("from"), asked("first"))
        for turn in range(turns + 3):
            for own, server, path in zip(waits, (ours, naive), paths, strict=True):
                started = time.perf_counter()
                client.get(_address(server, next(path))).raise_for_status()
                if turn >= 3:  # noqa: PLR2004 (the first ones fill caches)
                    own.append((time.perf_counter() - started) * MILLISECONDS)
    medians = [statistics.median(own) for own in waits]
    return Line(name, medians[0], medians[1], "ms", medians[0] / medians[1], at_most=1)


def _crowd(server: Server, seconds: float) -> float:
    """Return how many answers programs get in a second that ask again and again."""
    address = _address(server, "draws.json?stream=foreign-worker")
    until = time.perf_counter() + seconds

    def asking(_program: int) -> int:
        answers = 0
        with httpx2.Client(timeout=30) as client:
            while time.perf_counter() < until:
                client.get(address).raise_for_status()
                answers += 1
        return answers

    with ThreadPoolExecutor(PROGRAMS) as programs:
        counts: Sequence[int] = list(programs.map(asking, range(PROGRAMS)))
    return sum(counts) / seconds


def _address(server: Server, path: str) -> str:
    return f"http://{HOST}:{server.port}/api/v1/{path}"
