"""How much a first visitor downloads: bytes do not depend on how busy the machine is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from server import compress

from .visit import Visitor, context

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

MEGABYTE = 1_000_000
SECONDS_TO_COMPRESS = 300


@pytest.fixture(scope="module", autouse=True)
def _compressed() -> None:
    """Wait until Streamlit's files are as small as they get: a server at work makes them so."""
    latest = time.monotonic() + SECONDS_TO_COMPRESS
    while next(compress.missing(), None) is not None:
        if not compress.compress_all():
            time.sleep(1)
        assert time.monotonic() < latest


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [
        ("/", 1.2),
        ("/draw?draw=2025-09-03-foreign-worker-priority-occupations", 1.5),
        ("/occupations", 1.8),
        ("/estimator", 1.3),
        ("/deadlines", 1.6),
        ("/program", 2.5),
        ("/data", 1.8),
        ("/occupation?noc=31120", 2.7),
        ("/draws", 2.9),
    ],
)
def test_a_first_visit_downloads_no_more_than_this(
    path: str, megabytes: float, browser: Browser, address: str
) -> None:
    """Everything from the server: HTTP as it came over the wire, and the websocket."""
    received: list[float] = []
    with context(browser) as profile, Visitor.comes(profile.new_page(), address) as visitor:
        tools = profile.new_cdp_session(visitor.page)
        tools.on(
            "Network.loadingFinished", lambda event: received.append(event["encodedDataLength"])
        )
        tools.on(
            "Network.webSocketFrameReceived",
            lambda event: received.append(len(event["response"]["payloadData"]) * 3 / 4),
        )
        tools.send("Network.enable")
        visitor.opens(path)
        visitor.page.wait_for_load_state("networkidle")
    assert 0.5 < sum(received) / MEGABYTE <= megabytes


def test_the_overview_loads_nothing_that_draws_charts_tables_or_code(
    browser: Browser, address: str
) -> None:
    with context(browser) as profile, Visitor.comes(profile.new_page(), address) as visitor:
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
        visitor.opens("/")
        visitor.page.wait_for_load_state("networkidle")
    heavy = ("Plotly", "DataFrame", "StreamlitSyntax", "SourceS", "EChart", "embed")
    assert not [name for name in asked if name.startswith(heavy)]
