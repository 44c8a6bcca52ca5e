"""The questions about one draw: occupations, earlier draws, deadlines and disagreements."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import polars as pl
import pytest

import queries
from tests.queries.facts import draw, draws, named_today, table

SOME_DRAWS = draws().gather_every(4)
"""Every fourth draw, oldest first: all streams, scales and states of a list are among them."""


def ask(name: str, draw_id: str) -> list[dict[str, Any]]:
    return queries.run(name, draw=draw_id).rows.to_dicts()


def test_some_draws_are_of_every_sort() -> None:
    for column in ("stream_id", "score_scale", "occupation_list", "kind"):
        assert set(SOME_DRAWS[column]) == set(draws()[column])


def deadlines(draw_id: str) -> list[tuple[str, int, date]]:
    return [
        (row["actor"], row["deadline_days"], row["due_on"])
        for row in ask("draw_deadlines", draw_id)
    ]


def test_physicians_without_a_job_offer_wait_for_no_employer() -> None:
    found = ask("draw_deadlines", "2026-04-08-foreign-worker-physicians")
    assert [(row["actor"], row["only_for"], row["due_on"]) for row in found] == [
        ("employer", None, date(2026, 4, 22)),
        ("candidate", None, date(2026, 4, 25)),
        ("candidate", "physician-without-job-offer", date(2026, 4, 25)),
    ]


def test_deadlines_of_3_september_2025() -> None:
    assert deadlines("2025-09-03-foreign-worker-priority-occupations") == [
        ("employer", 14, date(2025, 9, 17)),
        ("candidate", 17, date(2025, 9, 20)),
    ]


@pytest.mark.parametrize(
    ("day", "employer", "candidate"),
    [
        (date(2025, 12, 10), date(2026, 1, 5), date(2026, 1, 8)),
        (date(2025, 12, 11), date(2026, 1, 6), date(2026, 1, 9)),
    ],
)
def test_longer_deadlines_over_the_holidays_of_2025(
    day: date, employer: date, candidate: date
) -> None:
    own = draws().filter(issued_on=day, stream_id="foreign-worker")["draw_id"].to_list()
    for draw_id in own:
        assert [(row["actor"], row["due_on"]) for row in ask("draw_deadlines", draw_id)] == [
            ("employer", employer),
            ("candidate", candidate),
        ]
    assert own or day == date(2025, 12, 11)


def test_there_are_draws_on_10_december_2025() -> None:
    assert draws().filter(issued_on=date(2025, 12, 10)).height > 0


@pytest.mark.parametrize(
    ("stream", "days"),
    [("masters-graduate", 14), ("phd-graduate", 14), ("human-capital-priorities", 45)],
)
def test_candidate_alone_has_a_deadline(stream: str, days: int) -> None:
    newest = draws().filter(stream_id=stream).sort("issued_on").row(-1, named=True)
    assert deadlines(newest["draw_id"]) == [
        ("candidate", days, newest["issued_on"] + timedelta(days))
    ]


def test_deadlines_before_the_employer_portal_are_of_the_candidate() -> None:
    assert deadlines("2025-06-03-foreign-worker-northern-ontario") == [
        ("candidate", 14, date(2025, 6, 17))
    ]


def test_deadlines_are_the_steps_of_the_day() -> None:
    steps = (
        table("process_steps")
        .filter(
            pl.col("deadline_days").is_not_null(),
            pl.col("counted_from").is_in(["invitation", "notification of interest"]),
            pl.col("only_for").is_null(),
            pl.col("is_claim") == "false",
        )
        .join(table("process_step_streams"), on="step_id")
        .to_dicts()
    )
    for row in SOME_DRAWS.to_dicts():
        issued = row["issued_on"]
        expected = {
            (step["step_id"], issued + timedelta(step["deadline_days"]))
            for step in steps
            if step["stream_id"] == row["stream_id"]
            and (step["effective_from"] or issued) <= issued <= (step["effective_to"] or issued)
        }
        found = [one for one in ask("draw_deadlines", row["draw_id"]) if not one["only_for"]]
        assert {(step["step_id"], step["due_on"]) for step in found} == expected
        assert [step["deadline_days"] for step in found] == sorted(
            step["deadline_days"] for step in found
        )


def test_draw_has_the_occupations_that_stand_for_its_codes_today() -> None:
    for draw_id in SOME_DRAWS["draw_id"]:
        expected = named_today().filter(draw_id=draw_id)
        found = queries.run("draw_occupations", draw=draw_id).rows
        pairs = set(found.select("named_as", "noc_code").iter_rows())
        assert pairs == set(expected.select("named_as", "noc_code").iter_rows())
        assert found.height == len(pairs), "a sector or condition has doubled a row"


def test_split_of_an_older_code_is_shown_whole() -> None:
    """NOC 2016 2174 (programmers) was split into 21230, 21232 and 21234 and stands for all."""
    rows = queries.run("draw_occupations", draw="2019-07-12-human-capital-priorities-tech").rows
    assert set(rows["noc_version"]) == {"2016"}
    programmers = rows.filter(named_as="2174")
    assert programmers["noc_code"].to_list() == ["21230", "21232", "21234"]
    assert programmers["is_split"].all()
    newer = dict(table("noc_concordance").group_by("noc_2016").len().iter_rows())
    for (named_as,), own in rows.group_by("named_as"):
        assert own.height == newer[str(named_as)]
        assert set(own["is_split"]) == {own.height > 1}


def test_titles_and_teer_come_from_noc_2021() -> None:
    rows = queries.run(
        "draw_occupations", draw="2025-09-03-foreign-worker-priority-occupations"
    ).rows
    assert rows.height == 77
    assert rows["sector"].null_count() == 0
    pharmacists = rows.row(by_predicate=pl.col("noc_code") == "31120", named=True)
    assert (pharmacists["title"], pharmacists["teer"]) == ("Pharmacists", 1)
    assert pharmacists["sector"] == "Healthcare"


def test_conditions_of_one_occupation_stand_beside_it() -> None:
    of_one = table("draw_conditions").filter(pl.col("noc_code").is_not_null())
    for row in of_one.to_dicts():
        found = queries.run("draw_occupations", draw=row["draw_id"]).rows
        own = found.filter(named_as=row["noc_code"])["condition"].to_list()
        assert own
        assert all(row["condition"] in text for text in own)
        shown = [other["condition"] for other in ask("draw_conditions", row["draw_id"])]
        others = table("draw_conditions").filter(draw_id=row["draw_id"])
        assert shown == others.filter(pl.col("noc_code").is_null())["condition"].to_list()


def earlier_by_hand(draw_id: str) -> list[tuple[str, int | None]]:
    """Return the draws of the series, newest first, and how the lowest score moved."""
    this = draw(draw_id)
    series = [
        row
        for row in draws().sort("issued_on", "draw_id").to_dicts()
        if (row["stream_id"], row["target"]) == (this["stream_id"], this["target"])
        and (row["issued_on"] < this["issued_on"] or row["draw_id"] == draw_id)
    ]
    moved: list[int | None] = [None]
    for before, after in pairwise(series):
        known = before["score_min"] is not None and after["score_min"] is not None
        same = before["score_scale"] == after["score_scale"]
        moved.append(after["score_min"] - before["score_min"] if known and same else None)
    ids = [row["draw_id"] for row in series]
    return list(zip(ids, moved, strict=True))[::-1][:11]


def test_earlier_draws() -> None:
    for draw_id in SOME_DRAWS["draw_id"]:
        found = [(row["draw_id"], row["moved"]) for row in ask("draw_earlier", draw_id)]
        assert found == earlier_by_hand(draw_id)


def test_score_never_moves_across_scales() -> None:
    rows = [
        row
        for row in draws().sort("issued_on").to_dicts()
        if row["stream_id"] == "foreign-worker" and row["kind"] == "general"
    ]
    first = next(row for row in rows if row["score_scale"] == "eoi-2022")
    newest, before = ask("draw_earlier", first["draw_id"])[:2]
    assert (newest["scale"], before["scale"]) == ("2022 points", "2021 points")
    assert newest["moved"] is None


def test_move_of_3_september_2025() -> None:
    newest, before = ask("draw_earlier", "2025-09-03-foreign-worker-priority-occupations")[:2]
    assert (before["issued_on"], before["score"], newest["score"]) == (
        date(2024, 10, 8),
        "52",
        "42",
    )
    assert newest["moved"] == -10


def test_a_change_of_a_score_that_pages_dispute_is_marked() -> None:
    """The table of 23 April 2026 gives 34 for Northern Ontario, the notice 35."""
    newest, *_ = ask("draw_earlier", "2026-04-23-in-demand-skills-northern-ontario")
    assert (newest["moved"], newest["is_disputed"]) == (2, True)
    newest, *_ = ask("draw_earlier", "2025-09-03-foreign-worker-priority-occupations")
    assert newest["is_disputed"] is False


def test_disagreements_of_one_draw() -> None:
    (row,) = ask("draw_disagreements", "2026-04-30-foreign-worker-greater-toronto-area")
    assert (row["figure_used"], row["other_figure"]) == ("786", "720")
    assert row["found_on"] == date(2026, 5, 4)
    assert ask("draw_disagreements", "2025-09-03-foreign-worker-priority-occupations") == []


def test_areas_of_one_draw() -> None:
    for (draw_id,), own in table("draw_areas").group_by("draw_id"):
        found = ask("draw_areas", str(draw_id))
        expected = sorted(own.select("census_division", "inferred").iter_rows())
        assert [(r["census_division"], str(r["inferred"]).lower()) for r in found] == expected


@pytest.mark.parametrize("text", ["", "x", "\x00", "'; drop table draws; --", "é" * 10_000])
def test_near_matches_of_any_text_are_five_real_draws(text: str) -> None:
    rows = queries.run("draw_near_matches", text=text).rows
    assert rows["draw_id"].n_unique() == 5
    assert set(rows["draw_id"]) <= set(draws()["draw_id"])


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-03-foreign-worker-priority-occupation",
        "2025-09-03-FOREIGN-WORKER-PRIORITY-OCCUPATIONS",
        "2025-09-03-foreign-worker-priority-occupations.",
    ],
)
def test_nearest_match_of_a_typing_slip(text: str) -> None:
    nearest = queries.run("draw_near_matches", text=text).first()
    assert nearest["draw_id"] == "2025-09-03-foreign-worker-priority-occupations"
