"""Every page keeps to its own rules in a real browser: nothing from elsewhere, nothing inline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from components import site

from .newspaper import newspaper
from .visit import context

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

NOTE_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", event => window.violations.push(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
    ));
"""
FULL = {
    "/draw": "/draw?draw=2025-09-03-foreign-worker-priority-occupations",
    "/occupation": "/occupation?noc=31120",
    "/deadlines": "/deadlines?invited_on=2026-04-30&pathway=foreign-worker",
}


LONG_NUMBERS = "script-src wasm-eval "
"""A part of Streamlit's protobuf script tries WebAssembly for whole numbers of 64 bits, is refused,
and counts without it. So the policy need not allow it."""


def broken(visitor: Visitor) -> list[str]:
    """Return the rules that the page has broken, but for the one try that is known."""
    found = visitor.page.evaluate("window.violations")
    return [rule for rule in found if not rule.startswith(LONG_NUMBERS) or "protobuf" not in rule]


def keeps_the_rules(visitor: Visitor) -> None:
    assert broken(visitor) == []
    visitor.met_no_trouble()


@pytest.mark.parametrize("path", site.PLACES)
def test_a_page_breaks_no_rule_and_asks_nobody_else(
    path: str, arrive: Callable[..., Visitor]
) -> None:
    visitor = arrive()
    visitor.page.add_init_script(NOTE_VIOLATIONS)
    visitor.opens(FULL.get(path, path))
    visitor.page.mouse.wheel(0, 20_000)
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.heading()).to_be_visible()
    keeps_the_rules(visitor)


def test_a_chart_is_drawn_zoomed_and_saved_within_the_rules(
    arrive: Callable[..., Visitor],
) -> None:
    """Plotly's own tools make pictures and styles, and evaluate nothing."""
    visitor = arrive()
    visitor.page.add_init_script(NOTE_VIOLATIONS)
    visitor.opens("/draws")
    chart = visitor.page.get_by_test_id("stPlotlyChart")
    expect(chart.locator(".scatterlayer .point").first).to_be_visible()
    place = chart.bounding_box()
    assert place
    visitor.page.mouse.move(place["x"] + 300, place["y"] + 120)
    visitor.page.mouse.down()
    visitor.page.mouse.move(place["x"] + 500, place["y"] + 160, steps=4)
    visitor.page.mouse.up()
    saved = visitor.page.evaluate(
        """async () => {
            const plot = document.querySelector(".js-plotly-plot");
            const canvas = document.createElement("canvas");
            const image = new Image();
            const text = new XMLSerializer().serializeToString(plot.querySelector(".main-svg"));
            image.src = "data:image/svg+xml," + encodeURIComponent(text);
            await image.decode();
            canvas.getContext("2d").drawImage(image, 0, 0);
            return canvas.toDataURL("image/png").length;
        }"""
    )
    assert saved > 1_000
    keeps_the_rules(visitor)


def test_the_documentation_of_the_api_loads_nothing_from_elsewhere(
    arrive: Callable[..., Visitor],
) -> None:
    visitor = arrive()
    visitor.page.add_init_script(NOTE_VIOLATIONS)
    visitor.page.goto(f"{visitor.address}/api/v1/")
    expect(visitor.page.locator("h1")).to_be_visible()
    keeps_the_rules(visitor)


def test_an_unknown_address_says_so_in_words(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive()
    answer = visitor.page.goto(f"{visitor.address}/nonsense")
    assert answer
    assert answer.status == 404
    visitor.errors.clear()  # the browser notes the 404 itself
    visitor.page.get_by_role("link", name="Every draw since 2018").click()
    visitor.settled()
    expect(visitor.heading()).to_contain_text("Every draw")


def test_script_that_somebody_slips_in_does_not_run(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive()
    visitor.page.add_init_script(NOTE_VIOLATIONS)
    visitor.opens("/")
    visitor.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.slipped = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='/x' onerror='slipped = 2'>");
        }"""
    )
    visitor.page.wait_for_timeout(200)
    assert visitor.page.evaluate("window.slipped") is None
    assert len(broken(visitor)) == 2
    visitor.errors.clear()


def test_another_site_cannot_show_this_one_in_a_frame(browser: Browser, address: str) -> None:
    """The other site and the refusal are the point here, so nobody counts them as trouble."""
    with (
        newspaper({"/": f"<iframe src='{address}/'></iframe>"}) as news,
        context(browser) as reader,
    ):
        page = reader.new_page()
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            page.goto(news)
        (frame,) = page.frames[1:]
        frame.wait_for_url("chrome-error://chromewebdata/")
        page.close()
