"""What happens once when a server process starts, and when it stops."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import queries
from server import memory

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    import streamlit as st


def lifespan(
    prepare: Callable[[], object],
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """Return what `st.App` runs around serving: prepare the data, warm up, look after memory.

    `prepare` makes sure that a database is there. It is skipped where OINP_DATABASE names one.
    """

    @asynccontextmanager
    async def serving(_app: st.App) -> AsyncIterator[None]:
        if not os.environ.get("OINP_DATABASE"):
            await asyncio.to_thread(prepare)
        await asyncio.to_thread(warm_up)
        memory.freeze()
        collecting = asyncio.create_task(memory.collect_for_ever())
        try:
            yield
        finally:
            collecting.cancel()

    return serving


def warm_up() -> None:
    """Import what pages import and ask their first questions, so that no visitor waits for it."""
    import components.figures  # noqa: F401, PLC0415 (heavy: only a server process needs it warm)

    queries.run("occupation_search", q="nurse", most=1)
    for name in ("draws_newest_day", "streams", "target_groups", "areas", "occupation_names"):
        queries.run(name)
