"""The words of the site can be read after eight years of school."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import GRADE, grade, plain, sentences_of

COMPONENTS = Path(__file__).parents[2] / "components"
WRITING = sorted(path for path in COMPONENTS.glob("*.py") if sentences_of(path))
HARDEST = 14
"""One sentence may be harder than the rest, as lists are, and still not be a riddle."""


def test_the_measure_tells_easy_from_hard() -> None:
    easy = "You have 14 days to send your papers. The day of the invitation is day 0."
    hard = (
        "Notwithstanding aforementioned administrative considerations, applicants' submissions "
        "necessitate comprehensive documentation substantiating eligibility."
    )
    assert grade(easy) < 4
    assert grade(hard) > 16


def test_terms_and_names_count_as_one_short_word() -> None:
    assert plain("**Ontario Workforce Priority** invited 1,063 on [3 May 2025](/draw).") == (
        "term invited term on term ."
    )
    assert plain(
        "It may change. :small[([source](https://a.example), [source 2](https://b.ca))]"
    ) == ("It may change.")


def test_there_are_words_to_measure() -> None:
    names = {path.stem for path in WRITING}
    assert {"words", "sentences", "deadline_words", "program_words", "data_words"} <= names


@pytest.mark.parametrize("path", WRITING, ids=lambda path: path.stem)
def test_each_room_of_words_is_at_or_below_grade_8(path: Path) -> None:
    assert grade(*sentences_of(path)) <= GRADE


@pytest.mark.parametrize("path", WRITING, ids=lambda path: path.stem)
def test_no_sentence_is_a_riddle(path: Path) -> None:
    hard = {text: found for text in sentences_of(path) if (found := grade(text)) > HARDEST}
    assert not hard
