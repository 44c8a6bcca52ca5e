"""`/estimator`: do I qualify, what is my score, would I have been invited, what would change it?"""

from typing import Any

import streamlit as st

import queries
from components import (
    address,
    clock,
    estimator_answers,
    estimator_form,
    estimator_results,
    page,
    provenance,
    visitor,
    words,
)
from components import estimator_answer_words as told
from components import estimator_words as say
from queries import estimate

MOST_FOUND = 6

st.set_page_config(page_title="Where do I stand? - OINP Draws")
st.title("Where do I stand?")

today, phone = clock.today(), visitor.on_phone()
streams = queries.run("streams")
open_streams = [row["stream_id"] for row in streams.rows.to_dicts() if row["status"] == "open"]
parameters = [
    address.Choice("pathway", words.stream_options(streams), many=False),
    address.Choice(
        "noc", words.options(queries.run("occupation_names"), "noc_code", "label"), many=False
    ),
]
address.arrive(parameters)
estimator_answers.arrive()
estimator_answers.collect(estimate.questions())
understood_today = understood = estimate.understood(today, estimator_answers.given())
likely = estimate.likely_pathways(today, understood.facts) or open_streams
pathway = estimator_answers.pathway(likely)
on = estimator_answers.day_of_rules(estimate.pathway_on(pathway, today)["closed_on"], today)
if on != today:
    understood = estimate.understood(on, estimator_answers.given())


def find(text: str) -> list[dict[str, Any]]:
    """Return the occupations that fit some words; nothing of it is kept."""
    return queries.ask("occupation_search", q=text, most=MOST_FOUND)


def form(by_step: dict[str, list[dict[str, Any]]]) -> None:
    """Show the questions: all on one page at a desk, one step at a time on a phone."""
    code = understood.answers.get("noc")
    known = estimator_form.Known(
        faults={fault.field: say.wrong(fault) for fault in understood.faults},
        doubts={row["field"]: row["message"] for row in estimate.contradictions(understood.facts)},
        find=find,
        occupation=queries.ask("occupation", noc=code)[0] if code else None,
        latest=on,
    )
    for name in estimator_form.shown(by_step, phone=phone):
        estimator_form.step(name, by_step[name], known)
    estimator_form.buttons(by_step, phone=phone)


def answer(
    found: dict[str, Any], eligibility: dict[str, Any], lead: str, *, as_if_offered: bool
) -> None:
    """Show where the person stands: every pathway, the checklist, the score, the past draws."""
    state, factors = found["pathway"], found["factors"]
    # Who looks at a stream that is closed is shown what is open instead, by the rules of today.
    opened_on = today if state["closed_on"] and state["closed_on"] < today else on
    st.header(say.heading_of_open(opened_on, today), anchor="pathways")
    facts = understood_today.facts if opened_on == today else understood.facts
    worked_out = {pathway: state | eligibility} if opened_on == on else {}
    standings = [
        worked_out.get(one) or estimate.standing(one, opened_on, facts) for one in open_streams
    ]
    estimator_results.pathways([row for row in standings if row["state"] != "not_open_yet"])
    st.header(f"The rules, one by one: {words.plain(state['name'])}", anchor="rules")
    estimator_results.checklist(found["requirements"])
    st.header("Your score", anchor="score")
    scale = None
    if factors:
        scale = queries.run("score_scale", score_scale=factors[0]["score_scale"]).first()
    estimator_results.score(found, scale, as_if_offered=as_if_offered)
    st.header("What would change it", anchor="changes")
    estimator_results.changes(found["changes"], factors)
    st.header("Would you have been invited?", anchor="past")
    estimator_results.replay(estimate.replayed(found["draws"]))
    st.header("What to do next", anchor="next")
    estimator_results.next_steps(
        state, estimator_answers.held("noc"), has_draws=bool(found["draws"])
    )
    places = next(row for row in estimate.questions() if row["id"] == "work_place")
    labels = dict(zip(places["option_ids"], places["labels"], strict=True))
    code = understood.answers.get("noc")
    occupation = queries.ask("occupation", noc=code)[0] if code else None
    estimator_results.summary_to_print(
        told.printed_opening(
            state, lead, occupation, labels.get(understood.answers.get("work_place"))
        ),
        found["requirements"],
        factors,
        say.printed(on, today, f"{address.site('estimator')}/estimator"),
        as_if_offered=as_if_offered,
    )


def scored(found: dict[str, Any]) -> None:
    """Show the answer so far in a sentence, the form, and the answer in full."""
    state = found["pathway"]
    eligibility = estimate.eligibility(state, found["requirements"])
    as_if_offered = estimate.assumes_job_offer(state, found["requirements"])
    by_step = estimator_form.steps(estimate.asked(pathway, understood))
    at_answer = estimator_form.at_the_answer(by_step, phone=phone)
    lead = say.OPENING
    if estimator_answers.answered():
        lead = say.lead(found, eligibility, on, today, as_if_offered=as_if_offered)
    if at_answer or estimator_form.at_the_start():
        page.lead(lead)
        st.markdown(say.because(eligibility))
    address.notices()
    with estimator_form.panel(phone=phone) as (fields, beside):
        with beside:
            estimator_form.choose_pathway(parameters[0].options, pathway, on, today, phone=phone)
            if not (phone and (at_answer or estimator_form.at_the_start())):
                estimator_results.at_a_glance(
                    eligibility, found["factors"], as_if_offered=as_if_offered
                )
            estimator_form.position(by_step, phone=phone)
            if not phone:
                page.quiet(say.PRIVATE)
        with fields:
            form(by_step)
            if phone:
                page.quiet(say.PRIVATE)
    if estimator_answers.answered() and at_answer:
        answer(found, eligibility, lead, as_if_offered=as_if_offered)


def not_scored(state: dict[str, Any]) -> None:
    """Explain a stream that is not scored, and where its score comes from."""
    page.lead(say.explained(state, today))
    address.notices()
    estimator_form.choose_pathway(parameters[0].options, pathway, None, today, phone=phone)
    estimator_results.explained(state)


evaluated = estimate.evaluate(pathway, on, understood.facts)
if evaluated["pathway"]["scored"]:
    scored(evaluated)
else:
    not_scored(evaluated["pathway"])
provenance.how_made(
    "estimate",
    [],
    queries.run("estimate_sources", pathway=pathway).rows.to_dicts(),
    say.HOW_MADE,
    {name: queries.sql_text(name) for name in estimate.FILES},
)
