"""The parts of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import overview_words as say
from components import widgets, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = dict[str, Any]

SEARCH = "look_up"


def search(find: Callable[[str], list[Row]]) -> None:
    """Show the search that goes straight to an occupation; `find` gives the best rows."""
    widgets.search_box(
        SEARCH, "Look up an occupation, by job title or NOC code, in English or French"
    )
    wanted = st.session_state[SEARCH].strip()
    if not wanted:
        return
    found = find(wanted)
    if not found:
        st.markdown("No occupation fits these words. Try another word for the job.")
    for row in found:
        st.page_link(
            "occupation.py",
            label=f"{row['noc_code']} {words.plain(row['title'])}",
            query_params={"noc": row["noc_code"]},
        )


def shortcuts() -> None:
    """Show the links that most visitors come for."""
    with st.container(horizontal=True, gap="medium", key="shortcuts"):
        st.page_link("estimator.py", label="Check where I stand")
        st.page_link("deadlines.py", label="Count my days")
        st.page_link("occupations.py", label="All occupations")
        st.page_link("draws.py", label="Every draw since 2018")


def listed(sentences: Sequence[str]) -> None:
    """Show sentences as a list."""
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def years(rows: Sequence[Row], ranges: Sequence[Row]) -> None:
    """Show a card for each year that opens its draws; rows of `years.sql` and its ranges."""
    with st.grid(columns=3, min_column_width=220, key="years"):
        for row in rows:
            with st.container(gap="xxsmall"):
                st.metric(
                    f"Invitations in {row['year']}",
                    words.number(row["invitations"]),
                    help=words.INVITATIONS.definition,
                )
                st.markdown(
                    say.scores_of_year([one for one in ranges if one["year"] == row["year"]])
                )
                st.page_link(
                    "draws.py",
                    label=f"{words.count(row['draws'], 'draw')} of {row['year']}",
                    query_params={"from": str(row["first_day"]), "to": str(row["last_day"])},
                )
