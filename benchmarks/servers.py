"""Start a server on 127.0.0.1, wait until it answers, and stop it by its own process id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "benchmarks" / "peers"

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
DASH_THREADS = 8
"""Threads of a worker that serves Dash, so that many connections can stay open."""


@dataclass(frozen=True)
class Site:
    """A page to measure: the script that serves it, the folder it starts in, and its address.

    Streamlit reads `.streamlit/config.toml` of the folder it starts in, so `folder` decides
    whether our production settings apply. `is_dash` says that it is a Plotly Dash page, which
    gunicorn serves.
    """

    name: str
    script: Path
    folder: Path
    page: str = ""
    is_dash: bool = False

    def command(self, port: int, workers: int) -> list[str]:
        """Return the command that serves the site; only Dash is asked for several workers.

        The only settings given to Streamlit are the port, no browser window, and no call to its
        statistics: a benchmark talks to nobody else.
        """
        if self.is_dash:
            module = ".".join(self.script.relative_to(ROOT).with_suffix("").parts)
            options = ["--bind", f"{HOST}:{port}", "--workers", str(workers)]
            options += ["--threads", str(DASH_THREADS), "--no-control-socket"]
            return [sys.executable, "-m", "gunicorn", f"{module}:server", *options]
        flags = {
            "server.port": str(port),
            "server.address": HOST,
            "server.headless": "true",
            "browser.gatherUsageStats": "false",
        }
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        return command + [f"--{name}={value}" for name, value in flags.items()]

    @property
    def health(self) -> str:
        """The path that answers as soon as the site is up."""
        return "_dash-layout" if self.is_dash else "_stcore/health"


OURS = Site("ours", ROOT / "app.py", ROOT, page="draws")
NAIVE = Site("naive", PEERS / "naive.py", PEERS)
CONSTANTS = Site("constants", PEERS / "constants.py", ROOT)
OUR_OCCUPATIONS = Site("ours", ROOT / "app.py", ROOT, page="occupations")
CONSTANT_OCCUPATIONS = Site("constants", PEERS / "constants_occupations.py", ROOT)
DASH = Site("dash", PEERS / "dash_twin.py", ROOT, is_dash=True)


@dataclass(frozen=True)
class Server:
    """A site that is being served, by the process of this id or by the `replicas` behind it."""

    site: Site
    port: int
    process: int
    replicas: tuple[Server, ...] = ()

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.port}/{self.site.page}"

    @property
    def stream(self) -> str:
        """The address of the websocket."""
        return f"ws://{HOST}:{self.port}/_stcore/stream"


@contextmanager
def serve(site: Site, database: Path | None, *, workers: int = 1) -> Iterator[Server]:
    """Serve a site from a database for as long as the context lasts.

    Without a database the site finds or builds its own. Raises RuntimeError, with the server's
    log, where the server does not answer.
    """
    port = free_port()
    environment = os.environ | {"PYTHONPATH": str(site.folder if site.folder != PEERS else ROOT)}
    environment.pop("OINP_DATABASE", None)
    environment["POLARS_MAX_THREADS"] = "1"  # as app.py has it, for all that read with polars
    if database:
        environment["OINP_DATABASE"] = str(database)
    command = site.command(port, workers)
    health = f"http://{HOST}:{port}/{site.health}"
    with running(site.name, command, site.folder, environment, health) as process:
        yield Server(site, port, process)


@contextmanager
def running(
    name: str, command: list[str], folder: Path, environment: dict[str, str], health: str
) -> Iterator[int]:
    """Run a server until the context ends; give its process id once `health` answers."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 (our own command, no shell)
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _answers(process, health):
                log.seek(0)
                message = f"{name} did not start:\n{log.read().decode(errors='replace')}"
                raise RuntimeError(message)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(process: subprocess.Popen[bytes], health: str) -> bool:
    """Wait until the server is healthy; return False where it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=1):  # noqa: S310 (http on this machine)
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    return False


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
    return port
