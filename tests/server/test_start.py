"""What happens when the server starts, when something fails, and what its settings promise."""

from __future__ import annotations

import asyncio
import gc
import logging
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from components import look, words
from server import faults, memory
from server.lifespan import lifespan

if TYPE_CHECKING:
    import streamlit as st

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("named", [True, False])
def test_the_build_is_skipped_where_a_database_is_named(
    built: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    if named:
        monkeypatch.setenv("OINP_DATABASE", str(built))
    prepared: list[bool] = []
    monkeypatch.setattr(memory, "freeze", lambda: None)

    async def serve() -> None:
        app: st.App = None  # type: ignore[assignment]
        async with lifespan(prepare=lambda: prepared.append(True))(app):
            assert prepared == ([] if named else [True])

    asyncio.run(serve())


def test_what_start_made_is_set_aside() -> None:
    try:
        memory.freeze()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_an_error_is_told_kindly_and_logged_under_the_same_id(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(faults.st, "error", shown.append)
    with caplog.at_level(logging.ERROR):
        assert faults.kind_message(ValueError("inside"))
    reference = caplog.records[0].message.split()[-1]
    assert shown == [words.unexpected(reference)]
    assert "inside" not in shown[0]
    assert "ValueError: inside" in caplog.text


def test_a_visitor_sees_no_traceback() -> None:
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_production_watches_no_files_and_collects_no_garbage_after_a_click() -> None:
    assert SETTINGS["server"]["fileWatcherType"] == "none"
    assert SETTINGS["runner"]["postScriptGC"] is False


def test_the_backgrounds_are_those_that_colours_are_checked_against() -> None:
    for theme, colour in look.BACKGROUNDS.items():
        assert SETTINGS["theme"][theme]["backgroundColor"] == colour
