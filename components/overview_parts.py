"""The parts of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import occupation_facts, widgets, words
from components import overview_words as say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = dict[str, Any]

SEARCH = "look_up"
CODE = 5
"""How many digits a whole NOC code has."""


def newest(rows: Sequence[Row]) -> None:
    """Show the newest day of draws in large figures; its rows of `draws_latest_days.sql`."""
    first = rows[0]
    with st.grid(4, min_column_width=150, key="newest"):
        with st.container(gap="xxsmall"):
            st.metric(
                f"Invited on {words.days(first['issued_on'], first['issued_to'])}",
                words.number(sum(row["invitations"] for row in rows)),
                help=words.INVITATIONS.definition,
            )
            to_day(rows)
        if len(rows) <= say.MOST_DRAWS_IN_A_SENTENCE:
            for row in rows:
                with st.container(gap="xxsmall"):
                    st.metric(row["stream"], say.score(row), help=say.score_meaning(row))
                    st.page_link(
                        "draw.py",
                        label=say.link_to_draw(row, rows),
                        query_params={"draw": row["draw_id"]},
                    )
        else:
            st.metric("Draws on that day", words.number(len(rows)))
        st.metric("Days since that draw", words.number(first["days_ago"]))


def to_day(rows: Sequence[Row]) -> None:
    """Show the link to all draws of a day."""
    first = rows[0]
    st.page_link(
        "draws.py",
        label=say.link_to_day(rows),
        query_params={
            "from": str(first["issued_on"]),
            "to": str(first["issued_to"] or first["issued_on"]),
        },
    )


def earlier(of_days: Sequence[Sequence[Row]]) -> None:
    """Show a sentence for each day of draws, and the way to them."""
    for rows in of_days:
        with st.container(gap="xxsmall"):
            st.markdown(say.day_of_draws(rows))
            to_day(rows)


def pathways(streams: Sequence[Row]) -> None:
    """Show what is open, and the way to each of it; rows of `streams.sql`."""
    st.markdown(say.open_now(streams))
    with st.container(horizontal=True, gap="medium", key="open_pathways"):
        for row in streams:
            if row["status"] == "open":
                st.page_link(
                    "program.py",
                    label=f"Rules and points: {words.plain(row['short_name'])}",
                    query_params={"pathway": row["stream_id"]},
                )


def search(find: Callable[[str], list[Row]]) -> None:
    """Show the search that goes straight to an occupation; `find` gives the best rows.

    A whole code, or words that fit one occupation only, open it at once.
    """
    widgets.search_box(
        SEARCH, "Look up an occupation, by job title or NOC code, in English or French"
    )
    wanted = st.session_state[SEARCH].strip()
    if not wanted:
        return
    found = find(wanted)
    if meant := _meant(wanted, found):
        st.switch_page("occupation.py", query_params={"noc": meant})
    if not found:
        st.markdown(words.NOTHING_FITS)
        return
    occupation_facts.links(found)
    st.page_link("occupations.py", label="All matches", query_params={"q": wanted})


def _meant(wanted: str, found: Sequence[Row]) -> str | None:
    """Return the code of the one occupation that was meant, or None.

    The first digits of a code are no code yet: somebody may still be typing.
    """
    codes = [row["noc_code"] for row in found]
    if wanted.isdecimal():
        return wanted if len(wanted) == CODE and wanted in codes else None
    return codes[0] if len(codes) == 1 else None


def shortcuts() -> None:
    """Show the links that most visitors come for."""
    with st.container(horizontal=True, gap="medium", key="shortcuts"):
        st.page_link("estimator.py", label="Check where I stand")
        st.page_link("deadlines.py", label="Count my days")
        st.page_link("occupations.py", label="All occupations")
        st.page_link("draws.py", label="Every draw since 2018")


def changes(rows: Sequence[Row]) -> None:
    """Show the newest changes of the program; rows of `events.sql`."""
    st.markdown("\n".join(f"- {sentence}" for sentence in say.events(rows)))
    st.page_link("program.py", label="All changes, and what they mean")


def years(allocations: Sequence[Row], rows: Sequence[Row], ranges: Sequence[Row]) -> None:
    """Show each year in two small tables, with the way to its draws.

    Takes rows of `allocations.sql`, `years.sql` and `years_score_ranges.sql`.
    """
    st.markdown(say.this_year(allocations))
    with st.grid(2, min_column_width=340, key="years"):
        with st.container(gap="xsmall"):
            st.markdown("**Invitations, and nominations allowed and made**")
            st.table(
                say.years_table(allocations, rows),
                hide_index=True,
                border="horizontal",
                alt="Invitations and nominations by year",
            )
        with st.container(gap="xsmall"):
            st.markdown("**Cut-off scores, lowest to highest**")
            st.table(
                say.scores_table(ranges, rows),
                hide_index=True,
                border="horizontal",
                alt="Cut-off scores by year and scale",
            )
    over, others = say.more_than_allowed(allocations), say.other_totals(rows)
    st.markdown(f":small[{say.under_the_table(over, others)}]")
    with st.expander("Notes on these figures", key="notes_on_years"):
        st.markdown("\n".join(f"- {note}" for note in (*over, *others)))
        st.page_link("data.py", label="Where Ontario's pages disagree, and what we use")
    st.markdown("**Open the draws of a year**")
    with st.container(horizontal=True, gap="medium", key="draws_of_years"):
        for row in rows:
            st.page_link(
                "draws.py",
                label=f"{words.count(row['draws'], 'draw')} of {row['year']}",
                query_params={"from": str(row["first_day"]), "to": str(row["last_day"])},
            )
