"""A first visit in Chromium on a slow link: bytes, time to the first number, time to the chart."""

from __future__ import annotations

import os
import shutil
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.report import MILLISECONDS, Line
from benchmarks.servers import NAIVE, OURS, serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from benchmarks.servers import Server

MEGABITS_PER_SECOND = 10
LATENCY_MS = 60
MOST_MS = 120_000
MEGABYTE = 1_000_000

LINK = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": MEGABITS_PER_SECOND * 1_000_000 / 8,
    "uploadThroughput": MEGABITS_PER_SECOND * 1_000_000 / 8,
}

NUMBER_IS_SHOWN = """() => {
    const value = document.querySelector('[data-testid="stMetricValue"]');
    return value && /[0-9]/.test(value.innerText) && performance.now();
}"""
CHART_IS_SHOWN = """() => {
    const mark = document.querySelector('.js-plotly-plot .point, .js-plotly-plot .points path');
    return mark && mark.getBoundingClientRect().width > 0 && performance.now();
}"""


@dataclass(frozen=True)
class Visit:
    """One first visit: bytes received, and seconds since the visitor pressed enter."""

    received: int
    number: float
    chart: float


def measure(database: Path, *, quick: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of first visits to our page and the naive one, in turns."""
    with (
        serve(OURS, database) as ours,
        serve(NAIVE, database) as naive,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=_chromium())
        try:
            # The first visitor after a start is not measured: the server is still warming up.
            pairs = [
                (_visit(browser, ours), _visit(browser, naive)) for _ in range(3 if quick else 8)
            ]
        finally:
            browser.close()
    mine, theirs = zip(*pairs[1:], strict=True)
    lines = [
        _line(
            "received",
            "MB",
            [v.received / MEGABYTE for v in mine],
            [v.received / MEGABYTE for v in theirs],
        ),
        _line("first number", "s", [v.number for v in mine], [v.number for v in theirs]),
        _line("chart", "s", [v.chart for v in mine], [v.chart for v in theirs]),
    ]
    link = f"{MEGABITS_PER_SECOND} Mbps and {LATENCY_MS} ms"
    return lines, [f"Baseline: the naive page. The link: {link} (websockets: see the README)."]


def _line(name: str, unit: str, ours: list[float], naive: list[float]) -> Line:
    mine, theirs = statistics.median(ours), statistics.median(naive)
    return Line(f"first visit, {name}", mine, theirs, unit, mine / theirs)


def _visit(browser: Browser, server: Server) -> Visit:
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
        chart = page.wait_for_function(CHART_IS_SHOWN, polling="raf", timeout=MOST_MS)
        page.wait_for_load_state("networkidle", timeout=MOST_MS)
        return Visit(
            round(sum(sizes)),
            float(number.json_value()) / MILLISECONDS,
            float(chart.json_value()) / MILLISECONDS,
        )


def _chromium() -> str | None:
    """Return the Chromium of this machine, or None for the one that Playwright installed."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")
