"""Which coding an answer gets, from what the browser says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import encodings

OFFERED = ("br", "gzip")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("", None),
        ("identity", None),
        ("zstd", None),
        ("br;q=0", None),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("BR ; Q=0.9 ,GZIP;q=0.9", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=0, *", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("identity, br;q=0.1", None),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("br;q=2, gzip", "gzip"),  # 2 is no quality
        ("brotli", None),
    ],
)
def test_the_coding_that_is_liked_best(accepted: str, coding: str | None) -> None:
    assert encodings.best(accepted, OFFERED) == coding


@given(st.text() | st.from_regex(r"([a-z*]{1,5}(;q=[0-9.]{1,4})?,? ?){1,4}", fullmatch=True))
def test_any_header_gets_something_that_is_offered(accepted: str) -> None:
    assert encodings.best(accepted, OFFERED) in {*OFFERED, None}
    assert encodings.best(accepted, ()) is None
