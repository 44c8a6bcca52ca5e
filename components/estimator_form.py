"""The questions of the estimator, as fields of a form."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import estimator_answers as answers
from components import estimator_words as say
from components import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

Row = dict[str, Any]

EARLIEST = date(1930, 1, 1)
FIRST_RULES = date(2021, 4, 28)
"""Ontario's first points grid for expressions of interest took effect on this day."""

FEW_OPTIONS = 4
OCCUPATION = "noc"
INSTEAD_OF_OCCUPATION = ("teer", "broad_category")
WANTED = "occupation_wanted"

TO_THE_TOP = """<style>
@keyframes to-the-top-0 { from, to { max-height: 0; overflow: hidden; } }
@keyframes to-the-top-1 { from, to { max-height: 0; overflow: hidden; } }
.stMain:has(.st-key-moved_0) .stMainBlockContainer {
  animation: to-the-top-0 60ms !important;
}
.stMain:has(.st-key-moved_1) .stMainBlockContainer {
  animation: to-the-top-1 60ms !important;
}
</style>"""
"""A page that is no higher than the screen for a moment cannot stay scrolled down. Streamlit keeps
the place when a step follows on another, and a script would be refused. A new name starts anew."""


@dataclass(frozen=True)
class Known:
    """What the fields of the form need to know.

    `faults` says what is wrong with an answer and `doubts` what does not fit, by question; `find`
    searches occupations; the chosen `occupation` is a row of `occupation.sql`; no date is after
    `latest`.
    """

    faults: Mapping[str, str]
    doubts: Mapping[str, str]
    find: Callable[[str], list[Row]]
    occupation: Row | None
    latest: date


@contextmanager
def panel(*, phone: bool) -> Iterator[tuple[DeltaGenerator, DeltaGenerator]]:
    """Give a place for the questions and one beside them that stays in sight at a desk.

    On a phone, what stands beside them at a desk comes first.
    """
    if phone:
        beside = st.container(key="beside_the_form")
        yield st.container(key="questions"), beside
    else:
        left, right = st.columns([3, 2], gap="large")
        yield left.container(key="questions"), right.container(key="beside_the_form")


def choose_pathway(
    options: Mapping[str, str], pathway: str, on: date | None, today: date, *, phone: bool
) -> None:
    """Show the list of streams and pathways, and the day whose rules are applied: none for None.

    On a phone they fold away, to leave the screen to the questions.
    """
    st.session_state[answers.CHOICE] = pathway
    box = st.expander(options[pathway], key="pathway_and_day") if phone else st.container()
    with box:
        st.selectbox(
            "Stream or pathway",
            list(options),
            format_func=options.__getitem__,
            key=answers.CHOICE,
            on_change=answers.choose_pathway,
            filter_mode="contains",
        )
        if on is None:
            return
        st.session_state[answers.RULES_DAY] = on
        st.date_input(
            "Rules in force on",
            min_value=FIRST_RULES,
            max_value=today,
            format="YYYY-MM-DD",
            key=answers.RULES_DAY,
        )


