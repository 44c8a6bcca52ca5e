"""Put what notices say into a draft: lists of occupations, places and conditions of draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update import rules
from data.update.draft import ChangeKind
from data.update.known import FIRST_DAY_OF_NOC_2021
from data.update.text import quoted
from data.update.unknowns import (
    CONDITIONS,
    MORE_SAID,
    NO_KNOWN_PLACE,
    NOT_FOUND,
    PLACES,
    note_unknown,
    settle_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.update.draft import Copy, Draft
    from data.update.join import Joined, JoinedList
    from data.update.known import Row
    from data.update.notices import Notice

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


def take_rules(draft: Draft, joined: Joined, copy: Copy) -> list[str]:
    """Put places and conditions that were not known into the draft, now that there is a notice.

    Returns the draws whose notice is read for the first time.
    """
    first_read = []
    unknown: dict[str, dict[str, str]] = {}
    for row in draft.rows("draw_unknowns"):
        unknown.setdefault(row["draw_id"], {})[row["subject"]] = row["reason"]
    for draw_id, subjects in unknown.items():
        notices = {id(notice): notice for notice in joined.notices.get(draw_id, [])}
        draw = draft.find("draws", draw_id)
        if draw is None or not notices:
            continue
        if len(notices) > 1:
            titles = ", ".join(quoted(notice.title) for notice in notices.values())
            draft.say(ChangeKind.PERSON, f"{draw_id}: {len(notices)} notices may be its: {titles}.")
            continue
        (notice,) = notices.values()
        if subjects.get(CONDITIONS) == NOT_FOUND:
            first_read.append(draw_id)
        if CONDITIONS in subjects:
            _take_conditions(draft, draw, notice, copy)
        _take_places(draft, draw, notice, expected=PLACES in subjects)
    return first_read


def _take_conditions(draft: Draft, draw: Row, notice: Notice, copy: Copy) -> None:
    """Put the conditions of a notice into the draft; what it asks in other words stays unknown."""
    draw_id = draw["draw_id"]
    rows = [row for row in draft.rows("draw_conditions") if row["draw_id"] == draw_id]
    held = {row["condition"] for row in rows if not row["noc_code"]}
    position = max((int(row["position"]) for row in rows), default=0)
    for condition in rules.conditions(notice, draw["stream_id"], draft.known):
        if condition not in held:
            position += 1
            draft.put("draw_conditions", _condition(draw, position, condition, copy))
    unread = rules.unread_conditions(notice, draw["stream_id"], draft.known)
    for clause in unread:
        draft.say(
            ChangeKind.PERSON,
            f"{draw_id}: no wording in page_wordings.csv knows this condition: "
            f"{quoted(clause, longest=300)}.",
        )
    if unread:
        note_unknown(draft, draw_id, CONDITIONS, MORE_SAID, copy.source_id)
    else:
        settle_unknown(draft, draw_id, CONDITIONS)


def _take_places(draft: Draft, draw: Row, notice: Notice, *, expected: bool) -> None:
    """Put the places of a notice into the draft; where none is known, they stay unknown."""
    draw_id = draw["draw_id"]
    places = rules.areas(notice, draft.known)
    for place in places:
        row = {"draw_id": draw_id, "census_division": place, "inferred": "false"}
        draft.put("draw_areas", row)
    if places:
        settle_unknown(draft, draw_id, PLACES)
    elif expected:
        note_unknown(draft, draw_id, PLACES, NO_KNOWN_PLACE, draw["source_id"])
