"""`/program`: what is open and closed, each stream, the timeline and the nominations."""

from __future__ import annotations

import re
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.visit import tables, visit, words
from tests.queries.facts import draws, table


def test_the_first_sentence_says_what_is_open_and_what_closed() -> None:
    lead = visit("program").markdown[0].value
    assert lead.startswith("**Ontario Workforce Priority** is open, with three pathways.")
    assert "since 4 August 2026" in lead
    assert "No draw on it is on record yet" in lead
    assert "Eight streams closed on 26 June 2026" in lead


def test_one_screen_for_26_june_2026() -> None:
    app = visit("program")
    assert "What happened on 26 June 2026" in [element.value for element in app.header]
    subheaders = [element.value for element in app.subheader]
    assert subheaders[:4] == [
        "If you had a profile",
        "If you had an invitation",
        "If you had applied",
        "If you had a job offer",
    ]
    text = words(app)
    assert "Closed: Foreign Worker, International Student" in text
    assert "keeps the earlier rules" in text


def test_every_event_is_in_the_timeline() -> None:
    text = words(visit("program"))
    shown = text.replace("\\", "")
    assert [title for title in table("events")["title"] if title not in shown] == []


def test_announced_streams_say_exactly_that() -> None:
    text = words(visit("program"))
    assert "We found no rules for them, no date and no way to apply" in text
    for name in ("Priority Healthcare", "Exceptional Talent", "Entrepreneur (announced)"):
        assert name in text
    lead = visit("program", pathway="phase2-priority-healthcare").markdown[0].value
    assert "announced only" in lead


def test_nominations_stand_apart_from_invitations() -> None:
    app = visit("program")
    text = words(app)
    assert "14,119 nominations in 2026, after 10,750 in 2025 and 21,500 in 2024" in text
    assert "A nomination is not an invitation" in text
    shown = tables(app)
    for row in table("nominations").to_dicts():
        assert f"{int(row['nominations']):,}" in shown
    assert "not found" in shown


@pytest.mark.parametrize("pathway", table("streams")["stream_id"])
def test_each_stream_has_its_page(pathway: str) -> None:
    app = visit("program", pathway=pathway)
    amount = draws().filter(stream_id=pathway).height
    labels = [link.label for link in app.get("page_link")]
    draw_link = f"Its {amount} draw" if amount == 1 else f"Its {amount} draws"
    assert (draw_link in labels) == bool(amount)
    rules = table("requirements").filter(
        (pl.col("stream_id") == pathway) & (pl.col("operator") != "claim")
    )
    found = [element.label for element in app.expander if "requirement" in element.label]
    assert bool(found) == bool(rules.height)


def test_the_open_pathway_has_its_dates_rules_and_links() -> None:
    app = visit("program", pathway="workforce-priority-teer-0-3")
    assert app.markdown[0].value.startswith(
        "**Workforce Priority: TEER 0-3** has been open for profiles since 4 August 2026."
    )
    shown = tables(app)
    assert "TEER 0, 1, 2 or 3" in shown
    assert "4 August 2026" in shown
    text = words(app)
    assert "**Employer**" in text
    assert "at least 1,000,000 Canadian dollars of gross annual revenue" in text
    assert re.search(r"up to 130 points", "\n".join(one.label for one in app.expander))
    assert {"Where do I stand?", "Count my days"} <= {link.label for link in app.get("page_link")}


def test_back_to_the_whole_program() -> None:
    app = visit("program", pathway="foreign-worker")
    assert "closed on 26 June 2026" in app.markdown[0].value
    next(one for one in app.button if one.label == "Show the whole program").click().run()
    assert "Timeline" in [element.value for element in app.header]
    assert "pathway" not in app.query_params


def test_facts_that_are_not_known_have_no_row_and_two_ends_are_explained() -> None:
    shown = tables(visit("program", pathway="foreign-worker"))
    assert "Began" not in shown
    assert "Law ended" not in shown
    assert "30 May 2026. On that day the regulation that the stream rested on was revoked" in shown
    assert "Closed,26 June 2026" in shown
    entrepreneur = tables(visit("program", pathway="entrepreneur"))
    assert "Ontario took no more applications from the day it closed" in entrepreneur
    assert "not known" not in entrepreneur


@pytest.mark.parametrize("row", table("streams").to_dicts(), ids=lambda row: row["stream_id"])
def test_notes_are_sentences_for_readers(row: dict[str, Any]) -> None:
    note = row["status_note"]
    assert not re.search(r"\d{4}-\d{2}-\d{2}|\bEOIs?\b|\bfound:|none in sources|;.*;", note)
    assert note.endswith(".")


def test_the_streams_that_closed_before_are_named_too() -> None:
    assert "Entrepreneur was closed before." in visit("program").markdown[0].value


def test_the_table_says_open_or_closed() -> None:
    shown = tables(visit("program"))
    assert "Stream,Open or closed,Draws,Last draw" in shown
    assert "Entrepreneur,closed 2024-11-04," in shown


def test_more_given_out_than_allowed_is_explained_with_its_source() -> None:
    text = words(visit("program"))
    assert "**Allowed** is the first figure of a year. More were given out in: 2023:" in text
    assert (
        "2021: 250 more were allowed for NOC skill level C, and 400 more later. ([source](" in text
    )


@settings(max_examples=10, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["pathway", "x"]),
        st.text(max_size=60) | st.lists(st.text(max_size=9), max_size=3),
    )
)
def test_no_address_breaks_the_page(address: dict[str, Any]) -> None:
    assert words(visit("program", **address))
