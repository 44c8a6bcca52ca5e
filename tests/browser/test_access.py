"""What axe finds on the pages, in light and dark, at a desk and on a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .visit import DESK, PHONE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

SIZES = {"1280": DESK, "390": PHONE}
BACKGROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 26)"}
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules that can tell one colour scheme from the other."""

PAGES = (
    "/",
    "/draws",
    "/draws?stream=foreign-worker&from=2025-09-01",
    "/draws?stream=phd-graduate&to=2018-12-31&group=nonsense",
    "/draw?draw=2025-09-03-foreign-worker-priority-occupations",
    "/draw?draw=no-such-draw",
    "/occupations",
    "/occupations?q=nurse&compare=31301&compare=32101",
    "/occupation?noc=21232",
    "/occupation?noc=2171",
    "/deadlines",
    "/data?table=draws",
    "/program",
    "/program?pathway=workforce-priority-teer-0-3",
    "/deadlines?draw=2025-09-03-foreign-worker-priority-occupations",
    "/deadlines?invited_on=2026-11-20&pathway=workforce-priority-teer-0-3&streem=x",
)


@dataclass(frozen=True)
class Known:
    """A finding inside Streamlit's own widgets that this project cannot change, and why."""

    rule: str
    selector: str
    reason: str


EXCEPTIONS: tuple[Known, ...] = (
    Known(
        "region",
        "[role=listbox]",
        "the options of a multiselect: Streamlit draws them at the end of the page, outside its "
        "landmarks, and ties them to the field by aria-controls",
    ),
)


def findings(visitor: Visitor, where: str, *rules: str) -> list[str]:
    """Return what axe finds on the page as it stands, one line for each element.

    By all its rules, or by those that are named.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found: dict[str, Any] = Axe().run(visitor.page, options=options).response
    return [
        f"{where} has {violation['id']}: {node['html'][:160]} ({'; '.join(_reasons(node))})"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not any(
            _is(visitor, node, known) for known in EXCEPTIONS if known.rule == violation["id"]
        )
    ]


def findings_in_both_colours(visitor: Visitor, where: str) -> list[str]:
    """Return what axe finds on the page as it stands in light, and of its colours in dark."""
    found = []
    for scheme, rules in (("light", ()), ("dark", COLOUR_RULES)):
        visitor.page.emulate_media(color_scheme=scheme)
        expect(visitor.page.get_by_test_id("stApp")).to_have_css(
            "background-color", BACKGROUNDS[scheme]
        )
        visitor.settled()
        found += findings(visitor, f"{where} in {scheme}", *rules)
    return found


def _reasons(node: dict[str, Any]) -> list[str]:
    return [check["message"] for check in (*node["any"], *node["all"], *node["none"])]


def _is(visitor: Visitor, node: dict[str, Any], known: Known) -> bool:
    """Return whether a finding is a known one, by the element as axe saw it."""
    return bool(
        visitor.page.evaluate(
            """([html, selector]) => new DOMParser().parseFromString(html, "text/html")
                .body.firstElementChild?.matches(selector)""",
            [node["html"], known.selector],
        )
    )


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_page(arrive: Callable[..., Visitor], size: str) -> None:
    visitor = arrive(**SIZES[size])
    found = []
    for path in PAGES:
        visitor.opens(path)
        found += findings_in_both_colours(visitor, path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("size", "scheme"), [("1280", "light"), ("390", "dark")])
def test_axe_finds_nothing_in_what_opens(
    arrive: Callable[..., Visitor], size: str, scheme: str
) -> None:
    visitor = arrive(**SIZES[size], color_scheme=scheme)
    visitor.opens("/draws?stream=foreign-worker&from=2025-09-01")
    found = []
    if size == "390":
        visitor.folds("filters")
    visitor.filter("stream").get_by_role("combobox").click()
    expect(visitor.page.get_by_role("listbox")).to_be_visible()
    found += findings(visitor, "stream")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("listbox")).to_have_count(0)
    for name, inside in (("copy_link", "code"), ("twin_tables", "table"), ("made_table", "code")):
        visitor.page.locator(f".st-key-{name} summary").click()
        expect(visitor.page.locator(f".st-key-{name} {inside}").first).to_be_visible()
        visitor.settled()
        found += findings(visitor, name)
    assert not found, "\n".join(found)


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of an sRGB colour, as WCAG 2 defines it."""
    parts = (part / 255 for part in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", BACKGROUNDS)
def test_the_words_in_the_chart_stand_out(arrive: Callable[..., Visitor], scheme: str) -> None:
    """Axe does not look into drawings."""
    visitor = arrive(color_scheme=scheme)
    visitor.opens("/draws?stream=foreign-worker")
    chart = visitor.page.get_by_test_id("stPlotlyChart")
    expect(chart.locator(".annotation text").first).to_be_visible()
    fills = chart.locator("svg text").evaluate_all(
        "all => all.filter(one => one.textContent.trim()).map(one => getComputedStyle(one).fill)"
    )
    background = rgb(BACKGROUNDS[scheme])
    assert len(fills) > 10
    assert min(contrast(rgb(fill), background) for fill in fills) >= 4.5


def rgb(text: str) -> tuple[float, ...]:
    """Return the three numbers of "rgb(1, 2, 3)"."""
    return tuple(map(float, re.findall(r"[\d.]+", text)[:3]))
