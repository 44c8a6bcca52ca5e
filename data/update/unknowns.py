"""What is not known yet of a draw: its places and conditions, until its notice was read.

A draw can be listed before its notice is published, and a notice can say more than we can read.
Both stay written down in `draw_unknowns`, so that the site says so and every check tries again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update.draft import ChangeKind

if TYPE_CHECKING:
    from data.update.draft import Copy, Draft

PLACES, CONDITIONS = "places", "conditions"

NOT_FOUND = "its notice was not found yet"
NO_KNOWN_PLACE = "the notice names a region that is not in our records"
MORE_SAID = "the notice asks for more than we could read"

REGIONAL = "regional"
"""The group of targets that always have places."""


def add_unknowns(draft: Draft, draw_id: str, copy: Copy) -> None:
    """Note of a new draw that its notice was not read: its conditions, and places if regional."""
    draw = draft.find("draws", draw_id)
    regional = draw is not None and draw["target_group"] == REGIONAL
    for subject in (CONDITIONS, *([PLACES] if regional else [])):
        note_unknown(draft, draw_id, subject, NOT_FOUND, copy.source_id)


def note_unknown(draft: Draft, draw_id: str, subject: str, reason: str, source_id: str) -> None:
    """Note what is not known of a draw, and why."""
    held = draft.find("draw_unknowns", draw_id, subject)
    draft.put(
        "draw_unknowns",
        {
            "draw_id": draw_id,
            "subject": subject,
            "reason": reason,
            "source_id": held["source_id"] if held else source_id,
        },
    )


def settle_unknown(draft: Draft, draw_id: str, subject: str) -> None:
    """Note that something is known now."""
    if draft.find("draw_unknowns", draw_id, subject):
        draft.remove("draw_unknowns", draw_id, subject)


def say_draws_without_places(draft: Draft) -> None:
    """Show a person each regional draw whose places nobody has recorded."""
    placed = {row["draw_id"] for row in draft.rows("draw_areas")}
    for draw in draft.rows("draws"):
        if draw["target_group"] == REGIONAL and draw["draw_id"] not in placed:
            unknown = draft.find("draw_unknowns", draw["draw_id"], PLACES)
            why = unknown["reason"] if unknown else "draw_areas.csv has no row of it"
            draft.say(
                ChangeKind.PERSON,
                f"{draw['draw_id']}: it is regional, and its places are not known: {why}.",
            )
