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


PARTS = ANSWER, FILTERS, SHARING, RESULTS = "answer", "filters", "sharing", "results"
DATES = "dates"  # a part of the filters

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


def shares_another() -> bool:
    """Return whether the part for sharing would show something else than it did."""
    return widgets.shares_another(parameters) or bool(st.session_state.get(subscribe.BOX))


@part(ANSWER)
def answer() -> None:
    """Say what passes the filters, and what the address got wrong."""
    address.drop("draw")
    chosen = filters.chosen(address.arrive(parameters))
    found = totals.of(queries.run("draws_totals", **chosen))
    lead(found, narrowed=any(chosen.values()))
    address.notices()


def again(*more: str) -> Callable[[], None]:
    """Return a callback: after a change of a filter, these parts run again with the results.

    Folded filters are counted, so all of them look different.
    """
    if phone:
        return page.parts_again(*PARTS)
    return page.parts_again(ANSWER, RESULTS, *more, where={SHARING: shares_another})


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
    if opened := tables.opened_draw():
        st.switch_page("draw.py", query_params=address.carried(parameters, draw=opened))
    held = address.held(parameters)
    chosen = filters.chosen(held)
    carried = address.leave(parameters, held)
    ranges = queries.run("draws_totals", **chosen)
    found = totals.of(ranges)
    summaries.metrics(found)
    if chosen["occupations"]:
        search = queries.run("draws_occupation_search", **chosen).first()
        st.markdown(f"{sentences.unseen(search)}\n\n{sentences.searched(search)}")
    if found["draws"]:
        evidence(chosen, ranges, found, carried)
    else:
        st.info(
            sentences.relax(queries.run("draws_without_a_filter", **chosen).rows.to_dicts(), chosen)
        )


def lead(found: dict[str, Any], *, narrowed: bool) -> None:
    """Say what passes the filters; without any, what was drawn last."""
    if narrowed:
        page.lead(sentences.matching(found))
    else:
        page.lead(
            sentences.newest_day(queries.run("draws_newest_day").rows.to_dicts()),
            sentences.all_draws(found),
        )


def evidence(
    chosen: dict[str, Any], ranges: queries.Answer, found: dict[str, Any], carried: address.Address
) -> None:
    """Show the draws that pass the filters as a chart and as a table.

    `found` is what their `ranges` come to; `carried` holds the filters by their names in addresses.
    """
    matching = queries.run("draws", **chosen, most=tables.MOST_ROWS)
    sources = partial(queries.run, "draws_sources", **chosen)
    picked = chart(chosen, ranges, found, matching, sources)
    shown = matching
    if picked:
        shown = queries.run("draws", **chosen, chosen=picked, most=tables.MOST_ROWS)
    tables.hint("The draws")
    summaries.table_caption(shown.rows.height, found["draws"], picked=bool(picked))
    tables.draws("draws_table", shown, phone=phone, alt=sentences.matching(found))
    if picked:
        provenance.downloads_of_picked(shown, "draws")
    else:
        provenance.downloads("draws", carried)
    provenance.how_made("table", [shown], sources)


def chart(
    chosen: dict[str, Any],
    ranges: queries.Answer,
    found: dict[str, Any],
    matching: queries.Answer,
    sources: partial[queries.Answer],
) -> list[str]:
    """Show the draws over time; return the ids of those that the visitor picked in the chart."""
    invitations = queries.run("draws_invitations", **chosen, grain=totals.grain(found))
    events = queries.run("chart_events")
    picked = summaries.twin(
        figures.cut_off_twin(matching, invitations, events, chosen["issued_to"], phone=phone),
        matching.rows,
        alt=sentences.twin_summary(found, ranges.rows.to_dicts()),
        phone=phone,
        heading="Scores and invitations over time",
    )
    summaries.twin_table(ranges.rows, invitations.rows, events.rows, found)
    provenance.how_made("chart", [matching, ranges, invitations, events], sources)
    return picked


answer()
page.freshness(queries.run("freshness", today=clock.today()).first())
choose()
share()
results()
