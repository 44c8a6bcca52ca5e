"""Fetching: who we say we are, conditional requests, retries, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest

from data.update.fetch import ATTEMPTS, client, fetch
from data.update.wanted import Wanted, every_page, wanted_pages
from tests.data.update.conftest import READ_ON

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from data.update.known import Known
    from data.update.run import Arrived

Answer = httpx2.Response | Exception


class Server:
    """Answers requests from a list, the last answer again and again, and keeps the requests."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def page(text: str = "<html></html>", **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(200, text=text, headers=named)


@pytest.fixture
def wanted(known: Known) -> Wanted:
    return Wanted(known.sources["ontario-invitations"], "invitations")


@pytest.fixture
def get(wanted: Wanted, tmp_path: Path) -> Callable[[Server], Arrived]:
    def run(server: Server) -> Arrived:
        with client(httpx2.MockTransport(server)) as session:
            (arrived,) = fetch([wanted], tmp_path, session, lambda _: None, lambda _: None)
        return arrived

    return run


def test_a_page_arrives(get: Callable[[Server], Arrived]) -> None:
    assert get(Server(page("<html>text</html>"))).content == b"<html>text</html>"


def test_we_say_who_we_are(
    get: Callable[[Server], Arrived], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OINP_BASE_URL", "https://draws.example.org")
    server = Server(page())
    get(server)
    (request,) = server.requests
    assert request.headers["User-Agent"] == (
        "oinp-draws/0.1 (unofficial dashboard of public draws; reads five pages an hour; "
        "+https://draws.example.org)"
    )
    assert "cookie" not in request.headers
    assert str(request.url).startswith("https://www.ontario.ca/page/")


def test_an_unchanged_page_is_not_sent_again(get: Callable[[Server], Arrived]) -> None:
    first = page("<html>one</html>", ETag='"abc"', Last_Modified="Fri, 29 May 2026 10:00:00 GMT")
    server = Server(first, httpx2.Response(304))
    assert get(server).content == b"<html>one</html>"
    assert get(server).content == b"<html>one</html>"
    asked = server.requests[1].headers
    assert asked["If-None-Match"] == '"abc"'
    assert asked["If-Modified-Since"] == "Fri, 29 May 2026 10:00:00 GMT"
    assert "If-None-Match" not in server.requests[0].headers


@pytest.mark.parametrize("name", ["ontario-invitations.json", "ontario-invitations.html"])
def test_a_damaged_cache_is_fetched_anew(
    name: str, get: Callable[[Server], Arrived], tmp_path: Path
) -> None:
    get(Server(page("<html>one</html>", ETag='"abc"')))
    if name.endswith("json"):
        (tmp_path / name).write_text("{", encoding="utf-8")
    else:
        (tmp_path / name).unlink()
    server = Server(page("<html>two</html>"))
    assert get(server).content == b"<html>two</html>"
    assert "If-None-Match" not in server.requests[0].headers


@pytest.mark.parametrize(
    "trouble",
    [
        httpx2.Response(503),
        httpx2.Response(429),
        httpx2.ConnectTimeout("slow"),
        httpx2.ReadError("reset"),
    ],
)
def test_trouble_that_passes_is_tried_again(
    trouble: Answer, get: Callable[[Server], Arrived]
) -> None:
    server = Server(trouble, trouble, page("<html>good</html>"))
    assert get(server).content == b"<html>good</html>"
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("trouble", "attempts", "failure"),
    [
        (httpx2.Response(503), ATTEMPTS, "the server answered with an error (503)."),
        (httpx2.ConnectError("no"), ATTEMPTS, "the page could not be reached."),
        (httpx2.Response(404), 1, "the server answered with an error (404)."),
        (httpx2.Response(403, text="bots"), 1, "the server answered with an error (403)."),
        (httpx2.Response(304), 1, "the server answered with an error (304)."),
        (page("x" * 5_000_001), 1, "the page has 5,000,001 bytes."),
    ],
)
def test_trouble_that_stays_is_said(
    trouble: Answer, attempts: int, failure: str, get: Callable[[Server], Arrived]
) -> None:
    server = Server(trouble)
    arrived = get(server)
    assert (arrived.content, arrived.failure) == (None, failure)
    assert len(server.requests) == attempts


def test_pages_are_asked_for_one_at_a_time_with_a_pause(known: Known, tmp_path: Path) -> None:
    pages = wanted_pages(known, READ_ON)
    pauses: list[float] = []
    said: list[str] = []
    server = Server(page())
    with client(httpx2.MockTransport(server)) as session:
        arrived = list(fetch(pages, tmp_path, session, said.append, pauses.append))
    assert len(arrived) == len(said) == 5
    assert pauses == [1.0] * 4


def test_the_pages_of_this_and_last_year_are_wanted(known: Known) -> None:
    names = [page.source_id for page in wanted_pages(known, READ_ON)]
    assert names == [
        "ontario-express-entry-notifications",
        "ontario-invitations",
        "ontario-workforce-priority",
        "ontario-updates-2026",
        "ontario-updates-2025",
    ]
    next_year = {p.source_id: p for p in wanted_pages(known, READ_ON.replace(year=2027))}
    fresh = next_year["ontario-updates-2027"]
    assert fresh.is_new
    assert fresh.path == "/page/2027-ontario-immigrant-nominee-program-updates"
    assert fresh.source["title"] == "2027 Ontario Immigrant Nominee Program Updates"
    assert "ontario-updates-2025" not in next_year
    assert "ontario-updates-2021" in {page.source_id for page in every_page(known, READ_ON)}
