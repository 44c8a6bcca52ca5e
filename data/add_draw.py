"""Add a draw by hand: `python -m data.add_draw` asks, checks each answer, shows the rows, writes.

Every answer is read by the same rules as the official pages, so it can be typed as the page prints
it: "April 30, 2026", "57 and above". Nothing is written before all of it was shown and agreed to.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.build import BUILD, QUERIES, SCHEMA, TABLES, build_lock
from data.faults import TableFaults, shown
from data.journal import settle
from data.tables_schema import tables_of
from data.update.days import read_days, read_window, today
from data.update.draft import Draft
from data.update.figures import read_count, read_scores
from data.update.known import FIRST_DAY_OF_NOC_2021, Known
from data.update.questions import (
    Questions,
    ask_conditions,
    ask_occupations,
    ask_places,
    one_of,
)
from data.update.report import rows_text
from data.update.take_draws import LARGEST_TIMES, most_invitations
from data.update.text import UnreadableError, slug, squeezed
from data.update.unknowns import CONDITIONS, NOT_FOUND, PLACES, REGIONAL, note_unknown
from data.update.wanted import UPDATES, UPDATES_ID
from data.update.write import write_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from data.update.figures import Scores
    from data.update.known import Target

SHORTEST_WORD = 4
GENERAL = {
    "target": "All eligible candidates",
    "target_group": "general",
    "occupation_list": "all",
}


def draft_draw(questions: Questions, draft: Draft, on: date) -> str:
    """Ask for a draw, put its rows into the draft and return its id."""
    known = draft.known
    row = _when_and_how_many(questions, known, on)
    row |= _target(questions, draft, f"{row['issued_on']}-{row['stream_id']}")
    draw_id, targeted = row["draw_id"], row["kind"] == "targeted"
    named = ask_occupations(questions, known, row["issued_on"]) if targeted else []
    if named:
        whole = questions.agree("Is this the whole list of the notice?")
        row["occupation_list"] = "complete" if whole else "partial"
    is_regional = row["target_group"] == REGIONAL
    places = ask_places(questions, known, is_regional=is_regional) if targeted else []
    conditions = ask_conditions(questions, known)
    pages = [r["source_id"] for r in known.rows("page_checks") if r["page_kind"] != UPDATES]
    row["source_id"] = questions.until_right(f"Official page ({', '.join(pages)})?", one_of(pages))
    draft.put("draws", row)
    version = "2016" if row["issued_on"] < FIRST_DAY_OF_NOC_2021 else "2021"
    for code in named:
        draft.put(
            "draw_occupations", {"draw_id": draw_id, "noc_version": version, "noc_code": code}
        )
    for place in places:
        draft.put("draw_areas", {"draw_id": draw_id, "census_division": place, "inferred": "false"})
    if is_regional and not places:
        note_unknown(draft, draw_id, PLACES, NOT_FOUND, row["source_id"])
    if conditions is None:
        note_unknown(draft, draw_id, CONDITIONS, NOT_FOUND, row["source_id"])
    notices = UPDATES_ID.format(year=row["issued_on"][:4])
    for position, condition in enumerate(conditions or [], start=1):
        stated = {"draw_id": draw_id, "position": str(position), "condition": condition}
        source = {"source_id": notices if notices in known.sources else row["source_id"]}
        draft.put("draw_conditions", stated | source)
    return draw_id


def _when_and_how_many(questions: Questions, known: Known, on: date) -> dict[str, str]:
    """Return the columns that hold days, the stream and figures."""
    first, last = questions.until_right(
        'Date issued, such as "April 30, 2026"?', lambda text: _issued(text, on)
    )
    streams = [
        row["stream_id"]
        for row in known.rows("streams")
        if known.scale_on(row["stream_id"], first) and known.is_open_on(row["stream_id"], first)
    ]
    stream = questions.until_right(f"Stream ({', '.join(streams)})?", one_of(streams))
    for row in known.rows("draws"):
        if (row["issued_on"], row["stream_id"]) == (first.isoformat(), stream):
            questions.tell(f"Recorded already: {row['draw_id']}, {row['invitations']} people.\n")
    scale = known.scale_on(stream, first) or ""
    invitations = questions.until_right(
        "Number of invitations issued?", lambda text: _invited(text, most_invitations(known))
    )
    lowest, highest = questions.until_right(
        'Score range, such as "57 and above" (empty if none was published)?',
        lambda text: _scored(text, scale, known.maximum(stream, scale)),
    )
    window = questions.until_right(
        'Profiles created, such as "July 2, 2025 - April 28, 2026" (empty if not given)?',
        lambda text: _profiled(text, last or first),
    )
    return {
        "issued_on": first.isoformat(),
        "issued_to": last.isoformat() if last else "",
        "stream_id": stream,
        "invitations": str(invitations),
        "score_scale": scale,
        "score_min": "" if lowest is None else str(lowest),
        "score_max": "" if highest is None else str(highest),
        "profiles_from": window[0].isoformat() if window else "",
        "profiles_to": window[1].isoformat() if window else "",
    }


def _issued(text: str, on: date) -> tuple[date, date | None]:
    first, last = read_days(text)
    if (last or first) > on:
        message = f"expected a day up to {on}"
        raise UnreadableError(message)
    return first, last


def _invited(text: str, most: int) -> int:
    count = read_count(text)
    if not 0 < count <= most:
        message = f"expected 1 to {most:,}, {LARGEST_TIMES} times the largest draw so far"
        raise UnreadableError(message)
    return count


def _scored(text: str, scale: str, most: int | None) -> Scores:
    found = read_scores(text)
    highest = found.highest or found.lowest
    if most is not None and highest is not None and highest > most:
        message = f"the most on {scale} is {most}"
        raise UnreadableError(message)
    return found


def _profiled(text: str, drawn: date) -> tuple[date, date] | None:
    found = read_window(text, drawn.year)
    if found and found[1] > drawn:
        message = f"expected profiles up to the draw, {drawn}"
        raise UnreadableError(message)
    return found


def _target(questions: Questions, draft: Draft, start: str) -> dict[str, str]:
    """Return the id of the draw and the columns that say whom it was for.

    `start` is the day and stream with which the id begins. A draw that is there already is said at
    once, and another target asked for.
    """
    while True:
        kind = questions.until_right("General or targeted?", one_of(["general", "targeted"]))
        if kind == "general":
            ending, columns = "general", GENERAL
        else:
            ending, columns = _targeted(questions, draft.known)
        draw_id = f"{start}-{ending}"
        if not draft.find("draws", draw_id):
            return {"draw_id": draw_id, "kind": kind} | columns
        questions.tell(
            f"There is a draw {draw_id} already: name another target, or stop (Ctrl+C) and change "
            "its row by hand.\n"
        )


def _targeted(questions: Questions, known: Known) -> tuple[str, dict[str, str]]:
    """Return the end of the id of a targeted draw, and its columns of the target."""

    def some(text: str) -> str:
        if not slug(text):
            message = "expected a few words"
            raise UnreadableError(message)
        return text

    words = questions.until_right('Target, such as "Northern Ontario" or "Health"?', some)
    target = known.targets.get(squeezed(words)) or _choice(questions, known, words)
    if target:
        questions.tell(f"Filed as {target.words} ({target.group}).\n")
        return target.target_id, {
            "target": target.words,
            "target_group": target.group,
            "occupation_list": target.list_when_none,
        }
    groups = [r["target_group"] for r in known.rows("target_groups") if r["name"] != "General"]
    group = questions.until_right(f"Group ({', '.join(groups)})?", one_of(groups))
    columns = {"target": words, "target_group": group, "occupation_list": "not_captured"}
    return slug(words), columns


def _choice(questions: Questions, known: Known, words: str) -> Target | None:
    """Let a person choose among the targets that the words may mean; null for none of them."""
    begins = tuple(squeezed(word) for word in words.split() if len(word) >= SHORTEST_WORD)
    begun = [target for text, target in known.targets.items() if text.startswith(begins)]
    maybe = list(dict.fromkeys([*known.targets_named(words), *begun]))
    if not maybe:
        return None
    for number, target in enumerate(maybe, start=1):
        questions.tell(f"{number} {target.words} ({target.group})\n")
    numbers = [str(number) for number in range(len(maybe) + 1)]
    question = f"Which of these (0 for none: it keeps your words), {numbers[0]} to {numbers[-1]}?"
    chosen = int(questions.until_right(question, one_of(numbers)))
    return maybe[chosen - 1] if chosen else None


def _write(draw_id: str, draft: Draft, folders: tuple[Path, Path], on: date) -> Path | None:
    """Write the draft and return the new database; UnreadableError for a draw that exists."""
    tables_dir, build_dir = folders
    with build_lock(build_dir):
        settle(build_dir, tables_dir)
        if draw_id in Known(tables_dir).by_key("draws", "draw_id"):
            message = f"{draw_id} was added meanwhile."
            raise UnreadableError(message)
        return write_edits(draft.edits(), draft.schema, folders, (SCHEMA, QUERIES), on)


def _stop(questions: Questions, why: str) -> None:
    """Say that nothing was written, and give back what was typed, to be pasted or mended."""
    questions.tell(f"\nNothing was written.{why}\n")
    if questions.typed:
        lines = "\n".join(questions.typed)
        questions.tell(f"Your answers, to paste again:\n{lines}\n")


def main(arguments: Sequence[str] | None = None, ask: Callable[[str], str] = input) -> int:
    """Ask, show and write. Return 0 when a draw was added, 1 when not."""
    parser = argparse.ArgumentParser(prog="python -m data.add_draw", description=__doc__)
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of table files")
    parser.add_argument("--build", type=Path, default=BUILD, help="folder of databases")
    chosen = parser.parse_args(arguments)
    schema = {table.name: table for table in tables_of(SCHEMA)}
    questions = Questions(ask, sys.stdout.write)
    draft = Draft(Known(chosen.tables), schema)
    folders = (chosen.tables, chosen.build)
    try:
        draw_id = draft_draw(questions, draft, today())
        questions.tell(f"\n{rows_text(draft.edits())}\n\n")
        if not questions.agree("Write this?"):
            _stop(questions, "")
            return 1
        path = _write(draw_id, draft, folders, today())
    except (UnreadableError, TableFaults, EOFError, KeyboardInterrupt) as error:
        _stop(questions, f" {error}")
        return 1
    questions.tell(f"Wrote {shown(chosen.tables)}" + (f" and {shown(path)}\n" if path else "\n"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
