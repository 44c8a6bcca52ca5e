"""Streamlit's files as a browser gets them: small, whole, kept for ever, and never the wrong one.

Several of these fail when a new Streamlit serves its files in another way than we build on.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import brotli
import pytest

from server import compress
from tests.server.site import client

if TYPE_CHECKING:
    from pathlib import Path

INDEX = (compress.static_folder().parent / "index.html").read_text(encoding="utf-8")
SCRIPT = re.findall(r'src="\./(static/js/index\.[\w-]+\.js)"', INDEX)[0]
STYLE = re.findall(r'href="\./(static/css/index\.[\w-]+\.css)"', INDEX)[0]
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the compressed files."""
    monkeypatch.setattr(compress, "CACHE", tmp_path)
    return compress.cache_folder()


def original(path: str) -> bytes:
    return (compress.static_folder().parent / path).read_bytes()


def fetched(path: str, coding: str, method: str = "GET", **headers: str) -> tuple[int, dict, bytes]:
    """Return status, headers and the bytes as they came over the wire."""
    asked = {"Accept-Encoding": coding} | headers
    with client().stream(method, path, headers=asked) as answer:
        return answer.status_code, dict(answer.headers), b"".join(answer.iter_raw())


@pytest.mark.parametrize("coding", ["br", "gzip"])
@pytest.mark.parametrize("path", [SCRIPT, STYLE])
def test_a_file_comes_compressed_whole_and_for_ever(path: str, coding: str) -> None:
    status, headers, body = fetched(f"/{path}", coding)
    assert status == 200
    assert headers["content-encoding"] == coding
    assert UNPACK[coding](body) == original(path)
    assert len(body) < len(original(path)) / 3
    assert int(headers["content-length"]) == len(body)
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert "Accept-Encoding" in headers["vary"]
    kind = "text/javascript" if path.endswith("js") else "text/css"
    assert headers["content-type"] == f"{kind}; charset=utf-8"
    again = fetched(f"/{path}", coding, **{"If-None-Match": headers["etag"]})
    assert (again[0], again[2]) == (304, b"")
    other = fetched(
        f"/{path}", "gzip" if coding == "br" else "br", **{"If-None-Match": headers["etag"]}
    )
    assert other[0] == 200, "another coding is another answer"


def test_a_browser_that_takes_no_coding_gets_the_file_as_it_is() -> None:
    status, headers, body = fetched(f"/{SCRIPT}", "identity")
    assert (status, body) == (200, original(SCRIPT))
    assert "content-encoding" not in headers
    assert headers["cache-control"].startswith("public, immutable, max-age=")
    assert "Accept-Encoding" in headers["vary"]


def test_a_part_of_a_file_is_a_part_of_the_file_as_it_is() -> None:
    status, headers, body = fetched(f"/{SCRIPT}", "br", Range="bytes=10-19")
    assert (status, body) == (206, original(SCRIPT)[10:20])
    assert "content-encoding" not in headers
    assert headers["content-range"] == f"bytes 10-19/{len(original(SCRIPT))}"


def test_a_look_at_the_head_says_the_length_of_the_compressed_file() -> None:
    whole = fetched(f"/{SCRIPT}", "br")
    head = fetched(f"/{SCRIPT}", "br", "HEAD")
    assert head[0] == 200
    assert head[1]["content-length"] == whole[1]["content-length"]
    assert head[1]["etag"] == whole[1]["etag"]
    assert head[2] == b""


def test_a_name_that_is_no_file_of_streamlits_opens_nothing() -> None:
    for path in ("/static/js/none.js", "/static/../index.html", "/static/js/..%2f..%2findex.html"):
        status, headers, _ = fetched(path, "br")
        assert "content-encoding" not in headers
        assert status in {200, 400, 404}


def test_the_smallest_file_replaces_the_quick_one_as_soon_as_it_is_made(cache: Path) -> None:
    visitors = client()

    def size() -> int:
        asked = {"Accept-Encoding": "br"}
        return int(visitors.get(f"/{STYLE}", headers=asked).headers["content-length"])

    quick = size()
    assert size() == quick
    made = cache / f"{STYLE.removeprefix('static/')}.br"
    made.parent.mkdir(parents=True)
    made.write_bytes(compress.squeezed(original(STYLE), "br", hard=True))
    assert size() == made.stat().st_size < quick
    made.unlink()
    assert size() < quick, "what was read is kept"


def test_compressing_makes_each_file_once_and_whole(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    static = tmp_path / "streamlit" / "static"
    (static / "js").mkdir(parents=True)
    (static.parent / "index.html").write_text("b.js")
    for name in ("js/a.js", "js/b.js", "js/c.woff2"):
        (static / name).write_bytes(b"let a = 1;" * 1_000)
    monkeypatch.setattr(compress, "static_folder", lambda: static)
    assert [path.name for path in compress.sources()] == ["b.js", "a.js"]
    left = cache / "js" / "b.js.br.unfinished"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half of a file, from a process that was killed")
    assert compress.compress_all() == 4
    assert compress.compress_all() == 0
    made = {path.name for path in cache.rglob("*") if path.suffix in compress.ENCODINGS.values()}
    assert made == {"a.js.br", "a.js.gz", "b.js.br", "b.js.gz"}
    assert brotli.decompress((cache / "js" / "b.js.br").read_bytes()) == b"let a = 1;" * 1_000


def test_streamlit_still_keeps_its_files_where_and_as_we_expect() -> None:
    names = [path.name for path in compress.sources()]
    assert len(names) > 100
    hashed = re.compile(r"\.?[\w-]+\.[\w-]{8}\.(js|css)$")
    assert not [name for name in names if not hashed.search(name)], "names must hold a hash"
    assert any(name.startswith("PlotlyChart.") for name in names)


def test_the_page_itself_is_never_kept() -> None:
    for path in ("/", "/draws", "/index.html"):
        assert fetched(path, "br")[1]["cache-control"] == "no-cache"
