"""How to hear of new draws without an account: the addresses of a feed and a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import address, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BOX = "follow"

FOLLOWED = ("stream", "kind", "group", "occupation", "area")
"""The filters that feeds take: those that make sense for draws to come."""


def box(page: str, filters: Mapping[str, Sequence[str] | str], which: str) -> None:
    """Offer a feed and a calendar of the draws that pass the filters, when a visitor opens it.

    `page` is the address of the page that is open, such as "draws"; `filters` holds values by the
    names that addresses use. Filters that feeds do not take, such as dates, are left out. `which`
    says in words which draws they are, such as "each new draw of this stream".
    """
    with st.expander("Follow new draws", key=BOX, on_change="rerun") as follow:
        if not follow.open:
            return
        kept = {name: filters[name] for name in FOLLOWED if filters.get(name)}
        st.markdown(words.following(which, by_occupation="occupation" in kept))
        for told, file in ((words.FEED, "draws.atom"), (words.CALENDAR, "draws.ics")):
            st.markdown(told)
            feed = f"{address.site(page)}/feeds/{file}{address.query(kept)}"
            st.code(feed, language=None, wrap_lines=True)
