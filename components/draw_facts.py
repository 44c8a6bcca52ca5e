"""The parts of the page of one draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import draw_words, feed_words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

Row = dict[str, Any]

DRAW_PAGE = "draw.py"
ROW_HEIGHT = 36
PHONE_ROW = 66
"""Above 64 pixels Streamlit breaks a title into lines."""
TALLEST = 20


def links(rows: Sequence[Row]) -> None:
    """Show a link to each draw; rows with `draw_id`, `issued_on`, `stream` and `target`."""
    for row in rows:
        st.page_link(
            DRAW_PAGE,
            label=words.plain(f"{row['stream']}, {words.day(row['issued_on'])}, {row['target']}"),
            query_params={"draw": row["draw_id"]},
        )


def facts(draw: Row, areas: Sequence[Row], conditions: Sequence[Row]) -> None:
    """Show the facts of a row of `draws.sql` as a list of names and values.

    Takes its rows of `draw_areas.sql` and `draw_conditions.sql`.
    """
    listed = {
        "Date": words.days(draw["issued_on"], draw["issued_to"]),
        "Stream": draw["stream"],
        "Kind": words.KINDS[draw["kind"]],
        "Target": draw["target"],
        "Invitations": words.number(draw["invitations"]),
        "Score": words.capital(draw["score"]),
        "Score scale": draw["scale"],
        "Profiles created": draw_words.profile_window(draw),
        "Job offer in": _places(areas),
        "Conditions": _conditions(conditions),
    }
    if draw["note"]:
        listed["Note"] = draw["note"]
    shown = {name: words.plain(value) for name, value in listed.items()}
    shown["Source"] = f"[Ontario's official page]({draw['source_url']})"
    st.table(shown, border="horizontal", alt="The facts of this draw")


def _places(rows: Sequence[Row]) -> str:
    """Return where the job offer had to be: places, all of Ontario, or that it is not known."""
    named = [row["census_division"] for row in rows if row["census_division"]]
    unknown = [row["not_known"] for row in rows if row["not_known"]]
    if not named:
        return f"not known: {unknown[0]}" if unknown else "anywhere in Ontario"
    place = words.joined(named)
    if any(row["inferred"] for row in rows):
        place += " (the notice names no place; these are the places of the pilot it served)"
    return place


def _conditions(rows: Sequence[Row]) -> str:
    """Return the conditions of a draw, or that there were none, or that they are not known."""
    stated = [row["condition"] for row in rows if row["condition"]]
    unknown = [row["not_known"] for row in rows if row["not_known"]]
    if not unknown:
        return "; ".join(stated) or "none beyond the rules of the stream, as far as we know"
    if not stated:
        return f"not known: {unknown[0]}"
    return f"{'; '.join(stated)}; there may be more: {unknown[0]}"


def disagreements(rows: Sequence[Row]) -> None:
    """Show where official pages disagree about the draw."""
    for row in rows:
        st.warning(draw_words.disagreement(row))


def corrections(rows: Sequence[Row]) -> None:
    """Show what Ontario changed after the draw was recorded; rows of `corrections.sql`."""
    for row in rows:
        text = words.plain(feed_words.correction(row))
        st.info(f"{text} [Ontario's page]({row['source_url']})")


def occupations(rows: pl.DataFrame, *, phone: bool) -> None:
    """Show the occupations that a draw named; rows of `draw_occupations.sql`."""
    config = st.column_config
    old = "2016" in rows["noc_version"].to_list()
    shown = ["named_as"] if old else []
    shown += ["noc_code", "title", "teer"]
    if not phone:
        shown += ["broad_category_title" if rows["sector"].null_count() else "sector"]
        shown += ["condition"] if rows["condition"].null_count() < rows.height else []
    st.dataframe(
        rows,
        column_order=shown,
        column_config={
            "named_as": config.TextColumn(
                "NOC 2016", width=72 if phone else 86, help="The code the draw named."
            ),
            "noc_code": config.TextColumn("NOC 2021" if old else "NOC", width=72 if phone else 86),
            "title": config.TextColumn("Occupation", width=226 if phone else "large"),
            "teer": config.NumberColumn("TEER", width=58, help=words.TEER),
            "sector": config.TextColumn("Sector", width="medium"),
            "broad_category_title": config.TextColumn("Broad category", width="medium"),
            "condition": config.TextColumn("Condition", width="medium"),
        },
        hide_index=True,
        placeholder="",
        row_height=PHONE_ROW if phone else ROW_HEIGHT,
        height=(PHONE_ROW if phone else ROW_HEIGHT) * min(rows.height, TALLEST) + ROW_HEIGHT + 4,
        alt="Occupations that this draw named",
    )


def deadlines(draw: Row, rows: Sequence[Row]) -> None:
    """Show the deadlines counted from the draw; rows of `draw_deadlines.sql`."""
    if not rows:
        st.markdown(draw_words.NO_DEADLINE)
        return
    st.table(draw_words.deadlines_table(rows), hide_index=True, alt="Deadlines")
    st.markdown(f":small[{draw_words.deadlines_note(draw)}]")


def earlier(rows: Sequence[Row]) -> None:
    """Show how the score moved over the draws of one series; rows of `draw_earlier.sql`."""
    if len(rows) > 1:
        st.table(
            draw_words.earlier_table(rows), hide_index=True, alt="Earlier draws of the same kind"
        )
        links_of = [row for row in rows[1:] if row["draw_id"]]
        st.page_link(
            DRAW_PAGE,
            label=f"Open the one before, {words.day(links_of[0]['issued_on'])}",
            query_params={"draw": links_of[0]["draw_id"]},
        )
