"""The API and the feeds as the site serves them: where they are, for whom, and how often."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.applications import Starlette

from server import limits
from server.closed import ClosedPaths
from server.limits import Allowance, client_of
from server.routes import routes
from server.settings import SettingError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

MANUAL = Path(__file__).parents[2] / "docs" / "api.md"
DRAWS = "/api/v1/draws.json"


def site() -> TestClient:
    return TestClient(Starlette(routes=routes()), base_url="https://draws.example")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("OINP_API_PER_MINUTE", "0")
    return site()


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/feeds", "/feeds/"])
def test_addresses_above_lead_to_the_documentation(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/api/v1/")


@pytest.mark.parametrize("path", ["/api/v2/draws.json", "/api/draws.json", "/api/v1/x", "/feeds/x"])
def test_what_does_not_exist_is_a_404_in_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["allowed"]


@pytest.mark.parametrize("path", [DRAWS, "/api/v1/draws.csv", "/feeds/draws.atom", "/api/v1/"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    got, told = client.get(path), client.head(path)
    assert told.status_code == 200
    assert told.content == b""
    assert dict(told.headers) == dict(got.headers)


def test_validators_save_the_body_and_know_what_is_asked(client: TestClient) -> None:
    first = client.get(DRAWS)
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    assert tag.startswith('W/"')
    for sent in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        again = client.get(DRAWS, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(DRAWS, headers={"If-None-Match": '"x"'}).status_code == 200
    assert client.get(DRAWS, headers={"If-Modified-Since": changed}).status_code == 304
    old = {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    assert client.get(DRAWS, headers=old).status_code == 200
    both = {"If-None-Match": '"x"', "If-Modified-Since": changed}
    assert client.get(DRAWS, headers=both).status_code == 200
    others = ["/api/v1/draws.csv", f"{DRAWS}?limit=1", "/api/v1/streams.json"]
    assert len({tag, *(client.get(other).headers["etag"] for other in others)}) == 4


PARQUET = "/api/v1/draws.parquet"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-3", slice(0, 4)),
        ("bytes=4-", slice(4, None)),
        ("bytes=-8", slice(-8, None)),
        ("bytes=10-99999999999", slice(10, None)),
        ("bytes=-99999999999", slice(0, None)),
    ],
)
def test_part_of_a_file(client: TestClient, asked: str, part: slice) -> None:
    whole = client.get(PARQUET)
    assert whole.headers["accept-ranges"] == "bytes"
    answer = client.get(PARQUET, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, whole.content[part])
    start = range(len(whole.content))[part].start
    stop = start + len(answer.content) - 1
    assert answer.headers["content-range"] == f"bytes {start}-{stop}/{len(whole.content)}"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("bytes=99999999-", 416),
        ("bytes=-0", 416),
        ("bytes=9-3", 416),
        ("bytes=-", 200),
        ("bytes=0-1,4-5", 200),
        ("lines=0-3", 200),
        ("bytes=" + "9" * 5_000 + "-", 200),
        ("bytes=\N{ARABIC-INDIC DIGIT ONE}-", 200),
    ],
)
def test_part_that_cannot_be_given(client: TestClient, asked: str, status: int) -> None:
    answer = client.get(PARQUET, headers={"Range": asked.encode()})
    assert answer.status_code == status
    assert bool(answer.content) == (status == 200)
    assert client.head(PARQUET, headers={"Range": "bytes=0-3"}).status_code == 200
    conditional = {"Range": "bytes=0-3", "If-Range": answer.headers["etag"]}
    assert client.get(PARQUET, headers=conditional).status_code == 200


def test_tag_moves_with_the_data(
    client: TestClient, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get(DRAWS).headers["etag"]
    newer = tmp_path / "oinp-newer.duckdb"
    newer.write_bytes(built.read_bytes())
    monkeypatch.setenv("OINP_DATABASE", str(newer))
    answer = client.get(DRAWS, headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.headers["etag"] != before


def test_no_database_is_a_503_that_says_when_to_come_back(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OINP_DATABASE", str(tmp_path / "none.duckdb"))
    for path in (DRAWS, "/api/v1/occupations/31301", "/feeds/draws.atom", "/feeds/draws.ics"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["errors"][0]["field"] == "database"
        assert str(tmp_path) not in answer.text
    assert client.get("/api/v1/health").status_code == 503


def test_health_says_what_is_served(client: TestClient) -> None:
    answer = client.get("/api/v1/health")
    told = answer.json()
    assert (answer.status_code, told["status"], told["newest_draw"]) == (200, "ok", "2026-04-30")
    assert told["rows"] == {"draws": 439, "occupations_named": 5536, "occupations": 516}
    assert told["data_version"] == client.get(DRAWS).json()["data_version"]
    assert answer.headers["cache-control"] == "no-store"


def test_any_site_may_read_and_none_may_write(client: TestClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    assert client.get(DRAWS, headers=origin).headers["access-control-allow-origin"] == "*"
    assert client.get(DRAWS).headers["access-control-allow-origin"] == "*"
    asking = origin | {"Access-Control-Request-Headers": "if-none-match"}
    for method, status in (("GET", 200), ("POST", 400), ("DELETE", 400)):
        ask = asking | {"Access-Control-Request-Method": method}
        assert client.options(DRAWS, headers=ask).status_code == status
    exposed = client.get(DRAWS, headers=origin).headers["access-control-expose-headers"]
    assert {"ETag", "X-Total-Count", "Retry-After", "Content-Range"} <= set(exposed.split(", "))


def test_a_program_in_a_browser_may_ask_for_a_part(client: TestClient) -> None:
    asking = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "range, if-range",
    }
    answer = client.options("/api/v1/draws.parquet", headers=asking)
    assert answer.status_code == 200
    assert "Range" in answer.headers["access-control-allow-headers"].split(", ")


# How often ------------------------------------------------------------------------------------


def test_too_many_requests_are_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_API_PER_MINUTE", "3")
    client = site()
    paths = [DRAWS, "/feeds/draws.atom", "/api/v1/streams.json"]
    assert [client.get(path).status_code for path in paths] == [200] * 3
    refused = client.get(DRAWS)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["access-control-allow-origin"] == "*"
    assert refused.json()["errors"][0]["allowed"] == ["3 requests a minute from one address"]
    assert client.get("/feeds/draws.rss").status_code == 429
    assert client.get("/api/v1/health").status_code == 200
    for path in ("/api/v1/occupations/health", "/feeds/health", "/api/v1/draws/health"):
        assert client.get(path).status_code == 429


def test_body_that_is_too_large_is_not_read(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield from [b" " * 10_000] * 11

    for body in (b" " * 100_001, pieces()):
        answer = client.post("/api/v1/estimate", content=body)
        assert answer.status_code == 413
        assert answer.json()["errors"][0]["allowed"] == ["at most 100,000 bytes"]
    json = {"Content-Type": "application/json"}
    answer = client.post("/api/v1/estimate", content=b" " * 99_000, headers=json)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "body", "message": "is not JSON", "allowed": ["JSON in UTF-8"]}
    ]


def test_each_client_has_an_allowance_of_its_own() -> None:
    allowance = Allowance(2)
    assert [allowance.wait("203.0.113.1") > 0 for _ in range(4)] == [False, False, True, True]
    assert allowance.wait("203.0.113.2") == 0
    assert [Allowance(0).wait("203.0.113.1") for _ in range(500)] == [0] * 500


def test_allowance_is_new_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr(limits.time, "time", lambda: now[0])
    allowance = Allowance(1)
    assert allowance.wait("a") == 0
    now[0] += 20.5
    assert allowance.wait("a") == 40
    now[0] += 39.6
    assert allowance.wait("a") == 0


def test_no_address_is_kept_as_it_is() -> None:
    allowance = Allowance(5)
    allowance.wait("203.0.113.77")
    assert "203.0.113.77" not in repr(vars(allowance._limiter.storage))  # noqa: SLF001


def scope(client: str, *forwarded: str) -> Scope:
    headers = [(b"x-forwarded-for", text.encode("latin-1")) for text in forwarded]
    return {"type": "http", "client": (client, 1234), "headers": headers}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (0, ["198.51.100.9"], "10.0.0.1"),
        (1, ["198.51.100.9"], "198.51.100.9"),
        (1, ["1.1.1.1, 198.51.100.9"], "198.51.100.9"),
        (1, ["1.1.1.1", "198.51.100.9"], "198.51.100.9"),
        (2, ["1.1.1.1, 198.51.100.9, 10.0.0.2"], "198.51.100.9"),
        (2, ["198.51.100.9"], "198.51.100.9"),
        (1, [], "10.0.0.1"),
        (1, [""], "10.0.0.1"),
        (1, ["198.51.100.9:40000"], "198.51.100.9"),
        (1, ["[2001:db8:1:2::5]:40000"], "2001:db8:1:2::/64"),
        (1, ["2001:db8:1:2:ffff::9"], "2001:db8:1:2::/64"),
        (1, ["::ffff:198.51.100.9"], "198.51.100.9"),
    ],
)
def test_client_is_who_our_own_proxy_saw(proxies: int, forwarded: list[str], client: str) -> None:
    assert client_of(scope("10.0.0.1", *forwarded), proxies) == client


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=255), max_size=50), st.integers(0, 3))
def test_any_header_counts_for_somebody(text: str, proxies: int) -> None:
    assert client_of(scope("10.0.0.1", text), proxies)
    if proxies == 0:
        assert client_of(scope("10.0.0.1", text), 0) == "10.0.0.1"


@pytest.mark.parametrize("name", ["OINP_API_PER_MINUTE", "OINP_TRUSTED_PROXIES"])
@pytest.mark.parametrize("text", ["many", "-1", "1.5", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_setting_that_is_no_number_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(SettingError, match=name):
        routes()


# What is closed, and what is explained ----------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/_stcore/metrics", 404),
        ("/_stcore/metrics/", 404),
        ("/base/_stcore/metrics", 404),
        ("/_stcore/%6Detrics", 404),
        ("/_stcore/health", 200),
        ("/", 200),
    ],
)
def test_metrics_are_not_for_the_public(path: str, status: int) -> None:
    async def open_to_all(scope: Scope, receive: Receive, send: Send) -> None:
        await Starlette.__call__(empty, scope, receive, send)

    empty = Starlette()
    empty.add_route("/{rest:path}", lambda _request: limits.refusal(200, []))
    assert TestClient(ClosedPaths(open_to_all)).get(path).status_code == status


def test_documentation_needs_no_script_and_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/api/v1/?utm_source=x")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = html.fromstring(answer.text)
    assert not page.xpath("//script | //style | //img | //iframe | //@style | //@onclick")
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["style.css"]
    assert client.get("/api/v1/style.css").headers["content-type"].startswith("text/css")
    assert page.xpath("//meta[@name='viewport']")
    assert "prefers-color-scheme: dark" in client.get("/api/v1/style.css").text
    text = page.text_content()
    for word in ("draws.json", "occupations.json", "estimate", "draws.ics", "next"):
        assert word in text


def test_every_link_of_the_documentation_answers(client: TestClient) -> None:
    page = html.fromstring(client.get("/api/v1/").text)
    page.make_links_absolute("https://draws.example/api/v1/")
    here = [link for link in page.xpath("//a/@href") if "/api/" in link or "/feeds/" in link]
    assert len(here) > 20
    for link in here:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert len(answer.content) > 100, link


def test_every_address_of_the_manual_answers(client: TestClient) -> None:
    addresses = re.findall(r"https://example\.org(/(?:api|feeds)[^\s\"'`)]*)", MANUAL.read_text())
    assert len(addresses) > 10
    for address in addresses:
        if not address.endswith("/estimate"):
            assert client.get(address).status_code == 200, address


def test_manual_names_the_lists_and_their_filters(client: TestClient) -> None:
    told = dict(
        re.findall(
            r"^\| `/api/v1/([\w/{}]+)\.json` \|[^|]*\|(.*)\|$", MANUAL.read_text(), re.MULTILINE
        )
    )
    filters = {name: set(re.findall(r"`(\w+)`", text)) for name, text in told.items()}
    document = client.get("/api/v1/openapi.json").json()
    taken = {
        path.split(".")[0].lstrip("/"): {
            parameter["name"]
            for parameter in methods["get"]["parameters"]
            if parameter["in"] == "query"
        }
        - {"limit", "offset"}
        for path, methods in document["paths"].items()
        if path.endswith(".{suffix}")
    }
    assert filters == taken


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/feeds/openapi.json"])
def test_openapi_document_names_every_address_and_what_is_allowed(
    client: TestClient, path: str
) -> None:
    document = client.get(path).json()
    assert document["servers"] == [{"url": path.removesuffix("/openapi.json")}]
    assert "HTTPValidationError" not in document.get("components", {}).get("schemas", {})
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert {"404", "422", "429", "503"} <= set(operation["responses"])
    draws = next(iter(document["paths"].values()))["get"]
    stream = next(each for each in draws["parameters"] if each["name"] == "stream")
    assert "foreign-worker" in stream["schema"]["items"]["enum"]


def test_openapi_document_says_what_each_column_means(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        if not path.endswith(".{suffix}"):
            continue
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        columns = schema["properties"]["rows"]["items"]["properties"]
        missing = [name for name, column in columns.items() if not column.get("description")]
        assert not missing, path
