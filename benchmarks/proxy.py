"""Replicas of a site behind a real Caddy with the configuration of `deploy/`."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.servers import HOST, ROOT, Server, free_port, running, serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.servers import Site

CONFIGURATION = ROOT / "deploy" / "Caddyfile"
NO_CADDY = "no Caddy was found: get one with `apt-get install caddy`"
ON_THIS_MACHINE = """{{
	admin off
	auto_https off
	default_bind {host}
}}
import {configuration}
"""


@contextmanager
def replicas(site: Site, database: Path, count: int) -> Iterator[list[Server]]:
    """Serve a site from several processes."""
    with ExitStack() as stack:
        yield [stack.enter_context(serve(site, database)) for _ in range(count)]


@contextmanager
def proxied(servers: Sequence[Server]) -> Iterator[Server]:
    """Serve replicas behind one address, a visitor always from the same one.

    Raises RuntimeError, with what to do, where there is no Caddy.
    """
    caddy = shutil.which("caddy")
    if caddy is None:
        raise RuntimeError(NO_CADDY)
    port = free_port()
    site = servers[0].site
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "Caddyfile")
        text = ON_THIS_MACHINE.format(host=HOST, configuration=CONFIGURATION)
        settings.write_text(text, encoding="utf-8")
        environment = os.environ | {
            "OINP_SITE": f"http://{HOST}:{port}",
            "OINP_UPSTREAMS": " ".join(["to", *(f"{HOST}:{server.port}" for server in servers)]),
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        }
        command = [caddy, "run", "--config", str(settings), "--adapter", "caddyfile"]
        health = f"http://{HOST}:{port}/{site.health}"
        with running("Caddy", command, Path(folder), environment, health) as process:
            yield Server(site, port, process, tuple(servers))
