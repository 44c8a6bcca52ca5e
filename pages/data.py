"""`/data`: where does every number come from?"""

import streamlit as st

import queries
from components import address, clock, data_facts, page, provenance, visitor
from components import data_words as say

st.set_page_config(page_title="Where every number comes from - OINP Draws")
st.title("Where every number comes from")

phone = visitor.on_phone()
tables = queries.run("data_tables")
sources = queries.run("data_sources")
state = queries.run("data_state").first()
table_choice = address.Choice(
    "table", {name: name for name in tables.rows["table_name"]}, many=False
)
address.arrive([table_choice])
page.lead(say.lead(tables.rows.to_dicts(), sources.rows.to_dicts(), state))
page.freshness(queries.run("freshness", today=clock.today()).first())
address.notices()

st.header("Take the data")
if file := queries.database_file():
    data_facts.database(file.read_bytes, file.name, say.size(file.stat().st_size))
data_facts.tables(tables.rows, phone=phone)
st.selectbox(
    "One table",
    list(table_choice.options),
    index=None,
    key="table",
    placeholder="Choose a table to see its columns and take it",
    filter_mode="contains",
)
address.leave([table_choice])
if table := st.session_state["table"]:
    columns = queries.run("data_columns", table=table)
    data_facts.table(next(row for row in tables.rows.to_dicts() if row["table_name"] == table))
    provenance.downloads(f"tables/{table}", {})
    data_facts.columns(columns.rows.to_dicts())
st.markdown(say.API)

st.header("Sources")
st.markdown(say.sources(sources.rows.to_dicts()))
data_facts.sources(sources.rows, phone=phone)
st.subheader("When official pages were read")
heartbeat = queries.run("heartbeat", today=clock.today())
data_facts.checks(heartbeat.rows.to_dicts())

st.header("Disagreements and corrections")
corrections = queries.run("corrections")
disagreements = queries.run("discrepancies")
data_facts.log(corrections.rows.to_dicts(), disagreements.rows.to_dicts())

st.header("What is missing, and why")
gaps = queries.run("data_gaps")
data_facts.lines([*say.gaps(gaps.rows.to_dicts()), say.BEFORE_2018])

st.header("How it is made")
st.markdown(say.METHOD)
provenance.how_made("data", [tables, sources, heartbeat, corrections, disagreements, gaps], [])
st.subheader("Every query")
data_facts.query(queries.names(), queries.sql_text)

st.header("Version, and how to report an error")
st.markdown(say.version(state))
st.markdown(say.report())

st.header("Unofficial", anchor="unofficial")
st.markdown(say.UNOFFICIAL)

st.header("Privacy", anchor="privacy")
st.markdown(say.PRIVACY)

st.header("Accessibility", anchor="accessibility")
st.markdown(say.ACCESSIBILITY)
