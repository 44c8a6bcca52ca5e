"""`/deadlines`: when do the clocks that start with an invitation run out?"""

from datetime import date
from typing import Any

import streamlit as st

import queries
from components import (
    address,
    clock,
    deadline_choice,
    deadline_facts,
    page,
    provenance,
    visitor,
    words,
)
from components import deadline_words as say

st.set_page_config(page_title="Deadlines after an invitation - OINP Draws")
st.title("How many days do I have?")

timezone = visitor.timezone()
here, ontario = clock.today_in(timezone), clock.today()
draws = queries.run("deadline_draws")
parameters = deadline_choice.parameters(
    words.stream_options(queries.run("streams")),
    draws.rows.to_dicts(),
    queries.run("deadline_days", today=ontario).first(),
)
address.arrive(parameters)
mixed = deadline_choice.settle(parameters, draws.rows.to_dicts())
invited_on: date | None = st.session_state["invited_on"]
pathway: str | None = st.session_state["pathway"]
asked = {"pathway": pathway, "invited_on": invited_on}
rules = queries.run("deadline_rules", pathway=pathway)
stream = queries.run("deadline_pathway", **asked, today=here).first()
notices = queries.run("deadline_notices", **asked)


def fields() -> None:
    """Show what the address got wrong, and the fields."""
    address.notices()
    if mixed:
        st.warning(mixed)
    deadline_choice.show(parameters, draws.rows.to_dicts())


def around() -> None:
    """Show how to share this page, and how fresh the rules are."""
    deadline_choice.share(parameters)
    page.freshness(queries.run("freshness", today=ontario).first())


def show(invited: date, clocks: queries.Answer) -> None:
    """Show the clocks, then what to prepare, what it costs and what comes after."""
    rows: list[dict[str, Any]] = clocks.rows.to_dicts()
    usual = [row for row in rows if row["only_for"] is None]
    if warning := say.check_the_day(stream, invited):
        st.warning(warning)
    st.header("The two clocks" if usual[1:] else "The clock")
    deadline_facts.clocks(usual)
    deadline_facts.calendar(usual, invited, stream, address.link("deadlines", parameters))
    deadline_facts.other_cases([row for row in rows if row["only_for"]])
    st.markdown(
        " ".join(
            filter(
                None,
                [
                    say.HOW_COUNTED,
                    say.holidays_within(invited, max(row["due_on"] for row in rows)),
                    say.where_counted(timezone, here, ontario),
                ],
            )
        )
    )
    around()

    st.header("What to have ready")
    requirements = queries.run("requirements", pathway=pathway, on_day=invited)
    checklists = queries.run("checklists", pathway=pathway)
    documents = queries.run("deadline_documents", **asked)
    deadline_facts.to_have_ready(
        documents.rows.to_dicts(), checklists.rows.to_dicts(), requirements.rows.to_dicts()
    )

    st.header("What it costs")
    fees = queries.run("deadline_fees", **asked)
    deadline_facts.fees(fees.rows.to_dicts())

    st.header("What comes after")
    after = queries.run("deadline_next_steps", **asked)
    deadline_facts.next_steps(after.rows.to_dicts())

    st.header("How the rules changed")
    deadline_facts.rules(rules.rows.to_dicts())
    provenance.how_made(
        "deadlines",
        [clocks, notices, requirements, checklists, documents, fees, after, rules],
        deadline_facts.all_sources(
            rows,
            *(one.rows.to_dicts() for one in (notices, documents, fees, after)),
        ),
    )


if invited_on is None:
    page.lead(
        say.choose_day(stream, rules.rows.to_dicts())
        if pathway
        else say.general(rules.rows.to_dicts())
    )
    fields()
    around()
    if pathway:
        st.header("How the rules changed")
        deadline_facts.rules(rules.rows.to_dicts())
    provenance.how_made("deadlines", [rules], [])
elif not pathway:
    that_day = queries.run("deadline_draws", invited_on=invited_on)
    page.lead(say.choose_stream(invited_on, that_day.rows["stream"].unique().sort().to_list()))
    deadline_choice.of_that_day(that_day.rows.to_dicts())
    fields()
    around()
    provenance.how_made("deadlines", [that_day], [])
else:
    counted = queries.run("deadlines", **asked, today=here)
    if counted.rows.height:
        usual = counted.rows.filter(counted.rows["only_for"].is_null())
        page.lead(say.answer(stream, usual.to_dicts(), invited_on))
        deadline_facts.notices(notices.rows.to_dicts())
        fields()
        show(invited_on, counted)
    else:
        page.lead(
            *map(deadline_facts.notice, notices.rows.to_dicts()), say.no_rule(stream, invited_on)
        )
        fields()
        around()
        st.header("How the rules changed")
        deadline_facts.rules(rules.rows.to_dicts())
        provenance.how_made("deadlines", [counted, notices, rules], [])
