"""Chromium, the served app, and a visitor who notices what no page may do.

The fixtures live as long as this folder's tests in one process: Playwright keeps an event loop
running, which the tests of other folders must not find.
"""

from __future__ import annotations

import os
import shutil
import warnings
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .served import served
from .visit import MILLISECONDS_TO_WAIT, Visitor, context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "THE BROWSER TESTS DID NOT RUN: no Chromium was found. Get one with `apt-get install chromium`,"
    " or set OINP_CHROMIUM to the path of one."
)


class NoBrowserWarning(UserWarning):
    """Says at the end of the run, also through xdist and with -q, that nothing was driven."""


def chromium() -> str | None:
    """Return the path of the browser to drive, or None where there is none."""
    if named := os.environ.get("OINP_CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("OINP_BROWSER_REQUIRED") == "1":
            pytest.fail(NO_BROWSER, pytrace=False)
        warnings.warn(NO_BROWSER, NoBrowserWarning, stacklevel=1)
        pytest.skip(NO_BROWSER)
    expect.set_options(timeout=MILLISECONDS_TO_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served app; without a browser nothing is served."""
    assert browser.is_connected()
    with served(tmp_path_factory.mktemp("server") / "log") as found:
        yield found


@pytest.fixture
def new_address(browser: Browser, tmp_path: Path) -> Iterator[str]:
    """The address of an app that has just started and has answered nobody yet."""
    assert browser.is_connected()
    with served(tmp_path / "log") as found:
        yield found


@pytest.fixture(scope="package")
def new_tab(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """A function that opens a tab for a look, such as PHONE, in the profile of all who look so.

    The profile has the files of the site, and a page that stays open opens the tabs, so that they
    share its process, which has compiled the scripts: two seconds a test less.
    """
    first_pages: dict[str, Page] = {}
    with ExitStack() as leaving:

        def tab(**look: object) -> Page:
            name = repr(sorted(look.items()))
            if name not in first_pages:
                profile = leaving.enter_context(context(browser, **look))
                first_pages[name] = profile.new_page()
                first_pages[name].goto(f"{address}/robots.txt")
            with first_pages[name].expect_popup() as opened:
                first_pages[name].evaluate("void open('about:blank')")
            return opened.value

        yield tab


@pytest.fixture
def arrive(new_tab: Callable[..., Page], address: str) -> Iterator[Callable[..., Visitor]]:
    """A function that brings a visitor in a new tab, at a desk unless a look is given.

    At the end of the test each of them must have met no script error and no request to the world.
    """
    with ExitStack() as leaving:
        yield lambda **look: leaving.enter_context(Visitor.comes(new_tab(**look), address))


@pytest.fixture
def visitor(arrive: Callable[..., Visitor]) -> Visitor:
    """A visitor at a desk, in a new tab."""
    return arrive()
