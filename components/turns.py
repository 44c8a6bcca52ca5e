"""Let few scripts run at a time, while the others wait for their turn.

All threads of a process share one interpreter. Where the scripts of a crowd run all at once, each
of them takes as long as all together, and so does the thread that sends what they have made. One
after the other they take less in all (`benchmarks/README.md`).
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 2
"""One more than the interpreter runs: while the database answers the one, it takes the other."""

_turns = threading.BoundedSemaphore(AT_ONCE)
_mine = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn and keep it; a thread that has one already goes on."""
    if getattr(_mine, "turn", False):
        yield
        return
    with _turns:
        _mine.turn = True
        try:
            yield
        finally:
            _mine.turn = False
