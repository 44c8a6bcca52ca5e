"""The parts of a page: what runs again after a click."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def page_of_two_parts() -> None:
    """Count how often the page and its parts have run; `data` stands for what they tell of."""
    import streamlit as st  # noqa: PLC0415 (a script of its own)

    from components import page  # noqa: PLC0415

    def count(name: str) -> None:
        st.session_state[name] = st.session_state.get(name, 0) + 1

    def data() -> object:
        return st.session_state.get("data")

    count("page")

    @page.part("one", data)
    def one() -> None:
        count("one")
        st.button("Both", on_click=page.parts_again("one", "two"))

    @page.part("two", data)
    def two() -> None:
        count("two")
        st.button("Only the second", on_click=page.parts_again("two"))

    one()
    two()


def runs(app: AppTest) -> dict[str, Any]:
    assert not app.exception
    return {name: app.session_state[name] for name in ("page", "one", "two")}


def test_a_click_runs_the_parts_that_it_names() -> None:
    app = AppTest.from_function(page_of_two_parts).run()
    app.button[1].click().run()
    assert runs(app) == {"page": 1, "one": 1, "two": 2}
    app = AppTest.from_function(page_of_two_parts).run()
    app.button[0].click().run()
    assert runs(app) == {"page": 1, "one": 2, "two": 2}


def test_new_data_runs_the_whole_page() -> None:
    app = AppTest.from_function(page_of_two_parts).run()
    app.session_state["data"] = "new"
    app.button[1].click().run()
    assert runs(app) == {"page": 2, "one": 2, "two": 2}
