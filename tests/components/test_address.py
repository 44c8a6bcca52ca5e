"""Parameters of the address: what is read is what is written, and wrong values are explained."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from components.address import Choice, Day, Text

STREAM = Choice("stream", {"foreign-worker": "Foreign Worker", "phd-graduate": "PhD"}, most=2)
KIND = Choice("kind", {"general": "General", "targeted": "Targeted"}, many=False)
SINCE = Day("since", date(2018, 1, 1), date(2026, 12, 31))
SEARCH = Text("q", 10)

RAW = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(["foreign-worker", "phd-graduate", "general", "2025-09-03", ""]),
    ),
    max_size=6,
)


@given(RAW)
def test_reading_what_was_written_changes_nothing(raw: list[str]) -> None:
    for parameter in (STREAM, KIND, SINCE, SEARCH):
        value, _ = parameter.read(raw)
        written = parameter.write(value)
        again, complaints = parameter.read(written)
        assert parameter.write(again) == written
        assert complaints == []


@given(RAW)
def test_only_allowed_values_are_kept_and_the_rest_explained(raw: list[str]) -> None:
    kept, complaints = STREAM.read(raw)
    assert set(kept) <= set(STREAM.options)
    assert len(kept) == len(set(kept)) <= 2
    wrong = [value for value in raw if value and value not in STREAM.options]
    assert len(complaints) == len(wrong)
    assert all("stream=" in complaint for complaint in complaints)


def test_days() -> None:
    assert SINCE.read(["2025-09-03"]) == (date(2025, 9, 3), [])
    for wrong in ("2025-13-99", "2017-12-31", "yesterday", "<script>"):
        value, (complaint,) = SINCE.read([wrong])
        assert value is None
        assert "since=" in complaint
        assert "2018-01-01 to 2026-12-31" in complaint


def test_one_value_and_long_text() -> None:
    assert KIND.read(["general", "targeted"])[0] == "general"
    assert KIND.write(None) == []
    assert SEARCH.read(["a" * 50]) == ("a" * 10, [])
    assert SEARCH.write("  ") == []


def test_more_than_allowed_is_said() -> None:
    one = Choice("compare", {"a": "A", "b": "B"}, most=1)
    kept, (complaint,) = one.read(["a", "b"])
    assert kept == ["a"]
    assert "at most 1" in complaint
