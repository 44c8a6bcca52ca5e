"""The overview against the tables, counted a second way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tests.pages.visit import tables, visit, words

TABLES = Path(__file__).parents[2] / "data" / "tables"


def draws() -> pl.DataFrame:
    return pl.read_csv(TABLES / "draws.csv", try_parse_dates=True, infer_schema_length=None)


def test_first_sentence_is_the_newest_draw_and_the_list_goes_on() -> None:
    app = visit("overview")
    assert app.markdown[0].value.startswith("Ontario invited 1,063 people on 30 April 2026")
    text = words(app)
    day = draws().filter(pl.col("issued_on") == date(2026, 4, 23))
    assert (day.height, day["invitations"].sum()) == (12, 2102)
    assert "- Ontario invited 2,102 people on 23 April 2026, in 12 draws" in text


def test_open_pathways_are_named_without_a_score() -> None:
    text = words(visit("overview"))
    assert "**Open:** Workforce Priority\\: TEER 0-3" in text
    assert "No draw on them is recorded yet." in text


def test_invitations_stand_beside_nominations_and_are_not_mixed() -> None:
    app = visit("overview")
    of_year = draws().filter(pl.col("issued_on").dt.year() == 2026)["invitations"].sum()
    assert of_year == 13_593
    assert "**13,593 invitations**" in words(app)
    assert "**14,119 people**" in words(app)
    table = tables(app)
    assert '2026,"13,593","14,119",not known' in table
    assert '2025,"12,528","10,750","10,750"' in table
    assert '2024,"45,286","21,500","21,500"' in table


def test_years_never_mix_scales() -> None:
    text = words(visit("overview"))
    crs = draws().filter((pl.col("issued_on").dt.year() == 2024) & (pl.col("score_scale") == "crs"))
    assert (crs["score_min"].min(), crs["score_max"].max()) == (290, 528)
    assert "Scores: 290 to 528 (CRS); 33 to 81 (2022 points)" in text


def test_search_leads_to_the_occupation() -> None:
    app = visit("overview")
    app.text_input(key="look_up").set_value("web develper").run()
    assert not app.exception
    links = [link.proto.label for link in app.get("page_link")]
    assert "21234 Web developers and programmers" in links