def steps(questions: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the questions that are asked now, by step, in the order of the form."""
    found: dict[str, list[Row]] = {}
    for question in questions:
        found.setdefault(question["step"], []).append(question)
    return found


def progress(by_step: Mapping[str, Sequence[Row]]) -> tuple[int, int]:
    """Return how many of the questions that are asked now are answered, and how many there are."""
    asked = {
        question["id"]
        for rows in by_step.values()
        for question in rows
        if question["id"] not in INSTEAD_OF_OCCUPATION
    }
    return len(asked & answers.answered()), len(asked)


def shown(by_step: Mapping[str, Sequence[Row]], *, phone: bool) -> list[str]:
    """Return the steps to show: all at a desk, one on a phone, none where it shows the answer."""
    names = list(by_step)
    if not phone:
        return names
    return names[answers.step() : answers.step() + 1]


def at_the_answer(by_step: Mapping[str, Sequence[Row]], *, phone: bool) -> bool:
    """Return whether the answer is shown now: at a desk always, on a phone after the last step."""
    return not phone or answers.step() >= len(by_step)


def at_the_start() -> bool:
    """Return whether a phone shows the first step."""
    return answers.step() == 0


def position(by_step: Mapping[str, Sequence[Row]], *, phone: bool) -> None:
    """Show how far a person has come, and the step before and after on a phone."""
    done, total = progress(by_step)
    st.progress(done / total if total else 1.0, text=say.progress(done, total))
    if phone:
        names = [say.STEPS[name] for name in by_step]
        st.html(TO_THE_TOP)
        with st.container(key=f"moved_{answers.moves() % 2}" if answers.moves() else None):
            st.markdown(say.place(names, answers.step()))


def buttons(by_step: Mapping[str, Sequence[Row]], *, phone: bool) -> None:
    """Show the ways to go on, back, to the answer, and to start over."""
    with st.container(horizontal=True, key="form_buttons"):
        if phone:
            now, last = min(answers.step(), len(by_step)), len(by_step)
            if now > 0:
                st.button("Back", on_click=answers.go_to, args=(now - 1,), key="back")
            if now < last:
                st.button(
                    "Next", type="primary", on_click=answers.go_to, args=(now + 1,), key="next"
                )
            if now < last - 1:
                st.button("See my answer", on_click=answers.go_to, args=(last,), key="to_answer")
        if answers.answered():
            with st.popover("Start over", width="content"):
                st.markdown(say.START_OVER)
                st.button("Forget my answers", on_click=answers.start_over, key="start_over")


def step(
    name: str,
    questions: Sequence[Row],
    known: Known,
) -> None:
    """Show the fields of one step."""
    st.header(say.STEPS[name])
    fields = [question for question in questions if question["id"] not in INSTEAD_OF_OCCUPATION]
    if fields and fields[0]["id"] == OCCUPATION:
        _occupation(questions, known)
        fields = fields[1:]
    with st.grid(2, min_column_width=260, key=f"step_{name}"):
        for question in fields:
            _field(question, known)


def _occupation(questions: Sequence[Row], known: Known) -> None:
    """Show the search for the occupation, or the one that was chosen."""
    if known.occupation:
        with st.container(key="chosen_occupation"):
            st.markdown(say.chosen_occupation(known.occupation))
            st.button("Choose another occupation", on_click=answers.put, args=(OCCUPATION, None))
        return
    wanted = st.text_input(
        "What is your job? Search by job title or NOC code, in English or French",
        key=WANTED,
        live=True,
        max_chars=100,
        placeholder="For example: web developer, nurse, 73300",
    ).strip()
    if wanted:
        found = known.find(wanted)
        st.markdown(say.found(len(found)))
        with st.container(gap="xsmall", key="found_occupations"):
            for row in found:
                st.button(
                    say.occupation_button(row),
                    on_click=_choose,
                    args=(row["noc_code"],),
                    key=f"found_{row['noc_code']}",
                )
    others = [row for row in questions if row["id"] in INSTEAD_OF_OCCUPATION]
    if others:
        with (
            st.expander("I cannot find my occupation", key="without_occupation"),
            st.grid(2, min_column_width=300),
        ):
            for question in others:
                _field(question, known)


def _choose(code: str) -> None:
    answers.put(OCCUPATION, code)
    for name in INSTEAD_OF_OCCUPATION:
        answers.put(name, None)
        st.session_state.pop(answers.key(name), None)
    st.session_state.pop(WANTED, None)


def _field(question: Row, known: Known) -> None:
    """Show the field of one question, what helps to answer it, and what is wrong with it."""
    name = answers.key(question["id"])
    if name not in st.session_state:
        st.session_state[name] = answers.held(question["id"])
    with st.container(gap="xxsmall", key=f"field_{question['id']}"):
        label = say.label(question)
        match question["type"]:
            case "boolean":
                _choice(label, {"yes": "Yes", "no": "No"}, name)
            case "choice":
                labels = dict(zip(question["option_ids"], question["labels"], strict=True))
                _choice(label, labels, name)
            case "date":
                st.date_input(
                    label,
                    value=None,
                    min_value=EARLIEST,
                    max_value=known.latest,
                    format="YYYY-MM-DD",
                    key=name,
                )
            case _:
                st.number_input(
                    label,
                    value=None,
                    step=1 if question["whole"] else 1.0,
                    format="%d" if question["whole"] else "%.10g",
                    placeholder=say.LEAVE_EMPTY,
                    key=name,
                )
        if question["help"]:
            st.markdown(f":small[{words.plain(question['help'])}]")
        if fault := known.faults.get(question["id"]):
            st.markdown(say.fault(fault))
        elif doubt := known.doubts.get(question["id"]):
            st.markdown(say.question_back(doubt))


def _choice(label: str, labels: Mapping[str, str], name: str) -> None:
    """Show a few options as buttons to choose one from, many as a list; both with "not known"."""
    options = [*labels, answers.UNKNOWN]
    shown = {**labels, answers.UNKNOWN: say.NOT_KNOWN}
    if st.session_state[name] not in options:
        st.session_state[name] = None
    if len(labels) <= FEW_OPTIONS:
        st.radio(
            label,
            options,
            index=None,
            format_func=shown.__getitem__,
            horizontal=True,
            key=name,
        )
    else:
        st.selectbox(
            label,
            options,
            index=None,
            format_func=shown.__getitem__,
            placeholder="Choose, or leave empty",
            filter_mode="contains",
            key=name,
        )
