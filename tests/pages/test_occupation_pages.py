"""`/occupations` and `/occupation`: the honest answers, the search, the filters, bad addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from tests.pages.visit import tables, visit, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def table(app: AppTest) -> list[str]:
    """Return the codes in the table of occupations, in order."""
    return list(app.dataframe[0].value["open"])


def test_a_named_occupation() -> None:
    app = visit("occupation", noc="21232")
    text = words(app)
    assert "**Software developers and programmers (21232)** was named in **47 draws**" in text
    assert "**30 April 2026**: Foreign Worker, Greater Toronto Area, from 57 points" in text
    assert "786 invitations in the whole draw" in text
    assert "No draw on it is recorded yet" in text
    assert "Code 2174 became several of today's occupations" in text
    assert "**47 draws** (12 of them by an older code, perhaps)" in text
    assert "2174 (NOC 2016, split: perhaps)" in set(app.dataframe[0].value["named_as"])


def test_an_occupation_that_complete_lists_leave_out_but_general_draws_cover() -> None:
    text = words(visit("occupation", noc="00011"))
    assert "was **not named** in any of the 184 draws whose full list is known" in text
    assert "took any that their stream accepts, this one too" in text
    assert "whether they named it is **not known**" in text


def test_an_occupation_that_only_an_older_code_may_have_meant() -> None:
    text = words(visit("occupation", noc="65310"))
    assert "(65310)** **may have been named** in **5 draws**" in text
    assert "they named the older code 4412 (NOC 2016), which became several occupations" in text
    assert "It may have been on the In-Demand Skills list as NOC 2016 code 4412" in tables(
        visit("occupation", noc="65310")
    )


def test_every_draw_of_the_newest_day_is_told() -> None:
    """Two draws of it named nurses, from 57 and from 81 points."""
    text = words(visit("occupation", noc="31301"))
    assert "Foreign Worker, Greater Toronto Area, from 57 points" in text
    assert "International Student, Greater Toronto Area, from 81 points" in text


def test_draws_of_older_rules_promise_nothing() -> None:
    # Truck drivers were level C of NOC 2016, which Foreign Worker did not take before 2022.
    text = words(visit("occupation", noc="73300"))
    assert "named no occupations either, but went by rules for the older NOC 2016" in text
    assert "was on the In-Demand Skills list as NOC 2016 code 7511" in tables(
        visit("occupation", noc="73300")
    )


def test_a_stream_that_asks_for_no_occupation_is_no_hope() -> None:
    text = words(visit("occupation", noc="65200"))
    assert "52 draws asked for no occupation at all: Masters Graduate (23), PhD Graduate" in text
    assert "These streams ask for a degree or a business instead" in text


def test_the_draws_that_may_have_named_it_are_listed() -> None:
    app = visit("occupation", noc="00011")
    assert any(box.label == "The 54 draws whose list is not fully known" for box in app.expander)


def test_a_licensed_occupation_and_its_pay() -> None:
    app = visit("occupation", noc="31120")
    shown = tables(app)
    assert "Ontario College of Pharmacists" in shown
    assert "an hour" in shown


@pytest.mark.parametrize(
    ("noc", "said"),
    [
        ("2171", "is a code of the older NOC 2016. Today it is 5 occupations"),
        ("nurse", "Did you mean one of these?"),
        ("99999", "No occupation has the code `99999`"),
        ("21239", "Did you mean one of these?"),
        ("0015", "With its first zero missing it would be 00015"),
        ("", "The address names no occupation"),
        ("<script>alert(1)</script>", "No occupation has the code"),
    ],
)
def test_bad_codes_lead_on(noc: str, said: str) -> None:
    assert said in words(visit("occupation", noc=noc))


def test_the_table_holds_every_occupation() -> None:
    app = visit("occupations")
    assert len(table(app)) == 516
    # A 369th, 65310, was named by an older code only that may have meant 44101.
    assert "Ontario named **368** in at least one draw" in words(app)


def test_search_puts_the_obvious_first() -> None:
    assert table(visit("occupations", q="web develper"))[0] == "21234"
    assert table(visit("occupations", q="infirmiere auxiliaire"))[0] == "32101"
    assert table(visit("occupations", q="0015"))[0] == "00015"
    assert "Nothing found for" in words(visit("occupations", q="zzzzqq"))


def test_filters_in_the_address() -> None:
    app = visit("occupations", teer=["0", "1"], category="3")
    facts = queries.run("occupations").rows
    expected = facts.filter(pl.col("teer").is_in([0, 1]) & (pl.col("broad_category") == 3))
    assert set(table(app)) == set(expected["noc_code"])


def test_a_stream_without_draws_is_no_dead_end() -> None:
    text = words(visit("occupations", stream="workforce-priority-teer-0-3"))
    assert "No draw of Workforce Priority: TEER 0-3 is recorded yet" in text
    assert "That says nothing about who may apply" in text


def test_nothing_found_names_filters_only_where_there_are_any() -> None:
    assert "with these filters" not in words(visit("occupations", q="zzzzqq"))
    assert "with these filters" in words(visit("occupations", q="zzzzqq", teer="0"))


def test_skilled_trades_are_those_that_the_rules_name() -> None:
    found = set(table(visit("occupations", list="skilled-trades")))
    assert {"62200", "72310", "82030", "93100"} <= found
    assert not {"72600", "72602", "93200"} & found  # pilots, deck officers, aircraft assemblers


def test_a_preset_fills_the_filters_and_the_address() -> None:
    app = visit("occupations")
    app.button(key="preset_77 priority occupations, September 2025").click().run()
    assert len(table(app)) == 77
    assert len(app.query_params["sector"]) == 8
    app.button(key="clear_filters").click().run()
    assert len(table(app)) == 516
    assert "sector" not in app.query_params


def test_side_by_side() -> None:
    app = visit("occupations", compare=["21232", "31301"])
    assert any(element.value == "Side by side" for element in app.header)
    shown = app.table[-1].value.to_csv()
    assert "21232" in shown
    assert "31301" in shown


def test_too_many_to_compare_and_wrong_values_are_said() -> None:
    six = ["21232", "31301", "31120", "73300", "72200", "72300"]
    app = visit("occupations", compare=six, teer="9", since="never")
    said = "\n".join(warning.value for warning in app.warning)
    assert "at most 5" in said
    assert "teer=" in said
    assert "since=" in said
    assert app.multiselect(key="compare").value == six[:5]


@settings(max_examples=12, deadline=None)
@given(noc=st.text(max_size=60), q=st.text(max_size=200))
def test_no_text_breaks_a_page(noc: str, q: str) -> None:
    visit("occupation", noc=noc)
    visit("occupations", q=q, teer=q, compare=noc)
