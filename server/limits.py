"""How often one client may ask the API and the feeds.

Counts live in the memory of the process for a minute. An address is kept as a keyed hash whose key
is made at start and stored nowhere; nothing is logged.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import re
import secrets
import time
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.datastructures import Headers

from server.refusals import LARGEST_BODY, refusal, too_large

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LONGEST_NUMBER = 18
FREE = "/api/v1/health"
"""What load balancers ask all the time."""

PORT = re.compile(r"^(?:([\d.]+)|\[([^]]*)\])(?::\d+)?$", re.ASCII)
"""Some proxies write the port behind the address."""

IPV6_HOME = 64
"""One connection gets this many bits of an IPv6 network, so its addresses count as one."""


class Allowance:
    """What each client may still ask for in its minute, which starts with its first request."""

    def __init__(self, per_minute: int) -> None:
        """Allow so many requests a minute; 0 is no limit."""
        self.per_minute = per_minute
        self._item = RateLimitItemPerMinute(max(per_minute, 1))
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(16)

    def wait(self, client: str) -> int:
        """Count a request of a client: 0 where it is allowed, else the seconds until the next."""
        name = hashlib.blake2b(client.encode(), key=self._key, digest_size=16).hexdigest()
        if not self.per_minute or self._limiter.hit(self._item, name):
            return 0
        opens_at, _ = self._limiter.get_window_stats(self._item, name)
        return max(1, math.ceil(opens_at - time.time()))


class Limited:
    """Middleware that answers 429 to a client that asks too often, 413 to one that says much."""

    def __init__(self, app: ASGIApp, allowance: Allowance, proxies: int) -> None:
        """Stand before `app`; `proxies` of ours stand before us."""
        self.app = app
        self.allowance = allowance
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it and say when to come back."""
        if scope["type"] == "http" and not scope["path"].endswith(FREE):
            seconds = self.allowance.wait(client_of(scope, self.proxies))
            if seconds:
                await _too_many(self.allowance.per_minute, seconds)(scope, receive, send)
                return
            # A body that does not tell its size is cut off where it is read.
            told = Headers(scope=scope).get("content-length", "")
            if told.isdecimal() and int(told[:LONGEST_NUMBER]) > LARGEST_BODY:
                await too_large()(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _too_many(per_minute: int, seconds: int) -> ASGIApp:
    most = f"{per_minute} requests a minute from one address"
    fault = {
        "field": "requests",
        "message": f"are more than {most}; try again in {seconds} seconds",
        "allowed": [most],
    }
    return refusal(429, [fault], {"Retry-After": str(seconds)})


def client_of(scope: Scope, proxies: int) -> str:
    """Return the client that a request counts for.

    With `proxies` of ours before the app, each of them has added the address it saw at the end of
    X-Forwarded-For; what stands before those, the client may have made up.
    """
    address = (scope.get("client") or ("",))[0]
    if proxies:
        chain = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
        address = chain[max(0, len(chain) - proxies)].strip() or address
    try:
        found = ipaddress.ip_address(PORT.sub(r"\1\2", address))
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, IPV6_HOME), strict=False))
    return str(found)
