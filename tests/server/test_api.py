"""The open data API: the same rows as the pages, in three formats, and what it refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from server.api import api
from tests.queries.facts import Filters, draws, matching, table

if TYPE_CHECKING:
    from httpx2 import Response

client = TestClient(api)

FOREIGN_WORKER = "2025-09-03-foreign-worker-priority-occupations"
LISTS = ["draws", "occupations", "streams", "events", "allocations", "discrepancies", "corrections"]


def get(path: str, **params: object) -> Response:
    return client.get(path, params=params)


def rows(path: str, **params: object) -> list[dict[str, Any]]:
    answer = get(path, **params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_search_gives_the_best_first() -> None:
    found = rows("/occupations.json", q="web develper", limit=5)
    assert len(found) <= 5
    assert (found[0]["noc_code"], found[0]["title"]) == ("21234", "Web developers and programmers")
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)


def test_codes_keep_their_zeros() -> None:
    assert rows("/occupations.json", q="0015")[0]["noc_code"] == "00015"


def test_search_can_be_filtered() -> None:
    found = rows("/occupations.json", q="nurse", teer=["3"])
    assert found
    assert {row["teer"] for row in found} == {3}
    assert rows("/occupations.json", q="zzzzzzzzzz") == []


@pytest.mark.parametrize(
    ("path", "params", "field"),
    [
        ("/occupations.json", {"q": ""}, "q"),
        ("/occupations.json", {"q": "   "}, "q"),
        ("/occupations.json", {"q": "x" * 101}, "q"),
        ("/occupations.json", {"q": "nurse", "limit": "many"}, "limit"),
        ("/occupations.json", {"q": "nurse", "limit": 0}, "limit"),
        ("/occupations.json", {"q": "nurse", "limit": 10_001}, "limit"),
        ("/occupations.json", {"offset": -1}, "offset"),
        ("/occupations.json", {"teer": 6}, "teer"),
        ("/occupations.json", {"licensed": "maybe"}, "licensed"),
        ("/occupations.json", {"list": "x"}, "list"),
        ("/draws.json", {"stream": ""}, "stream"),
        ("/draws.json", {"from": "0"}, "from"),
        ("/draws.json", {"from": "20250903"}, "from"),
        ("/draws.json", {"to": "2025-02-30"}, "to"),
        ("/draws.json", {"from": "2025-09-03", "to": "2025-09-02"}, "from"),
        ("/draws.json", {"kind": ["general", "targeted"]}, "kind"),
        ("/draws.json", {"limit": [1, 2]}, "limit"),
        ("/draws", {"limit": [1, 2]}, "limit"),
        ("/events.json", {"stream": "foreign-worker"}, "stream"),
        ("/health", {"x": 1}, "x"),
        ("/draws/" + FOREIGN_WORKER, {"x": 1}, "x"),
        ("/estimate/questions", {"pathways": "x"}, "pathways"),
    ],
)
def test_bad_input_names_the_field(path: str, params: dict[str, Any], field: str) -> None:
    answer = client.get(path, params=params)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("path", "params", "allowed"),
    [
        ("/draws.json", {"stream": "foreign"}, "foreign-worker"),
        ("/draws.json", {"kind": "x"}, "targeted"),
        ("/draws.json", {"group": "x"}, "mining"),
        ("/draws.json", {"area": "Paris"}, "Peel"),
        ("/draws.json", {"streem": "x"}, "stream"),
        ("/occupations.json", {"group": "general"}, "mining"),
        ("/occupations.json", {"category": "x"}, "9"),
        ("/draws.json", {"from": "yesterday"}, "a date as YYYY-MM-DD, such as 2025-09-03"),
        ("/draws.json", {"limit": 0}, "at least 1"),
        ("/draws.xml", {}, "parquet"),
        ("/nothing", {}, "/draws.{suffix}"),
        ("/draws/2025-09-03-foreign-worker", {}, FOREIGN_WORKER),
        ("/occupations/2173", {}, "21231"),
    ],
)
def test_bad_input_is_told_what_is_allowed(path: str, params: dict[str, Any], allowed: str) -> None:
    answer = client.get(path, params=params)
    assert answer.status_code in {404, 422}
    assert allowed in answer.json()["errors"][0]["allowed"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_misspelt_name_is_told_the_right_one() -> None:
    assert "Meant: stream?" in get("/draws.json", streem="x").json()["errors"][0]["message"]


def test_method_that_is_not_allowed() -> None:
    answer = client.delete("/draws.json")
    assert answer.status_code == 405
    assert answer.json()["errors"] == [
        {"field": "method", "message": "is not allowed here", "allowed": ["GET"]}
    ]


def test_nothing_that_was_given_is_repeated() -> None:
    text = "<script>alert(1)</script>"
    for name in ("stream", "from", "kind", "limit", "occupation", "area"):
        assert "script" not in get("/draws.json", **{name: text}).text
    assert "script" not in get(f"/draws/{text[:8]}").text
    assert "alert" not in get("/occupations/alert").text


some = st.sampled_from


@settings(max_examples=40, deadline=None)
@given(
    streams=st.lists(some(sorted(set(draws()["stream_id"]))), max_size=3, unique=True),
    first=st.none() | some(draws()["issued_on"].to_list()),
    kind=st.none() | some(["general", "targeted"]),
    occupations=st.lists(some(["31301", "21231", "00010", "72410"]), max_size=2, unique=True),
    areas=st.lists(some(["Peel", "Toronto", "Leeds and Grenville"]), max_size=1),
    offset=st.integers(0, 50),
    limit=st.integers(1, 50),
)
def test_draws_are_those_of_the_filters_page_by_page(  # noqa: PLR0913, PLR0917 (one a filter)
    streams: list[str],
    first: object,
    kind: str | None,
    occupations: list[str],
    areas: list[str],
    offset: int,
    limit: int,
) -> None:
    chosen = {"stream": streams, "kind": kind, "occupation": occupations, "area": areas}
    asked = {name: value for name, value in chosen.items() if value}
    if first:
        asked["from"] = str(first)
    expected = matching(
        Filters(
            streams=tuple(streams) or None,
            issued_from=first,  # type: ignore[arg-type]
            kind=kind,
            occupations=tuple(occupations) or None,
            areas=tuple(areas) or None,
        )
    )
    told = get("/draws.json", **asked, limit=limit, offset=offset).json()
    assert told["total"] == expected.height
    assert len(told["rows"]) == max(0, min(limit, expected.height - offset))
    assert {row["draw_id"] for row in told["rows"]} <= set(expected["draw_id"])


def test_filter_of_an_occupation_says_what_it_cannot_see() -> None:
    told = get("/draws.json", occupation="31301", stream="foreign-worker").json()
    others = matching(Filters(streams=("foreign-worker",))).join(
        matching(Filters(streams=("foreign-worker",), occupations=("31301",))),
        on="draw_id",
        how="anti",
    )
    expected = dict(others.group_by("occupation_list").len().iter_rows())
    assert told["other_draws"] == expected
    assert (
        sum(expected.values()) + told["total"]
        == get("/draws.json", stream="foreign-worker").json()["total"]
    )
    assert "other_draws" not in get("/draws.json").json()


def test_following_the_next_page_gives_every_row_once() -> None:
    address, found = "/draws.json?stream=foreign-worker&limit=25", []
    while address:
        told = client.get(address).json()
        found += [row["draw_id"] for row in told["rows"]]
        address = told["next"]
    assert found == queries.run("draws", streams=["foreign-worker"]).rows["draw_id"].to_list()


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_the_same_in_every_format(name: str) -> None:
    told = get(f"/{name}.json", limit=10_000).json()
    assert told == get(f"/{name}", limit=10_000).json()
    assert told["total"] == len(told["rows"]) > 0
    csv = get(f"/{name}.csv")
    parquet = get(f"/{name}.parquet")
    answer = queries.run(name)
    assert pl.read_parquet(io.BytesIO(parquet.content)).equals(answer.rows)
    frame = pl.read_csv(io.BytesIO(csv.content), infer_schema=False)
    assert frame.columns == answer.rows.columns == list(told["rows"][0])
    assert frame.height == told["total"] == int(csv.headers["x-total-count"])
    for answered in (csv, parquet):
        assert f"oinp-{name}_{answer.version}." in answered.headers["content-disposition"]


def test_json_has_a_hundred_rows_and_says_where_the_rest_is() -> None:
    answer = get("/draws.json")
    assert len(answer.json()["rows"]) == 100
    assert answer.json()["total"] == draws().height
    assert f'<{answer.json()["next"]}>; rel="next"' == answer.headers["link"]
    assert "Link" not in get("/draws.csv").headers


def test_one_draw_is_whole() -> None:
    told = get("/draws/" + FOREIGN_WORKER).json()
    assert (told["invitations"], told["score_min"], told["score_scale"]) == (1134, 42, "eoi-2022")
    assert len(told["occupations"]) == told["occupations_named"] == 77
    assert [deadline["due_on"] for deadline in told["deadlines"]] == ["2025-09-17", "2025-09-20"]
    assert told["page"].endswith("/draw?draw=" + FOREIGN_WORKER)
    assert told["areas"] == told["disagreements"] == []


STATES = ("named", "open_to_all", "older_rules", "not_named", "unknown")


def test_one_occupation_says_what_is_not_known() -> None:
    told = get("/occupations/31301").json()
    assert told["title"] == "Registered nurses and registered psychiatric nurses"
    for stream in told["streams"]:
        if stream["accepts"]:
            counted = [stream[name] for name in STATES]
            assert sum(counted) == stream["draws"]
    assert told["wages"][0]["region"] == "Ontario"
    assert told["times_named"] == len({draw["draw_id"] for draw in told["draws"]})


def test_every_table_can_be_taken_whole() -> None:
    for told in rows("/tables.json"):
        path = f"/tables/{told['table_name']}"
        answer = get(f"{path}.json", limit=1)
        assert answer.json()["total"] == told["row_count"]
        header = get(f"{path}.csv", limit=1).text.split()[0]
        assert header.split(",") == list(answer.json()["rows"][0])
    taken = pl.read_parquet(io.BytesIO(get("/tables/allocations.parquet").content))
    assert taken.height == table("allocations").height
    assert taken.filter(year=2026)["allocation"].to_list() == [14_119]


def test_a_table_that_is_not_there_is_refused_with_those_that_are() -> None:
    for name in ("nothing", "build", "duckdb_settings()", "sqlite_master"):
        answer = get(f"/tables/{name}.json")
        assert answer.status_code == 404
        (fault,) = answer.json()["errors"]
        assert fault["field"] == "table"
        assert {"draws", "streams", "events"} <= set(fault["allowed"])


def test_every_occupation_can_be_asked_for_at_once_as_on_the_page() -> None:
    codes = [row["noc_code"] for row in rows("/occupations.json", limit=600)]
    assert len(codes) == 516
    named = matching(Filters(occupations=tuple(codes)))
    assert len(rows("/draws.json", occupation=codes, limit=1_000)) == named.height


def test_a_file_is_named_by_its_filters_and_the_data() -> None:
    version = get("/health").json()["data_version"]
    answer = get("/draws.csv", stream=["phd-graduate", "skilled-trades"], kind="general", limit=3)
    name = f"oinp-draws_phd-graduate_skilled-trades_general_{version}.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    plain = get("/tables/streams.parquet").headers["content-disposition"]
    assert plain == f'attachment; filename="oinp-streams_{version}.parquet"'


def test_short_lists_hold_the_tables() -> None:
    for name in ("events", "allocations", "discrepancies", "corrections"):
        assert len(rows(f"/{name}.json")) == table(name).height
    years = {row["year"]: row for row in rows("/allocations.json")}
    assert years[2026]["allocation"] == 14_119
    assert years[2026]["nominations_issued"] is None
    assert years[2026]["invitations"] == 13_593
