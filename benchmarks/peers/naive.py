"""The page `/draws` as one would first write it: the baseline of the benchmarks.

The same filters, metrics, chart, table and downloads, with Streamlit's stock settings: pandas and
DuckDB read on every run, plotly.express, and nothing kept from one run to the next.
"""

import os
from datetime import date

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import plotly.express as px
import streamlit as st

DRAWS = """
select
    d.*,
    s.short_name as stream,
    s.status,
    c.short_name as scale,
    r.url as source_url,
    (select count(*) from draw_occupations as o where o.draw_id = d.draw_id) as occupations,
    (select string_agg(a.census_division, ', ') from draw_areas as a where a.draw_id = d.draw_id)
        as areas,
    (select string_agg(n.condition, '; ') from draw_conditions as n where n.draw_id = d.draw_id)
        as conditions
from draws as d
join streams as s using (stream_id)
join score_scales as c using (score_scale)
join sources as r on r.source_id = d.source_id
order by d.issued_on desc
"""

st.set_page_config(page_title="Draws", layout="wide")
st.title("Every draw since 2018")

database = duckdb.connect(os.environ["OINP_DATABASE"], read_only=True)
draws = database.execute(DRAWS).df()
streams = database.execute("select short_name from streams order by display_order").df()
groups = database.execute("select target_group, name from target_groups order by name").df()
occupations = database.execute("select noc_code || ' ' || title as label from noc_2021").df()
named = database.execute("select draw_id, noc_code from draw_occupations_2021").df()
places = database.execute("select draw_id, census_division from draw_areas").df()
events = database.execute("select * from events where chart_label is not null").df()
checked = database.execute("select max(last_checked) as day from sources").df()

draws["issued_on"] = pd.to_datetime(draws["issued_on"])
draws = draws.merge(groups, on="target_group")
years = sorted(draws["issued_on"].dt.year.unique(), reverse=True)
first, last = draws["issued_on"].min().date(), draws["issued_on"].max().date()

lead = st.empty()
st.markdown(f"The newest draw recorded is of {last}; last checked on {checked['day'][0]:%Y-%m-%d}.")

with st.grid(4):
    stream = st.multiselect("Stream", streams["short_name"])
    group = st.multiselect("Target", groups["name"])
    occupation = st.multiselect("Occupation", occupations["label"])
    area = st.multiselect("Area", sorted(places["census_division"].unique()))
    period = st.selectbox("Period", ["All dates", *map(str, years)])
    day_from = st.date_input("First day", None, min_value=first, max_value=last)
    day_to = st.date_input("Last day", None, min_value=first, max_value=last)
    kind = st.selectbox("Kind", ["General", "Targeted"], index=None)
with st.expander("Copy link"):
    st.markdown("This link opens the page.")
    st.code(st.context.url, language=None)

if stream:
    draws = draws[draws["stream"].isin(stream)]
if period != "All dates":
    draws = draws[draws["issued_on"].dt.year == int(period)]
if isinstance(day_from, date):
    draws = draws[draws["issued_on"] >= pd.Timestamp(day_from)]
if isinstance(day_to, date):
    draws = draws[draws["issued_on"] <= pd.Timestamp(day_to)]
if kind:
    draws = draws[draws["kind"] == kind.lower()]
if group:
    draws = draws[draws["name"].isin(group)]
if occupation:
    codes = [label[:5] for label in occupation]
    draws = draws[draws["draw_id"].isin(named[named["noc_code"].isin(codes)]["draw_id"])]
if area:
    draws = draws[draws["draw_id"].isin(places[places["census_division"].isin(area)]["draw_id"])]

lead.markdown(f"{len(draws):,} draws match, with {draws['invitations'].sum():,} invitations.")
with st.container(horizontal=True):
    st.metric("Draws", f"{len(draws):,}", help="Rounds of invitations")
    st.metric("Invitations", f"{draws['invitations'].sum():,}", help="Invitations to apply")
    st.metric("Latest draw", str(draws["issued_on"].max().date()) if len(draws) else "-")
    st.metric(
        "Lowest score", str(draws["score_min"].min()) if len(draws["scale"].unique()) == 1 else "-"
    )
st.caption("The lowest published cut-off score, where all are on one scale.")

st.header("Scores and invitations over time")
scores = px.scatter(
    draws,
    x="issued_on",
    y="score_min",
    color="stream",
    symbol="stream",
    facet_row="scale",
    hover_data=["target", "invitations", "draw_id"],
    height=900,
)
scores.update_yaxes(matches=None)
for event in events.itertuples():
    scores.add_vline(x=event.happened_on, line_dash="dot", line_color="grey")
st.plotly_chart(scores, on_select="rerun", key="scores")
draws["month"] = draws["issued_on"].dt.strftime("%Y-%m-01")
monthly = draws.groupby(["month", "stream"], as_index=False)["invitations"].sum()
bars = px.bar(monthly, x="month", y="invitations", color="stream")
st.plotly_chart(bars, on_select="rerun", key="bars")
with st.expander("The chart as tables"):
    st.dataframe(monthly)
with st.expander("How the chart was made"):
    st.code(DRAWS, language="sql")

st.header("The draws")
table = draws[
    [
        "issued_on",
        "stream",
        "invitations",
        "score_min",
        "score_max",
        "target",
        "kind",
        "scale",
        "occupations",
        "profiles_from",
        "profiles_to",
        "areas",
        "conditions",
        "source_url",
        "draw_id",
    ]
]
st.dataframe(
    table,
    hide_index=True,
    on_select="rerun",
    column_config={
        "issued_on": st.column_config.DateColumn("Date"),
        "source_url": st.column_config.LinkColumn("Source"),
    },
)
st.download_button("Download CSV", table.to_csv(index=False), "draws.csv")
st.download_button("Download Parquet", table.to_parquet(), "draws.parquet")
with st.expander("How the table was made"):
    st.code(DRAWS, language="sql")
st.markdown("Unofficial: not run by the Government of Ontario, and no advice.")
