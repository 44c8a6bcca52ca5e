"""Every stream is told apart by colour and mark, on both backgrounds."""

from __future__ import annotations

import pytest

import queries
from components import look


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour, as WCAG 2 defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_stream_has_a_look_of_its_own() -> None:
    streams = queries.run("streams").rows["stream_id"].to_list()
    assert set(look.STREAMS) == set(streams)
    looks = [(each.colour, each.symbol) for each in look.STREAMS.values()]
    assert len(set(looks)) == len(looks)


def test_within_a_family_the_marks_differ() -> None:
    families: dict[str, list[str]] = {}
    for row in queries.run("streams").rows.to_dicts():
        families.setdefault(row["family"], []).append(look.STREAMS[row["stream_id"]].symbol)
    assert all(len(set(symbols)) == len(symbols) for symbols in families.values())


@pytest.mark.parametrize("theme", look.BACKGROUNDS)
def test_colours_stand_out(theme: str) -> None:
    background = look.BACKGROUNDS[theme]
    for stream, each in look.STREAMS.items():
        assert contrast(each.colour, background) >= 3, stream
    assert contrast(look.QUIET, background) >= 3
