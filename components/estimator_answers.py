"""A person's answers to the estimator, kept in the memory of their session and nowhere else.

Streamlit forgets a widget's value when the widget leaves the screen, so the answers live in one
dictionary of the session: going back, changing the pathway or visiting another page loses nothing.
They never enter an address, a cache or a log.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ANSWERS = "_estimator_answers"
STEP = "_estimator_step"
MOVES = "_estimator_moves"
CHOSEN = "_estimator_pathway"
CHOICE = "pathway_choice"
RULES_DAY = "rules_day"
UNKNOWN = "unknown"
"""What a person chose who does not know: it counts as answered, and never as yes."""

Answer = str | int | float | bool | None


def key(question: str) -> str:
    """Return the key of the widget of a question."""
    return f"answer_{question}"


def arrive() -> None:
    """Take the occupation of a link that was followed, once the address has been read."""
    st.session_state.setdefault(ANSWERS, {})
    if code := st.session_state["noc"]:
        put("noc", code)
        st.session_state["noc"] = None


def pathway(likely: Sequence[str]) -> str:
    """Return the pathway that was chosen or linked to, or the first of the likely ones."""
    found: str = st.session_state["pathway"] or st.session_state.get(CHOSEN) or likely[0]
    return found


def choose_pathway() -> None:
    """Take up the pathway of the list, and the day of its rules anew; for a widget's callback."""
    st.session_state["pathway"] = st.session_state[CHOICE]
    st.session_state[CHOSEN] = st.session_state[CHOICE]
    st.session_state.pop(RULES_DAY, None)


def day_of_rules(closed_on: date | None, today: date) -> date:
    """Return the day whose rules apply: the one chosen, or the last on which the stream stood."""
    chosen: date | None = st.session_state.get(RULES_DAY)
    return chosen or min(today, closed_on or today)


def collect(questions: Iterable[Mapping[str, Any]]) -> None:
    """Take up what the widgets of the last run held; the first thing in a run of the page."""
    kept = st.session_state.setdefault(ANSWERS, {})
    for question in questions:
        name = question["id"]
        if key(name) in st.session_state:
            kept[name] = st.session_state[key(name)]


def given() -> dict[str, Answer]:
    """Return the answers as the estimator takes them: what is not known is None."""
    return {name: _plain(value) for name, value in st.session_state[ANSWERS].items()}


def answered() -> set[str]:
    """Return the questions that hold an answer, "I do not know" among them."""
    return {name for name, value in st.session_state[ANSWERS].items() if value is not None}


def held(question: str) -> Any:  # noqa: ANN401 (whatever the widget of the question holds)
    """Return what the widget of a question should show."""
    return st.session_state[ANSWERS].get(question)


def put(question: str, value: Answer) -> None:
    """Set one answer, or take it away with None; also for a button's callback."""
    st.session_state.setdefault(ANSWERS, {})[question] = value


def start_over() -> None:
    """Forget every answer; for a button's callback."""
    for name in st.session_state.get(ANSWERS, {}):
        st.session_state.pop(key(name), None)
    st.session_state[ANSWERS] = {}
    st.session_state[STEP] = 0
    for name in (CHOSEN, RULES_DAY):
        st.session_state.pop(name, None)
    st.query_params.clear()


def step() -> int:
    """Return the number of the step that a phone shows, from 0."""
    found: int = st.session_state.setdefault(STEP, 0)
    return found


def go_to(number: int) -> None:
    """Show another step; for a button's callback."""
    st.session_state[STEP] = number
    st.session_state[MOVES] = moves() + 1


def moves() -> int:
    """Return how often a person went from one step to another."""
    found: int = st.session_state.setdefault(MOVES, 0)
    return found


def _plain(value: Any) -> Answer:  # noqa: ANN401 (whatever a widget held)
    if value == UNKNOWN:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if value in {"yes", "no"}:
        return bool(value == "yes")
    taken: Answer = value
    return taken
