"""The overview against the tables, counted a second way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from components import overview_words
from tests.pages.visit import tables, visit, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

TABLES = Path(__file__).parents[2] / "data" / "tables"


def draws() -> pl.DataFrame:
    return pl.read_csv(TABLES / "draws.csv", try_parse_dates=True, infer_schema_length=None)


def test_first_sentence_is_the_newest_draw_and_the_list_goes_on() -> None:
    app = visit("overview")
    assert app.markdown[0].value.startswith("Ontario invited 1,063 people on 30 April 2026")
    text = words(app)
    day = draws().filter(pl.col("issued_on") == date(2026, 4, 23))
    assert (day.height, day["invitations"].sum()) == (12, 2102)
    assert "Ontario invited 2,102 people on 23 April 2026, in 12 draws" in text


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


def test_more_made_than_allowed_is_explained_with_its_source() -> None:
    text = words(visit("overview"))
    assert "Where more were made, the notes say what is known of it." in text
    for year in ("2018", "2019", "2020", "2021", "2023"):
        assert f"- **{year}:** " in text
    assert "**2021:** 250 more were allowed for NOC skill level C, and 400 more later." in text
    assert "[source](https://www.ontario.ca/page/2021-ontario" in text


def test_years_of_which_ontario_has_other_totals_are_marked() -> None:
    app = visit("overview")
    marked = {"2023": "43,683", "2022": "21,862", "2021": "15,760"}
    for year, invitations in marked.items():
        assert f'{year},"{invitations} \\*"' in tables(app)
    assert tables(app).count("\\*") == len(marked)
    text = words(app)
    assert (
        "**2021, Foreign Worker:** Ontario's own total is 2,866; its draws add up to 2,899" in text
    )
    totals = pl.read_csv(TABLES / "discrepancies.csv").drop_nulls("year")
    assert text.count("Ontario's own total is") == totals.height


def test_years_never_mix_scales() -> None:
    shown = tables(visit("overview"))
    crs = draws().filter((pl.col("issued_on").dt.year() == 2024) & (pl.col("score_scale") == "crs"))
    assert (crs["score_min"].min(), crs["score_max"].max()) == (290, 528)
    assert "Year,2022 points,CRS,Entrepreneur points,2021 points" in shown
    assert "2024,33 to 81,290 to 528,\N{EN DASH},\N{EN DASH}" in shown


def test_search_leads_to_the_occupation() -> None:
    app = visit("overview")
    app.text_input(key="look_up").set_value("web develper").run()
    assert not app.exception
    links = [link.proto.label for link in app.get("page_link")]
    assert "21234 Web developers and programmers" in links
    assert "All matches" in links
    found = links[links.index("21234 Web developers and programmers") : links.index("All matches")]
    assert len(found) == 8


@pytest.mark.parametrize("typed", ["21234", " 31120 "])
def test_a_whole_code_opens_the_occupation(typed: str) -> None:
    app = visit("overview")
    app.text_input(key="look_up").set_value(typed).run()
    assert not app.exception
    assert app.query_params["noc"] == typed.strip()
    assert "Ontario's draws, in plain numbers" not in [one.value for one in app.title]


@pytest.mark.parametrize("typed", ["2123", "2", "nurse", "99999", "qqqqqqqq"])
def test_what_may_mean_several_or_none_opens_nothing(typed: str) -> None:
    app = visit("overview")
    app.text_input(key="look_up").set_value(typed).run()
    assert not app.exception
    assert "noc" not in app.query_params


def links_to(app: AppTest, page: str) -> dict[str, str]:
    return {
        link.proto.label: link.proto.query_string
        for link in app.get("page_link")
        if link.proto.page == page
    }


def test_each_day_leads_to_its_draws() -> None:
    app = visit("overview")
    days = links_to(app, "draws")
    assert days["See both draws of 30 April 2026"] == "from=2026-04-30&to=2026-04-30"
    assert days["See the 12 draws of 23 April 2026"] == "from=2026-04-23&to=2026-04-23"
    assert days["45 draws of 2025"] == "from=2025-01-01&to=2025-12-31"
    ones = links_to(app, "draw")
    assert "2026-04-30-foreign-worker-greater" in ones["786 invited from 57 points"]
    assert app.metric[0].value == "1,063"
    assert [(one.label, one.value) for one in app.metric[1:3]] == [
        ("Foreign Worker", "57 points"),
        ("International Student", "81 points"),
    ]


def test_a_stream_that_was_drawn_twice_has_its_targets_named() -> None:
    assert (
        "In-Demand Skills (Priority occupations) from 36 points, In-Demand Skills (Agriculture and "
        "food processing) from 35 points" in words(visit("overview"))
    )


def test_brackets_do_not_stand_in_brackets() -> None:
    row = {
        "issued_on": date(2026, 4, 23),
        "issued_to": None,
        "invitations": 1,
        "stream": "Foreign Worker",
        "target": "Central Ontario (outside the GTA)",
        "score_scale": "eoi-2022",
        "score_min": 60,
        "score_max": None,
    }
    said = overview_words.day_of_draws([row])
    assert said == (
        "Ontario invited 1 person on 23 April 2026, in one draw (Central Ontario, outside the "
        "GTA): Foreign Worker from 60 points."
    )


def test_closed_streams_are_counted_by_the_day_they_closed() -> None:
    text = words(visit("overview"))
    assert (
        "Nine older streams are closed: eight streams since 26 June 2026 and Entrepreneur since "
        "4 November 2024." in text
    )


def test_what_is_open_and_what_changed_lead_to_the_program() -> None:
    app = visit("overview")
    links = links_to(app, "program")
    assert links["Rules and points: Workforce Priority\\: TEER 0-3"] == (
        "pathway=workforce-priority-teer-0-3"
    )
    assert "All changes, and what they mean" in links
