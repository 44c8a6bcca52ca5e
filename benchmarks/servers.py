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


@dataclass(frozen=True)
class Site:
    """A page to measure: the script that serves it, the folder it starts in, and its address.

    Streamlit reads `.streamlit/config.toml` of the folder it starts in, so `folder` decides
    whether our production settings apply.
    """

    name: str
    script: Path
    folder: Path
    page: str = ""


OURS = Site("ours", ROOT / "app.py", ROOT, page="draws")
NAIVE = Site("naive", PEERS / "naive.py", PEERS)
CONSTANTS = Site("constants", PEERS / "constants.py", ROOT)


@dataclass(frozen=True)
class Server:
    """A site that is being served."""

    site: Site
    port: int
    process: int

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.port}/{self.site.page}"

    @property
    def stream(self) -> str:
        """The address of the websocket."""
        return f"ws://{HOST}:{self.port}/_stcore/stream"


@contextmanager
def serve(site: Site, database: Path) -> Iterator[Server]:
    """Serve a site from a database for as long as the context lasts.

    The only settings given are the port, no browser window, and no call to Streamlit's statistics:
    a benchmark talks to nobody else. Raises RuntimeError, with the server's log, where the server
    does not answer.
    """
    port = _free_port()
    flags = {
        "server.port": str(port),
        "server.address": HOST,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(site.script)]
    command += [f"--{name}={value}" for name, value in flags.items()]
    environment = os.environ | {"OINP_DATABASE": str(database), "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 (our own script, no shell)
            command, cwd=site.folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _answers(process, f"http://{HOST}:{port}/_stcore/health"):
                log.seek(0)
                message = f"{site.name} did not start:\n{log.read().decode(errors='replace')}"
                raise RuntimeError(message)
            yield Server(site, port, process.pid)
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
            time.sleep(0.05)
    return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
    return port
