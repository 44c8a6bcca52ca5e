"""Fetch official pages politely: one at a time, only if changed, with time-outs and few retries."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import httpx2
from tenacity import (
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from data.update.run import Arrived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from data.update.wanted import Wanted

TIMEOUT = httpx2.Timeout(30, connect=10)
"""Seconds for a page, and of these for the connection."""

ATTEMPTS = 4
LONGEST_WAIT = 30
BETWEEN_PAGES = 1.0
"""Seconds between two pages."""

LARGEST_PAGE = 5_000_000
"""Bytes; the largest of these pages has 0.3 million."""

AGENT = "oinp-draws/0.1 (unofficial dashboard of public draws; reads five pages an hour{home})"
BUSY = frozenset({429, 500, 502, 503, 504})
NOT_CHANGED = 304
GOOD = 200


class BusyError(Exception):
    """The server asks to come back later."""


def client(transport: httpx2.BaseTransport | None = None) -> httpx2.Client:
    """Return a client that says who it is; the address of this site is named where it is known."""
    home = os.environ.get("OINP_BASE_URL", "")
    agent = AGENT.format(home=f"; +{home}" if home else "")
    headers = {"User-Agent": agent, "Accept": "text/html", "Accept-Language": "en-CA,en"}
    return httpx2.Client(
        headers=headers, timeout=TIMEOUT, follow_redirects=True, transport=transport
    )


def fetch(
    pages: Iterable[Wanted],
    cache_dir: Path,
    session: httpx2.Client,
    progress: Callable[[str], None],
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Arrived]:
    """Yield each page, from the cache where the server says that it has not changed."""
    cache_dir.mkdir(parents=True, exist_ok=True)
    for number, wanted in enumerate(pages):
        if number:
            sleep(BETWEEN_PAGES)
        progress(f"Reading {wanted.source['url']}")
        yield _page(wanted, cache_dir, session, sleep)


def _page(
    wanted: Wanted, cache_dir: Path, session: httpx2.Client, sleep: Callable[[float], None]
) -> Arrived:
    kept, about = cache_dir / f"{wanted.source_id}.html", cache_dir / f"{wanted.source_id}.json"
    retries = Retrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_exponential_jitter(multiplier=2, max=LONGEST_WAIT),
        retry=retry_if_exception_type((httpx2.TransportError, BusyError)),
        sleep=sleep,
        reraise=True,
    )
    try:
        response = retries(_get, session, wanted.source["url"], _conditions(kept, about))
    except BusyError as error:
        return Arrived(wanted, None, f"the server answered with an error ({error}).")
    except httpx2.HTTPError:
        return Arrived(wanted, None, "the page could not be reached.")
    if response.status_code == NOT_CHANGED and kept.is_file():
        return Arrived(wanted, kept.read_bytes())
    if response.status_code != GOOD:
        return Arrived(wanted, None, f"the server answered with an error ({response.status_code}).")
    if len(response.content) > LARGEST_PAGE:
        return Arrived(wanted, None, f"the page has {len(response.content):,} bytes.")
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    asked = {ask: response.headers[name] for name, ask in names.items() if name in response.headers}
    about.unlink(missing_ok=True)
    kept.write_bytes(response.content)
    about.write_text(json.dumps(asked), encoding="utf-8")
    return Arrived(wanted, response.content)


def _conditions(kept: Path, about: Path) -> dict[str, str]:
    """Return the headers by which the server can say that the kept copy is still the page."""
    if not (kept.is_file() and about.is_file()):
        return {}
    try:
        headers: dict[str, str] = json.loads(about.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return headers


def _get(session: httpx2.Client, url: str, headers: dict[str, str]) -> httpx2.Response:
    response = session.get(url, headers=headers)
    if response.status_code in BUSY:
        message = f"{response.status_code}"
        raise BusyError(message)
    return response
