"""Make Streamlit's scripts and styles small, once for each version: `python -m server.compress`.

Streamlit serves them as they are, 5 MB for the page with the chart. Squeezing them as hard as
brotli can takes half a minute of a processor, so it is done once, in a process of its own with the
lowest priority, and kept in `data/build/static/<version of Streamlit>/`. Nothing waits for it:
`server/assets.py` makes do with a quick squeeze until a file is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator

CACHE = Path(__file__).parents[1] / "data" / "build" / "static"
STREAMLIT_VERSION = version("streamlit")
"""Looked up once: finding it reads the folders of every installed package."""

SUFFIXES = frozenset({".css", ".js"})
"""Fonts and pictures are compressed already."""

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Content codings by name, the smallest result first, and the suffixes of their files."""

GZIP_WINDOW = 31
"""Tells zlib to write a gzip header, which holds no time and no name."""

UNFINISHED = ".unfinished"


def static_folder() -> Path:
    """Return the folder that Streamlit serves under `/static`, found without importing it."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        message = "Streamlit is not installed."
        raise RuntimeError(message)
    return Path(found.origin).parent / "static" / "static"


def cache_folder() -> Path:
    """Return the folder of the compressed files of the installed Streamlit."""
    return CACHE / STREAMLIT_VERSION


def sources() -> list[Path]:
    """Return the files that compress well; those that every visit asks for come first."""
    folder = static_folder()
    index = (folder.parent / "index.html").read_text(encoding="utf-8")
    found = [path for path in folder.rglob("*") if path.suffix in SUFFIXES]
    return sorted(found, key=lambda path: (path.name not in index, path.name))


def squeezed(content: bytes, encoding: str, *, hard: bool) -> bytes:
    """Return the content in an encoding of ENCODINGS: as small as can be, or in milliseconds."""
    if encoding == "br":
        small: bytes = brotli.compress(content, quality=11 if hard else 5)
        return small
    packing = zlib.compressobj(9 if hard else 6, wbits=GZIP_WINDOW)
    return packing.compress(content) + packing.flush()


def missing() -> Iterator[tuple[Path, Path, str]]:
    """Yield each file that is not compressed yet, the file to make, and its encoding."""
    static, cache = static_folder(), cache_folder()
    for source in sources():
        for encoding, suffix in ENCODINGS.items():
            target = cache / f"{source.relative_to(static)}{suffix}"
            if not target.is_file():
                yield source, target, encoding


def compress_all() -> int:
    """Compress what is missing, and return how many files were made.

    A file gets its name only when it is whole. Where another process is at work, this one leaves
    it to that one and returns 0.
    """
    made = 0
    cache_folder().mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(cache_folder() / ".lock", blocking=False):
            for source, target, encoding in missing():
                target.parent.mkdir(parents=True, exist_ok=True)
                unfinished = target.with_name(target.name + UNFINISHED)
                unfinished.write_bytes(squeezed(source.read_bytes(), encoding, hard=True))
                unfinished.replace(target)
                made += 1
    except Timeout:
        return 0
    return made


def start() -> subprocess.Popen[bytes] | None:
    """Start compressing in a process of its own; None where nothing is missing."""
    if next(missing(), None) is None:
        return None
    return subprocess.Popen(
        [sys.executable, "-m", "server.compress"],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Compress from the command line, giving way to everything else on the machine."""
    if hasattr(os, "nice"):
        os.nice(19)
    try:
        sys.stdout.write(f"{compress_all()} files made in {cache_folder()}\n")
    except OSError as error:  # nothing can be written here: files are squeezed quickly instead
        sys.stderr.write(f"Compressed files cannot be kept: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
