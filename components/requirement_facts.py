"""The requirements of a stream or pathway, topic by topic."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import requirement_words as say
from components.words import count, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]


def by_topic(rows: Sequence[Row], *, but: Sequence[str] = ()) -> None:
    """Show requirements under their topics, claims of articles last; rows of `requirements.sql`.

    Topics in `but` are left out.
    """
    rules = [row for row in rows if not row["is_claim"] and row["topic"] not in but]
    for topic, own in groupby(rules, key=lambda row: str(row["topic"])):
        lines = [
            f"{'    - ' if row['alternative_to'] else '- '}{say.requirement(row)}" for row in own
        ]
        st.markdown("\n".join([f"**{say.TOPICS[topic]}**", "", *lines]))
    if any(say.FOR_OTHERS in (row["conditions"] or ()) for row in rules):
        st.markdown(say.PHYSICIANS)
    if claims := [row for row in rows if row["is_claim"]]:
        st.markdown(
            "\n".join(
                [
                    "**What an article says.** A note, not a rule; the rules above decide.",
                    "",
                    *(f"- {say.requirement(row)}" for row in claims),
                ]
            )
        )


def to_show(rows: Sequence[Row], checklists: Sequence[Row]) -> None:
    """Show what an application will have to prove, and Ontario's own lists of documents.

    Takes rows of `requirements.sql` and of `checklists.sql`.
    """
    rules = [row for row in rows if not row["is_claim"]]
    if checklists:
        links = [f"- [{plain(row['title'])}]({row['url']})" for row in checklists]
        st.markdown("\n".join(["Ontario's own lists of documents:", "", *links]))
    else:
        st.markdown("We know of no list of documents that Ontario publishes for this stream.")
    if rules:
        st.markdown(
            "Each requirement has to be shown with a document. Have yours ready for each of these:"
        )
        with st.expander(f"{count(len(rules), 'requirement')} on that day", key="to_show"):
            by_topic(rules)
    else:
        st.markdown("We have no requirements of that day in our records.")
