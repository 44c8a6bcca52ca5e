"""The app as a process of its own, in a copy of the project whose data may be spoilt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import urlopen

from data.build import BUILD, ensure_database
from tests.browser.served import HERE, ROOT, free_port, readable, wait_until_healthy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ROOMS = ("components", "data", "pages", "queries", "server", ".streamlit")
SECONDS_TO_STOP = 30


@dataclass(frozen=True)
class Page:
    """What a visitor of `benchmarks/visitors.py` asks for."""

    page: str


@dataclass
class Living:
    """A running server; it has what `benchmarks/visitors.py` needs of one."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    site: Page = Page("draws")

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.port}"

    @property
    def stream(self) -> str:
        return f"ws://{HERE}:{self.port}/_stcore/stream"

    def written(self) -> str:
        return readable(self.log)


def copied(folder: Path) -> Path:
    """Copy the project, with the database of its tables, into a folder, and return it."""
    database = ensure_database()
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("build"))
    shutil.copy(ROOT / "app.py", folder)
    build = folder / "data" / "build"
    build.mkdir()
    shutil.copy(database, build)
    shutil.copy(BUILD / "CURRENT", build)
    return folder


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `make data` in a copy."""
    return subprocess.run(
        [sys.executable, "-m", "data.build"],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def current(folder: Path) -> Path:
    """Return the database that a copy reads."""
    pointer = folder / "data" / "build" / "CURRENT"
    return pointer.parent / pointer.read_text(encoding="utf-8").strip()


@contextmanager
def living(folder: Path, through: Sequence[str] = (), **environment: str) -> Iterator[Living]:
    """Serve a copy while the block runs; `through` is a command that starts the command."""
    port, log = free_port(), folder / "log"
    command = (
        *through,
        *(sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"),
        *("--server.address", HERE, "--server.port", str(port)),
    )
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment() | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Living(folder, port, process, log)
        wait_until_healthy(server.address, process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def fetched(server: Living, path: str) -> str:
    """Return the text at a path of a server."""
    with urlopen(f"{server.address}{path}", timeout=30) as answer:  # noqa: S310 (http)
        return str(answer.read().decode())


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("OINP_")}
