"""Tables as the browser gets them: the columns that are shown, and each repeated text once."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from components import arrow

TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=40)


def test_only_what_is_shown_is_sent_in_its_order() -> None:
    rows = pl.DataFrame({"hidden": [1], "second": ["b"], "first": ["a"]})
    assert arrow.shown(rows, ("first", "absent", "second")).column_names == ["first", "second"]


def test_a_text_that_comes_again_is_sent_once() -> None:
    table = arrow.shown(pl.DataFrame({"stream": ["Foreign Worker"] * 300}), ("stream",))
    assert table["stream"].combine_chunks().dictionary.to_pylist() == ["Foreign Worker"]


@given(TEXTS)
def test_texts_stay_what_they_are(texts: list[str | None]) -> None:
    rows = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    assert arrow.shown(rows, ("text",))["text"].to_pylist() == texts
