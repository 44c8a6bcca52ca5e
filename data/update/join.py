"""Join the lists of notices to draws: by day, stream, score and target, and only with certainty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from data.update.figures import Scores
from data.update.known import FIRST_DAY_OF_NOC_2021, UNNAMED
from data.update.notices import scores_by_stream, scores_in, streams_named
from data.update.text import quoted, squeezed
from data.update.unknowns import REGIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.update.known import Known, Row, Target
    from data.update.notices import NamedCode, Notice, Part

ALIKE = 0.6
"""Two titles this much alike are one title, typed or worded a little differently."""

NEWER_CODE_LENGTH = 5


@dataclass
class JoinedList:
    """The occupations that notices name for one draw, with what could not be read of them."""

    draw_id: str
    codes: dict[str, str] = field(default_factory=dict)
    """The condition that only this code must meet, by code; empty where it has none."""
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Unjoined:
    """A list that found no draw of one stream, and the draws of other streams that it found."""

    words: str
    found_for: frozenset[str]


@dataclass
class Joined:
    """What the notices of a page say of draws, and the lists that found no draw."""

    lists: dict[str, JoinedList] = field(default_factory=dict)
    notices: dict[str, list[Notice]] = field(default_factory=lambda: defaultdict(list))
    lists_read: int = 0
    lists_joined: int = 0
    unjoined: list[Unjoined] = field(default_factory=list)


def join(notices: Iterable[Notice], draws: Iterable[Row], known: Known) -> Joined:
    """Return which draw each list of the notices belongs to, among the draws given."""
    joined = Joined()
    by_place: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for draw in draws:
        by_place[draw["issued_on"], draw["stream_id"]].append(draw)
    for notice in notices:
        for draw_id in _draws_of(notice, by_place, known):
            joined.notices[draw_id].append(notice)
        for part in notice.parts:
            found = [
                _draw_of(
                    _Wanted(notice, part, stream, scores),
                    by_place[notice.issued_on.isoformat(), stream],
                    known,
                )
                for stream, scores in _streams(notice, part, known).items()
            ]
            joined.lists_read += len(found)
            rows = [draw for draw in found if not isinstance(draw, str)]
            joined.lists_joined += len(rows)
            for draw in rows:
                draw_id = draw["draw_id"]
                whole = joined.lists.setdefault(draw_id, JoinedList(draw_id))
                if notice not in joined.notices[draw_id]:
                    joined.notices[draw_id].append(notice)
                _add(whole, part, draw, known)
            others = frozenset(draw["draw_id"] for draw in rows)
            joined.unjoined += [Unjoined(w, others) for w in found if isinstance(w, str)]
    return joined


def _streams(notice: Notice, part: Part, known: Known) -> dict[str, Scores]:
    """Return the streams that a list is for, each with its score where the sentence gives one."""
    if by_stream := scores_by_stream(part.sentence, known):
        return by_stream
    streams = streams_named(notice.opening, known) or streams_named(notice.title, known)
    scores = scores_in(part.sentence)
    score = scores[0] if len(scores) == 1 else Scores(None, None)
    return dict.fromkeys(streams, score)


def _draws_of(
    notice: Notice, by_place: dict[tuple[str, str], list[Row]], known: Known
) -> list[str]:
    """Return the draws that a whole notice is about: those of its streams, day and target.

    The only draw of a stream and day is one of them, unless it has another target: then the draw of
    the notice is not listed yet.
    """
    target = known.target_named(notice.title)
    sure = known.target_named(notice.title.rpartition("stream")[2])  # not the name of a stream
    streams = dict.fromkeys(
        stream
        for text in (notice.opening, notice.title, *notice.texts)
        for stream in streams_named(text, known)
    )
    found = []
    for stream in streams:
        draws = by_place[notice.issued_on.isoformat(), stream]
        exact = [draw for draw in draws if target and _has(draw, target, known)]
        found += exact or [d for d in draws if len(draws) == 1 and _may_have(d, sure, known)]
    return [draw["draw_id"] for draw in found]


@dataclass(frozen=True)
class _Wanted:
    """A list and what is known of the draw that it is of."""

    notice: Notice
    part: Part
    stream: str
    scores: Scores


def _draw_of(wanted: _Wanted, of_day: list[Row], known: Known) -> Row | str:
    """Return the one draw of a day and stream that a list is of, or why there is none."""
    notice, part, scores = wanted.notice, wanted.part, wanted.scores
    where = f"{notice.issued_on}, {wanted.stream}, {quoted(part.heading or notice.title)}"
    draws = [draw for draw in of_day if draw["kind"] == "targeted"]
    if not draws:
        return f"{where}: no targeted draw of this stream and day is listed."
    words = (part.heading, part.sentence, notice.title)
    target = next(filter(None, map(known.target_named, words)), None)
    of_target = [draw for draw in draws if target and _has(draw, target, known)]
    of_score = [
        draw
        for draw in draws
        if scores.lowest is not None
        and _scored(draw, scores)
        and (of_target or _may_have(draw, target, known))
    ]
    both = [draw for draw in of_target if draw in of_score]
    certain = both or ((of_target or of_score) if not (of_target and of_score) else [])
    if not certain and scores.lowest is None and target is None:
        certain = [draw for draw in draws if not _names_none(draw, known)]
    if len(certain) == 1:
        return certain[0]
    return f"{where}: {len(draws)} draws fit, and neither score nor target tells which."


def _has(draw: Row, target: Target, known: Known) -> bool:
    return known.targets.get(squeezed(draw["target"])) == target


def _may_have(draw: Row, target: Target | None, known: Known) -> bool:
    """Return whether nothing says that a draw has another target than this one.

    Pages name one target in narrower and wider words ("health", "health and technology"), but one
    region is never another, nor a field of work.
    """
    if target is None or _has(draw, target, known):
        return True
    recorded = known.targets.get(squeezed(draw["target"]))
    if recorded is None or recorded.target_id == UNNAMED:
        return draw["kind"] == "targeted"
    return REGIONAL not in (recorded.group, target.group)


def _scored(draw: Row, scores: Scores) -> bool:
    highest = "" if scores.highest is None else str(scores.highest)
    return (draw["score_min"], draw["score_max"]) == (str(scores.lowest), highest)


def _names_none(draw: Row, known: Known) -> bool:
    """Return whether draws with this target name no occupations: pilots, for example."""
    target = known.targets.get(squeezed(draw["target"]))
    return target is not None and target.list_when_none != "not_captured"


def _add(whole: JoinedList, part: Part, draw: Row, known: Known) -> None:
    """Add the codes of a part to the list of a draw, each checked against its title."""
    is_newer = draw["issued_on"] >= FIRST_DAY_OF_NOC_2021
    titles = known.by_key("noc_2021" if is_newer else "noc_2016", "noc_code")
    for named in part.codes:
        code = _checked(named, draw, titles, known, is_newer=is_newer)
        if code in titles:
            whole.codes[code] = part.conditions.get(named.code, "")
        else:
            whole.doubts.append(code)
    whole.doubts += [f"a line names no code: {quoted(line)}" for line in part.unread]


def _checked(
    named: NamedCode, draw: Row, titles: dict[str, Row], known: Known, *, is_newer: bool
) -> str:
    """Return the code that is meant, or why that is not certain.

    A code that lost its leading zeros gets them back where the title agrees. A code beside the
    title of another code is in doubt, unless it is recorded which of them is meant.
    """
    for row in known.rows("discrepancies"):
        if row["draw_id"] == draw["draw_id"] and row["subject"] == "occupation code":
            right = titles.get(row["figure_used"])
            if right and named.code == row["other_figure"] and _alike(named.title, right["title"]):
                return row["figure_used"]
    code = named.code.zfill(NEWER_CODE_LENGTH if is_newer else NEWER_CODE_LENGTH - 1)
    if code not in titles:
        return f"the code {named.code} beside {quoted(named.title)} does not exist"
    if _alike(named.title, titles[code]["title"]):
        return code
    others = [row["noc_code"] for row in titles.values() if _same(named.title, row["title"])]
    if len(named.code) != len(code) or others:
        meant = f", the title of {others[0]}" if others else ""
        return f"the code {named.code} stands beside {quoted(named.title)}{meant}"
    return code


def _same(one: str, other: str) -> bool:
    return squeezed(one) == squeezed(other)


def _alike(one: str, other: str) -> bool:
    plain, wanted = squeezed(one), squeezed(other)
    if plain.startswith(wanted) or wanted.startswith(plain):
        return True
    return SequenceMatcher(None, plain, wanted).ratio() >= ALIKE
