"""`/program`: what is open, what closed, what changed."""

from typing import Any

import streamlit as st

import queries
from components import (
    address,
    clock,
    page,
    program_facts,
    provenance,
    requirement_facts,
    widgets,
    words,
)
from components import program_words as say
from components.deadline_facts import all_sources

st.set_page_config(page_title="Open and closed streams - OINP Draws")
st.title("What is open, what closed, what changed")

today = clock.today()
streams = queries.run("program_streams", today=today)
rows: list[dict[str, Any]] = streams.rows.to_dicts()
pathway_choice = address.Choice(
    "pathway", {row["stream_id"]: say.row_label(row) for row in rows}, many=False
)
address.arrive([pathway_choice])
pathway: str | None = st.session_state["pathway"]
summary = queries.run("program_summary")
changed = summary.first()


def chosen_stream(stream: dict[str, Any]) -> None:
    """Show one stream: its dates, whom it was for, its rules, its points and its draws."""
    st.header(stream["name"])
    program_facts.stream(stream)
    requirements = queries.run("requirements", pathway=pathway, on_day=stream["rules_on"])
    grid = queries.run("program_grid", pathway=pathway)
    rules = requirements.rows.to_dicts()
    if rules:
        st.subheader("Requirements")
        st.markdown(say.rules_as_of(stream))
        with st.expander(words.count(len(rules), "requirement"), key="requirements", expanded=True):
            requirement_facts.by_topic(rules)
    else:
        st.markdown(say.NO_RULES)
    if grid.rows.height:
        st.subheader("Points")
        program_facts.grids(grid.rows.to_dicts())
    with st.container(horizontal=True):
        if stream["draws"]:
            st.page_link(
                "draws.py",
                label=f"Its {words.count(stream['draws'], 'draw')}",
                query_params={"stream": stream["stream_id"]},
            )
        if stream["kind"] in ("stream", "pathway"):
            own = {"pathway": stream["stream_id"]}
            st.page_link("estimator.py", label="Where do I stand?", query_params=own)
            st.page_link("deadlines.py", label="Count my days", query_params=own)
    provenance.how_made(
        "stream",
        [streams, requirements, grid],
        all_sources([stream], rules),
    )


def whole_program() -> None:
    """Show what changed last, every stream, the timeline and the nominations."""
    st.header(f"What happened on {words.day(changed['happened_on'])}")
    effects = queries.run("event_effects", event=changed["event_id"])
    program_facts.change(changed, effects.rows.to_dicts())
    provenance.how_made("change", [summary, effects], all_sources(effects.rows.to_dicts()))

    st.header("All streams and pathways")
    program_facts.streams(rows)

    st.header("Announced, without rules")
    program_facts.announced([row for row in rows if row["status"] == "announced"])

    st.header("Timeline")
    events = queries.run("events")
    program_facts.timeline(events.rows.to_dicts())
    provenance.how_made("timeline", [streams, events], [])

    st.header("Nominations, by year and by stream")
    allocations = queries.run("allocations")
    nominations = queries.run("nominations")
    program_facts.nominations(allocations, nominations)
    provenance.how_made(
        "nominations",
        [allocations, nominations],
        [
            {"title": row["source_title"], "url": row["source_url"]}
            for row in nominations.rows.unique("source_url", maintain_order=True).to_dicts()
        ],
    )


stream = next((row for row in rows if row["stream_id"] == pathway), None)
page.lead(say.stream_lead(stream) if stream else say.lead(changed))
page.freshness(queries.run("freshness", today=today).first())
address.notices()
widgets.choice(
    pathway_choice,
    "See one stream or pathway: its dates, requirements, points and draws",
    "Choose a stream or pathway",
)
address.leave([pathway_choice])
if stream:
    chosen_stream(stream)
    st.button("Show the whole program", on_click=address.clear, args=([pathway_choice],))
else:
    whole_program()
