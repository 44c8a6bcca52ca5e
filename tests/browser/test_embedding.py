"""Another site shows a page in a narrow frame, where whoever runs this one allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.server import living

from . import facts
from .newspaper import newspaper
from .visit import MILLISECONDS_TO_WAIT, context

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

WIDTH = 600


def test_a_page_keeps_its_filters_and_fits_in_a_frame_of_600_pixels(
    browser: Browser, tmp_path: Path
) -> None:
    bodies: dict[str, str] = {}
    folder = living.copied(tmp_path)
    with (
        newspaper(bodies) as news,
        living.living(folder, OINP_FRAME_ANCESTORS=f"'self' {news}") as server,
        context(browser) as profile,
    ):
        source = f"{server.address}/draws?embed=true&stream=phd-graduate"
        bodies["/"] = f"<h1>News</h1><iframe src='{source}' width='{WIDTH}' height='900'></iframe>"
        page = profile.new_page()
        page.goto(f"{news}/")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_be_visible(timeout=MILLISECONDS_TO_WAIT)
        draws = frame.get_by_test_id("stMetricValue").first
        expect(draws).to_have_text(str(facts.of("phd-graduate").height))
        (inside,) = page.frames[1:]
        assert "stream=phd-graduate" in inside.url
        wider = inside.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wider <= WIDTH
        expect(frame.locator("[class*=st-key-header_search_]")).to_have_count(0)
        expect(frame.get_by_test_id("stExpandSidebarButton")).to_have_count(0)
