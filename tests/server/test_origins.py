"""Who may open a session: pages of this site, and no other site's."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import net_util

from server.middleware import middleware
from server.origins import SameOrigin


async def greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def opened(origin: str | None, host: str = "draws.example") -> bool:
    """Return whether a page at an origin gets a session."""
    app = Starlette(
        routes=[WebSocketRoute("/_stcore/stream", greet)], middleware=[Middleware(SameOrigin)]
    )
    headers = {"host": host} | ({} if origin is None else {"origin": origin})
    try:
        with TestClient(app).websocket_connect("/_stcore/stream", headers=headers) as socket:
            return socket.receive_text() == "hello"
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("http://draws.example", True),
        ("https://draws.example", True),
        ("http://localhost:8501", True),
        ("https://evil.example", False),
        ("https://draws.example.evil.example", False),
        ("https://evil.example#draws.example", False),
        ("https://draws.example:444", False),
        ("null", False),
        ("", False),
        ("https://[", False),
    ],
)
def test_only_pages_of_this_site_open_a_session(origin: str | None, *, allowed: bool) -> None:
    assert opened(origin) == allowed


def test_the_base_address_counts_where_a_proxy_changes_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OINP_BASE_URL", "https://draws.example")
    assert opened("https://draws.example", host="10.0.0.1:8501")
    assert not opened("https://evil.example", host="10.0.0.1:8501")


def test_a_stranger_costs_no_request_to_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("asked the network"))
    assert not opened("https://evil.example")
    assert SameOrigin in [found.cls for found in middleware()]
