"""Nothing of a visitor reaches the log: no address, no search, no answer, no client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.browser.served import readable, served

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SAID = "zanzibarian"
CLIENT = "203.0.113.77"


def ask(url: str, body: bytes | None = None) -> int:
    """Return the status of an answer to a request that is all about one visitor."""
    headers = {
        "Content-Type": "application/json",
        "Referer": f"https://{SAID}.example/",
        "User-Agent": SAID,
        "X-Forwarded-For": CLIENT,
    }
    try:
        with urlopen(Request(url, body, headers), timeout=30) as answer:  # noqa: S310 (our server)
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        error.read()
        return error.code


def test_log_knows_no_visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_API_PER_MINUTE", "12")
    log = tmp_path / "log"
    with served(log) as address:
        api = f"{address}/api/v1"
        answers = json.dumps({"pathway": "foreign-worker", "answers": {"wage": SAID}}).encode()
        statuses = [
            ask(f"{api}/occupations.json?q={SAID}"),
            ask(f"{api}/occupations/{SAID}"),
            ask(f"{api}/draws/{SAID}%0A{SAID}"),
            ask(f"{api}/draws.json?stream={SAID}"),
            ask(f"{api}/draws.json?{SAID}=1"),
            ask(f"{address}/feeds/draws.atom?area={SAID}"),
            ask(f"{api}/estimate", answers),
            ask(f"{api}/estimate", SAID.encode()),
            ask(f"{api}/estimate", b"\xff" + SAID.encode()),
            *(ask(f"{api}/{SAID}") for _ in range(6)),
        ]
        assert statuses == [200, 404, 404, 422, 422, 422, 422, 422, 422, *[404] * 3, *[429] * 3]
        assert ask(f"{address}/draw?draw={SAID}") == 200
    written = readable(log).replace(address, "")  # its port may hold any figures
    for trace in (SAID, CLIENT, "/api/v1", "GET ", "429"):
        assert trace not in written
