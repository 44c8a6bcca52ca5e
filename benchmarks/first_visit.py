"""A first visit in Chromium on a slow link: bytes, time to the first number, time to the chart.

The landing page alone; `/draws` beside stock Streamlit and the Dash twin, in turns.
"""

from __future__ import annotations

import os
import shutil
import statistics
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import DASH, NAIVE, OURS, Server, serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

MEGABITS_PER_SECOND = 10
LATENCY_MS = 60
MOST_MS = 120_000
MEGABYTE = 1_000_000
VISITS, QUICK_VISITS = 8, 3

MOST_LANDING_MB, MOST_LANDING_SECONDS = 1.2, 2.7
MOST_DRAWS_MB, MOST_CHART_SECONDS = 2.7, 5.2

LINK = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": MEGABITS_PER_SECOND * 1_000_000 / 8,
    "uploadThroughput": MEGABITS_PER_SECOND * 1_000_000 / 8,
}

NUMBER_IS_SHOWN = """() => {
    const value = document.querySelector('[data-testid="stMetricValue"], #Draws');
    return value && /[0-9]/.test(value.innerText) && performance.now();
}"""
CHART_IS_SHOWN = """() => {
    const mark = document.querySelector('.js-plotly-plot .point, .js-plotly-plot .points path');
    return mark && mark.getBoundingClientRect().width > 0 && performance.now();
}"""


@dataclass(frozen=True)
class Visit:
    """One first visit: megabytes received, and seconds since the visitor pressed enter."""

    received: float
    number: float
    chart: float | None


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of first visits to our pages and to the two peers."""
    with (
        serve(OURS, database) as ours,
        serve(DASH, database) as dash,
        serve(NAIVE, database) as stock,
        sync_playwright() as playwright,
    ):
        landing = replace(ours, site=replace(OURS, page=""))
        servers = (landing, ours, dash, stock)
        visits: list[list[Visit]] = [[] for _ in servers]
        browser = playwright.chromium.launch(executable_path=_chromium())
        try:
            for turn in range(QUICK_VISITS if quick else VISITS):
                for server, own in zip(servers, visits, strict=True):
                    visit = _visit(browser, server, has_chart=server is not landing)
                    if turn:  # The first visitor after a start finds a server that warms up.
                        own.append(visit)
        finally:
            browser.close()
    home, mine, *peers = map(_median, visits)
    lines = [
        Line("/, received", home.received, None, "MB", most=MOST_LANDING_MB),
        Line("/, first number", home.number, None, "s", most=MOST_LANDING_SECONDS),
    ]
    for name, peer in zip(("Dash twin", "stock"), peers, strict=True):
        lines += _compare(mine, peer, name)
    link = f"{MEGABITS_PER_SECOND} Mbps and {LATENCY_MS} ms"
    return lines, [f"The link: {link} (websockets: see the README)."]


def _median(visits: list[Visit]) -> Visit:
    """Return the median of each measure."""
    charts = [visit.chart for visit in visits if visit.chart is not None]
    return Visit(
        statistics.median(visit.received for visit in visits),
        statistics.median(visit.number for visit in visits),
        statistics.median(charts) if charts else None,
    )


def _compare(mine: Visit, peer: Visit, name: str) -> list[Line]:
    """Return the lines of `/draws` beside one peer; the reach is for ours alone."""
    measures = (
        ("received", "MB", mine.received, peer.received, MOST_DRAWS_MB),
        ("first number", "s", mine.number, peer.number, None),
        ("chart", "s", mine.chart or 0, peer.chart or 0, MOST_CHART_SECONDS),
    )
    return [
        Line(f"/draws, {what}", own, other, unit, own / other, most=most, beside=name)
        for what, unit, own, other, most in measures
    ]


def _visit(browser: Browser, server: Server, *, has_chart: bool) -> Visit:
    """Visit with an empty cache over the slow link."""
    with browser.new_context(viewport={"width": 1280, "height": 1600}) as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        sizes: list[float] = []
        tools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        tools.on(
            "Network.webSocketFrameReceived",
            # Binary frames come as base64: three bytes in four letters.
            lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 / 4),
        )
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", LINK)
        page.goto(server.url, wait_until="commit", timeout=MOST_MS)
        number = page.wait_for_function(NUMBER_IS_SHOWN, polling="raf", timeout=MOST_MS)
        chart = None
        if has_chart:
            shown = page.wait_for_function(CHART_IS_SHOWN, polling="raf", timeout=MOST_MS)
            chart = float(shown.json_value()) / MILLISECONDS
        page.wait_for_load_state("networkidle", timeout=MOST_MS)
        return Visit(sum(sizes) / MEGABYTE, float(number.json_value()) / MILLISECONDS, chart)


def _chromium() -> str | None:
    """Return the Chromium of this machine, or None for the one that Playwright installed."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")
