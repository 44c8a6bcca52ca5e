"""The proxy as it is configured: who gets which replica, and what happens when one dies."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING

import brotli
import pytest

from benchmarks.visitors import Visitor
from server import compress
from tests.deploy.proxy import proxied
from tests.server import living

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server.living import Living

NEIGHBOURS = [f"127.0.0.{number}" for number in range(1, 13)]

pytestmark = pytest.mark.xdist_group("proxy")


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[dict[str, Living]]:
    """Two replicas, each with its own copy of the small file, by name."""
    with ExitStack() as stack:
        found = {}
        for name in ("one", "two"):
            folder = living.copied(tmp_path / name)
            environment = {
                "OINP_BASE_URL": f"http://{name}.example",
                "OINP_TRUSTED_PROXIES": "1",
                "FORWARDED_ALLOW_IPS": "127.0.0.1",
            }
            found[name] = stack.enter_context(living.living(folder, **environment))
        yield found


def test_a_visitor_stays_with_one_replica_and_leaves_it_only_when_it_dies(
    replicas: dict[str, Living], tmp_path: Path
) -> None:
    async def visit(expected_errors: list[str]) -> None:
        async with Visitor(proxy) as visitor:
            assert (await visitor.arrive()).errors == expected_errors
            run = await visitor.click({"Stream": ["Foreign Worker"]})
            assert run.errors == expected_errors
            assert run.elements["metric"] >= 4

    async def visit_while_it_dies() -> int | None:
        async with Visitor(proxy) as visitor:
            assert (await visitor.arrive()).errors == []
            replicas[mine].process.kill()
            return await visitor.sent_away()

    page = living.Page("draws")
    with proxied(list(replicas.values()), tmp_path, page) as proxy:
        chosen = {source: proxy.replica(source) for source in NEIGHBOURS}
        assert set(chosen.values()) == {"one", "two"}, "both replicas have visitors"
        for _ in range(3):
            assert {source: proxy.replica(source) for source in NEIGHBOURS} == chosen
        asyncio.run(visit([]))

        mine = proxy.replica()
        assert asyncio.run(visit_while_it_dies()) is not None
        other = "two" if mine == "one" else "one"
        assert {proxy.replica(source) for source in NEIGHBOURS} == {other}
        asyncio.run(visit([]))


def test_what_the_app_compressed_and_said_arrives_as_it_was(
    replicas: dict[str, Living], tmp_path: Path
) -> None:
    script = next(path for path in compress.sources() if path.name.startswith("index."))
    with proxied(list(replicas.values()), tmp_path, living.Page("draws"), tls=True) as proxy:
        path = f"/static/{script.parent.name}/{script.name}"
        status, headers, body = proxy.get(path, **{"Accept-Encoding": "gzip, br"})
        assert (status, headers["content-encoding"]) == (200, "br")
        assert brotli.decompress(body) == script.read_bytes()
        assert headers["cache-control"].startswith("public, immutable")

        status, headers, _ = proxy.get("/draws")
        assert status == 200
        assert headers["cache-control"] == "no-cache"
        assert headers["strict-transport-security"].startswith("max-age=")
        assert "script-src 'self'" in headers["content-security-policy"]

        assert proxy.get("/_stcore/metrics")[0] == 404
        assert proxy.get("/nonsense")[0] == 404
        assert b"<title>" not in proxy.get("/", Host="evil.example")[2]
