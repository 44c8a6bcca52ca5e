"""Where official pages disagree, as sentences for people."""

from __future__ import annotations

from typing import Any

import pytest

import queries
from components import data_words, draw_words

ROWS = {row["discrepancy_id"]: row for row in queries.run("discrepancies").rows.to_dicts()}
CENTRAL = "2026-04-23-international-student-central-ontario"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2023-foreign-worker-total", "We use 6,869; the other figure is 6,456."),
        ("2025-10-09-in-demand-skills-redi-occupation-code", "We use 94132; the other figure is"),
        ("2026-04-01-in-demand-skills-mining-profile-window", "We use 30 March 2026; the other"),
        ("2025-06-03-foreign-worker-career-minimum-score", "We use 45."),
        ("education-points", "We use PhD or M.D.; the other figure is PhD."),
        (f"{CENTRAL}-minimum-score", "We use 84; the other figure is 85."),
    ],
)
def test_figures_are_written_as_everywhere_else(name: str, words: str) -> None:
    assert words in draw_words.disagreed(ROWS[name])
    assert words in data_words.disagreement(ROWS[name])


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_every_line_reads_as_sentences_and_leads_to_its_draws(row: dict[str, Any]) -> None:
    line = data_words.disagreement(row)
    assert ".." not in line
    assert "Used:" not in line
    assert row["subject"] == "education points" or "points for education" not in line
    if row["draw_id"]:
        assert f"](/draw?draw={row['draw_id']})" in line
        assert f"[{row['draw_id']}]" not in line
    if row["year"]:
        assert f"[{row['stream']} in {row['year']}](/draws?stream={row['stream_id']}&from=" in line


def test_a_score_that_is_disputed_says_what_comparisons_use() -> None:
    said = draw_words.disagreed(ROWS[f"{CENTRAL}-minimum-score"])
    assert said.startswith("Official pages disagree about the lowest score.")
    assert "Where scores are compared, we compare with 84." in said


def test_brackets_do_not_stand_in_brackets() -> None:
    draw = queries.run("draws", chosen=[CENTRAL], most=1).first()
    assert "(Central Ontario, outside the GTA)" in draw_words.sentence(draw)
