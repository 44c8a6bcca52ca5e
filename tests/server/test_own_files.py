"""Icons, fonts, pictures and what crawlers ask for by name."""

from __future__ import annotations

import io
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from components import site
from queries import store
from server import own_files, pictures, previews
from tests.queries.facts import draws
from tests.server.site import client

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_the_settings_name_the_fonts_as_they_are_now() -> None:
    named = {face["url"] for face in SETTINGS["theme"]["fontFaces"]}
    assert named == set(own_files.fonts()), "a font has changed: change its address too"
    for family in (face["family"] for face in SETTINGS["theme"]["fontFaces"]):
        theme = SETTINGS["theme"]["font"] + SETTINGS["theme"]["headingFont"]
        assert f"{family} Fallback" in theme
        assert f'"{family} Fallback"' in (site.ASSETS / "fallback.css").read_text(encoding="utf-8")


def test_fonts_are_few_bytes_kept_for_ever_and_under_a_licence() -> None:
    assert sum(path.stat().st_size for path in (site.ASSETS / "fonts").glob("*.woff2")) < 120_000
    for address in own_files.fonts():
        answer = client().get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "font/woff2"
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    for licence in ("OFL-source-sans-3.txt", "OFL-source-serif-4.txt"):
        text = (site.ASSETS / "fonts" / licence).read_text(encoding="utf-8")
        assert "SIL Open Font License, Version 1.1" in text


def test_only_files_of_ours_are_served() -> None:
    for path in ("/assets/README.md", "/assets/..%2f..%2fapp.py", "/assets/mark.svg", "/assets/"):
        assert client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png"])
def test_icons_are_pictures(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 200
    with Image.open(io.BytesIO(answer.content)) as icon:
        assert icon.width == icon.height


def test_marks_are_drawings_without_scripts_or_links() -> None:
    for path in (site.MARK, site.WORDMARK):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert text.count("http") == 1, "only the name of the format"
        assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314 (our own file)
    assert client().get("/favicon.svg").headers["content-type"] == "image/svg+xml"


def test_the_manifest_names_icons_that_exist() -> None:
    answer = client().get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    told = answer.json()
    assert told["name"] == "OINP Draws"
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    for icon in told["icons"]:
        with Image.open(io.BytesIO(client().get(icon["src"]).content)) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_site_map_lists_every_draw_and_occupation() -> None:
    answer = client("https://draws.example").get("/sitemap.xml")
    tree = ET.fromstring(answer.content)  # noqa: S314 (our own text)
    found = [node.text or "" for node in tree.iter(LOC)]
    assert len(found) == len(set(found)) == draws().height + 516 + len(site.PLACES) - 2
    assert all(address.startswith("https://draws.example/") for address in found)
    assert "https://draws.example/draw?draw=2025-09-03-foreign-worker-priority-occupations" in found
    assert "https://draws.example/occupation?noc=00010" in found
    some = [found[0], found[3], found[200], found[-1]]
    for address in some:
        parts = urlsplit(address)
        assert client().get(f"{parts.path}?{parts.query}").status_code == 200


def test_robots_may_read_everything_but_the_machinery() -> None:
    lines = client("https://draws.example").get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /" not in lines
    assert "Disallow: /_stcore/" in lines
    assert lines[-1] == "Sitemap: https://draws.example/sitemap.xml"


@pytest.mark.parametrize(
    "path",
    [
        "/social/site.png",
        "/social/draw/2025-09-03-foreign-worker-priority-occupations.png",
        "/social/occupation/31120.png",
    ],
)
def test_a_picture_has_the_size_that_networks_ask_for(path: str) -> None:
    answer = client().get(path)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "public, max-age=86400"
    assert len(answer.content) < 100_000
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 10


@pytest.mark.parametrize(
    "path",
    [
        "/social/draw/nothing.png",
        "/social/draw/.png",
        "/social/occupation/99999.png",
        "/social/else/31120.png",
        "/social/draw/%2e%2e%2fsite.png",
        "/social/nothing.png",
    ],
)
def test_there_is_no_picture_of_what_does_not_exist(path: str) -> None:
    assert client().get(path).status_code == 404


def test_every_picture_fits() -> None:
    """The longest words there are stay above the figures and bars."""
    longest = draws().sort(draws()["target"].str.len_chars())["draw_id"][-1]
    titles = store.run("occupation_names").rows
    code = titles.sort(titles["title"].str.len_chars())["noc_code"][-1]
    for preview in (
        previews.of("/draw", {"draw": longest}),
        previews.of("/occupation", {"noc": code}),
        previews.of("/", {}),
        previews.of("/data", {}),
    ):
        assert pictures.height(preview.card) <= pictures.BAND, preview.card
        for line in pictures._placed(preview.card):  # noqa: SLF001
            assert pictures._wide(line.text, line.font) <= pictures.ROOM  # noqa: SLF001


def test_pictures_show_what_is_counted_in_the_tables() -> None:
    draw = previews.of("/draw", {"draw": "2025-09-03-foreign-worker-priority-occupations"})
    row = draws().filter(draw_id="2025-09-03-foreign-worker-priority-occupations")
    assert [value for value, _ in draw.figures] == [
        f"{row['invitations'].item():,}",
        str(row["score_min"].item()),
    ]
    newest = draws().filter(issued_on=draws()["issued_on"].max())
    overview = previews.of("/", {})
    assert overview.figures[0][0] == f"{newest['invitations'].sum():,}"
    assert {value for value, _ in overview.figures[1:]} == {
        str(score) for score in newest["score_min"]
    }
    named = previews.of("/occupation", {"noc": "31301"})
    years = store.run("occupation_years", noc="31301").rows
    assert named.bars == tuple(
        (str(year), count) for year, count in years.select("year", "times_named").iter_rows()
    )


def test_the_lower_half_of_a_picture_is_not_empty() -> None:
    for path in ("site.png", "draw/2025-09-03-foreign-worker-priority-occupations.png"):
        answer = client().get(f"/social/{path}")
        with Image.open(io.BytesIO(answer.content)) as picture:
            lower = picture.convert("L").crop((pictures.LEFT, pictures.BAND, 1200, 540))
            assert sum(lower.histogram()[:128]) > 2_000


def test_letters_keep_their_spaces() -> None:
    """The words are as wide as their letters and spaces: none was snapped away."""
    font = pictures._font(heading=False, size=26)  # noqa: SLF001
    spaced = pictures._wide("of Ontario", font)  # noqa: SLF001
    assert spaced - pictures._wide("ofOntario", font) > 4  # noqa: SLF001


def test_pictures_are_kept_within_bounds() -> None:
    assert pictures.drawn.cache_info().maxsize == pictures.KEPT_PICTURES
    pictures.drawn.cache_clear()
    for _ in range(3):
        client().get("/social/occupation/31120.png")
    assert pictures.drawn.cache_info().misses == 1
