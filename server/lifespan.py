"""What happens once when a server process starts, and when it stops."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import queries
from server import compress, memory

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
        compressing = compress.start()
        try:
            yield
        finally:
            collecting.cancel()
            if compressing is not None:
                compressing.terminate()

    return serving


FIRST_QUESTIONS = (
    "allocations",
    "areas",
    "draw_periods",
    "draws_newest_day",
    "draws_score_ranges",
    "draws_sources",
    "draws_summary",
    "events",
    "occupation_names",
    "occupations",
    "streams",
    "target_groups",
    "years",
    "years_score_ranges",
)
"""What the pages ask before a visitor has chosen anything."""


def warm_up() -> None:
    """Import what pages import and answer their first questions, so that no visitor waits."""
    from components import figures, tables  # noqa: PLC0415 (heavy: only a server needs it warm)

    for name in FIRST_QUESTIONS:
        queries.run(name)
    queries.run("occupation_search", q="nurse", most=1)
    first_view = (
        queries.run("draws", most=tables.MOST_ROWS),
        queries.run("draws_invitations"),
        queries.run("chart_events"),
    )
    for phone in (False, True):
        figures.cut_off_twin(*first_view, None, phone=phone)
