"""`/deadlines`: the answer comes first, for every state of the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import clock
from tests.pages.visit import tables, visit, words

DRAW = "2025-09-03-foreign-worker-priority-occupations"


def test_nothing_chosen_says_how_long_it_is_today() -> None:
    text = words(visit("deadlines"))
    assert text.startswith("If you are invited today, your employer has **14 days** and you have")
    assert "**17 days**" in text


def test_a_day_and_a_stream_give_both_dates_employer_first() -> None:
    app = visit("deadlines", invited_on="2025-09-03", pathway="foreign-worker")
    lead = app.markdown[0].value
    assert "your employer had until **Wednesday 17 September 2025** (day 14)" in lead
    assert "then you had until **Saturday 20 September 2025** (day 17)" in lead
    assert [element.value for element in app.subheader] == ["Your employer: day 14", "You: day 17"]
    text = words(app)
    assert "a Saturday. The count does not move" in text
    assert "day 0" in text
    assert "\\$2,000" in text
    assert "six months of being told of the nomination" in text
    assert "the federal government decides on permanent residence" in text
    assert "physician without a job offer" in text


def test_a_draw_gives_the_day_and_the_stream() -> None:
    app = visit("deadlines", draw=DRAW)
    assert app.date_input(key="invited_on").value == date(2025, 9, 3)
    assert app.selectbox(key="pathway").value == "foreign-worker"
    assert "Wednesday 17 September 2025" in app.markdown[0].value


def test_a_draw_wins_over_another_day_and_says_so() -> None:
    app = visit("deadlines", draw=DRAW, invited_on="2025-12-10")
    assert "another day" in app.warning[0].value
    assert "Wednesday 17 September 2025" in app.markdown[0].value


def test_changing_the_day_lets_go_of_the_draw() -> None:
    app = visit("deadlines", draw=DRAW)
    app.date_input(key="invited_on").set_value(date(2025, 12, 10)).run()
    assert app.selectbox(key="draw").value is None
    assert "Monday 5 January 2026" in app.markdown[0].value
    assert "Thursday 8 January 2026" in app.markdown[0].value
    assert app.query_params["invited_on"] == "2025-12-10"
    assert "draw" not in app.query_params


def test_choosing_a_draw_fills_the_fields() -> None:
    app = visit("deadlines")
    app.selectbox(key="draw").set_value(DRAW).run()
    assert app.date_input(key="invited_on").value == date(2025, 9, 3)
    assert "Saturday 20 September 2025" in app.markdown[0].value


def test_a_day_alone_offers_its_streams() -> None:
    app = visit("deadlines", invited_on="2025-09-03")
    assert "under Foreign Worker and International Student" in app.markdown[0].value
    app.button(key="take_international-student").click().run()
    assert "under International Student" in app.markdown[0].value
    assert "14" in app.subheader[0].value


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"invited_on": "2019-03-01", "pathway": "foreign-worker"}, "The first rule"),
        ({"invited_on": "2026-06-10", "pathway": "masters-graduate"}, "The last rule ended"),
        ({"invited_on": "2018-02-01"}, "No draw of 1 February 2018 is in our records"),
        ({"pathway": "phd-graduate"}, "It gave you 14 days"),
        ({"pathway": "workforce-priority-teer-0-3"}, "your employer 14 days and you 17 days"),
    ],
)
def test_what_cannot_be_counted_is_said(address: dict[str, Any], said: str) -> None:
    assert said in visit("deadlines", **address).markdown[0].value


def test_a_day_that_has_not_come_is_said() -> None:
    day = clock.today() + timedelta(60)
    app = visit("deadlines", invited_on=str(day), pathway="workforce-priority-teer-0-3")
    assert "has not come yet" in app.markdown[0].value
    assert "74 days left" in words(app)


def test_the_open_stream_says_what_is_not_official_and_not_published() -> None:
    app = visit("deadlines", invited_on="2026-11-20", pathway="workforce-priority-teer-0-3")
    assert "third party" in words(app)
    assert "The amount is not published" in words(app)
    assert "No draw of Workforce Priority: TEER 0-3 is in our records" in app.warning[0].value


def test_the_rules_over_time_hold_the_exceptions_of_2025() -> None:
    shown = tables(visit("deadlines", pathway="foreign-worker"))
    for piece in (
        "2025-12-10,2025-12-11,26",
        "2025-12-10,2025-12-11,29",
        "2025-06-06,2025-06-06,14",
    ):
        assert piece in shown


OPEN = (
    "workforce-priority-teer-0-3",
    "workforce-priority-teer-4-5",
    "workforce-priority-physician",
)


@pytest.mark.parametrize(
    "address",
    [
        {},
        *({"pathway": pathway} for pathway in OPEN),
        *({"pathway": pathway, "invited_on": "2026-11-20"} for pathway in OPEN),
    ],
)
def test_the_lead_says_when_no_official_page_confirms_it(address: dict[str, Any]) -> None:
    assert "Not confirmed by an official page" in visit("deadlines", **address).markdown[0].value


def test_a_rule_of_an_official_page_has_no_such_warning() -> None:
    for address in (
        {"pathway": "phd-graduate"},
        {"pathway": "foreign-worker", "invited_on": "2025-09-03"},
    ):
        assert "Not confirmed" not in words(visit("deadlines", **address))


def test_the_physician_pathway_has_no_employer() -> None:
    lead = visit("deadlines").markdown[0].value
    assert "no employer's part for Workforce Priority: Physician (17 days)" in lead
    app = visit("deadlines", pathway="workforce-priority-physician", invited_on="2026-11-20")
    assert "your employer" not in words(app).lower().replace("employer's part", "")


def test_the_lead_says_how_many_days_are_left() -> None:
    invited_on = clock.today() - timedelta(14)
    app = visit("deadlines", invited_on=str(invited_on), pathway="workforce-priority-teer-0-3")
    lead = app.markdown[0].value
    assert "(day 14) to file: **today is the last day**" in lead
    assert "(day 17): **3 days left**" in lead


def test_after_an_open_pathway_comes_the_federal_application() -> None:
    text = words(visit("deadlines", invited_on="2026-11-20", pathway="workforce-priority-teer-4-5"))
    assert "You apply to IRCC (the federal government) for permanent residence while" in text
    assert "six months from the nomination" in text
    assert "- Only if Ontario writes that it plans a penalty or ban" in text
    assert "Time: 30 days" not in text


def test_what_comes_after_an_express_entry_stream_is_said_to_be_unknown() -> None:
    text = words(visit("deadlines", invited_on="2024-02-08", pathway="human-capital-priorities"))
    assert "is not in our records: the nomination itself says so" in text
    assert "Skilled Trades" not in text.split("What to have ready")[0]


def test_skilled_trades_after_the_stop_says_so_first() -> None:
    app = visit("deadlines", invited_on="2026-01-10", pathway="skilled-trades")
    assert app.markdown[0].value.startswith("On 14 November 2025 Ontario stopped taking")
    assert "The last rule ended on 14 November 2025" in app.markdown[0].value
    before = visit("deadlines", invited_on="2025-10-20", pathway="skilled-trades")
    assert "stopped taking applications" in before.warning[0].value
    long_before = visit("deadlines", invited_on="2024-10-17", pathway="skilled-trades")
    assert "stopped taking" not in "".join(one.value for one in long_before.warning)


def test_the_rule_of_6_june_2025_holds_on_that_day_only() -> None:
    app = visit("deadlines", invited_on="2025-06-25", pathway="foreign-worker")
    lead = app.markdown[0].value
    assert lead.startswith("On 21 and 22 June 2025 Ontario withdrew every Employer Job Offer")
    assert "We have no published deadline for Foreign Worker on 25 June 2025." in lead
    assert "The nearest: 6 June 2025 before" in lead


def test_documents_are_named_and_rules_are_not_counted() -> None:
    app = visit("deadlines", draw=DRAW)
    text = words(app)
    assert "The job offer, signed by you and the employer" in text
    assert "The consent form" in text
    assert not [one.label for one in app.expander if "requirement" in one.label]
    assert "No wage test where" not in text
    unknown = words(visit("deadlines", invited_on="2026-11-20", pathway=OPEN[0]))
    assert "We know of no official list of documents for this stream" in unknown
    assert "needs no language test" not in unknown


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["invited_on", "pathway", "draw", "x"]),
        st.text(max_size=60)
        | st.sampled_from(["foreign-worker", DRAW, "2025-09-03", "9999-12-31", "' or 1=1 --"]),
        max_size=4,
    )
)
def test_no_address_breaks_the_page(address: dict[str, Any]) -> None:
    assert words(visit("deadlines", **address))
