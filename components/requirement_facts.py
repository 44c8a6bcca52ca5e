"""The requirements of a stream or pathway, topic by topic."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import requirement_words as say

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
