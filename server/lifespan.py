"""What happens once when a server process starts, and when it stops."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import queries
from server import compress, memory, sending, theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    import streamlit as st

log = logging.getLogger(__name__)


def lifespan(
    prepare: Callable[[], object],
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """Return what `st.App` runs around serving: prepare the data, warm up, look after memory.

    `prepare` makes sure that a database is there. It is skipped where OINP_DATABASE names one.
    A start is never refused for the data: see `_prepared` and `server/faults.py`.
    """

    @asynccontextmanager
    async def serving(_app: st.App) -> AsyncIterator[None]:
        memory.prepare()
        theme.keep()
        sending.at_once()
        if not os.environ.get("OINP_DATABASE"):
            await asyncio.to_thread(_prepared, prepare)
        try:
            await asyncio.to_thread(warm_up)
        except queries.DatabaseMissingError as error:
            # Serve all the same: visitors are told kindly, and a good database is found by itself.
            log.error("no data: %s", error)  # noqa: TRY400 (it says what to do; no traceback does)
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


def _prepared(prepare: Callable[[], object]) -> None:
    """Prepare the data, or say why not and leave the database that was there before."""
    try:
        prepare()
    except Exception as error:  # noqa: BLE001 (whatever it is, older data is better than no site)
        log.error(  # noqa: TRY400 (faults in tables are told line by line)
            "The data could not be built, so the site serves what was built before, if anything. "
            "Mend this and run `make data`:\n%s: %s",
            type(error).__name__,
            error,
        )


FIRST_QUESTIONS = (
    "allocations",
    "areas",
    "data_sources",
    "data_state",
    "data_tables",
    "deadline_draws",
    "deadline_rules",
    "draw_periods",
    "draws_newest_day",
    "draws_sources",
    "draws_totals",
    "events",
    "nominations",
    "occupation_names",
    "occupations",
    "program_summary",
    "streams",
    "target_groups",
    "years",
    "years_score_ranges",
)
"""What the pages ask before a visitor has chosen anything."""


def warm_up() -> None:
    """Import what pages import and answer their first questions, so that no visitor waits."""
    from components import figures, tables  # noqa: PLC0415 (heavy: only a server needs it warm)

    # Streamlit imports it at the first table, and Plotly looks into it where it is half imported:
    # of the first visitors at once one would see an error.
    importlib.import_module("pandas")
    for name in FIRST_QUESTIONS:
        queries.run(name)
    queries.run("occupation_search", q="nurse", most=1)
    first_view = (
        queries.run("draws", most=tables.MOST_ROWS),
        queries.run("draws_invitations", grain="month"),
        queries.run("chart_events"),
    )
    for phone in (False, True):
        figures.cut_off_twin(*first_view, None, phone=phone).to_dict()
