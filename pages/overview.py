"""`/`: the newest draws, and each year at a glance."""

import streamlit as st

import queries
from components import clock, page, provenance, sentences, words

st.title("Ontario's draws, in plain numbers")
newest = queries.run("draws_newest_day")
page.lead(sentences.newest_day(newest.rows.to_dicts()))
page.freshness(queries.run("freshness", today=clock.today()).first())
with st.container(horizontal=True):
    st.page_link("draws.py", label="See every draw since 2018")
    st.page_link("occupations.py", label="Is my occupation targeted?")
    st.page_link("estimator.py", label="Where do I stand?")

st.header("Year by year")
years = queries.run("years")
with st.grid(columns=5, min_column_width=150, key="years"):
    for year in years.rows.iter_rows(named=True):
        with st.container(gap="xxsmall"):
            st.metric(
                f"Invitations in {year['year']}",
                words.number(year["invitations"]),
                help=words.INVITATIONS.definition,
            )
            st.page_link(
                "draws.py",
                label=words.count(year["draws"], "draw"),
                query_params={"from": str(year["first_day"]), "to": str(year["last_day"])},
            )
provenance.how_made("overview", [newest, years], queries.run("draws_sources").rows.to_dicts())
