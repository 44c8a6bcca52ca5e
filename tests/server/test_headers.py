"""The headers that keep a visitor safe, on every answer, and the settings behind them."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from server import compress, headers, settings
from tests.server.site import client

PATHS = ("/", "/draws", "/static/js/none.js", "/favicon.png")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_them(path: str) -> None:
    found = client().get(path).headers
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in found["permissions-policy"]
    assert "frame-ancestors 'self'" in found["content-security-policy"]
    assert "strict-transport-security" not in found, "the answer came without TLS"


def test_scripts_come_only_from_files_or_are_known_by_their_hash() -> None:
    policy = client().get("/").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"]
    html = (compress.static_folder().parent / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(inline) == 1, "Streamlit's page had one script inside"
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert rules["script-src"] == f"'self' 'sha256-{digest}'"
    assert "style=" not in html
    assert not re.search(r"\son\w+=", html), "no script in an attribute"


def test_every_script_inside_a_page_is_hashed_and_no_other() -> None:
    html = '<script>let a</script><script src="b.js"></script><script type="module">c()</script>'
    assert len(headers.script_hashes(html)) == 2
    assert headers.script_hashes("<p>no script</p>") == []


def test_tls_only_where_there_is_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_BASE_URL", "https://localhost")
    assert client().get("/").headers["strict-transport-security"] == "max-age=31536000"
    monkeypatch.setenv("OINP_BASE_URL", "http://localhost")
    assert "strict-transport-security" not in client().get("/").headers


def test_who_may_frame_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_FRAME_ANCESTORS", "'self' https://*.example.org:8443")
    policy = client().get("/").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://*.example.org:8443")


@pytest.mark.parametrize(
    "value", ["*", "https://a.example; script-src *", "self", "javascript:", "https://a.example,x"]
)
def test_a_wrong_frame_ancestor_stops_the_start(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OINP_FRAME_ANCESTORS", value)
    with pytest.raises(settings.SettingError, match="OINP_FRAME_ANCESTORS"):
        settings.frame_ancestors()


@pytest.mark.parametrize(
    ("allowed", "base", "host", "status"),
    [
        ("", "", "anything.example", 200),
        ("draws.example", "", "draws.example", 200),
        ("draws.example", "", "draws.example:8443", 200),
        ("draws.example", "", "evil.example", 400),
        ("draws.example, *.other.example", "", "www.other.example", 200),
        ("draws.example", "", "localhost", 200),
        ("", "https://draws.example/", "draws.example", 200),
        ("", "https://draws.example", "evil.example", 400),
    ],
)
def test_only_the_hosts_that_are_allowed(
    allowed: str, base: str, host: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OINP_ALLOWED_HOSTS", allowed)
    monkeypatch.setenv("OINP_BASE_URL", base)
    answer = client().get("/", headers={"Host": host})
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("value", ["https://a.example", "a b", "*bad.example", "a.example/x"])
def test_a_wrong_host_stops_the_start(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_ALLOWED_HOSTS", value)
    with pytest.raises(settings.SettingError, match="OINP_ALLOWED_HOSTS"):
        settings.allowed_hosts()


@pytest.mark.parametrize("value", ["example.org", "ftp://example.org", "https://", "https://a?b"])
def test_a_wrong_base_address_stops_the_start(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_BASE_URL", value)
    with pytest.raises(settings.SettingError, match="OINP_BASE_URL"):
        settings.base_url()
