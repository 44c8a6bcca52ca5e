"""`/`: the minute after a draw."""

import streamlit as st

import queries
from components import clock, overview_parts, page, provenance
from components import overview_words as say

LATEST_DAYS = 5
LATEST_EVENTS = 3
MOST_FOUND = 5

st.title("Ontario's draws, in plain numbers")
latest = queries.run("draws_latest_days", days=LATEST_DAYS)
allocations = queries.run("allocations")
events = queries.run("events")
years = queries.run("years")
ranges = queries.run("years_score_ranges")
streams = queries.run("streams")

newest, *earlier = say.latest_days(latest.rows.to_dicts())
page.lead(newest)
st.markdown(say.open_now(streams.rows.to_dicts()))
page.freshness(queries.run("freshness", today=clock.today()).first())
overview_parts.search(
    lambda text: queries.run("occupation_search", q=text, most=MOST_FOUND).rows.to_dicts()
)
overview_parts.shortcuts()

st.header("The draws before")
overview_parts.listed(earlier)
st.page_link("draws.py", label="All draws, with filters and charts")

st.header("This year, beside what Ontario may nominate")
st.markdown(say.this_year(allocations.rows.to_dicts()))
st.table(
    say.allocation_table(allocations.rows.to_dicts()),
    hide_index=True,
    alt="Invitations and nominations by year",
)

st.header("What changed last")
overview_parts.listed(say.events(events.rows.to_dicts()[:LATEST_EVENTS]))

st.header("Year by year")
overview_parts.years(years.rows.to_dicts(), ranges.rows.to_dicts())
provenance.how_made(
    "overview",
    [latest, streams, allocations, events, years, ranges],
    queries.run("draws_sources").rows.to_dicts(),
)
