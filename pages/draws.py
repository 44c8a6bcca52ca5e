"""`/draws`: what has Ontario been drawing?"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

import queries
from components import (
    address,
    clock,
    figures,
    filters,
    page,
    provenance,
    sentences,
    subscribe,
    summaries,
    tables,
    totals,
    visitor,
    widgets,
    words,
)

st.set_page_config(page_title="Draws since 2018 - OINP Draws")
st.title("Every draw since 2018")


PARTS = ANSWER, FILTERS, SHARING, RESULTS, DETAILS = (
    "answer",
    "filters",
    "sharing",
    "results",
    "details",
)
DATES = "dates"  # a part of the filters
MADE = CHART, TABLE = "chart", "table"

phone = visitor.on_phone()
periods = queries.run("draw_periods").rows.to_dicts()
parameters = filters.parameters(
    {
        "stream": words.stream_options(queries.run("streams")),
        "group": words.options(queries.run("target_groups"), "target_group", "name"),
        "occupation": words.options(queries.run("occupation_names"), "noc_code", "label"),
        "area": words.options(queries.run("areas"), "census_division", "census_division"),
    },
    {"first": periods[0]["earliest"], "last": periods[0]["latest"]},
)


def stamp() -> tuple[str, date]:
    """Return what the whole page tells of: the data, and how fresh it is on this day."""
    return queries.current_database(), clock.today()


part = partial(page.part, stamp=stamp, together=queries.one_database)


def shares() -> bool:
    """Return whether a visitor has opened something in the part for sharing."""
    return widgets.is_open(widgets.COPY_BOX, subscribe.BOX)


def explains() -> bool:
    """Return whether a visitor has opened something in the part of details."""
    return widgets.is_open(summaries.TABLES_BOX, *map(provenance.box, MADE))


@part(ANSWER)
def answer() -> None:
    """Say what passes the filters, and what the address got wrong."""
    address.drop("draw")
    chosen = filters.chosen(address.arrive(parameters))
    found = totals.of(queries.run("draws_totals", **chosen))
    lead(found, narrowed=any(chosen.values()))
    address.notices()


# A callback for when a visitor has picked draws in the chart, or forgets them.
picked_others = page.parts_again(RESULTS, where={DETAILS: explains})


def again(*more: str) -> Callable[[], None]:
    """Return a callback: after a change of a filter, these parts run again with the results.

    Folded filters are counted, so all of them look different. What is closed shows nothing that
    changes.
    """
    parts = (FILTERS,) if phone else more
    return page.parts_again(ANSWER, RESULTS, *parts, where={SHARING: shares, DETAILS: explains})


@part(FILTERS)
def choose() -> None:
    """Show the filters."""
    filters.show(parameters, choose_dates, folded=phone, changed=again())


@part(DATES)
def choose_dates() -> None:
    """Show the filters by date and kind."""
    presets = {period["label"]: (period["first_day"], period["last_day"]) for period in periods}
    filters.show_dates(parameters, presets, changed=again(), dated=again(DATES))


@part(SHARING)
def share() -> None:
    """Offer the address of what passes the filters, and a feed of it."""
    widgets.share_and_clear("draws", parameters, page.parts_again(*PARTS))
    subscribe.box(
        "draws", address.carried(parameters), "each new draw that passes the same filters"
    )


@part(RESULTS)
def results() -> None:
    """Show all that passes the filters, or which of them leaves nothing."""
    if opened := tables.opened():
        st.switch_page("draw.py", query_params=address.carried(parameters, draw=opened))
    held = address.held(parameters)
    chosen = filters.chosen(held)
    carried = address.leave(parameters, held)
    ranges = queries.run("draws_totals", **chosen)
    found = totals.of(ranges)
    summaries.metrics(found)
    if chosen["occupations"]:
        search = queries.run("draws_occupation_search", **chosen).first()
        several = len(chosen["occupations"]) > 1
        st.markdown(f"{sentences.unseen(search, several=several)}\n\n{sentences.searched(search)}")
    if chosen["areas"]:
        unknown = queries.run("draws_unknown_places", **chosen).first()
        if said := sentences.unknown_places(unknown["draws"]):
            st.markdown(said)
    if found["draws"]:
        made = evidence(chosen, ranges)
        chart(chosen, *made)
        table(chosen, made[0], found, carried)
    else:
        nothing(chosen)


@part(DETAILS)
def details() -> None:
    """Offer the numbers of the chart, and how the chart and the table were made."""
    chosen = filters.chosen(address.held(parameters))
    ranges = queries.run("draws_totals", **chosen)
    made = matching, _, invitations, events = evidence(chosen, ranges)
    sources = partial(queries.run, "draws_sources", **chosen)
    with st.container(key="details"):
        summaries.twin_table(ranges.rows, invitations.rows, events.rows, totals.of(ranges))
        provenance.how_made(CHART, made, sources)
        provenance.how_made(TABLE, [rows(chosen, matching)[0]], sources)


def lead(found: dict[str, Any], *, narrowed: bool) -> None:
    """Say what passes the filters; without any, what was drawn last."""
    if narrowed:
        page.lead(sentences.matching(found), sentences.lowest(found))
    else:
        page.lead(
            sentences.newest_day(queries.run("draws_newest_day").rows.to_dicts()),
            sentences.all_draws(found),
            narrowed=False,
        )


def evidence(chosen: dict[str, Any], ranges: queries.Answer) -> list[queries.Answer]:
    """Return what the chart is made from: the draws, their totals, invitations, and the events."""
    return [
        queries.run("draws", **chosen, most=tables.MOST_ROWS),
        ranges,
        queries.run("draws_invitations", **chosen, grain=totals.grain(totals.of(ranges))),
        queries.run("chart_events"),
    ]


def chart(
    chosen: dict[str, Any],
    matching: queries.Answer,
    ranges: queries.Answer,
    invitations: queries.Answer,
    events: queries.Answer,
) -> None:
    """Show the draws over time."""
    summaries.twin(
        figures.cut_off_twin(matching, invitations, events, chosen["issued_to"], phone=phone),
        alt=sentences.twin_summary(totals.of(ranges), ranges.rows.to_dicts()),
        phone=phone,
        heading="Scores and invitations over time",
        chosen=picked_others,
    )


def rows(chosen: dict[str, Any], matching: queries.Answer) -> tuple[queries.Answer, bool]:
    """Return the draws that the table holds, and whether the visitor picked them in the chart."""
    if picked := summaries.picked_in_chart(matching.rows):
        return queries.run("draws", **chosen, chosen=picked, most=tables.MOST_ROWS), True
    return matching, False


def table(
    chosen: dict[str, Any],
    matching: queries.Answer,
    found: dict[str, Any],
    carried: address.Address,
) -> None:
    """Show the draws as a table; `carried` holds the filters by their names in addresses."""
    shown, picked = rows(chosen, matching)
    tables.hint("The draws")
    summaries.table_caption(shown.rows.height, found["draws"], picked=picked, changed=picked_others)
    tables.draws("draws_table", shown, phone=phone, alt=sentences.matching(found))
    if picked:
        provenance.downloads_of_picked(shown, "draws")
    else:
        provenance.downloads("draws", carried)


def nothing(chosen: dict[str, Any]) -> None:
    """Say which filter leaves nothing; style.css hides the details as long as this is shown."""
    without = queries.run("draws_without_a_filter", **chosen).rows.to_dicts()
    with st.container(key="nothing"):
        st.info(sentences.relax(without, chosen))


answer()
page.freshness(queries.run("freshness", today=clock.today()).first())
choose()
share()
results()
details()
