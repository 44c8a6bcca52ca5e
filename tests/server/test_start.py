"""What happens when the server starts, when something fails, and what its settings promise."""

from __future__ import annotations

import asyncio
import gc
import inspect
import logging
import os
import signal
import subprocess
import sys
import tomllib
from ctypes import CDLL
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

import queries
from components import look, words
from server import compress, faults, memory, theme
from server.lifespan import lifespan

if TYPE_CHECKING:
    from collections.abc import Callable

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


def start(prepare: Callable[[], object]) -> None:
    """Go through a start and a stop."""

    async def serve() -> None:
        app: st.App = None  # type: ignore[assignment]
        async with lifespan(prepare=prepare)(app):
            pass

    asyncio.run(serve())


def test_a_start_survives_data_that_cannot_be_built(
    built: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert built.is_file()
    monkeypatch.setattr(memory, "freeze", lambda: None)

    def fail() -> None:
        message = "draws.csv:3 column=score value='x' rule=integer"
        raise RuntimeError(message)

    start(fail)
    assert "serves what was built before" in caplog.text
    assert "draws.csv:3" in caplog.text


def test_a_start_without_any_database_says_what_to_do_and_serves(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(memory, "freeze", lambda: None)
    monkeypatch.setenv("OINP_DATABASE", "/no/such/file.duckdb")
    start(lambda: None)
    assert "make data" in caplog.text


def test_no_visitor_imports_what_all_need() -> None:
    """Two first visitors at once must not find pandas half imported."""
    code = (
        "from server.lifespan import warm_up; warm_up(); import sys; sys.modules['pandas'].Series"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_page_hands_no_few_rows_to_a_pool_of_threads() -> None:
    code = "import app, polars; assert polars.thread_pool_size() == 1"
    free = {name: value for name, value in os.environ.items() if name != "POLARS_MAX_THREADS"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=free, check=True)


def test_a_run_changes_no_list_of_folders_that_other_threads_are_reading() -> None:
    """A lookup steps over a folder where another thread takes one out of `sys.path`."""
    code = """
import app, sys
from streamlit.runtime.scriptrunner.exec_code import modified_sys_path

before = list(sys.path)
with modified_sys_path(app.FRAME):
    assert sys.path == before, (before, sys.path)
assert sys.path == before
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_files_are_compressed_in_a_process_of_its_own_that_ends_with_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "freeze", lambda: None)
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen(command) as process:
        monkeypatch.setattr(compress, "start", lambda: process)
        start(lambda: None)
        assert process.wait(10) == -signal.SIGTERM


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (queries.DatabaseMissingError("run `make data`"), words.NO_DATA),
        (queries.SlowQuestionError("years.sql took too long"), words.TOO_SLOW),
    ],
)
def test_what_a_visitor_can_wait_for_is_told_without_an_id(
    error: Exception,
    shown: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(faults.st, "error", said.append)
    monkeypatch.setattr(faults.st, "warning", said.append)
    assert faults.kind_message(error)
    assert said == [shown]
    assert str(error) in caplog.text


def test_what_start_made_is_set_aside() -> None:
    try:
        memory.freeze()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


@pytest.mark.skipif(not hasattr(CDLL(None), "malloc_trim"), reason="the C library is not glibc")
def test_memory_that_nobody_uses_goes_back_to_the_system() -> None:
    held = [bytes(1_000) for _ in range(100_000)]
    last = bytes(1_000)  # stands above the others in the heap, so that they do not go by themselves
    full = resident()
    del held
    memory.collect()
    assert resident() < full - 50_000_000
    assert len(last) == 1_000


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_memory_is_looked_after_with_any_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())
    memory.prepare()
    memory.collect()


SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.dark.sidebar")


def themes() -> list[CustomThemeConfig]:
    """Return each section of the theme as Streamlit puts it into the first message of a run."""
    messages = [CustomThemeConfig() for _ in SECTIONS]
    for message, section in zip(messages, SECTIONS, strict=True):
        app_session._populate_theme_msg(message, section)  # noqa: SLF001
    return messages


def test_the_theme_is_made_once_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)  # noqa: SLF001
    before = themes()
    monkeypatch.setattr(config, "get_option", {"server.fileWatcherType": "none"}.get)
    theme.keep()
    assert themes() == before
    assert before[1].background_color == look.BACKGROUNDS["light"]
    assert not before[3].ByteSize()
    monkeypatch.setattr(config, "get_options_for_section", lambda _section: pytest.fail("again"))
    assert themes() == before


def test_the_theme_of_the_first_message_of_a_run_is_asked_for_by_that_function() -> None:
    source = inspect.getsource(app_session.AppSession._create_new_session_message)  # noqa: SLF001
    assert source.count("_populate_theme_msg(") == len(SECTIONS) + 1


def test_the_theme_follows_whoever_edits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = app_session._populate_theme_msg  # noqa: SLF001
    monkeypatch.setattr(config, "get_option", {"server.fileWatcherType": "auto"}.get)
    theme.keep()
    assert app_session._populate_theme_msg is before  # noqa: SLF001


def test_an_error_is_told_kindly_and_logged_under_the_same_id(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(faults.st, "error", shown.append)
    with caplog.at_level(logging.ERROR):
        assert faults.kind_message(ValueError("inside"))
    reference = caplog.records[0].message.split()[1].rstrip(":")
    assert shown == [words.unexpected(reference)]
    assert "ValueError" in caplog.text
    assert "inside" not in shown[0] + caplog.text, "a message may repeat what a visitor answered"


def test_a_visitor_sees_no_traceback() -> None:
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_production_watches_no_files_and_collects_no_garbage_after_a_click() -> None:
    assert SETTINGS["server"]["fileWatcherType"] == "none"
    assert SETTINGS["runner"]["postScriptGC"] is False


def test_the_backgrounds_are_those_that_colours_are_checked_against() -> None:
    for name, colour in look.BACKGROUNDS.items():
        assert SETTINGS["theme"][name]["backgroundColor"] == colour
