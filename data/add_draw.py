"""Add a draw by hand: `python -m data.add_draw` asks, checks each answer, shows the rows, writes.

Every answer is read by the same rules as the official pages, so it can be typed as the page prints
it: "April 30, 2026", "57 and above". Nothing is written before all of it was shown and agreed to.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from data.build import BUILD, QUERIES, SCHEMA, TABLES, build_lock
from data.faults import TableFaults, shown
from data.journal import settle
from data.tables_schema import tables_of
from data.update.days import read_days, read_window
from data.update.draft import Draft
from data.update.figures import read_count, read_scores
from data.update.known import FIRST_DAY_OF_NOC_2021, Known
from data.update.report import rows_text
from data.update.text import UnreadableError, slug, squeezed
from data.update.write import write_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from data.update.figures import Scores

Answer = TypeVar("Answer")

YES = {"y", "yes"}


class Questions:
    """Asks one thing after the other, and asks again where an answer cannot be right."""

    def __init__(self, ask: Callable[[str], str], tell: Callable[[str], object]) -> None:
        """Take how to ask and how to show; both are plain text."""
        self._ask = ask
        self.tell = tell

    def until_right(self, question: str, read: Callable[[str], Answer]) -> Answer:
        """Return the first answer that `read` accepts."""
        while True:
            try:
                return read(self._ask(f"{question}\n> ").strip())
            except UnreadableError as error:
                self.tell(f"That cannot be right: {error}.\n")

    def agree(self, question: str) -> bool:
        """Return whether the answer is yes."""
        return self._ask(f"{question} [y/N]\n> ").strip().lower() in YES


def draft_draw(questions: Questions, draft: Draft, today: date) -> str:
    """Ask for a draw, put its rows into the draft and return its id.

    Raises UnreadableError where a draw of that id is there already.
    """
    known = draft.known
    row = _when_and_how_many(questions, known, today)
    row |= _target(questions, known)
    targeted = row["kind"] == "targeted"
    named = _occupations(questions, known, row["issued_on"]) if targeted else []
    if named:
        whole = questions.agree("Is this the whole list of the notice?")
        row["occupation_list"] = "complete" if whole else "partial"
    places = _places(questions, known) if targeted else []
    pages = [r["source_id"] for r in known.rows("page_checks") if r["page_kind"] != "updates"]
    row["source_id"] = questions.until_right(f"Official page ({', '.join(pages)})?", _one_of(pages))
    target = known.targets.get(squeezed(row["target"]))
    ending = (target.target_id if target else slug(row["target"])) if targeted else "general"
    draw_id = f"{row['issued_on']}-{row['stream_id']}-{ending}"
    if draft.find("draws", draw_id):
        message = f"There is a draw {draw_id} already: change its row by hand."
        raise UnreadableError(message)
    draft.put("draws", row | {"draw_id": draw_id})
    version = "2016" if row["issued_on"] < FIRST_DAY_OF_NOC_2021 else "2021"
    for code in named:
        draft.put(
            "draw_occupations", {"draw_id": draw_id, "noc_version": version, "noc_code": code}
        )
    for place in places:
        draft.put("draw_areas", {"draw_id": draw_id, "census_division": place, "inferred": "false"})
    return draw_id


def _one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in allowed:
            return text
        message = f"expected one of {', '.join(allowed)}"
        raise UnreadableError(message)

    return read


def _when_and_how_many(questions: Questions, known: Known, today: date) -> dict[str, str]:
    """Return the columns that hold days, the stream and figures."""

    def issued(text: str) -> tuple[date, date | None]:
        first, last = read_days(text)
        if (last or first) > today:
            message = f"expected a day up to {today}"
            raise UnreadableError(message)
        return first, last

    first, last = questions.until_right('Date issued, such as "April 30, 2026"?', issued)
    streams = [
        row["stream_id"]
        for row in known.rows("streams")
        if known.scale_on(row["stream_id"], first) and known.is_open_on(row["stream_id"], first)
    ]
    stream = questions.until_right(f"Stream ({', '.join(streams)})?", _one_of(streams))
    scale = known.scale_on(stream, first) or ""
    invitations = questions.until_right("Number of invitations issued?", read_count)

    def scores(text: str) -> Scores:
        found = read_scores(text)
        most, highest = known.maximum(stream, scale), found.highest or found.lowest
        if most is not None and highest is not None and highest > most:
            message = f"the most on {scale} is {most}"
            raise UnreadableError(message)
        return found

    score = 'Score range, such as "57 and above" (empty if none was published)?'
    lowest, highest = questions.until_right(score, scores)
    profiles = 'Profiles created, such as "July 2, 2025 - April 28, 2026" (empty if not given)?'
    window = questions.until_right(profiles, lambda text: read_window(text, first.year))
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


def _target(questions: Questions, known: Known) -> dict[str, str]:
    """Return the columns that say whom the draw was for."""
    kind = questions.until_right("General or targeted?", _one_of(["general", "targeted"]))
    if kind == "general":
        return {
            "kind": kind,
            "target": "All eligible candidates",
            "target_group": "general",
            "occupation_list": "all",
        }

    def some(text: str) -> str:
        if not slug(text):
            message = "expected a few words"
            raise UnreadableError(message)
        return text

    words = questions.until_right('Target, such as "Northern Ontario" or "Health"?', some)
    if target := known.target_named(words):
        questions.tell(f"Filed as {target.words} ({target.group}).\n")
        return {
            "kind": kind,
            "target": target.words,
            "target_group": target.group,
            "occupation_list": target.list_when_none,
        }
    groups = [r["target_group"] for r in known.rows("target_groups") if r["name"] != "General"]
    group = questions.until_right(f"Group ({', '.join(groups)})?", _one_of(groups))
    return {"kind": kind, "target": words, "target_group": group, "occupation_list": "not_captured"}


def _occupations(questions: Questions, known: Known, day: str) -> list[str]:
    """Return the codes that the notice names; empty where none are to hand."""
    edition = "noc_2016" if day < FIRST_DAY_OF_NOC_2021 else "noc_2021"
    titles = known.by_key(edition, "noc_code")

    def codes(text: str) -> list[str]:
        found = text.replace(",", " ").split()
        wrong = [code for code in found if code not in titles]
        if wrong:
            message = f"{edition} has no {', '.join(wrong)}"
            raise UnreadableError(message)
        return sorted(set(found))

    question = "Occupation codes named, with spaces between (empty if none are to hand)?"
    named = questions.until_right(question, codes)
    for code in named:
        questions.tell(f"{code} {titles[code]['title']}\n")
    return named


def _places(questions: Questions, known: Known) -> list[str]:
    """Return the census divisions where the job offer had to be; empty for all of Ontario."""
    divisions = {row["census_division"] for row in known.rows("census_divisions")}

    def places(text: str) -> list[str]:
        found = [place.strip() for place in text.split(";") if place.strip()]
        wrong = [place for place in found if place not in divisions]
        if wrong:
            message = f"there is no census division {', '.join(wrong)}"
            raise UnreadableError(message)
        return sorted(set(found))

    question = "Census divisions of the job offer, split by ; (empty for all of Ontario)?"
    return questions.until_right(question, places)


def _write(draw_id: str, draft: Draft, folders: tuple[Path, Path], today: date) -> Path | None:
    """Write the draft and return the new database; UnreadableError for a draw that exists."""
    tables_dir, build_dir = folders
    with build_lock(build_dir):
        settle(build_dir, tables_dir)
        if draw_id in Known(tables_dir).by_key("draws", "draw_id"):
            message = f"{draw_id} was added meanwhile."
            raise UnreadableError(message)
        return write_edits(draft.edits(), draft.schema, folders, (SCHEMA, QUERIES), today)


def main(arguments: Sequence[str] | None = None, ask: Callable[[str], str] = input) -> int:
    """Ask, show and write. Return 0 when a draw was added, 1 when not."""
    parser = argparse.ArgumentParser(prog="python -m data.add_draw", description=__doc__)
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of table files")
    parser.add_argument("--build", type=Path, default=BUILD, help="folder of databases")
    chosen = parser.parse_args(arguments)
    today = datetime.now(tz=UTC).date()
    schema = {table.name: table for table in tables_of(SCHEMA)}
    questions = Questions(ask, sys.stdout.write)
    draft = Draft(Known(chosen.tables), schema)
    folders = (chosen.tables, chosen.build)
    try:
        draw_id = draft_draw(questions, draft, today)
        questions.tell(f"\n{rows_text(draft.edits())}\n\n")
        if not questions.agree("Write this?"):
            questions.tell("Nothing was written.\n")
            return 1
        path = _write(draw_id, draft, folders, today)
    except (UnreadableError, TableFaults, EOFError, KeyboardInterrupt) as error:
        questions.tell(f"\nNothing was written. {error}\n")
        return 1
    questions.tell(f"Wrote {shown(chosen.tables)}" + (f" and {shown(path)}\n" if path else "\n"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
