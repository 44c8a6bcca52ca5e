"""The estimator as a person uses it: answers, the sentence, the score, and what is forgotten."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

import pytest

from components import clock, estimator_answers
from tests.pages.visit import tables, visit, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

TODAY = date(2026, 11, 24)
# The worked example of the issue: 85 of 130 points.
EXAMPLE = {
    "job_offer": "full_time_permanent",
    "hours_per_week": 40.0,
    "wage": 30.0,
    "wage_unit": "hourly",
    "work_place": "Ottawa",
    "months_in_position": 14,
    "consecutive_months_in_position": 12,
    "best_earnings": 60_000.0,
    "education_level": "bachelor",
    "studied_abroad": "no",
    "canadian_credentials": 1,
    "languages_tested": "english",
    "clb_english": 7,
    "residence": "ontario",
    "status": "work_permit",
    "intends_ontario": "yes",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def answer(app: AppTest, answers: dict[str, object]) -> AppTest:
    """Give answers as the widgets would, one at a time, in the order of the form."""
    for question, value in answers.items():
        name = estimator_answers.key(question)
        held = [*app.radio, *app.selectbox, *app.number_input, *app.date_input]
        (widget,) = [one for one in held if one.key == name]
        widget.set_value(value)
        app.run()
        assert not app.exception, question
    return app


def lead(app: AppTest) -> str:
    return str(app.markdown[0].value)


def test_nothing_answered_is_nothing_claimed() -> None:
    app = visit("estimator")
    assert lead(app).startswith("Answer what you can.")
    assert "never as yes" in lead(app)
    assert not app.header or "Your score" not in [header.value for header in app.header]


def test_worked_example() -> None:
    # 00013 is TEER 0; the example's TEER 2 and category 0 have no unit group, so both are given.
    app = answer(visit("estimator"), {"teer": 2, "broad_category": 0} | EXAMPLE)
    assert "Your score so far is **85 of 130 points**." in lead(app)
    assert "TEER 2 or 3,6 of 9" in tables(app)
    assert "Eastern Ontario,10 of 15" in tables(app)


def test_occupation_of_a_link_is_taken_and_can_be_changed() -> None:
    app = visit("estimator", noc="31120")
    assert "**Pharmacists (31120)**, TEER 1." in words(app)
    (change,) = [button for button in app.button if button.label == "Choose another occupation"]
    change.click().run()
    assert not app.exception
    assert "Pharmacists" not in words(app)
    assert app.text_input(key="occupation_wanted").value == ""


def test_search_finds_and_chooses() -> None:
    app = visit("estimator")
    app.text_input(key="occupation_wanted").set_value("web develper").run()
    found = [button for button in app.button if (button.key or "").startswith("found_")]
    assert found[0].label.startswith("21234 Web developers and programmers")
    found[0].click().run()
    assert "**Web developers and programmers (21234)**" in words(app)


def test_teer_of_the_occupation_chooses_the_pathway() -> None:
    app = visit("estimator", noc="75101")
    assert app.selectbox(key="pathway_choice").value == "workforce-priority-teer-4-5"
    app = visit("estimator", noc="75101", pathway="workforce-priority-teer-0-3")
    assert app.selectbox(key="pathway_choice").value == "workforce-priority-teer-0-3"
    assert "**not eligible**" not in lead(app)
    assert "not eligible**" in lead(app)
    assert "The occupation is TEER 0, 1, 2 or 3. Any occupation of these levels" in words(app)


def test_closed_stream_says_so_and_uses_its_last_rules() -> None:
    app = answer(visit("estimator", noc="72310", pathway="foreign-worker"), {"wage": 30.0})
    assert "is closed since 30 May 2026**: nobody can apply" in lead(app)
    assert app.date_input(key="rules_day").value == date(2026, 5, 30)
    assert "of 76 points" in lead(app)
    assert "CLB 4 or more; the official page sets no minimum" in words(app)
    assert "same as the official rule" not in words(app)


def test_points_of_a_job_that_was_not_offered_are_said_to_be_conditional() -> None:
    app = answer(visit("estimator", noc="21231"), {"job_offer": "none"})
    assert "as if it were offered to you" in words(app)
    app = answer(app, {"job_offer": "full_time_permanent"})
    assert "as if it were offered to you" not in words(app)


def test_first_grid_says_what_is_missing_from_it() -> None:
    app = visit("estimator", noc="21231", pathway="foreign-worker")
    app.date_input(key="rules_day").set_value(date(2022, 5, 1)).run()
    assert "the points for the location of study are missing" in words(app)


def test_stream_without_a_score_is_explained() -> None:
    app = visit("estimator", pathway="human-capital-priorities")
    assert "It is explained here, not scored." in lead(app)
    assert "https://ircc.canada.ca/english/immigrate/skilled/crs-tool.asp" in words(app)


def test_wrong_value_is_refused_at_its_field() -> None:
    app = answer(visit("estimator", noc="72310"), {"wage": 4.0})
    assert ":red[**Not used:**] Give a number from 5 to 1,000,000." in words(app)
    assert "hourly wage,not known yet,0 to 15 of 15" in tables(app)
    app = answer(app, {"wage": 30.0, "wage_unit": "hourly"})
    assert "Not used" not in words(app)


def test_what_does_not_fit_together_is_questioned_and_still_used() -> None:
    app = answer(visit("estimator", noc="72310"), {"wage": 62_000.0, "wage_unit": "hourly"})
    assert "**Please check:**" in words(app)
    assert "15 of 15" in tables(app)


def test_city_of_london_gives_its_region() -> None:
    app = answer(visit("estimator", noc="72310"), {"work_place": "3539036"})
    assert "Job offer\\: region,Southwestern Ontario" in tables(app)


def test_i_do_not_know_is_an_answer_and_never_a_yes() -> None:
    app = answer(visit("estimator", noc="72310"), {"intends_ontario": "unknown"})
    assert "1 of 8 requirements is met" in lead(app)


def test_answers_outlive_a_change_of_page_and_end_with_start_over() -> None:
    app = answer(visit("estimator", noc="72310"), {"wage": 30.0})
    app.switch_page("draws.py").run()
    app.switch_page("estimator.py").run()
    assert app.number_input(key="answer_wage").value == 30.0
    (again,) = [button for button in app.button if button.label == "Forget my answers"]
    again.click().run()
    assert lead(app).startswith("Answer what you can.")
    assert app.number_input(key="answer_wage").value is None
    assert "noc" not in dict(app.query_params)


def test_no_answer_enters_the_address_or_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    app = answer(visit("estimator"), {"best_earnings": 61_234.0, "languages_tested": "french"})
    assert dict(app.query_params) == {}
    assert "61234" not in caplog.text
    assert "french" not in caplog.text


def test_replay_counts_and_names_the_closest_miss() -> None:
    app = visit("estimator", noc="72310", pathway="foreign-worker")
    unasked = {"consecutive_months_in_position", "studied_abroad", "canadian_credentials"}
    asked = {name: value for name, value in EXAMPLE.items() if name not in unasked}
    app = answer(app, asked | {"months_in_noc_last_60": 30})
    text = words(app)
    assert "Of all 72 draws on this points grid" in text
    assert '"18 February 2026, Skilled trades",50,Cleared' in tables(app)


@pytest.mark.parametrize("wrong", [{"noc": "99999"}, {"pathway": "nonsense"}])
def test_wrong_address_is_said(wrong: dict[str, str]) -> None:
    app = visit("estimator", **wrong)
    (name,) = wrong
    assert f"The link asks for {name}=" in app.warning[0].value


def on_day(app: AppTest, day: date) -> AppTest:
    app.date_input(key="rules_day").set_value(day).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("day", [date(2025, 1, 10), date(2026, 7, 10), date(2026, 8, 3)])
def test_before_the_grid_there_is_no_score_and_no_crash(day: date) -> None:
    app = answer(visit("estimator", noc="72310"), {"wage": 30.0})
    app = on_day(app, day)
    assert "No points grid was in force on this day." in lead(app)
    assert "Score so far" not in [metric.label for metric in app.metric]
    heading = next(h.value for h in app.header if "open on" in h.value)
    assert heading == f"The pathways open on {day.day} {day:%B %Y}"
    nothing_open = "None of the pathways that are open today was open on this day." in words(app)
    assert nothing_open == (day < date(2026, 6, 25))


def test_score_of_a_job_that_was_not_offered_is_conditional_wherever_it_stands() -> None:
    app = answer(visit("estimator", noc="72310"), {"job_offer": "none", "wage": 30.0})
    said = "If this job were offered to you, full-time and permanent, your score so far would be"
    assert said in lead(app)
    assert "Your score so far" not in words(app)
    assert "Score if the job were offered" in [metric.label for metric in app.metric]
    app = answer(app, {"job_offer": "full_time_permanent"})
    assert said not in words(app)
    assert "Score so far" in [metric.label for metric in app.metric]


def test_physician_without_an_offer_is_told_that_there_is_no_score() -> None:
    app = visit("estimator", noc="31102", pathway="foreign-worker")
    app = answer(app, {"job_offer": "none"})
    assert "gave no points to physicians without a job offer. So there is no total." in lead(app)
    assert "of 76" not in words(app)
    assert "There is no score here that a change could raise." in words(app)


def test_rules_that_we_do_not_have_are_said_to_be_missing() -> None:
    app = visit("estimator", noc="72310", pathway="international-student")
    app = on_day(answer(app, {"wage": 30.0}), date(2022, 5, 1))
    assert "We do not have the rules of this stream on that day" in lead(app)
    assert "0 of 0" not in words(app)
    assert "; ." not in words(app)
    assert "Requirements met" not in [metric.label for metric in app.metric]


def test_both_days_on_which_a_stream_ended_are_named() -> None:
    app = answer(visit("estimator", noc="72310", pathway="foreign-worker"), {"wage": 30.0})
    assert "legal end was 30 May 2026; Ontario announced the closing on 26 June 2026." in lead(app)


@pytest.mark.parametrize("stream", ["skilled-trades", "human-capital-priorities", "entrepreneur"])
def test_stream_that_is_explained_asks_for_no_day_and_shows_no_notes_of_editors(
    stream: str,
) -> None:
    app = visit("estimator", pathway=stream)
    assert not app.date_input
    assert "O. Reg." not in words(app)
    assert "nobody can apply" in lead(app)
    assert "30 May 2026" in lead(app)


def test_what_was_said_is_told_apart_from_what_follows() -> None:
    pay = {"wage": 110_000.0, "wage_unit": "yearly", "hours_per_week": 40.0}
    app = answer(visit("estimator", noc="21231"), pay)
    assert "That makes: Wage by the hour: 52.88 dollars an hour." in words(app)
    assert "52.884" not in words(app)
    app = answer(app, {"wage_unit": "hourly", "wage": 60.0})
    assert "You said: Wage by the hour: 60 dollars an hour." in words(app)
    app = answer(visit("estimator", noc="31100"), {"residence": "outside_canada"})
    assert "Status in Canada: Outside Canada." in words(app)
    app = visit("estimator", noc="31100", pathway="workforce-priority-physician")
    text = words(answer(app, {"intends_ontario": "yes"}))
    assert "31100 Specialists in clinical and laboratory medicine." in text
    assert "NOC 2021 code: yes" not in text.replace("\\", "").replace(")", "")


def test_rules_that_no_official_page_gives_are_marked() -> None:
    """The wage rule of the new stream is known from third parties, the job offer from Ontario."""
    text = words(visit("estimator", noc="21231"))
    for topic, marked in (("**Pay.** The wage is", True), ("**Job offer.**", False)):
        (rule,) = [line for line in text.splitlines() if topic in line]
        assert ("**Not official**" in rule) is marked


def test_fallback_to_the_wage_of_ontario_is_said() -> None:
    app = answer(visit("estimator", noc="21231"), {"work_place": "Kenora"})
    assert "no figure of your region is known here, so Ontario's counts" in words(app)
    app = answer(app, {"work_place": "Ottawa"})
    assert "Needed: 56.73 dollars an hour, the figure for Ottawa." in words(app)


def test_few_answers_do_not_mean_that_nothing_would_help() -> None:
    app = answer(visit("estimator", noc="21231"), {"intends_ontario": "yes"})
    assert "No single change" not in words(app)
    assert "Answer more questions to see this." in words(app)


def test_graduates_are_not_told_of_an_occupation_that_nobody_asked_for() -> None:
    app = visit("estimator", pathway="masters-graduate")
    app = answer(app, {"languages_tested": "english"})
    text = words(app)
    assert "took your occupation" not in text
    # 18 March and 22 April 2026 in the year to 30 May 2026; whether either is cleared is not known.
    assert "there were two draws. With these answers you would have cleared **none of" in text
    assert "of two draws it is not known" in text


def test_draws_for_refugees_are_shown_as_such() -> None:
    app = visit("estimator", noc="72310", pathway="foreign-worker")
    app = answer(app, {"job_offer": "full_time_permanent"})
    assert "Not known: condition: for skilled refugees of the Economic Mobility" in tables(app)


def test_changes_are_told_in_units_and_a_bigger_step_must_bring_more() -> None:
    app = answer(visit("estimator", noc="72310"), EXAMPLE | {"months_in_position": 8})
    text = tables(app).replace("\\", "")
    assert "Six months more in the job,14 months,+3," in text
    assert "English one benchmark (CLB) higher,CLB 8,+4," in text
    assert "A French test: NCLC 7 in all abilities,CLB 7,+" in text
    assert "Wage of the next band,35 dollars an hour,+" in text
    assert "14, 14" not in text


def test_profile_is_asked_for_where_a_draw_took_profiles_of_certain_days() -> None:
    def asked(app: AppTest) -> bool:
        return "answer_profile_created_on" in [field.key for field in app.date_input]

    assert not asked(visit("estimator", noc="72310"))
    assert asked(visit("estimator", noc="72310", pathway="foreign-worker"))


def printed(app: AppTest) -> str:
    """Return the words of the summary that only paper shows."""
    (first,) = [n for n, one in enumerate(app.markdown) if one.value.startswith("## Ontario")]
    own = [one.value for one in app.markdown[first:]]
    (last,) = [n for n, one in enumerate(own) if one.startswith("OINP Draws, unofficial")]
    return "\n".join(own[: last + 1]).replace("\\", "")


def test_the_printed_summary_says_what_an_adviser_asks() -> None:
    app = answer(visit("estimator", noc="21231"), {"wage": 30.0, "wage_unit": "hourly"})
    text = printed(answer(app, {"work_place": "Ottawa"}))
    assert "Occupation of the job: Software engineers and designers (21231)." in text
    assert "Place of the job: Ottawa" in text
    assert "You said: Wage by the hour: 30 dollars an hour." in text
    assert "Needed: 56.73 dollars an hour, the figure for Ottawa." in text
    assert "rules of 24 November 2026" in text
    assert "/estimator, 24 November 2026" in text
    assert "as if it were offered to you" in text
    for route in ("Six months", "three months", "Two years", "needs a licence|requires a licence"):
        assert any(words in text for words in route.split("|"))
    assert text.count("    - ") == 4
