"""`/occupations`: is my occupation targeted?"""

from functools import partial

import streamlit as st

import queries
from components import (
    address,
    clock,
    occupation_filters,
    occupation_tables,
    page,
    provenance,
    visitor,
    widgets,
    words,
)
from components import occupation_words as say

MOST_FOUND = 60

st.set_page_config(page_title="Occupations - OINP Draws")
st.title("Is my occupation targeted?")

phone = visitor.on_phone()
periods = queries.run("draw_periods").rows.to_dicts()
sectors = queries.run("sectors").rows
parameters = occupation_filters.parameters(
    {
        "category": words.options(queries.run("categories").rows, "code", "title"),
        "sector": words.options(sectors, "sector_id", "name"),
        "stream": words.stream_options(queries.run("streams").rows.to_dicts()),
        "group": words.options(queries.run("occupation_kinds").rows, "target_group", "name"),
        "compare": words.options(queries.run("occupation_names").rows, "noc_code", "label"),
    },
    {"first": periods[0]["earliest"], "last": periods[0]["latest"]},
)
address.drop("noc")
address.arrive(parameters)
if opened := occupation_tables.opened_occupation():
    st.switch_page("occupation.py", query_params=address.carried(parameters, noc=opened))

page.lead(say.all_occupations(queries.run("occupations_summary").first()))
page.freshness(queries.run("freshness", today=clock.today()).first())
address.notices()
widgets.search_box("q")
occupation_filters.ready_lists(
    parameters,
    {
        "Named in the last 12 months of draws": {"since": [str(periods[0]["first_day"])]},
        "77 priority occupations, September 2025": {"sector": sectors["sector_id"].to_list()},
        "Mining, April 2026": {"group": ["mining"]},
        "Health": {"category": ["3"]},
        "Skilled trades": {"category": ["7"], "teer": ["2", "3"]},
    },
)
occupation_filters.show(parameters)

wanted = st.session_state["q"].strip()
found = queries.run("occupation_search", q=wanted, most=MOST_FOUND) if wanted else None
chosen = occupation_filters.chosen()
if found is not None:
    chosen["codes"] = found.rows["noc_code"].to_list() or ["none"]
matching = queries.run("occupations", **chosen)
if found is not None and found.rows.height:
    st.markdown(say.old_codes(found.rows.to_dicts()))
st.markdown(say.matching(matching.rows.height, wanted))
if matching.rows.height:
    occupation_tables.occupations(
        matching,
        found,
        phone=phone,
        alt=say.matching(matching.rows.height, wanted),
    )
    provenance.downloads(
        "download",
        partial(queries.run, "occupations", **chosen),
        "occupations",
        {"q": wanted} | chosen,
        matching.version,
    )
    made = [matching] if found is None else [found, matching]
    provenance.how_made("table", made, queries.run("occupation_sources").rows.to_dicts())
if compared := st.session_state["compare"]:
    st.header("Side by side")
    occupation_tables.side_by_side(queries.run("occupations", codes=compared).rows.to_dicts())
