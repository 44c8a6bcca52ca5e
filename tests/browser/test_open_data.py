"""The documentation of the API as a person reads it, and the API as another site's script does."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .served import HERE
from .test_access import BACKGROUNDS, SIZES, findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

READ = """async ([address, tag]) => {
    const headers = tag ? {"If-None-Match": tag} : {};
    const answer = await fetch(address, {headers, cache: "no-store"});
    const told = answer.status === 200 ? await answer.json() : null;
    return [answer.status, answer.headers.get("ETag"), told && told.total];
}"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", BACKGROUNDS)
def test_documentation_is_for_everybody(
    arrive: Callable[..., Visitor], size: str, scheme: str
) -> None:
    visitor = arrive(**SIZES[size], color_scheme=scheme)
    visitor.page.goto(f"{visitor.address}/api/v1/")
    expect(visitor.page.locator("body")).to_have_css("background-color", BACKGROUNDS[scheme])
    assert not findings(visitor, "documentation")
    wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    fold = visitor.page.locator("summary").first
    fold.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("details[open] dd").first).to_be_visible()
    assert not findings(visitor, "documentation, opened")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of another site, with one empty page."""
    (tmp_path / "index.html").write_text("<title>Elsewhere</title>", encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer((HERE, 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HERE}:{server.server_port}/"
        server.shutdown()


def test_script_of_another_site_may_read(browser: Browser, address: str, elsewhere: str) -> None:
    page = browser.new_page()
    try:
        page.goto(elsewhere)
        draws = f"{address}/api/v1/draws.json?stream=foreign-worker"
        status, tag, total = page.evaluate(READ, [draws, None])
        assert (status, bool(tag), total > 50) == (200, True, True)
        assert page.evaluate(READ, [draws, tag])[:2] == [304, tag]
        status, _, _ = page.evaluate(READ, [f"{address}/api/v1/draws.json?kind=x", None])
        assert status == 422
    finally:
        page.close()
