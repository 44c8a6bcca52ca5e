"""`/draw`: one draw, with all that is known of it."""

from typing import Any

import streamlit as st

import queries
from components import (
    address,
    clock,
    draw_facts,
    draw_words,
    page,
    paper,
    provenance,
    subscribe,
    tables,
    visitor,
)

LONGEST_ID = 120

if opened := tables.opened():
    st.query_params["draw"] = opened

# An id that is longer than any is cut, so that it takes no room among the kept answers.
draw_id = st.query_params.get("draw", "")[:LONGEST_ID]
answer = queries.run("draws", chosen=[draw_id], most=1)
address.announce()


def not_found() -> None:
    """Say that there is no such draw, and name the draws whose ids are most like it."""
    st.set_page_config(page_title="Draw not found - OINP Draws")
    st.title("This draw is not in our records")
    page.lead(draw_words.unknown(draw_id))
    draw_facts.links(queries.run("draw_near_matches", text=draw_id).rows.to_dicts())
    st.page_link("draws.py", label="All draws")


def show(draw: dict[str, Any]) -> None:
    """Show the draw, from what happened to how it is known."""
    phone = visitor.on_phone()
    st.set_page_config(page_title=f"{draw_words.title(draw)} - OINP Draws")
    st.title(draw_words.title(draw))
    page.lead(draw_words.sentence(draw))
    page.freshness(queries.run("freshness", today=clock.today()).first())

    st.header("The facts")
    areas = queries.run("draw_areas", draw=draw_id)
    conditions = queries.run("draw_conditions", draw=draw_id)
    disagreements = queries.run("draw_disagreements", draw=draw_id)
    draw_facts.facts(draw, areas.rows.to_dicts(), conditions.rows.to_dicts())
    draw_facts.disagreements(disagreements.rows.to_dicts())
    corrections = queries.run("corrections", draw=draw_id)
    draw_facts.corrections(corrections.rows.to_dicts())

    st.header("Occupations it named")
    occupations = queries.run("draw_occupations", draw=draw_id)
    st.markdown(draw_words.occupation_list(draw, occupations.rows.to_dicts()))
    if occupations.rows.height:
        draw_facts.occupations(occupations.rows, phone=phone)
        paper.table(
            "occupations", occupations.rows, {"noc_code": "NOC 2021", "title": "Occupation"}
        )

    st.header("Deadlines for people invited in it")
    deadlines = queries.run("draw_deadlines", draw=draw_id)
    draw_facts.deadlines(draw, deadlines.rows.to_dicts())
    if deadlines.rows.height:
        st.page_link("deadlines.py", label="Count my days", query_params={"draw": draw_id})

    st.header("Earlier draws of the same kind")
    earlier = queries.run("draw_earlier", draw=draw_id)
    st.markdown(draw_words.score_moved(earlier.rows.to_dicts()))
    draw_facts.earlier(earlier.rows.to_dicts())

    st.header("The same day")
    last_day = draw["issued_to"] or draw["issued_on"]
    same_day = queries.run("draws", issued_from=draw["issued_on"], issued_to=last_day)
    st.markdown(draw_words.same_day(draw, same_day.rows.height))
    if same_day.rows.height > 1:
        tables.hint()
        tables.draws("same_day", same_day, phone=phone, alt="Draws of the same day")

    subscribe.box("draw", {"stream": draw["stream_id"]}, "each new draw of this stream")
    made = [answer, areas, conditions, disagreements, corrections]
    made += [occupations, deadlines, earlier, same_day]
    provenance.how_made("draw", made, [{"title": draw["source_title"], "url": draw["source_url"]}])
    with st.container(horizontal=True):
        carried = address.others("draw")
        if "noc" in carried:
            st.page_link("occupation.py", label="Back to the occupation", query_params=carried)
        elif carried:
            st.page_link("draws.py", label="Back to the list you came from", query_params=carried)
        st.page_link(
            "draws.py",
            label="All draws of this stream",
            query_params={"stream": draw["stream_id"]},
        )


if answer.rows.height:
    show(answer.first())
else:
    not_found()
