"""The answer of the estimator: where a person stands, why, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import estimator_answer_words as told
from components import estimator_words as say
from components import words
from components.requirement_words import TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]

DRAWS_SHOWN = 12


def at_a_glance(eligibility: Row, factors: Sequence[Row], *, as_if_offered: bool) -> None:
    """Show the two figures that change with every answer, as far as there are any."""
    with st.container(horizontal=True, gap="large"):
        if factors:
            first = factors[0]
            label = "Score if the job were offered" if as_if_offered else "Score so far"
            st.metric(label, f"{first['total_points']} of {first['total_practical']}")
        if eligibility["deciding"]:
            st.metric("Requirements met", f"{eligibility['met']} of {eligibility['deciding']}")


def pathways(standings: Sequence[Row]) -> None:
    """Show a sentence for each open pathway; rows of `queries.estimate.standing`."""
    if standings:
        st.markdown("\n".join(f"- {say.pathway_sentence(row)}" for row in standings))
    else:
        st.markdown(say.NONE_OPEN)


def checklist(requirements: Sequence[Row]) -> None:
    """Show every requirement by outcome, what fails first; rows of `estimate_requirements.sql`."""
    order = list(TOPICS)
    rows = sorted(requirements, key=lambda row: order.index(row["topic"]))
    own = [row for row in rows if row["part"] == "person" and row["alternative_to"] is None]
    routes = [row for row in rows if row["alternative_to"]]
    for outcome, title in told.OUTCOMES.items():
        held = [row for row in own if row["outcome"] == outcome]
        if not held:
            continue
        if outcome == "not_needed":
            with st.expander(f"{title} ({len(held)})", key="not_needed"):
                st.markdown(_listed(held, routes))
        else:
            st.subheader(title)
            st.markdown(_listed(held, routes))
    if notes := [row for row in own if row["outcome"] == "note"]:
        st.subheader("Good to know")
        st.markdown(_listed(notes, routes))
    claims = [
        row for row in rows if row["part"] == "claim" and told.SAME_AS_RULE not in row["plain_text"]
    ]
    if claims:
        with st.expander("What articles say, and what the official rule is", key="claims"):
            st.markdown(_listed(claims, ()))
    _others("Ask your employer", told.ASK_YOUR_EMPLOYER, rows, "employer")
    _others("After an invitation", "", rows, "later")


def _others(title: str, opening: str, rows: Sequence[Row], part: str) -> None:
    held = [row for row in rows if row["part"] == part and row["outcome"] != "not_needed"]
    if not held:
        return
    st.subheader(title)
    if opening:
        st.markdown(opening)
    st.markdown(
        "\n".join(
            f"- {told.OUTCOMES.get(row['outcome'], 'Note')}: {told.requirement(row)}"
            for row in held
        )
    )


def _listed(rows: Sequence[Row], routes: Sequence[Row]) -> str:
    """Return requirements as a list, each with the routes that lead to it."""
    lines = []
    for row in rows:
        lines.append(f"- {told.requirement(row)}")
        lines += [
            f"    - {told.OUTCOMES[route['outcome']]}: {told.requirement(route)}"
            for route in routes
            if route["alternative_to"] == row["requirement_id"]
        ]
    return "\n".join(lines)


def score(found: Row, scale: Row | None, *, as_if_offered: bool) -> None:
    """Show the points of each factor, or why there are none; a row of `score_scale.sql`."""
    st.markdown(say.score(found, as_if_offered=as_if_offered))
    factors = found["factors"]
    if scale is None:
        return
    if as_if_offered:
        st.markdown(told.AS_IF_OFFERED)
    st.markdown(f"{words.plain(scale['name'])}: {words.plain(scale['description'])}")
    st.table(told.points_table(factors), hide_index=True, alt="Points by factor")
    if proofs := told.proofs(factors):
        with st.expander("What would prove it", key="proofs"):
            st.markdown("\n".join(f"- {line}" for line in proofs))
    else:
        st.markdown(told.NO_PROOFS)


def changes(rows: Sequence[Row], factors: Sequence[Row]) -> None:
    """Show the single changes that bring the most points, or why there are none to show."""
    if rows:
        st.table(told.changes_table(rows), hide_index=True, alt="What would raise the score")
    if factors and not all(factor["is_known"] for factor in factors):
        st.markdown(told.ANSWER_MORE)
    elif not rows:
        st.markdown(told.NO_CHANGE if factors else told.NO_POINTS)


def replay(found: Row) -> None:
    """Show past draws, gate by gate: the rows that took the occupation first."""
    if not found["draws"]:
        st.markdown(told.NO_DRAW_YET)
        return
    st.markdown(told.replay(found))
    near = [row for row in found["draws"] if row["gate"] not in {"stream", "occupation"}]
    shown = near[:DRAWS_SHOWN] or found["draws"][:DRAWS_SHOWN]
    st.table(told.replay_table(shown), hide_index=True, alt="Past draws and where you stood")
    if len(found["draws"]) > len(shown):
        with st.expander(f"All {len(found['draws'])} draws on this points grid", key="all_draws"):
            st.table(told.replay_table(found["draws"]), hide_index=True, alt="All past draws")


def summary_to_print(
    opening: str,
    requirements: Sequence[Row],
    factors: Sequence[Row],
    made: str,
    *,
    as_if_offered: bool,
) -> None:
    """Write the one-page summary that only the printer shows; the style sheet hides the rest.

    `opening` and `made` are its first and last paragraphs.
    """
    rows = [
        row
        for row in requirements
        if row["part"] in {"person", "employer"}
        and row["alternative_to"] is None
        and row["outcome"] in {"met", "not_met", "to_confirm"}
    ]
    routes = [row for row in requirements if row["alternative_to"]]
    with st.container(key="print_summary"):
        st.markdown(opening)
        st.markdown("\n".join(line for row in rows for line in told.printed_rule(row, routes)))
        if factors:
            if as_if_offered:
                st.markdown(told.AS_IF_OFFERED)
            st.table(told.points_table(factors), hide_index=True, alt="Points by factor")
        st.markdown(made)


def next_steps(state: Row, noc: str | None, *, has_draws: bool) -> None:
    """Show what a person can do now, for a pathway and its occupation."""
    stream = state["stream_id"]
    st.page_link(
        "deadlines.py",
        label="How many days there are after an invitation",
        query_params={"pathway": stream},
    )
    if noc:
        st.page_link(
            "occupation.py",
            label="What the draws say of your occupation",
            query_params={"noc": noc},
        )
    if has_draws:
        st.page_link("draws.py", label="Past draws of this stream", query_params={"stream": stream})
    st.markdown(f"[Ontario's official page]({say.OFFICIAL_PAGE}) has the rules in full.")
    st.markdown(say.HOW_TO_PRINT)


def explained(state: Row) -> None:
    """Show where the score of a stream comes from that is not scored here, and its draws."""
    if state["family"] == "express-entry":
        st.markdown(f"[The federal score calculator]({say.FEDERAL_TOOL}) gives the CRS score.")
    st.page_link("draws.py", label="Its draws", query_params={"stream": state["stream_id"]})
