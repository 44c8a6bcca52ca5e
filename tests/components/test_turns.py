"""Scripts take turns: few run at a time, and one that has its turn is never locked out."""

from __future__ import annotations

import threading
from contextlib import suppress

from components import turns

SECONDS = 10


def test_no_more_run_at_a_time_than_there_are_turns() -> None:
    running, most = 0, 0
    counting = threading.Lock()
    everybody = threading.Event()

    def script() -> None:
        nonlocal running, most
        with turns.turn():
            with counting:
                running += 1
                most = max(most, running)
                if running == turns.AT_ONCE:
                    everybody.set()
            everybody.wait(SECONDS)
            with counting:
                running -= 1

    threads = [threading.Thread(target=script) for _ in range(3 * turns.AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert (running, most) == (0, turns.AT_ONCE)


def test_a_script_with_a_turn_needs_no_other_and_gives_it_back_after_an_error() -> None:
    done = threading.Event()

    def script() -> None:
        for _ in range(2 * turns.AT_ONCE):
            with suppress(ZeroDivisionError), turns.turn(), turns.turn():
                _ = 1 / 0
        done.set()

    thread = threading.Thread(target=script, daemon=True)
    thread.start()
    assert done.wait(SECONDS)
