"""What a crawler and a link preview read: the HTML that the server sends, without scripts."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from components import site, words
from queries import store
from server import compress, own_files, pages
from tests.queries.facts import draws, named_today
from tests.server.site import client

DRAW = "2025-09-03-foreign-worker-priority-occupations"


def read(path: str, base: str = "http://localhost") -> HTMLParser:
    answer = client(base).get(path)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def tags(tree: HTMLParser) -> dict[str, str]:
    """Return the title, the canonical link and the tags for previews, by name."""
    found = {"title": tree.css_first("title").text()}
    found["canonical"] = tree.css_first('link[rel="canonical"]').attributes["href"] or ""
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        assert name not in found, f"{name} stands twice"
        found[name] = node.attributes["content"] or ""
    return found


def test_a_draw_is_previewed_from_its_data() -> None:
    found = tags(read(f"/draw?draw={DRAW}"))
    assert found["title"] == "1,134 invited, 42 and above - Foreign Worker, 3 September 2025"
    assert found["og:title"] == found["twitter:title"] == found["title"]
    assert "1,134 invitations" in found["description"]
    assert "from 42 points" in found["og:description"]
    assert found["canonical"] == found["og:url"] == f"http://localhost/draw?draw={DRAW}"
    assert found["og:image"] == f"http://localhost/social/draw/{DRAW}.png"
    assert found["twitter:card"] == "summary_large_image"


def test_an_occupation_is_previewed_with_when_it_was_last_named() -> None:
    found = tags(read("/occupation?noc=31120"))
    ids = named_today().filter(noc_code="31120")["draw_id"].unique()
    newest = draws().filter(pl.col("draw_id").is_in(ids.implode()))["issued_on"].max()
    assert found["title"] == f"Pharmacists (31120): last named {words.day(newest)}"
    assert found["description"].startswith(f"Pharmacists (31120) was named in {len(ids)} draws")
    assert found["canonical"] == "http://localhost/occupation?noc=31120"


def test_a_stream_is_previewed_with_its_draws() -> None:
    found = tags(read("/draws?stream=phd-graduate&kind=general"))
    assert found["title"] == "PhD Graduate draws - OINP Draws"
    assert re.search(r"\d+ draws with [\d,]+ invitations, the latest on", found["description"])
    assert found["canonical"] == "http://localhost/draws?stream=phd-graduate"


def test_the_overview_says_what_is_newest() -> None:
    found = tags(read("/"))
    day = draws()["issued_on"].max()
    people = words.number(draws().filter(issued_on=day)["invitations"].sum())
    start = f"Ontario invited {people} people on {words.day(day)}"
    assert found["description"].startswith(start)
    assert found["canonical"] == "http://localhost/"


@pytest.mark.parametrize(
    "path",
    [
        "/draw",
        "/draw?draw=",
        "/draw?draw=nothing",
        "/draw?draw=%00%ff",
        "/draw?draw=%27%3B+drop+table+draws",
        "/occupation?noc=99999",
        "/occupation?noc=",
        "/draws?stream=nothing",
        "/draws?stream=workforce-priority-teer-0-3",
        "/draws?from=2025-01-01",
    ],
)
def test_a_parameter_that_names_nothing_gets_the_general_words(path: str) -> None:
    place = site.PLACES[path.split("?", maxsplit=1)[0]]
    found = tags(read(path))
    assert found["title"] == f"{place.title} - OINP Draws"
    assert found["description"] == place.description
    assert found["canonical"] == "http://localhost" + path.split("?", maxsplit=1)[0]
    assert found["og:image"] == "http://localhost/social/site.png"


@pytest.mark.parametrize("path", site.PLACES)
def test_every_page_has_words_of_its_own_and_one_head(path: str) -> None:
    tree = read(path)
    found = tags(tree)
    assert "OINP Draws" in found["title"]
    assert 40 < len(found["description"]) <= 300
    assert tree.css_first("html").attributes["lang"] == "en"
    assert len(tree.css("title")) == 1
    assert site.PLACES[path].description
    assert {"/favicon.ico", "/favicon.svg"} == {
        node.attributes["href"] for node in tree.css('link[rel="icon"]')
    }
    assert "Streamlit" not in found["title"]
    assert client().get(path).headers["cache-control"] == "no-cache"


def test_titles_and_descriptions_differ_from_page_to_page() -> None:
    assert len({place.title for place in site.PLACES.values()}) == len(site.PLACES)
    assert len({place.description for place in site.PLACES.values()}) == len(site.PLACES)


def test_absolute_links_begin_with_the_base_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tags(read("/", "https://a.example"))["og:url"] == "https://a.example/"
    monkeypatch.setenv("OINP_BASE_URL", "https://draws.example/")
    found = tags(read(f"/draw?draw={DRAW}"))
    assert found["og:url"] == f"https://draws.example/draw?draw={DRAW}"
    assert found["og:image"].startswith("https://draws.example/social/")


VISITOR = client()


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from([("/draw", "draw"), ("/occupation", "noc"), ("/draws", "stream")]),
    st.text(max_size=80) | st.sampled_from(['"><script>alert(1)</script>', "x' onload='x", "\x00"]),
)
def test_nothing_of_an_address_reaches_the_page(where: tuple[str, str], value: str) -> None:
    path, name = where
    answer = VISITOR.get(path, params={name: value, '"><b>': "<i>"})
    assert answer.status_code == 200
    assert answer.text == VISITOR.get(path).text or value.strip()[:1].isalnum()
    for hostile in ("alert(1)", "onload=", '"><b>', "<i>"):
        assert hostile not in answer.text


def test_a_hostile_host_is_escaped() -> None:
    answer = client().get("/", headers={"Host": 'a"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text


def test_a_missing_database_costs_the_preview_and_not_the_page(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(store, "current_database", lambda: "/no/such/file.duckdb")
    found = tags(read("/draw?draw=secret-of-a-visitor"))
    assert found["title"] == "One draw - OINP Draws"
    assert "no preview for /draw" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("path", ["/nonsense", "/draws/x", "/draw.php", "/index.html", "/DRAWS"])
def test_an_unknown_address_is_not_found_and_leads_on(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 404
    tree = HTMLParser(answer.text)
    assert tree.css_first("h1").text() == "There is no page at this address"
    links = {node.attributes["href"] for node in tree.css("a")}
    assert {"/", "/draws", "/occupations", "/program"} <= links
    assert "/draw" not in links
    assert not tree.css("script")
    assert answer.headers["content-security-policy"]


def test_what_streamlit_answers_itself_is_left_to_it() -> None:
    assert client().get("/favicon.png").headers["content-type"] == "image/png"
    moved = client().get("/draws/?stream=phd-graduate", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (301, "/draws?stream=phd-graduate")
    assert client().get("/draws/_stcore/health").status_code == 404


def test_readers_without_scripts_get_the_answer_and_the_links() -> None:
    words = read(f"/draw?draw={DRAW}").css_first("noscript").text()
    assert "1,134 invit" in words
    assert "JavaScript" in words


def test_scripts_of_the_page_are_still_those_of_streamlit_in_order() -> None:
    index = (compress.static_folder().parent / "index.html").read_text(encoding="utf-8")
    scripts = re.compile(r"<script.*?</script>", re.DOTALL)
    assert scripts.findall(client().get("/").text) == scripts.findall(index)
    assert client().get("/").text.count("modulepreload") == index.count("modulepreload")


def test_the_script_of_charts_is_fetched_early_only_where_there_is_a_chart() -> None:
    for path, place in site.PLACES.items():
        text = client().get(path).text
        found = re.findall(r'modulepreload" crossorigin href="(/static/js/PlotlyChart[^"]+)"', text)
        assert len(found) == place.chart
        assert all(client().get(name).status_code == 200 for name in found)


def test_a_changed_index_is_noticed_at_start() -> None:
    index = (compress.static_folder().parent / "index.html").read_text(encoding="utf-8")
    for spoilt in (
        index.replace("<title>", "<name>"),
        index.replace('rel="shortcut icon"', 'rel="ico"'),
        index.replace('lang="en"', ""),
        index.replace("noscript>", "nothing>"),
        index.replace('<meta charset="UTF-8" />', ""),
    ):
        with pytest.raises(pages.UnknownIndexError):
            pages.Shell(spoilt)


def test_streamlits_own_text_fonts_are_never_needed() -> None:
    tree = read("/")
    style = tree.css_first("head > :last-child")
    assert style.tag == "style", "it must stand after Streamlit's styles to win"
    css = (compress.static_folder().parent / stylesheet(tree)).read_text(encoding="utf-8")
    for family in pages.FONTS_IN_PLACE_OF:
        assert f"font-family:{family};" in css, "Streamlit has renamed its font"
        assert f'font-family:"{family}"' in style.text()


def test_the_style_of_the_house_is_there_before_the_page_is_drawn() -> None:
    """It comes after Streamlit's styles, and with the page: what comes later makes words jump."""
    link = read("/draws").css_first("body > link[rel=stylesheet]")
    address = link.attributes["href"] or ""
    answer = client().get(address)
    assert answer.text == site.STYLE.read_text(encoding="utf-8")
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def stylesheet(tree: HTMLParser) -> str:
    return (tree.css_first('link[rel="stylesheet"]').attributes["href"] or "").removeprefix("./")


def test_fonts_are_fetched_early_by_the_address_in_the_settings() -> None:
    early = {node.attributes["href"] for node in read("/").css('link[rel="preload"][as="font"]')}
    assert early == set(own_files.fonts())
