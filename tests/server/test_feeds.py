"""Feeds and the calendar: valid, stable, absolute, filtered, and moved by corrections."""

from __future__ import annotations

import re
import warnings
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import icalendar
import pytest
import vobject
from lxml import etree
from starlette.applications import Starlette

import queries
from components import feed_words
from server.routes import routes
from tests.queries.facts import Filters, matching, table

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from httpx2 import Response

BASE = "https://draws.example"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CORRECTED = "2026-04-30-foreign-worker-greater-toronto-area"
TAG = re.compile(r"tag:oinp-draws,2026:\S+")

CHOICES: list[dict[str, Any]] = [
    {},
    {"stream": "foreign-worker"},
    {"stream": ["foreign-worker", "masters-graduate"], "group": "health"},
    {"occupation": "31301"},
    {"area": ["Peel", "Leeds and Grenville"]},
    {"kind": "general"},
    {"stream": "workforce-priority-physician"},
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("OINP_API_PER_MINUTE", "0")
    return TestClient(Starlette(routes=routes()), base_url=BASE)


def get(client: TestClient, path: str, **params: object) -> Response:
    answer: Response = client.get(path, params=params)  # type: ignore[assignment, arg-type]
    assert answer.status_code == 200, answer.text
    return answer


def expected(**params: Any) -> set[str]:  # noqa: ANN401 (a value or several)
    def many(name: str) -> tuple[str, ...] | None:
        value = params.get(name)
        return (value,) if isinstance(value, str) else tuple(value) if value else None

    rows = matching(
        Filters(
            streams=many("stream"),
            kind=params.get("kind"),
            target_groups=many("group"),
            occupations=many("occupation"),
            areas=many("area"),
        )
    )
    return set(rows["draw_id"])


def drawn(tag: str) -> str:
    return tag.removeprefix("tag:oinp-draws,2026:draw/")


@pytest.mark.parametrize("chosen", CHOICES)
def test_atom_is_valid_and_holds_the_draws_that_match(
    client: TestClient, chosen: dict[str, Any]
) -> None:
    answer = get(client, "/feeds/draws.atom", **chosen)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    document = etree.fromstring(answer.content)
    GRAMMAR.assertValid(document)
    ids = document.xpath("//a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    assert all(TAG.fullmatch(text) for text in ids)
    wanted = expected(**chosen)
    found = {drawn(tag) for tag in ids[1:]}
    assert found <= wanted
    assert len(found) == min(50, len(wanted))
    links = document.xpath("//a:link", namespaces=ATOM)
    assert all(link.get("href").startswith(BASE + "/") for link in links)
    assert {link.get("rel", "alternate") for link in links} == {"self", "alternate"}
    own = document.xpath("/a:feed/a:link[@rel='self']/@href", namespaces=ATOM)[0]
    assert client.get(own).content == answer.content


def test_grammar_refuses_what_the_standard_does(client: TestClient) -> None:
    good = get(client, "/feeds/draws.atom", stream="phd-graduate").text
    for damage in (
        good.replace("<updated>", "<updated>x", 1),
        re.sub("<author>.*?</author>", "", good),
        re.sub("<id>.*?</id>", "", good, count=1),
        good.replace("<entry>", "<item>").replace("</entry>", "</item>"),
        re.sub(r' href="[^"]*"', "", good, count=1),
    ):
        assert damage != good
        assert not GRAMMAR.validate(etree.fromstring(damage.encode()))


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feeds_are_read_by_an_independent_parser(
    client: TestClient, kind: str, chosen: dict[str, Any]
) -> None:
    feed = feedparser.parse(get(client, f"/feeds/draws.{kind}", **chosen).content)
    assert not feed.bozo
    assert feed.version == {"atom": "atom10", "rss": "rss20"}[kind]
    assert feed.feed.title.startswith("OINP draws")
    assert feed.feed.link.startswith(BASE + "/draws")
    wanted = queries.run("draws").rows.rows_by_key("draw_id", named=True, unique=True)
    changed = set(table("corrections")["draw_id"])
    for entry in feed.entries:
        draw = wanted[drawn(entry.id)]
        said = feed_words.headline({"draw_id": drawn(entry.id)} | draw)
        assert entry.title == f"{'Changed: ' * (drawn(entry.id) in changed)}{said}"
        assert entry.link == f"{BASE}/draw?draw={drawn(entry.id)}"
        assert f"{draw['invitations']:,} invitation" in entry.title
        assert draw["source_url"] in entry.get("summary", "") + str(entry.get("content", ""))


def test_the_brackets_of_a_target_do_not_stand_inside_those_of_a_title() -> None:
    draw_id = "2026-04-23-foreign-worker-central-ontario"
    draw = queries.run("draws", chosen=[draw_id]).first()
    assert draw["target"] == "Central Ontario (outside the GTA)"
    assert feed_words.headline(draw) == (
        "Foreign Worker, 23 April 2026: 128 invitations from 60 points (Central Ontario, outside "
        "the GTA)"
    )


def test_corrected_draw_moves_up_and_says_what_changed(client: TestClient) -> None:
    feed = feedparser.parse(get(client, "/feeds/draws.atom").content)
    entry = next(entry for entry in feed.entries if drawn(entry.id) == CORRECTED)
    correction = next(row for row in table("corrections").to_dicts() if row["draw_id"] == CORRECTED)
    assert entry.published.startswith("2026-04-30T00:00:00")
    assert entry.updated.startswith(correction["first_seen"])
    assert f"Invitations: {correction['after']}; before: {correction['before']}" in str(entry)
    moments = [entry.updated for entry in feed.entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.feed.updated == moments[0]


def test_a_reader_that_knows_only_rss_is_told_of_a_correction(client: TestClient) -> None:
    feed = feedparser.parse(get(client, "/feeds/draws.rss").content)
    entry = next(entry for entry in feed.entries if drawn(entry.id) == CORRECTED)
    seen = next(row for row in table("corrections").to_dicts() if row["draw_id"] == CORRECTED)
    day = date.fromisoformat(seen["first_seen"])
    assert f"{day:%d %b %Y}" in entry.published
    assert entry.title.startswith("Changed: Foreign Worker, 30 April 2026")


def test_whatever_moves_an_entry_is_said_in_it(client: TestClient) -> None:
    feed = feedparser.parse(get(client, "/feeds/draws.atom").content)
    moved = [entry for entry in feed.entries if entry.updated > entry.published]
    corrected = set(table("corrections")["draw_id"]) | set(table("discrepancies")["draw_id"])
    assert {drawn(entry.id) for entry in moved} <= corrected
    assert len(moved) > 3
    for entry in moved:
        seen = date.fromisoformat(entry.updated[:10])
        said = (f"{verb} {seen.day} {seen:%B %Y}" for verb in ("seen on", "Noted on"))
        assert any(text in str(entry.content) for text in said)


def test_ids_do_not_move_with_the_site(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = get(client, "/feeds/draws.atom", stream="masters-graduate")
    monkeypatch.setenv("OINP_BASE_URL", "https://elsewhere.example/oinp/")
    after = get(client, "/feeds/draws.atom", stream="masters-graduate")
    old, new = feedparser.parse(before.content), feedparser.parse(after.content)
    assert [entry.id for entry in old.entries] == [entry.id for entry in new.entries]
    assert old.feed.id == new.feed.id
    assert {entry.link.split("/draw?")[0] for entry in new.entries} == {
        "https://elsewhere.example/oinp"
    }
    assert before.headers["etag"] != after.headers["etag"]


def test_host_that_is_no_host_is_not_repeated(client: TestClient) -> None:
    answer = client.get("/feeds/draws.atom", headers={"host": 'a"><x>'})
    assert "&lt;x&gt;" not in answer.text
    assert "http://localhost/draw?" in answer.text.replace("https:", "http:")


def test_feed_of_an_occupation_says_what_it_cannot_hold(client: TestClient) -> None:
    text = feedparser.parse(get(client, "/feeds/draws.atom", occupation="31301").content)
    assert "may have named the occupation and still not appear" in text.feed.subtitle
    assert "31301 Registered nurses" in text.feed.title
    assert "still not appear" not in get(client, "/feeds/draws.atom").text


def test_markup_in_the_data_stays_text() -> None:
    draw = queries.run("draws", chosen=[CORRECTED]).first()
    hostile = draw | {"target": "<script>x</script> *a* [b](c)", "areas": "<b>", "note": None}
    shown = feed_words.body(hostile, [], [], {"<i>": "https://x.example/?a=1&b=2"})
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "*a* [b](c)" in feed_words.told(hostile)


@pytest.mark.parametrize("chosen", CHOICES)
def test_calendar_has_an_event_for_each_draw(client: TestClient, chosen: dict[str, Any]) -> None:
    answer = get(client, "/feeds/draws.ics", **chosen)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert b"\r\n" in answer.content
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(answer.content)
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {f"{draw_id}@oinp-draws" for draw_id in expected(**chosen)}
    other = vobject.readOne(answer.text)
    assert len(getattr(other, "vevent_list", [])) == len(events)


def test_event_spans_the_days_of_its_draw(client: TestClient) -> None:
    calendar = icalendar.Calendar.from_ical(get(client, "/feeds/draws.ics").content)
    events = {str(event["uid"]).split("@")[0]: event for event in calendar.walk("VEVENT")}
    for row in queries.run("draws").rows.iter_rows(named=True):
        event = events[row["draw_id"]]
        assert event["dtstart"].dt == row["issued_on"]
        last = row["issued_to"] or row["issued_on"]
        assert event["dtend"].dt.toordinal() == last.toordinal() + 1
        assert str(event["url"]).endswith(row["draw_id"])
    corrected = events[CORRECTED]
    assert corrected["last-modified"].dt.date() == date(2026, 5, 4)
    assert "before: 720" in str(corrected["description"])


@pytest.mark.parametrize("kind", ["atom", "rss", "ics"])
def test_a_feed_that_is_known_is_not_sent_again(client: TestClient, kind: str) -> None:
    first = get(client, f"/feeds/draws.{kind}")
    again = client.get(f"/feeds/draws.{kind}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"stream": "x"}, "stream"),
        ({"from": "2025-01-01"}, "from"),
        ({"occupation": "1"}, "occupation"),
    ],
)
def test_bad_filters_are_refused_by_name(
    client: TestClient, params: dict[str, str], field: str
) -> None:
    for kind in ("atom", "rss", "ics"):
        answer = client.get(f"/feeds/draws.{kind}", params=params)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == field
        assert answer.json()["errors"][0]["allowed"]
