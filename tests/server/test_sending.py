"""All that a script has made is sent in one go, in order."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.runtime import AsyncObjects, Runtime, RuntimeState
from streamlit.runtime.session_manager import ActiveSessionInfo

from server import sending

MESSAGES = ("first", "second", "third")


class Session(AppSession):
    """A session without a script, whose messages wait to be sent."""

    def __init__(self) -> None:
        """Make only what is asked for when messages are sent."""
        self._settle_pending = False
        self._browser_queue = ForwardMsgQueue()
        for text in MESSAGES:
            message = ForwardMsg()
            message.parent_message.message = text
            self._browser_queue.enqueue(message)

    def __del__(self) -> None:
        """End nothing, as nothing was begun."""


async def sent_by_the_loop() -> list[tuple[str, int]]:
    """Return what a round of Streamlit's loop sends, and how often others ran before each."""
    sent: list[tuple[str, int]] = []
    others = 0

    async def count() -> None:
        nonlocal others
        while True:
            others += 1
            await asyncio.sleep(0)

    def send(message: ForwardMsg) -> None:
        sent.append((message.parent_message.message, others))

    client: Any = SimpleNamespace(write_forward_msg=send)
    visitor = ActiveSessionInfo(client, Session())
    runtime = Runtime.__new__(Runtime)
    runtime._state = RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED  # noqa: SLF001
    runtime._async_objs = objects = AsyncObjects(  # noqa: SLF001
        asyncio.get_running_loop(),
        *(asyncio.Event() for _ in range(3)),
        asyncio.Future(),
        asyncio.Future(),
    )

    def visitors() -> list[ActiveSessionInfo]:
        objects.must_stop.set()
        return [visitor]

    runtime._session_mgr = SimpleNamespace(  # type: ignore[assignment]  # noqa: SLF001
        list_active_sessions=visitors, list_sessions=list
    )
    counting = asyncio.create_task(count())
    await runtime._loop_coroutine()  # noqa: SLF001
    counting.cancel()
    return sent


@pytest.mark.parametrize("at_once", [False, True])
def test_nobody_else_runs_between_two_messages(
    monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    monkeypatch.setattr(AppSession, "flush_browser_queue", sending._flush)  # noqa: SLF001
    monkeypatch.setattr(Runtime, "_send_message", sending._send)  # noqa: SLF001
    if at_once:
        sending.at_once()
        sending.at_once()
    sent = asyncio.run(sent_by_the_loop())
    assert [text for text, _ in sent] == list(MESSAGES)
    rounds = len({others for _, others in sent})
    # Where Streamlit no longer pauses by itself, `server/sending.py` can go.
    assert rounds == (1 if at_once else len(MESSAGES))
