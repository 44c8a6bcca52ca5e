"""Every link inside the site leads to something, and to what it names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen

import pytest

from components import site
from tests.browser.served import served
from tests.pages.visit import visit
from tests.queries.facts import draws, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAW = "2025-09-03-foreign-worker-priority-occupations"
START: tuple[tuple[str, dict[str, str]], ...] = (
    ("overview", {}),
    ("draws", {}),
    ("draw", {"draw": DRAW}),
    ("draw", {"draw": "no-such-draw"}),
    ("occupations", {}),
    ("occupation", {"noc": "31120"}),
    ("occupation", {"noc": "2171"}),
    ("estimator", {}),
    ("deadlines", {}),
    ("deadlines", {"draw": DRAW}),
    ("program", {}),
    ("program", {"pathway": "foreign-worker"}),
    ("program", {"pathway": "workforce-priority-physician"}),
    ("data", {"table": "draws"}),
)
INSIDE = re.compile(r"\]\((/[^)\s]*|[a-z_]+(?:\?[^)\s]*)?)\)")
LEAST = 40
"""Fewer links than this on all pages would mean that the test no longer finds them."""


@cache
def links() -> dict[str, str]:
    """Return each link inside the site with the page on which it stands."""
    found: dict[str, str] = {}
    for page, address in START:
        app = visit(page, **address)
        for link in app.get("page_link"):
            if link.proto.external:
                continue
            query = f"?{link.proto.query_string}" if link.proto.query_string else ""
            found.setdefault(f"/{link.proto.page}{query}", page)
        for text in app.markdown:
            found |= {f"/{link.lstrip('/')}": page for link in INSIDE.findall(text.value)}
    return found


@cache
def known() -> dict[str, set[str]]:
    """Return what each parameter that names a thing may name."""
    streams = table("streams")["stream_id"]
    return {
        "draw": set(draws()["draw_id"]),
        "noc": set(table("noc_2021")["noc_code"]),
        "occupation": set(table("noc_2021")["noc_code"]),
        "stream": set(streams),
        "pathway": set(streams),
        "group": set(table("target_groups")["target_group"]),
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log: Path = tmp_path_factory.mktemp("links") / "log"
    with served(log) as found:
        yield found


def test_there_are_links() -> None:
    assert len(links()) >= LEAST


def test_every_link_leads_to_a_page_of_the_site() -> None:
    paths = {urlsplit(link).path for link in links()}
    outside = {path for path in paths if path not in site.PLACES}
    assert outside <= {"/api/v1/"}


def test_every_link_names_what_exists() -> None:
    wrong = [
        (link, page)
        for link, page in links().items()
        for name, value in parse_qsl(urlsplit(link).query)
        if name in known() and value not in known()[name]
    ]
    assert wrong == []


def test_the_server_answers_every_link(address: str) -> None:
    missing = []
    for link, page in links().items():
        request = Request(address + link, headers={"User-Agent": "links"})  # noqa: S310 (our own)
        with urlopen(request, timeout=30) as answer:  # noqa: S310 (our own server)
            if answer.status != 200:
                missing.append((link, page, answer.status))
    assert missing == []
