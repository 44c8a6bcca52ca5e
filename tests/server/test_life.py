"""A server meets what goes wrong with data while people click: they see data or a kind word."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import duckdb
import pytest

from benchmarks.visitors import Visitor
from components import words
from tests.server import living

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.living import Living

VISITORS = 50
OLD, NEW = "PhD Graduate (closed)", "Doctors (closed)"

GOING_AWAY = {1001, 1012}
"""What a server that stops in good order tells a browser, which then looks for another one."""

pytestmark = pytest.mark.xdist_group("life")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project with its database."""
    return living.copied(tmp_path)


def rename_a_stream(folder: Path) -> None:
    path = folder / "data" / "tables" / "streams.csv"
    text = path.read_text(encoding="utf-8")
    assert ",PhD Graduate,PhD Graduate," in text
    path.write_text(text.replace(",PhD Graduate,PhD Graduate,", ",Doctors,Doctors,"), "utf-8")


def spoil_the_tables(folder: Path) -> None:
    path = folder / "data" / "tables" / "streams.csv"
    path.write_text("not,a,table\n1,2,3\n", encoding="utf-8")


def health(server: Living) -> tuple[int, dict]:
    try:
        with urlopen(f"{server.address}/api/v1/health", timeout=20) as answer:  # noqa: S310 (http)
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def shown(visitor: Visitor) -> list[str]:
    return list(visitor.widgets["Stream"].multiselect.options)


def test_new_data_under_fifty_clicking_visitors(folder: Path) -> None:
    """Nobody sees an error, and everybody has the new data at the next click."""

    async def click_until(visitor: Visitor, built: asyncio.Event) -> list[str]:
        errors = (await visitor.arrive()).errors
        turn = 0
        while not built.is_set():
            chosen = {"Stream": ["Foreign Worker"] if turn % 2 else []}
            errors += (await visitor.click(chosen)).errors
            turn += 1
        errors += (await visitor.click({})).errors
        return errors

    async def crowd(server: Living) -> tuple[list[str], list[list[str]]]:
        visitors = [Visitor(server) for _ in range(VISITORS)]
        built = asyncio.Event()
        stack = AsyncExitStack()
        for visitor in visitors:
            await stack.enter_async_context(visitor)
        clicking = [asyncio.create_task(click_until(visitor, built)) for visitor in visitors]
        rename_a_stream(folder)
        made = await asyncio.to_thread(living.build, folder)
        assert made.returncode == 0, made.stderr
        built.set()
        errors = [error for found in await asyncio.gather(*clicking) for error in found]
        seen = [shown(visitor) for visitor in visitors]
        await stack.aclose()
        return errors, seen

    with living.living(folder) as server:
        errors, seen = asyncio.run(crowd(server))
        assert errors == []
        assert all(NEW in options and OLD not in options for options in seen)
        assert "Traceback" not in server.written()


def test_a_missing_database_is_built_at_start(folder: Path) -> None:
    for path in (folder / "data" / "build").iterdir():
        path.unlink()
    with living.living(folder) as server:
        assert health(server)[0] == 200
    assert living.current(folder).is_file()


def test_a_start_with_faulty_tables_serves_what_was_built_before(folder: Path) -> None:
    spoil_the_tables(folder)
    before = living.current(folder)

    async def visit(server: Living) -> list[str]:
        async with Visitor(server) as visitor:
            errors = (await visitor.arrive()).errors
            assert OLD in shown(visitor)
            return errors

    with living.living(folder) as server:
        assert asyncio.run(visit(server)) == []
        assert health(server)[0] == 200
        log = server.written()
    assert "the site serves what was built before" in log
    assert "streams.csv:1" in log
    assert "make data" in log
    assert living.current(folder) == before


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def foreign(path: Path) -> None:
    path.unlink()
    with duckdb.connect(path) as database:
        database.execute("create table recipes (name varchar)")


def of_an_older_version(path: Path) -> None:
    with duckdb.connect(path) as database:
        database.execute("drop macro passes")


@pytest.mark.parametrize("spoil", [truncated, foreign, of_an_older_version])
def test_a_bad_database_is_told_kindly_until_a_good_one_comes(folder: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(living.current(folder))
    tables = (folder / "data" / "tables" / "streams.csv").read_text(encoding="utf-8")
    spoil_the_tables(folder)

    async def visit(server: Living) -> None:
        async with Visitor(server) as visitor:
            assert words.NO_DATA in (await visitor.arrive()).errors
            log = server.written()
            assert "make data" in log
            assert words.NO_DATA not in log
            (folder / "data" / "tables" / "streams.csv").write_text(tables, encoding="utf-8")
            rename_a_stream(folder)
            made = await asyncio.to_thread(living.build, folder)
            assert made.returncode == 0, made.stderr
            assert (await visitor.click({})).errors == []
            assert NEW in shown(visitor)
        assert health(server)[0] == 200

    with living.living(folder) as server:
        asyncio.run(visit(server))


def test_a_truncated_database_is_built_again_at_start(folder: Path) -> None:
    truncated(living.current(folder))
    with living.living(folder) as server:
        assert health(server)[0] == 200


def test_a_request_to_stop_ends_cleanly_while_somebody_is_there(folder: Path) -> None:
    async def visit(server: Living) -> int | None:
        async with Visitor(server) as visitor:
            await visitor.arrive()
            server.process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(server.process.wait, living.SECONDS_TO_STOP)
            return await visitor.sent_away()

    with living.living(folder) as server:
        assert asyncio.run(visit(server)) in GOING_AWAY
        assert server.process.returncode in {0, -signal.SIGTERM}
        assert "Traceback" not in server.written()
        assert "error" not in server.written().lower()
