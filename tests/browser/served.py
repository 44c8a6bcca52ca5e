"""The app, started as `streamlit run app.py` starts it, and stopped again."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from data.build import ensure_database

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
HERE = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
SECONDS_BETWEEN_KNOCKS = 0.1


@contextmanager
def served(log: Path) -> Iterator[str]:
    """Serve the app while the block runs; AssertionError at its end where the log shows a fault."""
    ensure_database()
    port = free_port()
    command = (
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        *("--server.address", HERE, "--server.port", str(port), "--server.headless", "true"),
    )
    environment = {name: value for name, value in os.environ.items() if name != "OINP_DATABASE"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://{HERE}:{port}"
        wait_until_healthy(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    written = readable(log)
    assert "Traceback" not in written, f"The server's log holds an error:\n{written}"


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server says that it is well; AssertionError where it does not in time."""
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest:
        assert process.poll() is None, f"The server stopped at start:\n{readable(log)}"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5) as answer:  # noqa: S310 (http)
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(SECONDS_BETWEEN_KNOCKS)
    message = f"The server did not start in {SECONDS_TO_START} seconds:\n{readable(log)}"
    raise AssertionError(message)


def readable(log: Path) -> str:
    """Return the text of a log without the colours of a terminal."""
    return re.sub(r"\x1b\[[0-9;]*m", "", log.read_text(encoding="utf-8", errors="replace"))
