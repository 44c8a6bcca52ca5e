"""What whoever runs the site may say in the environment, checked when the server starts."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

HOST = re.compile(r"\*|(\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\]", re.IGNORECASE)
ANCESTOR = re.compile(r"'self'|'none'|https?://[a-z0-9.*-]+(:\d+)?", re.IGNORECASE)
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
"""Always let in beside the site's own name: health checks on the machine itself use them."""


class SettingError(ValueError):
    """A variable of the environment cannot mean what it says."""


def base_url() -> str | None:
    """Return OINP_BASE_URL, the address of the site without a slash at its end, where it is set.

    Raises SettingError where it is no address.
    """
    text = os.environ.get("OINP_BASE_URL", "").strip().rstrip("/")
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        message = "OINP_BASE_URL must be like https://example.org"
        raise SettingError(message)
    return text


def allowed_hosts() -> list[str]:
    """Return the host names that requests may be for.

    OINP_ALLOWED_HOSTS, separated with commas; otherwise the host of OINP_BASE_URL; otherwise any.
    Raises SettingError where a name is no host.
    """
    named = [name.strip() for name in os.environ.get("OINP_ALLOWED_HOSTS", "").split(",")]
    hosts = [name for name in named if name]
    if not hosts:
        base = base_url()
        hosts = [urlsplit(base).hostname or "*"] if base else ["*"]
    if wrong := [name for name in hosts if not HOST.fullmatch(name)]:
        message = f"OINP_ALLOWED_HOSTS holds no host: {wrong}; give names like example.org"
        raise SettingError(message)
    return [*hosts, *LOCAL_HOSTS]


def frame_ancestors() -> str:
    """Return who may show the site in a frame: OINP_FRAME_ANCESTORS, else the site itself.

    A list separated with spaces, like `'self' https://news.example`. Raises SettingError for
    anything that could end the directive or mean something else.
    """
    named = os.environ.get("OINP_FRAME_ANCESTORS", "").split() or ["'self'"]
    if wrong := [name for name in named if not ANCESTOR.fullmatch(name)]:
        message = f"OINP_FRAME_ANCESTORS holds {wrong}; give 'self', 'none' or https://example.org"
        raise SettingError(message)
    return " ".join(named)


def requests_per_minute() -> int:
    """Return how many requests of the API and feeds one address may make: OINP_API_PER_MINUTE.

    120 where it is not set, 0 for no limit. Raises SettingError where it is no whole number.
    """
    return _whole_number("OINP_API_PER_MINUTE", 120)


def trusted_proxies() -> int:
    """Return how many proxies of ours stand before the app: OINP_TRUSTED_PROXIES, usually 1.

    0 where it is not set: then X-Forwarded-For is not read. Raises SettingError where it is no
    whole number.
    """
    return _whole_number("OINP_TRUSTED_PROXIES", 0)


def _whole_number(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdecimal()):
        message = f"{name} must be a whole number such as {default}, not {text!r}"
        raise SettingError(message)
    return int(text)
