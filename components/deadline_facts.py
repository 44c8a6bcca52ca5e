"""The parts of `/deadlines`: the clocks, the calendar file, fees, and what comes after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import deadline_calendar, requirement_facts
from components import deadline_words as say
from components.calendar_days import weekday
from components.requirement_words import sources
from components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Row = dict[str, Any]

ASKS_NOTHING = "not_required"
"""The operator of rules such as "no job offer is needed": no paper supports them."""


def clocks(rows: Sequence[Row]) -> None:
    """Show each clock beside the other, the one that runs out first before; `deadlines.sql`."""
    with st.grid(2, min_column_width=280, key="clocks"):
        for row in rows:
            with st.container(gap="xsmall"):
                st.subheader(f"{say.CLOCKS[row['actor']]}: day {row['deadline_days']}")
                with st.container(key=f"clock_{row['actor']}"):
                    st.markdown(f"**{weekday(row['due_on'])}**  \n{say.left(row)}")
                if note := say.day_off(row["due_on"], row["days_left"]):
                    st.markdown(note)
                st.markdown(f"{row['description']} {sources(row)}")


def other_cases(rows: Sequence[Row]) -> None:
    """Show the clocks that run in one case only; rows of `deadlines.sql` with `only_for`."""
    for row in rows:
        st.markdown(
            f"If {say.CASES[row['only_for']]}: {weekday(row['due_on'])} (day "
            f"{row['deadline_days']}). {row['description']} {sources(row)}"
        )


def calendar(rows: Sequence[Row], invited_on: date, stream: Row, page: str) -> None:
    """Offer the calendar file; `page` is the address at which these deadlines are shown."""
    st.download_button(
        "Add to my calendar (.ics)",
        data=partial(deadline_calendar.calendar, rows, invited_on, stream, page),
        file_name=deadline_calendar.file_name(stream["stream_id"], invited_on),
        mime="text/calendar",
        on_click="ignore",
        type="primary",
        key="calendar",
    )
    st.markdown(f":small[{say.CALENDAR}]")


def fees(rows: Sequence[Row]) -> None:
    """Show what the application costs; rows of `deadline_fees.sql`."""
    if not rows:
        st.markdown("We have no fee of that day in our records.")
        return
    lines = [f"- {line}. {sources(row)}" for line, row in zip(say.fee(rows), rows, strict=True)]
    st.markdown("\n".join(lines))


def next_steps(rows: Sequence[Row]) -> None:
    """Show what comes after the application; rows of `deadline_next_steps.sql`."""
    if not rows:
        st.markdown("We have no further steps of that day in our records.")
    else:
        st.markdown("\n".join(f"- {say.step(row)} {sources(row)}" for row in rows))
    if not say.tells_of_a_nomination(rows):
        st.markdown(say.NOT_KNOWN_AFTER)
    st.markdown(say.FEDERAL)


def notices(rows: Sequence[Row]) -> None:
    """Show what happened to the whole stream in these days; rows of `deadline_notices.sql`."""
    for row in rows:
        st.warning(notice(row))


def notice(row: Row) -> str:
    """Return what happened to the whole stream; a row of `deadline_notices.sql`."""
    return f"{plain(row['description'])} {sources(row)}"


def to_have_ready(
    documents: Sequence[Row], checklists: Sequence[Row], requirements: Sequence[Row]
) -> None:
    """Show the documents that are known, Ontario's lists, and the rules that papers must support.

    Takes rows of `deadline_documents.sql`, `checklists.sql` and `requirements.sql`. A rule that
    asks for nothing, such as "no language test", is left out.
    """
    lines = [f"- [{plain(row['title'])}]({row['url']})" for row in checklists]
    if lines:
        st.markdown("\n".join(["Ontario's own lists of documents:", "", *lines]))
    known = [f"- {plain(row['document'])} {sources(row)}" for row in documents]
    if known:
        st.markdown(
            "\n".join(["Documents that we know Ontario asks for; there are more:", "", *known])
        )
    rules = [row for row in requirements if not row["is_claim"] and row["operator"] != ASKS_NOTHING]
    if not rules:
        st.markdown(say.NO_RULES)
        return
    st.markdown(say.RULES_TO_SUPPORT if lines else say.NO_LIST)
    with st.expander("The rules of that day", key="to_show"):
        requirement_facts.by_topic(rules)


def rules(rows: Sequence[Row]) -> None:
    """Show how the deadlines of a stream changed with time; rows of `deadline_rules.sql`."""
    st.markdown(say.RULES)
    with st.container(key="rules"):
        st.table(say.rules_table(rows), hide_index=True, alt="Deadlines of this stream over time")


def all_sources(*answers: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the sources of rows that list them, each once, in the order of first use."""
    found = {
        url: title
        for rows in answers
        for row in rows
        for title, url in zip(row["source_titles"] or (), row["source_urls"] or (), strict=True)
        if url
    }
    return [{"title": title, "url": url} for url, title in found.items()]
