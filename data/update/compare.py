"""Compare the draws that a page lists with those recorded: new, corrected, vanished."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from data.update.pages import PageRefusedError
from data.update.text import quoted, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from data.update.known import Known, Row, Target
    from data.update.listing import ListedDraw, Listing

DAYS_MOVED = 7
"""A draw whose date Ontario corrects stays within about a week of it."""

MOST_VANISHED = 3
MOST_CORRECTED = 12
"""More rows than this at once are half a page or moved columns, not news."""

LARGEST_CHANGE = 0.5
"""A count or score that moves by more than this part of itself is shown to a person first: cells of
two lines may have run together."""

FIGURES = ("invitations", "score_min", "score_max", "profiles_from", "profiles_to")
SCORES = ("score_min", "score_max")
"""One value in two columns: they change together."""

SUBJECTS = {
    "invitations": ("invitations",),
    "minimum score": ("score_min",),
    "profile window": ("profiles_from", "profiles_to"),
}
"""The subjects of discrepancies that are about figures of one draw."""


@dataclass(frozen=True)
class Pair:
    """A listed draw and the recorded one that it is, with the figures that differ."""

    listed: ListedDraw
    recorded: Row
    changed: dict[str, str] = field(default_factory=dict)
    target: Target | None = None
    """The target that the page names now, where it is another one than recorded."""


@dataclass
class Matches:
    """How the lines of a page and the recorded draws belong together."""

    pairs: list[Pair] = field(default_factory=list)
    new: list[ListedDraw] = field(default_factory=list)
    vanished: list[Row] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    held: set[tuple[int, str]] = field(default_factory=set)
    """Year and stream of each line that waits for a person: their draws may not be all counted."""

    def hold(self, words: str, day: str, stream_id: str) -> None:
        """Leave a line of a day and stream to a person, and say why."""
        self.unclear.append(words)
        self.held.add((int(day[:4]), stream_id))


def figures_of(listed: ListedDraw) -> dict[str, str]:
    """Return the figures of a listed draw as the cells of `draws` hold them."""
    first, last = listed.profiles or (None, None)
    values = (listed.invitations, *listed.scores, first, last)
    texts = ("" if value is None else str(value) for value in values)
    return dict(zip(FIGURES, texts, strict=True))


def match(listing: Listing, known: Known) -> Matches:
    """Return how the draws of a page belong to the recorded draws of the same page.

    Raises PageRefusedError where so much is missing or different that it is half a page.
    """
    streams = {draw.stream_id for draw in listing.draws}
    recorded = [
        row
        for row in known.rows("draws")
        if row["source_id"] == listing.source_id or row["stream_id"] in streams
    ]
    own = [row for row in recorded if row["source_id"] == listing.source_id]
    missing = {int(row["issued_on"][:4]) for row in own} - listing.years
    if missing:
        years = ", ".join(map(str, sorted(missing)))
        message = f"expected draws of every year recorded, found none of {years}."
        raise PageRefusedError(message)
    matches = Matches()
    places: dict[tuple[str, str], tuple[list[ListedDraw], list[Row]]] = defaultdict(
        lambda: ([], [])
    )
    for row in recorded:
        places[row["stream_id"], row["issued_on"]][1].append(row)
    for draw in listing.draws:
        if not draw.is_misplaced:
            places[draw.stream_id, draw.issued_on.isoformat()][0].append(draw)
    for listed, rows in places.values():
        _match_day(listed, rows, matches, known)
    _misplaced(listing, matches)
    _moved(matches, known)
    flagged = unlisted(known)
    vanished = [row for row in matches.vanished if row in own and row["draw_id"] not in flagged]
    corrected = [pair for pair in matches.pairs if pair.changed]
    others = len(corrected) + len(matches.unclear)
    if len(vanished) > MOST_VANISHED or others > MOST_CORRECTED:
        message = (
            f"expected the draws that were there before, found {len(vanished)} missing and "
            f"{others} with other figures: this looks like half a page."
        )
        raise PageRefusedError(message)
    matches.vanished = vanished
    return matches


def unlisted(known: Known) -> set[str]:
    """Return the ids of the draws that are flagged: the official page lists them no more."""
    latest = {
        row["draw_id"]: row["after"]
        for row in sorted(known.rows("corrections"), key=lambda row: row["first_seen"])
        if row["field"] == "listed"
    }
    return {draw_id for draw_id, listed in latest.items() if listed == "no"}


def is_known_disagreement(known: Known, draw_id: str, figure: str, printed: str) -> bool:
    """Return whether it is recorded that the page prints another figure than the one used.

    A figure that Ontario itself replaced later is no disagreement: its return is a change.
    """
    returned = any(
        row["draw_id"] == draw_id and row["field"] == figure and row["before"] == printed
        for row in known.rows("corrections")
    )
    return not returned and any(
        row["draw_id"] == draw_id
        and figure in SUBJECTS.get(row["subject"], ())
        and row["other_figure"] == printed
        for row in known.rows("discrepancies")
    )


def _match_day(listed: list[ListedDraw], rows: list[Row], matches: Matches, known: Known) -> None:
    """Pair the draws of one stream and day: by figures and target, by target, by figures."""
    listed, rows = list(listed), list(rows)
    if len(listed) > len(rows):
        for draw in [draw for draw in dict.fromkeys(listed) if listed.count(draw) > 1]:
            listed = [other for other in listed if other != draw] + [draw]
            matches.hold(
                f"{draw.stream_id}: the line of {draw.issued_on} with {draw.invitations} "
                "invitations is printed more than once; it is counted once.",
                str(draw.issued_on),
                draw.stream_id,
            )

    def pair_off(test: Callable[[ListedDraw, Row], bool], *, alone: bool) -> None:
        for draw in list(listed):
            fits = [row for row in rows if test(draw, row)]
            rivals = [other for other in listed if any(test(other, row) for row in fits)]
            if fits and (not alone or len(fits) == len(rivals) == 1):
                listed.remove(draw)
                rows.remove(fits[0])
                matches.pairs.append(_pair(draw, fits[0], known))
                for words in _gone_figures(draw, fits[0], known):
                    matches.hold(words, fits[0]["issued_on"], fits[0]["stream_id"])
                matches.unclear += _reworded(draw, fits[0], known)

    pair_off(lambda d, r: _same_figures(d, r, known) and _same_target(d, r, known), alone=False)
    pair_off(lambda d, r: _same_target(d, r, known), alone=True)
    pair_off(lambda d, r: _same_figures(d, r, known) and _may_be(d, r), alone=True)
    if listed and rows:
        matches.hold(_tangle(listed, rows), rows[0]["issued_on"], rows[0]["stream_id"])
        return
    matches.new += listed
    matches.vanished += rows


def _pair(draw: ListedDraw, row: Row, known: Known) -> Pair:
    """Return the pair with the figures that the page has changed; blanks change nothing.

    A target that no wording of ours knows never replaces the one recorded.
    """
    printed = figures_of(draw)
    alone = [(name,) for name in FIGURES if name not in SCORES and printed[name]]
    changed: dict[str, str] = {}
    for names in [*alone, *([SCORES] if printed["score_min"] else [])]:
        differing = [name for name in names if printed[name] != row[name]]
        if not any(
            is_known_disagreement(known, row["draw_id"], name, printed[name])
            or _is_jump(row[name], printed[name])
            for name in differing
        ):
            changed |= {name: printed[name] for name in differing}
    named = draw.label.target if draw.label else None
    other = named if named and named.target_id and not _same_target(draw, row, known) else None
    return Pair(draw, row, changed, other)


def _reworded(draw: ListedDraw, row: Row, known: Known) -> list[str]:
    """Return that a note names a target in words that we do not know: new words, or another one."""
    named = draw.label.target if draw.label else None
    if named is None or named.target_id or _same_target(draw, row, known):
        return []
    words = (
        f"{row['draw_id']}: the note now says {quoted(named.words)}, we have {row['target']}. If "
        "it is the same target in other words, add them to target_wordings.csv."
    )
    return [words]


def _is_jump(before: str, after: str) -> bool:
    """Return whether a number changed so much that it may be that of another line."""
    if not (before.isdigit() and after.isdigit()):
        return False
    return abs(int(after) - int(before)) > LARGEST_CHANGE * int(before)


def _gone_figures(draw: ListedDraw, row: Row, known: Known) -> list[str]:
    """Return figures that are gone or too far from those recorded: cells may have been lost."""
    printed = figures_of(draw) | {"issued_to": str(draw.issued_to or "")}
    if printed["score_min"] and not printed["score_max"]:
        del printed["score_max"]  # one value: "533 and above" has no upper end
    return [
        f"{row['draw_id']}: the page prints {text or 'nothing'} for {name}, we have {row[name]}."
        for name, text in printed.items()
        if row[name] != text
        and (not text or name == "issued_to" or _is_jump(row[name], text))
        and not is_known_disagreement(known, row["draw_id"], name, text)
    ]


def _same_figures(draw: ListedDraw, row: Row, known: Known) -> bool:
    return all(
        printed == row[name] or is_known_disagreement(known, row["draw_id"], name, printed)
        for name, printed in figures_of(draw).items()
    )


def _same_target(draw: ListedDraw, row: Row, known: Known) -> bool:
    """Return whether both name the same target; a note without one fits what is recorded."""
    label = draw.label
    if label is None:
        return row["kind"] == "general"
    if label.is_general or row["kind"] == "general":
        return label.is_general and row["kind"] == "general"
    if label.target is None:
        return row["target_group"] != "pilot"
    recorded = known.targets.get(squeezed(row["target"]))
    same_words = squeezed(label.target.words) == squeezed(row["target"])
    return same_words or recorded == label.target


def _may_be(draw: ListedDraw, row: Row) -> bool:
    """Return whether nothing that the note says rules the recorded draw out."""
    label = draw.label
    return label is None or label.is_general == (row["kind"] == "general")


def _tangle(listed: Iterable[ListedDraw], rows: Iterable[Row]) -> str:
    printed = "; ".join(f"{d.invitations} ({d.note or 'no note'})" for d in listed)
    held = "; ".join(f"{r['invitations']} ({r['draw_id']})" for r in rows)
    return f"Lines of one stream and day cannot be told apart. The page: {printed}. Ours: {held}."


def _misplaced(listing: Listing, matches: Matches) -> None:
    """Leave out a line in the table of another year; say so unless it repeats a line in its own."""
    in_place = {_print(draw) for draw in listing.draws if not draw.is_misplaced}
    for draw in listing.draws:
        if draw.is_misplaced and _print(draw) not in in_place:
            matches.hold(
                f"The table of {draw.stream_id} for {draw.year} has a line of {draw.issued_on} "
                f"({draw.invitations} invitations) that stands nowhere in its own year.",
                str(draw.issued_on),
                draw.stream_id,
            )


def _print(draw: ListedDraw) -> tuple[date, int, object, object]:
    return draw.issued_on, draw.invitations, draw.scores, draw.profiles


def _moved(matches: Matches, known: Known) -> None:
    """Hold back a new draw that may be one that vanished.

    Its date may be corrected, alone or with its figures, or a lost heading put it into the table of
    another stream.
    """

    def same_figures(draw: ListedDraw, row: Row) -> bool:
        near = draw.stream_id == row["stream_id"] or str(draw.issued_on) == row["issued_on"]
        printed = figures_of(draw)
        return near and all(printed[n] == row[n] for n in ("invitations", "score_min"))

    def same_target(draw: ListedDraw, row: Row) -> bool:
        days = abs((draw.issued_on - date.fromisoformat(row["issued_on"])).days)
        same_stream = draw.stream_id == row["stream_id"]
        return same_stream and days <= DAYS_MOVED and _same_target(draw, row, known)

    for test, has in ((same_figures, "its figures"), (same_target, "its target")):
        for row in list(matches.vanished):
            same = [draw for draw in matches.new if test(draw, row)]
            if not same:
                continue
            matches.vanished.remove(row)
            matches.new.remove(same[0])
            matches.hold(
                f"{row['draw_id']} is gone, and a draw of {same[0].stream_id} on "
                f"{same[0].issued_on} has {has}: Ontario may have corrected it, or the page "
                "lost a heading.",
                row["issued_on"],
                row["stream_id"],
            )
            matches.held.add((same[0].issued_on.year, same[0].stream_id))
