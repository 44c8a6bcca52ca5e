"""Keep Python's garbage collector off the path of a visitor's click.

The collection after every rerun was 89% of its cost (measured on 2 cores), so
`runner.postScriptGC` is off. What start-up made is frozen: it lives as long as the process, and no
collection looks at it again. A quiet task collects the rest from time to time, and gives back to
the system what the allocators of C and Arrow hold on to: without that, what a crowd took stays with
the process for good.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc

import pyarrow as pa

MOST_ARENAS = 2
"""Heaps of glibc's allocator. It would give each of many threads its own, and they never shrink."""
ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""

SECONDS_BETWEEN_COLLECTIONS = 30


def prepare() -> None:
    """Let all threads share a few heaps; before any of them starts. Does nothing without glibc."""
    if limit := _of_glibc("mallopt"):
        limit(ARENA_MAX, MOST_ARENAS)


def freeze() -> None:
    """Collect once, then set aside everything alive as permanent."""
    collect()
    gc.freeze()


def collect() -> None:
    """Collect garbage, and give memory that nobody uses back to the system."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _of_glibc(name: str) -> ctypes._NamedFuncPointer | None:
    """Return a function of the C library; None where it has none of this name."""
    return getattr(ctypes.CDLL(None), name, None)


async def collect_for_ever() -> None:
    """Collect garbage every half minute, in a thread so that the event loop keeps answering."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        await asyncio.to_thread(collect)
