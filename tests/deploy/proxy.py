"""A real Caddy with the configuration of `deploy/`, before two replicas of the app."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import ssl
import subprocess
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.served import HERE, ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.server.living import Living, Page

CONFIGURATION = ROOT / "deploy" / "Caddyfile"
NO_CADDY = "THE PROXY WAS NOT TESTED: no Caddy was found. Get one with `apt-get install caddy`."
SECONDS_TO_START = 30

ON_THIS_MACHINE = """{{
	admin off
	skip_install_trust
	local_certs
	auto_https disable_redirects
}}
import {configuration}
"""


class NoProxyWarning(UserWarning):
    """Says at the end of the run that the proxy was not tested."""


@dataclass(frozen=True)
class Proxy:
    """A running proxy; it has what `benchmarks/visitors.py` needs of a server."""

    port: int
    tls: bool
    site: Page

    @property
    def stream(self) -> str:
        return f"ws://localhost:{self.port}/_stcore/stream"

    def get(
        self, path: str, source: str = HERE, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask from an address of this machine; return status, headers and body as they came."""
        if self.tls:
            unchecked = ssl.create_default_context()
            unchecked.check_hostname = False
            unchecked.verify_mode = ssl.CERT_NONE
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                "localhost", self.port, source_address=(source, 0), context=unchecked, timeout=30
            )
        else:
            connection = http.client.HTTPConnection(
                "localhost", self.port, source_address=(source, 0), timeout=30
            )
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()
        finally:
            connection.close()

    def replica(self, source: str = HERE) -> str:
        """Return the name of the replica that answers an address: each has its own base address."""
        status, _, body = self.get("/", source)
        assert status == 200
        return re.findall(r'<link rel="canonical" href="http://(\w+)\.example/">', body.decode())[0]


@contextmanager
def proxied(
    replicas: Sequence[Living], folder: Path, page: Page, *, tls: bool = False
) -> Iterator[Proxy]:
    """Run the proxy before the replicas while the block runs."""
    caddy = shutil.which("caddy")
    if caddy is None:
        warnings.warn(NO_CADDY, NoProxyWarning, stacklevel=1)
        pytest.skip(NO_CADDY)
    port = free_port()
    settings = folder / "Caddyfile"
    settings.write_text(ON_THIS_MACHINE.format(configuration=CONFIGURATION), encoding="utf-8")
    environment = os.environ | {
        "OINP_SITE": f"{'https' if tls else 'http'}://localhost:{port}",
        "OINP_UPSTREAMS": " ".join(["to", *(f"{HERE}:{replica.port}" for replica in replicas)]),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(
            [caddy, "run", "--config", str(settings), "--adapter", "caddyfile"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    proxy = Proxy(port, tls, page)
    try:
        _wait(proxy, process, folder / "caddy.log")
        yield proxy
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def _wait(proxy: Proxy, process: subprocess.Popen[bytes], log: Path) -> None:
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest:
        assert process.poll() is None, f"Caddy stopped at start:\n{log.read_text(encoding='utf-8')}"
        try:
            if proxy.get("/_stcore/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    message = "Caddy did not start"
    raise AssertionError(message)
