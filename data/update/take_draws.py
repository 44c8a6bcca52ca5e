"""Put what a page lists into a draft: new draws, corrected figures, lines that vanished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update.compare import figures_of, unlisted
from data.update.draft import ChangeKind
from data.update.known import UNNAMED
from data.update.notices import streams_named
from data.update.text import slug
from data.update.unknowns import NOT_FOUND, PLACES, REGIONAL, add_unknowns, note_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.update.compare import Matches, Pair
    from data.update.draft import Copy, Draft
    from data.update.known import Known, Target
    from data.update.listing import ListedDraw
    from data.update.notices import Notice

LARGEST_TIMES = 2
"""A new line with more than this many times the invitations of the largest draw so far waits for a
person: its digits may have run together with those of another cell."""


def take_matches(
    draft: Draft, matches: Matches, notices: Iterable[Notice], copy: Copy
) -> list[str]:
    """Put what a page lists into the draft and return the ids of new draws."""
    for words in matches.unclear:
        draft.say(ChangeKind.PERSON, words)
    for pair in matches.pairs:
        _correct(draft, pair, copy)
    flagged = unlisted(draft.known)
    for pair in matches.pairs:
        if pair.recorded["draw_id"] in flagged:
            draw_id = pair.recorded["draw_id"]
            draft.correct(copy, draw_id, "listed", "no", "yes")
            draft.say(ChangeKind.CORRECTION, f"{draw_id} is listed again.")
    for row in matches.vanished:
        draft.correct(copy, row["draw_id"], "listed", "yes", "no")
        draft.say(ChangeKind.VANISHED, f"{row['draw_id']} ({row['invitations']} invitations).")
    notices = list(notices)
    added: list[str] = []
    for listed in matches.new:
        if (new_id := _add(draft, listed, notices, copy)) is not None:
            added.append(new_id)
        else:
            matches.held.add((listed.issued_on.year, listed.stream_id))
    return added


def _correct(draft: Draft, pair: Pair, copy: Copy) -> None:
    """Write what the page now prints into the row, and a public correction for each figure."""
    draw_id = pair.recorded["draw_id"]
    row = dict(pair.recorded)
    for name, after in pair.changed.items():
        draft.correct(copy, draw_id, name, row[name], after)
        draft.say(
            ChangeKind.CORRECTION, f"{draw_id}: {name} was {row[name] or 'not given'}, is {after}."
        )
        row[name] = after
    if pair.target:
        draft.correct(copy, draw_id, "target", row["target"], pair.target.words)
        draft.say(
            ChangeKind.CORRECTION,
            f"{draw_id}: the target was {row['target']}, is {pair.target.words}.",
        )
        row |= {"target": pair.target.words, "target_group": pair.target.group}
        draft.say(
            ChangeKind.PERSON,
            f"{draw_id}: its places, conditions and occupations are those recorded for "
            f"{pair.recorded['target']}: compare them with its notice.",
        )
    if row != pair.recorded:
        draft.put("draws", row)
        placed = any(area["draw_id"] == draw_id for area in draft.rows("draw_areas"))
        if row["target_group"] == REGIONAL and not placed:
            note_unknown(draft, draw_id, PLACES, NOT_FOUND, copy.source_id)


def _add(draft: Draft, listed: ListedDraw, notices: list[Notice], copy: Copy) -> str | None:
    """Add a new draw to the draft and return its id; null where a person must look first."""
    known = draft.known
    named = _noticed_target(listed, notices, known) if listed.note is None else None
    if why := _doubt(listed, named, known):
        where = f"A new line of {listed.issued_on}, {listed.stream_id}, {listed.invitations}"
        draft.say(ChangeKind.PERSON, f"{where}: {why}.")
        return None
    is_general = listed.label is not None and listed.label.is_general
    target = None if is_general else named or _target(draft, listed, notices)
    ending = target.target_id or slug(target.words) if target else "general"
    draw_id = _free_id(draft, f"{listed.issued_on}-{listed.stream_id}-{ending}")
    row = {
        "draw_id": draw_id,
        "issued_on": listed.issued_on.isoformat(),
        "issued_to": listed.issued_to.isoformat() if listed.issued_to else "",
        "stream_id": listed.stream_id,
        "kind": "targeted" if target else "general",
        "target": target.words if target else "All eligible candidates",
        "target_group": target.group if target else "general",
        "score_scale": known.scale_on(listed.stream_id, listed.issued_on) or "",
        "occupation_list": target.list_when_none if target else "all",
        "source_id": copy.source_id,
    }
    draft.put("draws", row | figures_of(listed))
    add_unknowns(draft, draw_id, copy)
    if target and target.target_id == UNNAMED and listed.label and not listed.label.target:
        draft.say(
            ChangeKind.PERSON,
            f"{draw_id}: its note names no target and its notice not one alone, so it is filed "
            "under listed occupations.",
        )
    if target and not target.target_id:
        draft.say(
            ChangeKind.PERSON,
            f"{draw_id}: no wording in target_wordings.csv fits its target, so it is filed under "
            "other targets.",
        )
    return draw_id


def most_invitations(known: Known) -> int:
    """Return the most invitations that a new draw can have before a person looks."""
    return LARGEST_TIMES * max(int(row["invitations"]) for row in known.rows("draws"))


def _doubt(listed: ListedDraw, named: Target | None, known: Known) -> str:
    """Return why a person must look at a new line; empty where nothing is in doubt."""
    if listed.label is None and named is None:
        return "it has no note, so its target is not known"
    if not known.is_open_on(listed.stream_id, listed.issued_on):
        return "streams.csv says that the stream was not open"
    most = most_invitations(known)
    if not 0 < listed.invitations <= most:
        return f"expected 1 to {most:,} invitations, {LARGEST_TIMES} times the largest draw so far"
    return ""


def _noticed_target(listed: ListedDraw, notices: Iterable[Notice], known: Known) -> Target | None:
    """Return the target of a line in a table without notes: that of the one notice of its day."""
    fitting = [
        notice
        for notice in notices
        if notice.issued_on == listed.issued_on
        and listed.stream_id in streams_named(f"{notice.opening} {notice.title}", known)
    ]
    targets = known.targets_named(fitting[0].title) if len(fitting) == 1 else []
    return targets[0] if len(targets) == 1 else None


def _target(draft: Draft, listed: ListedDraw, notices: list[Notice]) -> Target:
    """Return the target of a new draw: that of its note, or of the one notice of its day."""
    known = draft.known
    if listed.label and listed.label.target:
        return listed.label.target
    stream = known.by_key("streams", "stream_id")[listed.stream_id]["short_name"]
    titles = {
        notice.title
        for notice in notices
        if notice.issued_on == listed.issued_on and slug(stream) in slug(notice.title)
    }
    if len(titles) == 1:
        title = titles.pop().rpartition("stream")[2]  # a stream can be named for a target
        targets = known.targets_named(title)
        if len(targets) == 1:
            return targets[0]
    return known.targets_by_id[UNNAMED]


def _free_id(draft: Draft, wanted: str) -> str:
    draw_id, number = wanted, 1
    while draft.find("draws", draw_id):
        number += 1
        draw_id = f"{wanted}-{number}"
    return draw_id


def say_new_draws(draft: Draft, new: Iterable[str]) -> None:
    """Note each new draw for the report, with all that was found of it."""
    for draw_id in new:
        row = draft.find("draws", draw_id)
        if row is None:
            continue
        score = row["score_min"] + (f"-{row['score_max']}" if row["score_max"] else "")
        named = sum(r["draw_id"] == draw_id for r in draft.rows("draw_occupations"))
        places = sum(r["draw_id"] == draw_id for r in draft.rows("draw_areas"))
        unknown = draft.find("draw_unknowns", draw_id, "conditions")
        stated = [
            r["condition"]
            for r in draft.rows("draw_conditions")
            if r["draw_id"] == draw_id and not r["noc_code"]
        ]
        draft.say(
            ChangeKind.DRAW,
            f"{draw_id}: {row['invitations']} invitations, score {score or 'not given'}, "
            f"occupations {row['occupation_list']} ({named}), {places} places, conditions: "
            f"{'; '.join(stated) or ('not known' if unknown else 'none')}.",
        )
