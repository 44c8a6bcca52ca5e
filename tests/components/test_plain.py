"""Text of others in Markdown: shown letter by letter as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import words
from tests.queries.facts import draws, table

MARKS = "\\`*_{}[]<>#|~$:&"


@given(st.text() | st.text(alphabet=MARKS + "ab "))
def test_every_mark_is_escaped_once_and_nothing_is_lost(text: str) -> None:
    shown = words.plain(text)
    assert re.sub(r"\\(.)", r"\1", shown, flags=re.DOTALL) == text
    bare = re.sub(r"\\.", "", shown, flags=re.DOTALL)
    assert not set(bare) & set(MARKS)


@pytest.mark.parametrize("text", ["&lt;b&gt;", "&copy;", "&#60;"])
def test_character_references_are_shown_as_they_are(text: str) -> None:
    assert words.plain(text).startswith("\\&")


def test_real_names_need_little_escaping() -> None:
    """Targets and places go into sentences as they are; they hold no mark of Markdown."""
    names = [*draws()["target"], *table("census_divisions")["census_division"]]
    assert [name for name in names if words.plain(name) != name] == []


@given(st.text(max_size=5_000), st.text(max_size=5_000))
def test_complaint_is_short_whatever_was_asked(value: str, other: str) -> None:
    said = words.complaint("stream", value, ["foreign-worker", "phd-graduate", other[:20]])
    assert "stream=" in said
    assert "foreign-worker, phd-graduate" in said
    assert len(said) < 600
