"""`/occupations`: is my occupation targeted?"""

import streamlit as st

import queries
from components import (
    address,
    clock,
    occupation_filters,
    occupation_tables,
    page,
    provenance,
    tables,
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
sectors = queries.run("sectors")
streams = queries.run("streams")
parameters = occupation_filters.parameters(
    {
        "category": words.options(queries.run("categories"), "code", "title"),
        "sector": words.options(sectors, "sector_id", "name"),
        "stream": words.stream_options(streams),
        "group": words.options(queries.run("occupation_kinds"), "target_group", "name"),
        "compare": words.options(queries.run("occupation_names"), "noc_code", "label"),
    },
    {"first": periods[0]["earliest"], "last": periods[0]["latest"]},
)
address.drop("noc")
address.arrive(parameters)
if opened := tables.opened():
    st.switch_page("occupation.py", query_params=address.carried(parameters, noc=opened))

page.lead(
    say.all_occupations(queries.run("occupations_summary").first()),
    narrowed=address.amount(parameters) > 0,
)
widgets.search_box("q")
wanted = st.session_state["q"].strip()
found = queries.run("occupation_search", q=wanted, most=MOST_FOUND) if wanted else None
chosen = occupation_filters.chosen()


def choose() -> None:
    """Show the ready-made lists and the filters, and how fresh the data is."""
    page.freshness(queries.run("freshness", today=clock.today()).first())
    occupation_filters.ready_lists(
        parameters,
        {
            "Named in the last 12 months of draws": {"since": [str(periods[0]["first_day"])]},
            "77 priority occupations, September 2025": {
                "sector": sectors.rows["sector_id"].to_list()
            },
            "Mining, April 2026": {"group": ["mining"]},
            "Health": {"category": ["3"]},
            "Skilled trades": {"list": ["skilled-trades"]},
        },
    )
    occupation_filters.show(parameters)


def answer() -> None:
    """Show the occupations that match, and how the table was made."""
    codes = (found.rows["noc_code"].to_list() or ["none"]) if found is not None else []
    matching = queries.run("occupations", **chosen, codes=codes)
    if found is not None and found.rows.height:
        st.markdown(say.old_codes(found.rows.to_dicts()))
    said = say.matching(
        matching.rows.height,
        wanted,
        filtered=any(chosen.values()),
        not_drawn=occupation_filters.not_drawn(streams.rows.to_dicts()),
    )
    st.markdown(said)
    if not matching.rows.height:
        return
    occupation_tables.occupations(matching, found, phone=phone, alt=said)
    provenance.downloads("occupations", address.carried(occupation_filters.listed(parameters)))
    made = [matching] if found is None else [found, matching]
    provenance.how_made("table", made, queries.run("occupation_sources").rows.to_dicts())


address.notices()
if phone and wanted:  # what was found comes first: the screen is small, and the keyboard open
    answer()
    choose()
else:
    choose()
    answer()
st.header("Side by side")
occupation_filters.compare(parameters)
if st.session_state["compare"]:
    occupation_tables.side_by_side(
        queries.run("occupations", codes=st.session_state["compare"]).rows.to_dicts(), phone=phone
    )
