"""`/occupation`: one occupation, and what the draws say of it."""

from typing import Any

import streamlit as st

import queries
from components import (
    address,
    clock,
    figures,
    occupation_facts,
    page,
    paper,
    provenance,
    sentences,
    subscribe,
    summaries,
    tables,
    totals,
    visitor,
)
from components import occupation_words as say

NOC_DIGITS, LONGEST_CODE = 5, 10

noc = st.query_params.get("noc", "").strip()
found = queries.run("occupation", noc=noc)


def not_found() -> None:
    """Say that there is no such occupation, and name what was probably meant."""
    st.set_page_config(page_title="Occupation not found - OINP Draws")
    st.title("Which occupation?")
    choices = queries.run("noc_2016_choices", code=noc).rows.to_dicts()
    if choices:
        near = queries.run("occupation", noc=noc.zfill(NOC_DIGITS)).rows.to_dicts()
    else:
        found_by_words = queries.run("occupation_search", q=noc, most=6).rows
        alike = queries.run("occupation_near_codes", code=noc[:LONGEST_CODE]).rows
        near = (found_by_words if found_by_words.height else alike).to_dicts()
    page.lead(say.unknown(noc, choices, near))
    occupation_facts.links([*choices, *near])
    st.page_link("occupations.py", label="Search all occupations")


def show(occupation: dict[str, Any]) -> None:
    """Show the occupation: the answer, its history, what it is, its pay, the demand."""
    phone = visitor.on_phone()
    st.set_page_config(page_title=f"{occupation['title']} ({noc}) - OINP Draws")
    st.title(f"{occupation['title']} ({noc})")
    streams = queries.run("occupation_streams", noc=noc)
    mentions = queries.run("occupation_named_as", noc=noc)
    by_stream, named = streams.rows.to_dicts(), mentions.rows.to_dicts()
    answer, *more = say.answer(occupation, by_stream, named)
    page.lead(answer)
    st.markdown(" ".join(more))
    st.markdown(say.open_stream(occupation, by_stream))
    st.page_link(
        "estimator.py", label="Check where I stand in this occupation", query_params={"noc": noc}
    )
    page.freshness(queries.run("freshness", today=clock.today()).first())
    subscribe.box("occupation", {"occupation": noc}, "each new draw that names this occupation")

    made = [found, streams, mentions]
    history(occupation, mentions, phone=phone, made=made)
    what_it_is(occupation, made)
    pay(made)
    demand(occupation, made)

    provenance.how_made("occupation", made, queries.run("occupation_sources").rows.to_dicts())
    with st.container(horizontal=True):
        if carried := address.others("noc"):
            st.page_link("occupations.py", label="Back to the list", query_params=carried)
        occupation_facts.neighbours(occupation)


def history(
    occupation: dict[str, Any], mentions: queries.Answer, *, phone: bool, made: list[Any]
) -> None:
    """Show the draws that named it, over time and as a table, and by stream."""
    st.header("Its history in draws")
    named = mentions.rows.to_dicts()
    if named:
        chosen = {"occupations": [noc]}
        draws = queries.run("draws", **chosen)
        ranges = queries.run("draws_totals", **chosen)
        summary = totals.of(ranges)
        invitations = queries.run("draws_invitations", **chosen, grain=totals.grain(summary))
        events = queries.run("chart_events")
        made += [draws, ranges, invitations]
        summaries.twin(
            figures.cut_off_twin(draws, invitations, events, None, phone=phone),
            alt=sentences.twin_summary(summary, ranges.rows.to_dicts()),
            phone=phone,
        )
        summaries.twin_table(ranges.rows, invitations.rows, events.rows, summary)
        picked = summaries.picked_in_chart(draws.rows)
        shown = queries.run("draws", **chosen, chosen=picked) if picked else draws
        st.markdown(say.WHOLE_DRAWS)
        summaries.table_caption(shown.rows.height, summary["draws"], picked=bool(picked))
        tables.hint()
        tables.draws(
            "history",
            shown,
            phone=phone,
            alt=f"Draws that named {occupation['title']}",
            named=mentions,
        )
        paper.table("history", shown.rows, tables.PAPER_COLUMNS)
        st.markdown(say.through_old_codes(named))
        occupation_facts.own_conditions(named)
        st.page_link(
            "draws.py", label="These draws with all filters", query_params={"occupation": noc}
        )
    st.subheader("Stream by stream")
    occupation_facts.by_stream(queries.run("occupation_streams", noc=noc).rows.to_dicts())
    open_draws = queries.run("occupation_open_draws", noc=noc, most=8)
    unknown = queries.run("occupation_unknown_draws", noc=noc)
    made += [open_draws, unknown]
    occupation_facts.open_draws(open_draws.rows.to_dicts())
    occupation_facts.unknown_draws(unknown.rows.to_dicts())


def what_it_is(occupation: dict[str, Any], made: list[Any]) -> None:
    """Show the classification, titles, former codes, licence and lists."""
    st.header("What it is")
    titles = queries.run("occupation_titles", noc=noc, language="en")
    former = queries.run("occupation_former_codes", noc=noc)
    licence = queries.run("occupation_licence", noc=noc)
    listed = queries.run("occupation_in_demand", noc=noc)
    made += [titles, former, licence, listed]
    occupation_facts.classification(
        occupation,
        titles.rows["job_title"].to_list(),
        former.rows.to_dicts(),
        licence.rows.to_dicts(),
        listed.rows.to_dicts(),
    )


def pay(made: list[Any]) -> None:
    """Show the published wages, and which requirement uses which of them."""
    st.header("Pay in Ontario")
    wages = queries.run("occupation_wages", noc=noc)
    rules = queries.run("occupation_wage_rules", noc=noc)
    made += [wages, rules]
    occupation_facts.pay(wages.rows.to_dicts(), rules.rows.to_dicts())


def demand(occupation: dict[str, Any], made: list[Any]) -> None:
    """Show how often it was named, beside other occupations and lately."""
    st.header("Demand, in figures")
    years = queries.run("occupation_years", noc=noc)
    companions = queries.run("occupation_companions", noc=noc)
    recent = queries.run("occupation_recent_share", noc=noc)
    made += [years, companions, recent]
    occupation_facts.demand(
        occupation, years.rows.to_dicts(), companions.rows.to_dicts(), recent.rows.to_dicts()
    )


if opened := tables.opened():
    st.switch_page("draw.py", query_params=address.others("draw") | {"draw": opened})
address.drop("draw")
address.announce()
if found.rows.height:
    show(found.first())
else:
    not_found()
