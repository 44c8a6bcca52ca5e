"""`/`: the minute after a draw."""

import streamlit as st

import queries
from components import clock, overview_parts, page, provenance
from components import overview_words as say

LATEST_DAYS = 5
LATEST_EVENTS = 3
MOST_FOUND = 8

st.title("Ontario's draws, in plain numbers")
today = clock.today()
latest = queries.run("draws_latest_days", days=LATEST_DAYS, today=today)
allocations = queries.run("allocations")
events = queries.run("events")
years = queries.run("years")
ranges = queries.run("years_score_ranges")
streams = queries.run("streams")

newest, *earlier = say.days_of_draws(latest.rows.to_dicts())
page.lead(say.day_of_draws(newest))
overview_parts.newest(newest)
page.freshness(queries.run("freshness", today=today).first())
overview_parts.search(
    lambda text: queries.run("occupation_search", q=text, most=MOST_FOUND).rows.to_dicts()
)
overview_parts.shortcuts()

st.header("What is open")
overview_parts.pathways(streams.rows.to_dicts())

with st.grid(2, min_column_width=340, gap="large", key="news"):
    with st.container():
        st.header("The draws before")
        overview_parts.earlier(earlier)
        st.page_link("draws.py", label="All draws, with filters and charts")
    with st.container():
        st.header("What changed last")
        overview_parts.changes(events.rows.to_dicts()[:LATEST_EVENTS])

st.header("Year by year")
overview_parts.years(allocations.rows.to_dicts(), years.rows.to_dicts(), ranges.rows.to_dicts())
provenance.how_made(
    "overview",
    [latest, streams, allocations, events, years, ranges],
    queries.run("draws_sources").rows.to_dicts(),
)
