"""The parts of the page of one occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import occupation_words as say
from components import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = dict[str, Any]

OCCUPATION_PAGE = "occupation.py"
SPLITS = ("one-to-many", "many-to-many")
"""Relations of an older code that became several occupations."""
DUTIES = (
    "https://noc.esdc.gc.ca/Structure/NOCProfile?GocTemplateCulture=en-CA&code={}&version=2021.0"
)


def links(rows: Sequence[Row], label: Callable[[Row], str] = say.code_and_title) -> None:
    """Show a link to each occupation; rows with `noc_code` and `title`, and what `label` needs."""
    for row in rows:
        st.page_link(OCCUPATION_PAGE, label=label(row), query_params={"noc": row["noc_code"]})


def neighbours(occupation: Row) -> None:
    """Show links to the occupations before and after, by code; a row of `occupation.sql`."""
    for side, label in (("previous", "Previous"), ("next", "Next")):
        if code := occupation[f"{side}_code"]:
            st.page_link(
                OCCUPATION_PAGE,
                label=f"{label}: {code} {words.plain(occupation[f'{side}_title'])}",
                query_params={"noc": code},
            )


def own_conditions(mentions: Sequence[Row]) -> None:
    """Show conditions that draws set for this occupation alone, such as "only outside the GTA"."""
    held = [row for row in mentions if row["condition"]]
    if held:
        shown = {
            "Draw": [f"{row['stream']}, {words.day(row['issued_on'])}" for row in held],
            "Only for this occupation": [words.capital(row["condition"]) for row in held],
        }
        st.table(shown, hide_index=True, alt="Conditions for this occupation alone")


def by_stream(rows: Sequence[Row]) -> None:
    """Show what the draws of each stream say; rows of `occupation_streams.sql`."""
    st.table(say.streams_table(rows), hide_index=True, alt="Draws by stream")


def open_draws(rows: Sequence[Row]) -> None:
    """Show the newest draws that took any occupation; rows of `occupation_open_draws.sql`."""
    if rows:
        st.markdown(say.OPEN_DRAWS)
        shown = {
            "Date": [words.day(row["issued_on"]) for row in rows],
            "Stream": [row["stream"] for row in rows],
            "Target": [row["target"] for row in rows],
            "Score": [words.capital(words.score_phrase(row)) for row in rows],
        }
        st.table(shown, hide_index=True, alt="Newest draws open to every occupation")


def unknown_draws(rows: Sequence[Row]) -> None:
    """Show which draws may have named it too; rows of `occupation_unknown_draws.sql`."""
    if not rows:
        return
    with st.expander(say.unknown_draws(rows), key="unknown_draws", on_change="rerun") as opened:
        if not opened.open:
            return
        shown = {
            "Date": [draw_link(row) for row in rows],
            "Stream": [row["stream"] for row in rows],
            "Target": [words.plain(row["target"]) for row in rows],
            "Its list": [words.capital(words.LIST_STATES[row["occupation_list"]]) for row in rows],
        }
        st.table(shown, hide_index=True, alt="Draws whose list is not fully known")


def draw_link(row: Row) -> str:
    """Return the day of a draw as a link to its page."""
    return f"[{words.day(row['issued_on'])}](/draw?draw={row['draw_id']})"


def classification(
    occupation: Row,
    titles: Sequence[str],
    former: Sequence[Row],
    licence: Sequence[Row],
    listed: Sequence[Row],
) -> None:
    """Show what the occupation is, as a list of names and values."""
    duties = DUTIES.format(occupation["noc_code"])
    splits = {row["noc_2016"] for row in former if row["relationship"] in SPLITS}
    facts = {
        "NOC 2021 code": occupation["noc_code"],
        "TEER": f"{occupation['teer']} ({say.TEERS[occupation['teer']]})",
        "Broad category": f"{occupation['broad_category']} {occupation['broad_category_title']}",
        "Sector": occupation["sector"] or "none: not one of the 77 priority occupations",
        "In French": occupation["title_fr"],
        "Job titles": ", ".join(titles),
        "NOC 2016 codes": "; ".join(f"{row['noc_2016']} {row['title']}" for row in former),
        "In-Demand Skills": say.in_demand(listed, splits) or "not on the list",
        "Licence": say.licence(licence),
    }
    shown = {name: words.plain(value) for name, value in facts.items() if value}
    shown["In-Demand Skills"], shown["Licence"] = facts["In-Demand Skills"], facts["Licence"]
    shown["Duties"] = f"[Read the official duties]({duties}). Duties decide, not titles."
    st.table(shown, border="horizontal", alt="What the occupation is")


def pay(wages: Sequence[Row], rules: Sequence[Row]) -> None:
    """Show the wages and the rules that use them."""
    if not wages:
        st.markdown("Job Bank publishes no wage for this occupation in Ontario.")
    else:
        st.table(say.wages_table(wages), hide_index=True, alt="Wages by region")
        st.markdown(f":small[{say.wage_source(wages[0])}]")
    for rule in rules:
        st.markdown(f"- {say.wage_rule(rule)}")


def demand(
    occupation: Row, years: Sequence[Row], companions: Sequence[Row], recent: Sequence[Row]
) -> None:
    """Show how often the occupation was named, lately and beside others."""
    st.markdown(say.rank(occupation))
    st.table(say.years_table(years), hide_index=True, alt="Draws that named it, by year")
    st.subheader("In the last 12 months of draws")
    st.table(say.recent_share(recent), hide_index=True, alt="Recent draws by stream")
    if companions:
        st.subheader("Often named with it")
        links(companions, say.companion)
