"""Visitors of the Dash twin, without a browser: they ask for what its page asks for.

A visitor keeps one connection, reads the layout and the callback from the server, and sends the
value of every control at each click, as Dash's own script does.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

import httpx2

from benchmarks.visitors import SECONDS_TO_ANSWER, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.servers import Server
    from benchmarks.visitors import Click

ENCODINGS = "gzip, deflate, br, zstd"
"""What Chromium accepts over TLS; the twin answers in zstd, which costs it least."""

Component = dict[str, Any]


class DashVisitor:
    """One visitor of one page."""

    def __init__(self, server: Server) -> None:
        """Make a visitor who has not arrived."""
        self._server = server
        self._callback: dict[str, Any] = {}
        self._properties: dict[str, Component] = {}
        self._values: dict[str, Any] = {}
        self._client = httpx2.AsyncClient(
            base_url=server.url, headers={"Accept-Encoding": ENCODINGS}, timeout=SECONDS_TO_ANSWER
        )

    async def __aenter__(self) -> Self:
        """Connect; nothing is asked for before `arrive`."""
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *failure: object) -> None:
        """Leave."""
        await self._client.aclose()

    async def arrive(self) -> Run:
        """Open the page: its layout and its first callback."""
        started = time.perf_counter()
        page, layout, callbacks = [
            await self._client.get(path) for path in ("", "_dash-layout", "_dash-dependencies")
        ]
        page.raise_for_status()
        self._properties = {c["props"]["id"]: c["props"] for c in _named(layout.json())}
        (self._callback,) = callbacks.json()
        run = await self._ask([])
        run.seconds = time.perf_counter() - started
        return run

    async def click(self, choices: Click) -> Run:
        """Choose values in controls, emptying those that are not named, and wait for the answer."""
        values = {label: self._chosen(label, wanted) for label, wanted in choices.items()}
        labels = sorted({*self._values, *values})
        changed = [label for label in labels if self._values.get(label) != values.get(label)]
        self._values = values
        return await self._ask(changed)

    def _chosen(self, label: str, wanted: list[str]) -> Any:  # noqa: ANN401 (as Dash sends it)
        """Return the values of the options that begin as what is wanted."""
        properties = self._properties[label]
        if "options" not in properties:
            return wanted[0]
        options = properties["options"].items()
        values = [next(v for v, text in options if text.startswith(word)) for word in wanted]
        return values if properties.get("multi") else values[0]

    async def _ask(self, changed: list[str]) -> Run:
        inputs = [
            asked | {"value": self._values.get(asked["id"])} for asked in self._callback["inputs"]
        ]
        names = {asked["id"]: f"{asked['id']}.{asked['property']}" for asked in inputs}
        outputs = [name.rpartition(".") for name in self._callback["output"][2:-2].split("...")]
        question = {
            "output": self._callback["output"],
            "outputs": [{"id": part, "property": name} for part, _, name in outputs],
            "inputs": inputs,
            "state": [],
            "changedPropIds": [names[label] for label in changed],
        }
        started = time.perf_counter()
        answer = await self._client.post("_dash-update-component", json=question)
        run = Run(time.perf_counter() - started, answer.num_bytes_downloaded)
        if answer.is_error:
            run.errors.append(f"HTTP {answer.status_code}")
        elif "chart" not in answer.json()["response"]:
            run.errors.append("the answer holds no chart")
        return run


def _named(component: object) -> Iterator[Component]:
    """Return the components of a layout that have an id, from the outside in."""
    if isinstance(component, list):
        for part in component:
            yield from _named(part)
    elif isinstance(component, dict) and "props" in component:
        if "id" in component["props"]:
            yield component
        yield from _named(component["props"].get("children"))
