"""Send all that a script has made in one go.

After each message Streamlit lets everything else of the process run. In a crowd a script then takes
the interpreter and keeps it for 5 ms, some thirty times a click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

if TYPE_CHECKING:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime.session_manager import ActiveSessionInfo

Bundle = list["ForwardMsg"]
"""What waits for one visitor; Streamlit's loop takes it for a single message."""

_flush = AppSession.flush_browser_queue
_send = Runtime._send_message  # noqa: SLF001 (Streamlit has no door for it; a test holds the loop)


def at_once() -> None:
    """Let Streamlit's loop send the messages of a visitor without a pause between them."""
    AppSession.flush_browser_queue = _bundled  # type: ignore[assignment,method-assign]
    Runtime._send_message = _sent  # type: ignore[assignment,method-assign]  # noqa: SLF001


def _bundled(session: AppSession) -> list[Bundle]:
    messages = _flush(session)
    return [messages] if messages else []


def _sent(runtime: Runtime, visitor: ActiveSessionInfo, bundle: Bundle) -> None:
    for message in bundle:
        _send(runtime, visitor, message)
