"""Put what notices say into a draft: lists of occupations, places and conditions of draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update import rules
from data.update.draft import ChangeKind
from data.update.known import FIRST_DAY_OF_NOC_2021

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.update.draft import Copy, Draft
    from data.update.join import Joined, JoinedList
    from data.update.known import Row

MOST_ADDED = 3
"""Occupations that Ontario may add to a published list before a person looks."""


def take_lists(draft: Draft, joined: Joined, copy: Copy) -> None:
    """Put the lists of notices into the draft: into draws without one, or as a correction."""
    gaps = {
        row["draw_id"]
        for row in draft.known.rows("discrepancies")
        if row["subject"] == "row missing"
    }
    for unjoined in joined.unjoined:
        if not gaps & unjoined.found_for:  # else it is recorded that the table lacks a line
            draft.say(ChangeKind.PERSON, f"A list found no draw: {unjoined.words}")
    for draw_id, named in joined.lists.items():
        draw = draft.find("draws", draw_id)
        if draw is None:
            continue
        held = {r["noc_code"] for r in draft.rows("draw_occupations") if r["draw_id"] == draw_id}
        if held == named.codes.keys():
            continue
        for doubt in named.doubts:
            draft.say(ChangeKind.PERSON, f"{draw_id}: {doubt}.")
        if draw["occupation_list"] == "complete":
            _correct_list(draft, draw, held, named, copy)
        elif draw["occupation_list"] in ("not_captured", "not_published") and not held:
            _fill_list(draft, draw, named, copy)
        else:
            draft.say(
                ChangeKind.PERSON,
                f"{draw_id}: a notice names {len(named.codes)} occupations, the list here is "
                f"{draw['occupation_list']} with {len(held)}.",
            )


def _fill_list(draft: Draft, draw: Row, named: JoinedList, copy: Copy) -> None:
    if not named.codes:
        return
    state = "partial" if named.doubts else "complete"
    draft.put("draws", draw | {"occupation_list": state})
    _put_codes(draft, draw, sorted(named.codes))
    position = 1 + sum(row["draw_id"] == draw["draw_id"] for row in draft.rows("draw_conditions"))
    for code, condition in sorted(named.codes.items()):
        if condition:
            draft.put("draw_conditions", _condition(draw, position, condition, copy, code))
            position += 1
    draft.say(
        ChangeKind.LIST,
        f"{draw['draw_id']}: {state} list of {len(named.codes)}: {', '.join(sorted(named.codes))}.",
    )


def _correct_list(draft: Draft, draw: Row, held: set[str], named: JoinedList, copy: Copy) -> None:
    """Add a few codes that a notice names now. Any other change of a list waits for a person.

    A line that the page lost cannot be told from one that Ontario took out, and an occupation that
    is missing here would read as "not named". Many more codes may be the next list, run on.
    """
    draw_id = draw["draw_id"]
    gone, come = sorted(held - named.codes.keys()), sorted(named.codes.keys() - held)
    words = " ".join([*(f"+{code}" for code in come), *(f"-{code}" for code in gone)])
    if named.doubts or gone or len(come) > MOST_ADDED:
        draft.say(ChangeKind.PERSON, f"{draw_id}: the notice names other occupations: {words}.")
        return
    _put_codes(draft, draw, come)
    draft.correct(copy, draw_id, "occupations", "", ", ".join(come))
    draft.say(ChangeKind.CORRECTION, f"{draw_id}: occupations {words}.")


def _put_codes(draft: Draft, draw: Row, codes: Iterable[str]) -> None:
    version = "2016" if draw["issued_on"] < FIRST_DAY_OF_NOC_2021 else "2021"
    for code in codes:
        row = {"draw_id": draw["draw_id"], "noc_version": version, "noc_code": code}
        draft.put("draw_occupations", row)


def _condition(draw: Row, position: int, condition: str, copy: Copy, code: str = "") -> Row:
    return {
        "draw_id": draw["draw_id"],
        "position": str(position),
        "noc_code": code,
        "condition": condition,
        "source_id": copy.source_id,
    }


def take_rules(draft: Draft, joined: Joined, new: Iterable[str], copy: Copy) -> None:
    """Put the places and conditions of new draws into the draft, from their notices."""
    for draw_id in new:
        draw = draft.find("draws", draw_id)
        notices = {id(notice): notice for notice in joined.notices.get(draw_id, [])}
        if draw is None or len(notices) != 1:
            continue
        (notice,) = notices.values()
        stated = rules.conditions(notice, draw["stream_id"], draft.known)
        for position, condition in enumerate(stated, start=1):
            draft.put("draw_conditions", _condition(draw, position, condition, copy))
        places = rules.areas(notice, draft.known)
        for place in places:
            draft.put(
                "draw_areas", {"draw_id": draw_id, "census_division": place, "inferred": "false"}
            )
        if draw["target_group"] == "regional" and not places:
            draft.say(ChangeKind.PERSON, f"{draw_id}: its notice names no place that we know.")
