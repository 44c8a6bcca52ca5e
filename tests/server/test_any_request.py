"""Whatever is asked of the API and the feeds: an answer as documented, or a refusal that explains.

schemathesis makes the requests from the OpenAPI documents, right ones and wrong ones.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette

from server.routes import routes

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from schemathesis import Case

load_all_checks()

LISTS = (
    "draws",
    "occupations",
    "streams",
    "events",
    "allocations",
    "discrepancies",
    "corrections",
)

MANY = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
MARKUP = "<img src=x onerror=alert(1)>"
UNDOCUMENTED = [
    # A code of five digits that is no occupation, and an id or text that names nothing.
    checks.positive_data_acceptance,
]


@pytest.fixture(scope="module")
def site() -> Starlette:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OINP_API_PER_MINUTE", "0")
        return Starlette(routes=routes())


def labels(document: str) -> list[str]:
    """Return the operations of a document; the documents themselves need the database."""
    return {
        "/api/v1/openapi.json": [
            *(f"GET /{name}.{{suffix}}" for name in LISTS),
            "GET /tables.{suffix}",
            "GET /tables/{table}.{suffix}",
            "GET /draws/{draw_id}",
            "GET /occupations/{noc}",
            "GET /estimate/questions",
            "POST /estimate",
            "GET /health",
        ],
        "/feeds/openapi.json": ["GET /draws.atom", "GET /draws.rss", "GET /draws.ics"],
    }[document]


DOCUMENTS = ("/api/v1/openapi.json", "/feeds/openapi.json")


CASES = [
    (document, label, mode)
    for document in DOCUMENTS
    for label in labels(document)
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if (label, mode) != ("GET /health", GenerationMode.NEGATIVE)  # it takes nothing
]


@pytest.mark.parametrize(("document", "label", "mode"), CASES)
def test_any_request_is_answered_as_documented(
    site: Starlette, document: str, label: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_asgi(document, site)
    operation = schema.find_operation_by_label(label)
    assert operation is not None

    @MANY
    @given(operation.as_strategy(generation_mode=mode))
    def check(case: Case) -> None:
        case.call_and_validate(excluded_checks=UNDOCUMENTED)

    check()


def test_every_documented_operation_is_tried(site: Starlette) -> None:
    for document in DOCUMENTS:
        schema = schemathesis.openapi.from_asgi(document, site)
        found = {result.ok().label for result in schema.get_all_operations()}
        assert found == set(labels(document))


STRANGE = st.sampled_from(
    [
        "foreign-worker",
        "31301",
        "Peel",
        "2025-09-03",
        "9999-12-31",
        "\N{FULLWIDTH DIGIT TWO}025-09-03",
        "NaN",
        "1e309",
        "9" * 400,
        "\x00",
        "\r\nSet-Cookie: a=b",
        MARKUP,
        "'; drop table draws; --",
        "%00%ff",
        "../../etc/passwd",
        "{suffix}",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc",
        "x" * 3_000,
    ]
)
NAMES = st.sampled_from(
    (
        *("stream", "from", "to", "kind", "group", "occupation", "area", "q", "teer", "category"),
        *("sector", "since", "licensed", "list", "limit", "offset", "pathway", "callback", MARKUP),
    )
)
PATHS = st.sampled_from(
    [f"/api/v1/{name}.{suffix}" for name in LISTS for suffix in ("json", "csv", "parquet", "x")]
    + [f"/feeds/draws.{suffix}" for suffix in ("atom", "rss", "ics", "x")]
    + ["/api/v1/health", "/api/v1/estimate/questions", "/api/v1/", "/api/v2/x"]
)
VALUES = STRANGE | st.text(max_size=40)


@settings(max_examples=300, deadline=None)
@given(PATHS, st.dictionaries(NAMES, VALUES | st.lists(VALUES, max_size=4), max_size=4))
def test_strange_address_is_answered_or_refused(
    site: Starlette, path: str, params: dict[str, str | list[str]]
) -> None:
    answer = TestClient(site, raise_server_exceptions=False).get(path, params=params)
    assert answer.status_code in {200, 404, 422}
    assert "set-cookie" not in answer.headers
    if answer.status_code == 200:
        assert answer.headers.get("etag") or path.rsplit("/", 1)[1] in {"health", "questions", ""}
        return
    assert answer.headers["content-type"] == "application/json"
    for fault in answer.json()["errors"]:
        assert set(fault) == {"field", "message", "allowed"}
        assert len(answer.content) < 10_000
        assert MARKUP not in fault["message"]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["draws", "occupations"]), VALUES | st.text(max_size=300))
def test_strange_id_is_not_found(site: Starlette, name: str, text: str) -> None:
    client = TestClient(site, raise_server_exceptions=False)
    answer = client.get(f"/api/v1/{name}/{quote(text.encode(errors='replace'), safe='')}")
    known = (name, text) == ("occupations", "31301")
    is_list = not text.strip("/")  # no id at all is asked for
    assert answer.status_code == 200 if known or is_list else answer.status_code == 404
    assert MARKUP not in answer.text
