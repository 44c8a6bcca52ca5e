"""What a visitor does and sees: open a page, choose a filter, read a metric, click a mark."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": (
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Mobile Safari/537.36"
    ),
}
MILLISECONDS_TO_WAIT = 20_000
ROW_HEIGHT = 36

KNOWN_MISSING = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
"""Streamlit's own page asks for these beside a deep link before it finds them at the root."""

RUN_IS_OVER = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    return app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector("[data-testid=stSkeleton]")
        && document.querySelector(".st-key-footer");
}"""


@contextmanager
def context(browser: Browser, **look: Any) -> Iterator[BrowserContext]:  # noqa: ANN401 (options of Playwright's)
    """Give a profile of its own, at a desk unless `look` says otherwise, while the block runs."""
    opened = browser.new_context(**(DESK | look))
    opened.set_default_timeout(MILLISECONDS_TO_WAIT)
    try:
        yield opened
    finally:
        opened.close()


@dataclass
class Visitor:
    """One person with one browser: the page before them, and what went wrong behind it."""

    page: Page
    address: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def comes(cls, page: Page, address: str) -> Iterator[Visitor]:
        """Use a new tab while the block runs; AssertionError where something went wrong in it.

        Wrong is an error in the console or in a script, a dialog that opens, and any request to
        another machine.
        """
        visitor = cls(page, address)
        visitor.page.on("request", visitor._asked)
        visitor.page.on("console", visitor._logged)
        visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        visitor.page.on(
            "dialog", lambda dialog: (visitor.errors.append("dialog"), dialog.dismiss())
        )
        try:
            yield visitor
        finally:
            visitor.page.close()
        visitor.met_no_trouble()

    def met_no_trouble(self) -> None:
        """Expect that nothing has gone wrong behind the pages so far."""
        assert not self.strangers, f"requests to the world: {self.strangers}"
        assert not self.errors, f"errors in the browser: {self.errors}"

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)

    def _logged(self, message: ConsoleMessage) -> None:
        place = message.location["url"]
        known = "404" in message.text and KNOWN_MISSING.search(urlsplit(place).path)
        if message.type == "error" and not known:
            self.errors.append(f"{message.text} ({place})")

    # Where they are.

    def opens(self, path: str) -> None:
        """Go to an address of the site and wait until the page is complete."""
        self.page.goto(path if path.startswith("http") else self.address + path)
        self.settled()

    def settled(self) -> None:
        """Wait until the run that the last action started is over."""
        self.page.wait_for_function(RUN_IS_OVER)

    def parameters(self) -> dict[str, list[str]]:
        """Return the parameters of the address, each with its values."""
        found: dict[str, list[str]] = {}
        for name, value in parse_qsl(urlsplit(self.page.url).query):
            found.setdefault(name, []).append(value)
        return found

    def is_at(self, path: str) -> None:
        """Expect the address to become this path with its parameters."""
        expect(self.page).to_have_url(self.address + path)

    # What they read.

    def heading(self) -> Locator:
        """Return the title of the page."""
        return self.page.get_by_role("heading", level=1)

    def lead(self) -> Locator:
        """Return the first sentences, which answer the visitor's question."""
        return self.page.locator(".st-key-lead, .st-key-lead_of_all")

    def metric(self, label: str) -> Locator:
        """Return the value of the metric with this label."""
        card = self.page.get_by_test_id("stMetric").filter(
            has=self.page.get_by_test_id("stMetricLabel").get_by_text(label, exact=True)
        )
        return card.get_by_test_id("stMetricValue")

    def reads(self, metrics: Mapping[str, str]) -> None:
        """Expect the metrics to show these values."""
        for label, value in metrics.items():
            expect(self.metric(label)).to_have_text(value)
        self.settled()

    def notices(self) -> Locator:
        """Return the notices on the page."""
        return self.page.get_by_test_id("stAlert")

    def table(self) -> Locator:
        """Return the last table of the page: on `/draws` the one of all matching draws."""
        return self.page.get_by_test_id("stDataFrame").last

    def cell(self, column: int, row: int) -> Locator:
        """Return a cell of that table as assistive technology finds it; it cannot be clicked."""
        return self.table().get_by_test_id(f"glide-cell-{column}-{row}")

    def rows(self) -> int:
        """Return how many rows that table holds, seen or not."""
        grid = self.table().locator("table[role=grid]")
        return int(grid.get_attribute("aria-rowcount") or 0) - 1

    def has_rows(self, amount: int) -> None:
        """Expect that table to hold this many rows."""
        grid = self.table().locator("table[role=grid]")
        expect(grid).to_have_attribute("aria-rowcount", str(amount + 1))

    # What they do.

    def filter(self, name: str) -> Locator:
        """Return the widget of a filter, by the name of its parameter."""
        return self.page.locator(f".st-key-{name}")

    def folds(self, name: str) -> None:
        """Open or close what is folded under a heading, by the name of its key."""
        self.page.locator(f".st-key-{name} summary").click()

    def chooses(self, name: str, *options: str) -> None:
        """Choose options of a filter by their labels."""
        box = self.filter(name).get_by_role("combobox")
        for option in options:
            box.fill(option)
            self.page.get_by_role("option", name=option).first.click()
        if self.page.get_by_role("listbox").count():
            self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("listbox")).to_have_count(0)
        self.settled()

    def clicks_cell(self, pixels: int, row: int) -> None:
        """Click into a row of the table, this many pixels from its left edge."""
        self._clicks_in(self.table().locator("canvas").first, pixels, int(ROW_HEIGHT * (row + 1.5)))

    def clicks_mark(self, mark: Locator) -> None:
        """Click the middle of a mark in the chart."""
        self._clicks_in(mark)

    def _clicks_in(self, element: Locator, x: float | None = None, y: float | None = None) -> None:
        """Click at a place within an element, whatever transparent layer takes the click."""
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box, "it is not on the screen"
        x = box["width"] / 2 if x is None else x
        y = box["height"] / 2 if y is None else y
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def focus(self) -> dict[str, Any]:
        """Return what has the keyboard's focus: its nearest key, its text, its box, its ring."""
        found: dict[str, Any] = self.page.evaluate(
            """() => {
                const one = document.activeElement;
                const box = one.getBoundingClientRect();
                const ring = element => {
                    const style = getComputedStyle(element);
                    return style.outlineStyle !== "none" && style.outlineWidth !== "0px"
                        || style.boxShadow !== "none";
                };
                const near = [one, one.parentElement, one.parentElement?.parentElement];
                return {
                    key: one.closest("[class*=st-key-]")?.className.match(/st-key-(\\S+)/)[1] ?? "",
                    tag: one.tagName,
                    role: one.getAttribute("role"),
                    text: one.innerText ?? "",
                    on_screen: box.width > 0 && box.top >= -1 && box.bottom <= innerHeight + 1,
                    ring: near.filter(Boolean).some(ring),
                };
            }"""
        )
        return found
