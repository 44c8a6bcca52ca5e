"""Sentences for zero, one and many, written from rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import queries
from components import sentences, words


def low(stream: str, score: int) -> dict[str, Any]:
    return {"stream": stream, "lowest": score, "lowest_on": date(2025, 9, 3)}


def summary(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 (a row holds anything)
    return {
        "draws": 2,
        "invitations": 1893,
        "earliest": date(2025, 9, 3),
        "latest": date(2025, 9, 3),
        "scales": ["eoi-2022"],
        "lows": [low("Foreign Worker", 42)],
    } | changed


def draw(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "issued_on": date(2026, 4, 30),
        "issued_to": None,
        "stream": "Foreign Worker",
        "target": "Greater Toronto Area",
        "invitations": 786,
        "score_scale": "eoi-2022",
        "score_min": 57,
        "score_max": None,
    } | changed


def test_the_newest_day_of_the_real_data() -> None:
    rows = queries.run("draws_newest_day").rows.to_dicts()
    assert sentences.newest_day(rows) == (
        "Ontario invited 1,063 people on 30 April 2026, in two draws (Greater Toronto Area): "
        "Foreign Worker from 57 points, International Student from 81 points."
    )


def test_the_newest_day_of_one_and_of_many() -> None:
    assert sentences.newest_day([draw(invitations=1)]).startswith(
        "Ontario invited 1 person on 30 April 2026, in one draw (Greater Toronto Area): "
    )
    assert "in one draw (Central Ontario, outside the GTA): " in sentences.newest_day(
        [draw(target="Central Ontario (outside the GTA)")]
    )
    many = [draw(stream=name, target=name) for name in ("D", "C", "B", "A")]
    assert sentences.newest_day(many).endswith("in four draws: A, B, C and D.")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"draws": 0, "invitations": 0}, "No draw matches these filters."),
        (
            {"draws": 1, "invitations": 1},
            "One draw matches: 1 invitation on 3 September 2025.",
        ),
        ({}, "2 draws match, with 1,893 invitations in all. The latest was on 3 September 2025."),
    ],
)
def test_what_matches(changed: dict[str, Any], said: str) -> None:
    assert sentences.matching(summary(**changed)) == said


def test_the_lowest_score_never_mixes_scales() -> None:
    told = sentences.lowest(summary())
    assert told == "The lowest cut-off score was 42 (Foreign Worker, 3 September 2025)."
    assert sentences.lowest_score(summary()) == "42"
    mixed = summary(scales=["crs", "eoi-2022"], lows=[])
    assert sentences.lowest(mixed) == "Their scores are on two scales, which cannot be compared."
    assert sentences.lowest_score(mixed) == "\N{EN DASH}"
    assert sentences.lowest(summary(scales=[], lows=[])) == "No score was published."
    assert sentences.lowest(summary(draws=1)) == "The lowest score invited was 42."
    assert not sentences.lowest(summary(draws=0, scales=[], lows=[]))


def test_the_lowest_score_never_mixes_streams() -> None:
    lows = [low("In-Demand Skills", 34), low("Foreign Worker", 60)]
    assert sentences.lowest(summary(lows=lows)) == (
        "The lowest cut-off scores were 34 (In-Demand Skills) and 60 (Foreign Worker); compare "
        "them within one stream only."
    )
    assert sentences.lowest_score(summary(lows=lows)) == "\N{EN DASH}"
    assert sentences.lowest(summary(lows=lows * 2)) == (
        "Their scores are of four streams; compare them within one stream only."
    )


def test_what_a_search_for_an_occupation_cannot_see() -> None:
    row = dict.fromkeys(words.LIST_STATES, 0)
    said = sentences.unseen(row | {"complete": 3, "all": 1, "partial": 2, "not_captured": 1})
    assert "3 draws did not name it" in said
    assert "of 3 draws the list is incomplete or unknown" in said
    assert "not known" in said
    assert sentences.unseen(row) == ""
    assert "1 draw did not name any of them" in sentences.unseen(
        row | {"complete": 1}, several=True
    )


def test_what_a_search_for_an_area_cannot_see() -> None:
    assert sentences.unknown_places(0) == ""
    assert "Of 11 other draws" in sentences.unknown_places(11)


def test_a_stale_check_is_said_with_the_address() -> None:
    row = {
        "newest_draw": date(2026, 4, 30),
        "last_changed": date(2026, 5, 29),
        "last_checked": date(2026, 10, 2),
        "days_since_check": 52,
        "is_stale": True,
        "url": "https://www.ontario.ca/page",
        "failed_pages": 0,
    }
    assert "That check is 52 days old" in sentences.freshness(row)
    assert "https://www.ontario.ca/page" in sentences.freshness(row)
    assert "days old" not in sentences.freshness(row | {"is_stale": False})
    assert "failed" not in sentences.freshness(row)


@pytest.mark.parametrize(("pages", "also"), [(1, ""), (2, " and 1 other page")])
def test_a_failed_check_is_said_and_is_no_news_of_draws(pages: int, also: str) -> None:
    row = {
        "newest_draw": date(2026, 4, 30),
        "last_changed": date(2026, 5, 29),
        "last_checked": date(2026, 11, 23),
        "days_since_check": 1,
        "is_stale": False,
        "url": "https://www.ontario.ca/page",
        "failed_pages": pages,
        "failed_on": date(2026, 11, 24),
        "failed_title": "Invitations to apply",
        "failed_url": "https://www.ontario.ca/page",
        "failed_message": "expected a heading for a year and found none.",
    }
    assert (
        "we last checked it on 23 November 2026. **The last check on 24 November 2026 failed** for "
        f"[Invitations to apply](https://www.ontario.ca/page){also}: expected a heading for a "
        "year and found none."
    ) in sentences.freshness(row)


def test_days_in_the_wrong_order_are_named() -> None:
    chosen = {"issued_from": date(2025, 1, 1), "issued_to": date(2024, 1, 1)}
    assert "first day is after the last day" in sentences.relax([], chosen)


def test_the_days_of_a_search_and_the_doubt_of_a_split_are_said() -> None:
    row = {"by_split": 0, "searched_from": date(2018, 1, 10), "searched_to": date(2026, 4, 30)}
    assert sentences.searched(row) == "Searched: 10 January 2018 to 30 April 2026."
    assert "In 1 draw of those counted here" in sentences.searched(row | {"by_split": 1})
    assert "whether those draws meant" in sentences.searched(row | {"by_split": 12})
    assert sentences.searched(row | {"searched_from": date(2027, 1, 1)}) == ""
