"""From the first control to the last by keyboard: nothing traps, and links show their focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

MOST_STEPS = 250
SCROLLING = 400
"""Milliseconds in which the page has scrolled to what has the focus."""
DRAWN = ("CANVAS", "DIV", "TD")
"""A drawn table, its cells and the box around it: the drawing marks where the focus is."""
LAST = "College of Immigration and Citizenship Consultants"
"""The last link of the footer, which is the last control of every page."""


@pytest.mark.parametrize(
    "path",
    [
        "/deadlines?invited_on=2026-11-20&pathway=workforce-priority-teer-0-3",
        "/program",
        "/data",
    ],
)
def test_tab_goes_from_the_first_control_to_the_last(visitor: Visitor, path: str) -> None:
    visitor.opens(path)
    passed = []
    for _ in range(MOST_STEPS):
        visitor.page.keyboard.press("Tab")
        focus = visitor.focus()
        if not focus["on_screen"]:  # the page may still be scrolling to it
            visitor.page.wait_for_timeout(SCROLLING)
            focus = visitor.focus()
        passed.append(focus)
        if LAST in focus["text"] and focus["text"].strip() == LAST:
            break
    assert passed[-1]["text"].strip() == LAST, passed[-5:]
    hidden = [one for one in passed if not one["on_screen"] and one["tag"] not in DRAWN]
    assert not hidden
    ringless = [one for one in passed if one["tag"] == "A" and not one["ring"]]
    assert not ringless
