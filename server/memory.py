"""Keep Python's garbage collector off the path of a visitor's click.

The collection after every rerun was 89% of its cost (measured on 2 cores), so
`runner.postScriptGC` is off. What start-up made is frozen: it lives as long as the process, and no
collection looks at it again. A quiet task collects the rest from time to time.
"""

from __future__ import annotations

import asyncio
import gc

SECONDS_BETWEEN_COLLECTIONS = 30


def freeze() -> None:
    """Collect once, then set aside everything alive as permanent."""
    gc.collect()
    gc.freeze()


async def collect_for_ever() -> None:
    """Collect garbage every half minute, in a thread so that the event loop keeps answering."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        await asyncio.to_thread(gc.collect)
