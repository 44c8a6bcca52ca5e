"""Whatever stands in an address, a page is shown, and only what is allowed is believed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.visit import visit, words
from tests.queries.facts import Filters, draws, matching, table

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

NAMES = ["stream", "from", "to", "kind", "group", "occupation", "area", "draw", "noc", "q"]
STRANGE = [
    "foreign-worker",
    "general",
    "mining",
    "31301",
    "Peel",
    "2025-09-03",
    "0001-01-01",
    "9999-12-31",
    "2025-02-30",
    "\N{FULLWIDTH DIGIT TWO}025-09-03",
    "None",
    "[]",
    "NaN",
    "\x00",
    "\r\nSet-Cookie: a=b",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    ":material/home: $x^2$ **b**",
    "'; drop table draws; --",
    "%00%ff",
    "../../etc/passwd",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "x" * 20_000,
]
VALUES = st.sampled_from(STRANGE) | st.text(max_size=60)
ADDRESSES = st.dictionaries(
    st.sampled_from(NAMES)
    | st.sampled_from(["embed", "embed_options", "streem", "_preset", "", "utm_source"])
    | st.text(max_size=15),
    VALUES | st.lists(VALUES, min_size=2, max_size=6),
    max_size=6,
)


def believed(app: AppTest) -> Filters:
    """Return the filters that the widgets hold, after checking that each value is allowed."""

    def many(key: str, allowed: set[str]) -> tuple[str, ...] | None:
        values = app.multiselect(key=key).value
        assert set(values) <= allowed
        assert len(values) == len(set(values))
        return tuple(values) or None

    first, last = app.date_input(key="from").value, app.date_input(key="to").value
    for day in (first, last):
        assert day is None or date(2018, 1, 1) <= day <= date(2026, 12, 31)
    kind = app.selectbox(key="kind").value
    assert kind in {None, "general", "targeted"}
    return Filters(
        streams=many("stream", set(table("streams")["stream_id"])),
        issued_from=first,
        issued_to=last,
        kind=kind,
        target_groups=many("group", set(table("target_groups")["target_group"])),
        occupations=many("occupation", set(table("noc_2021")["noc_code"])),
        areas=many("area", set(table("census_divisions")["census_division"])),
    )


@settings(max_examples=25, deadline=None)
@given(ADDRESSES)
def test_draws_believes_only_what_is_allowed(address: dict[str, str | list[str]]) -> None:
    app = visit("draws", **address)
    expected = matching(believed(app))
    figures = {metric.label: metric.value for metric in app.metric}
    assert figures["Draws"] == f"{expected.height:,}"
    assert figures["Invitations"] == f"{expected['invitations'].sum():,}"


@settings(max_examples=15, deadline=None)
@given(VALUES, ADDRESSES)
def test_draw_is_shown_or_is_not_in_our_records(
    draw_id: str, address: dict[str, str | list[str]]
) -> None:
    app = visit("draw", **{**address, "draw": draw_id})
    assert draw_id not in set(draws()["draw_id"])
    assert app.title[0].value == "This draw is not in our records"
    assert len(words(app)) < 2_000


@pytest.mark.parametrize("name", ["embed", "embed_options", "EMBED", "", "_preset", "a" * 5_000])
@pytest.mark.parametrize("page", ["overview", "draws", "draw"])
def test_name_of_streamlit_or_of_nobody(page: str, name: str) -> None:
    assert visit(page, **{name: ["true", "x"]}).title[0].value


@pytest.mark.parametrize("name", ["stream", "group", "occupation", "area"])
def test_value_given_twice_counts_once(name: str) -> None:
    value = {"stream": "foreign-worker", "group": "mining", "occupation": "31301", "area": "Peel"}
    app = visit("draws", **{name: [value[name]] * 5})
    assert app.multiselect(key=name).value == [value[name]]
    assert not app.warning


def live_links(app: AppTest) -> list[str]:
    """Return what Streamlit would turn into links, apart from those written as Markdown links.

    It links bare addresses, also behind the backslashes of words.plain; it does not in code.
    """
    shown = "\n".join([words(app), *(warning.value for warning in app.warning)])
    text = re.sub(r"(`+).*?\1|\[[^]]*\]\([^)]*\)", " ", shown, flags=re.DOTALL)
    text = re.sub(r"\\(.)", r"\1", text)
    return re.findall(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+", text)


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "help@evil.example"])
@pytest.mark.parametrize(
    ("page", "name"), [("draws", "stream"), ("draw", "draw"), ("occupation", "noc")]
)
def test_no_address_puts_a_link_on_a_page(page: str, name: str, text: str) -> None:
    app = visit(page, **{name: f"Sign in at {text} today"})
    assert "evil" in "".join([words(app), *(warning.value for warning in app.warning)])
    assert live_links(app) == []


def test_no_address_puts_a_heading_on_a_page() -> None:
    text = words(visit("draw", draw="Closed\n===\n- by order\n"))
    assert not re.search(r"^\s*(=+|-+|[-+*] .*)\s*$", text, flags=re.MULTILINE)


def test_many_wrong_values_are_one_short_message() -> None:
    app = visit("draws", stream=[f"wrong-{number}" for number in range(300)])
    assert 1 <= len(app.warning) <= 20


def test_second_day_is_not_called_unknown() -> None:
    app = visit("draws", **{"from": ["2025-01-01", "2025-02-01"]})
    assert app.date_input(key="from").value == date(2025, 1, 1)
    assert "does not know" not in app.warning[0].value
