"""The clocks that start with an invitation, counted again from the tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from tests.queries.facts import draws, table

COUNTED = ("invitation", "notification of interest")
STREAMS = table("streams").filter(pl.col("kind").is_in(["stream", "pathway"]))["stream_id"]
DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))


def clocks(
    pathway: str, invited_on: date, today: date = date(2026, 11, 24)
) -> list[dict[str, Any]]:
    return queries.run(
        "deadlines", pathway=pathway, invited_on=invited_on, today=today
    ).rows.to_dicts()


def usual(pathway: str, invited_on: date) -> list[tuple[str, int, date]]:
    return [
        (row["actor"], row["deadline_days"], row["due_on"])
        for row in clocks(pathway, invited_on)
        if row["only_for"] is None
    ]


@pytest.mark.parametrize(
    ("pathway", "invited_on", "expected"),
    [
        (
            "foreign-worker",
            date(2025, 9, 3),
            [("employer", 14, date(2025, 9, 17)), ("candidate", 17, date(2025, 9, 20))],
        ),
        (
            "international-student",
            date(2025, 12, 10),
            [("employer", 26, date(2026, 1, 5)), ("candidate", 29, date(2026, 1, 8))],
        ),
        (
            "in-demand-skills",
            date(2025, 12, 11),
            [("employer", 26, date(2026, 1, 6)), ("candidate", 29, date(2026, 1, 9))],
        ),
        ("foreign-worker", date(2025, 6, 6), [("candidate", 14, date(2025, 6, 20))]),
        ("masters-graduate", date(2026, 4, 22), [("candidate", 14, date(2026, 5, 6))]),
        ("phd-graduate", date(2026, 4, 22), [("candidate", 14, date(2026, 5, 6))]),
        ("human-capital-priorities", date(2024, 2, 8), [("candidate", 45, date(2024, 3, 24))]),
        (
            "workforce-priority-teer-4-5",
            date(2026, 11, 20),
            [("employer", 14, date(2026, 12, 4)), ("candidate", 17, date(2026, 12, 7))],
        ),
        (
            "workforce-priority-physician",
            date(2026, 11, 20),
            [("candidate", 17, date(2026, 12, 7))],
        ),
        ("foreign-worker", date(2019, 3, 1), []),
        ("foreign-worker", date(2026, 6, 1), []),
    ],
)
def test_clocks(pathway: str, invited_on: date, expected: list[tuple[str, int, date]]) -> None:
    assert usual(pathway, invited_on) == expected


@settings(deadline=None)
@given(st.sampled_from(STREAMS.to_list()), DAYS, DAYS)
def test_clocks_are_the_rows_of_that_day(pathway: str, invited_on: date, today: date) -> None:
    steps = table("process_steps").join(
        table("process_step_streams").filter(stream_id=pathway), on="step_id", how="semi"
    )
    expected = {
        (step["step_id"], invited_on + timedelta(step["deadline_days"]))
        for step in steps.to_dicts()
        if step["deadline_days"]
        and step["counted_from"] in COUNTED
        and step["is_claim"] == "false"
        and (step["effective_from"] or invited_on) <= invited_on
        and (step["effective_to"] or invited_on) >= invited_on
    }
    found = clocks(pathway, invited_on, today)
    assert {(row["step_id"], row["due_on"]) for row in found} == expected
    assert all(row["days_left"] == (row["due_on"] - today).days for row in found)
    own = [row for row in found if row["only_for"] is None]
    assert len({row["actor"] for row in own}) == len(own), "one clock for each actor"
    assert [row["deadline_days"] for row in own] == sorted(row["deadline_days"] for row in own)


def test_the_page_and_the_draw_count_alike() -> None:
    for row in draws().gather_every(7).to_dicts():
        own = queries.run("draw_deadlines", draw=row["draw_id"]).rows
        assert usual(row["stream_id"], row["issued_on"]) == list(
            own.filter(pl.col("only_for").is_null())
            .select("actor", "deadline_days", "due_on")
            .iter_rows()
        )


@pytest.mark.parametrize(
    ("pathway", "invited_on", "expected"),
    [
        ("foreign-worker", date(2025, 9, 3), {1500, 2000}),
        ("international-student", date(2025, 9, 3), {1500}),
        ("masters-graduate", date(2026, 4, 22), {1500}),
        ("human-capital-priorities", date(2024, 2, 8), {1500}),
        ("workforce-priority-teer-0-3", date(2026, 11, 20), {None}),
    ],
)
def test_fees(pathway: str, invited_on: date, expected: set[int | None]) -> None:
    rows = queries.run("deadline_fees", pathway=pathway, invited_on=invited_on).rows.to_dicts()
    assert {row["fee_cad"] for row in rows} == expected
    assert all(row["fee_note"] for row in rows if row["fee_cad"] is None)


def test_what_is_known_of_the_day() -> None:
    row = queries.run(
        "deadline_pathway",
        pathway="foreign-worker",
        invited_on=date(2025, 9, 4),
        today=date(2026, 11, 24),
    ).first()
    own = draws().filter(stream_id="foreign-worker")["issued_on"]
    assert row["draws"] == own.len()
    assert row["draws_that_day"] == 0
    assert row["draw_before"] == own.filter(own < date(2025, 9, 4)).max() == date(2025, 9, 3)
    assert row["draw_after"] == own.filter(own > date(2025, 9, 4)).min()
    assert (row["first_rule_on"], row["last_rule_on"]) == (date(2021, 4, 28), date(2026, 5, 30))


def test_steps_after_the_application_come_after_it() -> None:
    rows = queries.run(
        "deadline_next_steps", pathway="foreign-worker", invited_on=date(2025, 9, 3)
    ).rows
    apply_order = 5
    assert rows["step_order"].min() > apply_order
    assert {"nomination", "ircc-apply"} <= set(rows["step_id"])
    months = dict(rows.select("step_id", "deadline_months").iter_rows())
    assert months["ircc-apply"] == 6
    assert "ircc-processing" not in months, "what an article claims is no step"


def test_requirements_are_those_of_the_day() -> None:
    day = date(2025, 9, 3)
    own = table("requirements").filter(
        (pl.col("stream_id") == "masters-graduate")
        & (pl.col("effective_from").is_null() | (pl.col("effective_from") <= day))
        & (pl.col("effective_to").is_null() | (pl.col("effective_to") >= day))
    )
    found = queries.run("requirements", pathway="masters-graduate", on_day=day).rows
    assert set(found["requirement_id"]) == set(own["requirement_id"])
