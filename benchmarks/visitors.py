"""Visitors without a browser: they speak Streamlit's protobuf over its websocket.

A visitor does what the browser does. It names the page it wants at its first run, keeps the
address that the page writes, sends the state of the widgets it has touched, names the part of the
page that they belong to, and says which large messages it still holds, so that the server need not
send them again.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.Delta_pb2 import Delta
    from streamlit.proto.Element_pb2 import Element
    from websockets.asyncio.client import ClientConnection

    from benchmarks.servers import Server

SECONDS_TO_ANSWER = 180
RUNS_A_MESSAGE_IS_KEPT = 2
"""As in the browser (Streamlit's global.maxCachedMessageAge)."""

LISTS = ("multiselect", "date_input")
WIDGETS = (*LISTS, "radio", "selectbox")

Click = dict[str, list[str]]
"""What to choose, by the widget's label: the beginning of each option's label, or ISO dates."""


@dataclass
class Run:
    """One run of the page: how long it took, what it sent, and the errors that it showed."""

    seconds: float
    received: int = 0
    errors: list[str] = field(default_factory=list)
    elements: Counter[str] = field(default_factory=Counter)


class Visitor:
    """One session of one page."""

    def __init__(self, server: Server, address: str | None = None) -> None:
        """Make a visitor who has not arrived; `address` is where they come from."""
        self._server = server
        self._address = address
        self._page_hash = ""
        self._query_string = ""
        self.widgets: dict[str, Element] = {}
        self._part: dict[str, str] = {}
        self._touched: dict[str, list[str]] = {}
        self._held: dict[str, Delta] = {}
        self._last_used: dict[str, int] = {}
        self._runs = 0
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        """Connect; the page does not run before `arrive`."""
        source = (self._address, 0) if self._address else None
        self._socket = await connect(
            self._server.stream,
            max_size=None,
            ping_interval=None,
            open_timeout=SECONDS_TO_ANSWER,
            local_addr=source,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave."""
        await self._socket.close()

    async def arrive(self) -> Run:
        """Open the page: its first run."""
        return await self._run()

    async def click(self, choices: Click) -> Run:
        """Choose values in widgets, emptying those that are not named, and wait for the page.

        A browser tells of one widget at a time, and names its part of the page. Where several
        change at once here, the part of one of them is named; the callbacks of all are called.
        """
        part = ""
        for label in sorted({*self._touched, *choices}):
            values = self._values(label, choices.get(label, []))
            if not part or values != self._touched.get(label):
                part = self._part[label]
            self._touched[label] = values
        return await self._run(part)

    async def sent_away(self) -> int | None:
        """Wait until the server ends the session, and return the websocket's code for why."""
        await self._socket.wait_closed()
        return self._socket.close_code

    def _values(self, label: str, wanted: Sequence[str]) -> list[str]:
        """Return the widget's values for what is wanted; its first option means nothing chosen."""
        element = self.widgets[label]
        kind = element.WhichOneof("type")
        if kind == "date_input":
            return list(wanted)
        options = list(getattr(element, str(kind)).options)
        if not wanted and kind != "multiselect":
            return options[:1]
        return [next(o for o in options if o.startswith(beginning)) for beginning in wanted]

    async def _run(self, part: str = "") -> Run:
        self._runs += 1
        message = BackMsg()
        self._fill(message.rerun_script)
        message.rerun_script.fragment_id = part
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        run = Run(0)
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            while not self._finished(await self._socket.recv(decode=False), run):
                pass
        run.seconds = time.perf_counter() - started
        old = [
            h for h, used in self._last_used.items() if used <= self._runs - RUNS_A_MESSAGE_IS_KEPT
        ]
        for forgotten in old:
            del self._last_used[forgotten], self._held[forgotten]
        return run

    def _fill(self, state: ClientState) -> None:
        """Fill in what the browser sends to ask for a run."""
        state.query_string = self._query_string
        state.cached_message_hashes.extend(self._held)
        if self._page_hash:
            state.page_script_hash = self._page_hash
        else:
            state.page_name = self._server.site.page
        for label, values in self._touched.items():
            element = self.widgets[label]
            kind = str(element.WhichOneof("type"))
            widget = state.widget_states.widgets.add(id=getattr(element, kind).id)
            if kind in LISTS:
                widget.string_array_value.data.extend(values)
                widget.string_array_value.SetInParent()
            else:
                widget.string_value = values[0]

    def _finished(self, data: bytes, run: Run) -> bool:
        """Take in one message; return whether it ends the run."""
        message = ForwardMsg()
        message.ParseFromString(data)
        run.received += len(data)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page_hash = self._page_hash or message.new_session.page_script_hash
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query_string = message.page_info_changed.query_string.removeprefix("?")
        elif kind == "ref_hash":
            self._last_used[message.ref_hash] = self._runs
            self._take(self._held[message.ref_hash], run)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            if message.metadata.cacheable:
                self._held[message.hash] = message.delta
                self._last_used[message.hash] = self._runs
            self._take(message.delta, run)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                run.errors.append("the script does not compile")
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _take(self, delta: Delta, run: Run) -> None:
        """Note an element: its kind, a widget's state as the page set it, or an error shown."""
        element = delta.new_element
        kind = str(element.WhichOneof("type"))
        run.elements[kind] += 1
        if kind in WIDGETS:
            proto: Any = getattr(element, kind)
            self.widgets[proto.label] = element
            self._part[proto.label] = delta.fragment_id
            if proto.set_value and proto.label in self._touched:
                self._touched[proto.label] = _set_values(kind, proto)
        elif kind == "exception" and not element.exception.is_warning:
            run.errors.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            run.errors.append(element.alert.body)


def _set_values(kind: str, proto: Any) -> list[str]:  # noqa: ANN401 (one of four messages)
    if kind == "multiselect":
        return list(proto.raw_values)
    return list(proto.value) if kind == "date_input" else [proto.raw_value]


def kinds(elements: Mapping[str, int]) -> str:
    """Return how many elements of each kind a page has, in a line."""
    return ", ".join(f"{count} {kind}" for kind, count in sorted(elements.items()))
