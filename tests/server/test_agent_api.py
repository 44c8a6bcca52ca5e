"""Streamlit's experimental agent API: off unless somebody turns it on, and then of use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest
from streamlit import config

from tests.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SERVER_ENABLE_AGENT_API", "true")
        log: Path = tmp_path_factory.mktemp("agent") / "log"
        with served(log) as address:
            yield address


def fetch(url: str, body: object = None) -> Any:  # noqa: ANN401 (whatever the JSON holds)
    """Return the JSON that an address answers with; with a body, to a POST."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    asked = Request(url, content, headers)  # noqa: S310 (our own server)
    with urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 (as above)
        return json.load(answer)


def metrics(snapshot: dict[str, Any]) -> dict[str, str]:
    """Return the figures on a page, by their labels."""
    found = {}
    waiting = [snapshot["tree"]]
    while waiting:
        node = waiting.pop()
        if node["type"] == "metric":
            found[node["props"]["label"]] = node["props"]["value"]
        waiting += node.get("children", [])
    return found


def test_it_is_off() -> None:
    assert config.get_option("server.enableAgentApi") is False


def test_draws_are_read_and_filtered_over_http(site: str) -> None:
    path = f"{site}/_stcore/agent/interact"
    first = fetch(path, {"page": "draws", "query_params": {"stream": ["masters-graduate"]}})
    assert (first["status"], first["page"]["url_path"]) == ("ready", "draws")
    asked = fetch(f"{site}/api/v1/draws.json?stream=masters-graduate")
    assert metrics(first)["Draws"] == f"{asked['total']:,}"
    assert "kind" in {action["key"] for action in first["actions"]}
    changed = fetch(path, {"session_id": first["session_id"], "widget_state": {"kind": "General"}})
    general = fetch(f"{site}/api/v1/draws.json?stream=masters-graduate&kind=general")
    assert metrics(changed)["Draws"] == f"{general['total']:,}"
    assert changed["query_params"] == {"stream": ["masters-graduate"], "kind": ["general"]}


def test_draws_are_read_over_mcp(site: str) -> None:
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {
            "name": "interact",
            "arguments": {"page": "draws", "query_params": {"occupation": ["31301"]}},
        },
    }
    result = fetch(f"{site}/_stcore/agent/mcp", call)["result"]
    assert not result.get("isError")
    snapshot = json.loads(result["content"][0]["text"])
    asked = fetch(f"{site}/api/v1/draws.json?occupation=31301")
    assert metrics(snapshot)["Draws"] == f"{asked['total']:,}"
