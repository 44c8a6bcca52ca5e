"""Read the notices of draws on a page of updates: when, for whom, how many, which occupations.

A notice begins with a sentence such as "On April 30, 2026, we issued 1063 invitations ...". It ends
where a dated heading, or a heading of something else, follows. Lists of occupations in it belong to
the last sentence before them that gives a score or names a stream.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.update.days import read_days
from data.update.figures import Scores
from data.update.pages import BlockKind
from data.update.text import DASHES, UnreadableError, squeezed, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.update.known import Known
    from data.update.pages import Block, Page

DRAWN = re.compile(
    r"^(?:also\s+)?on (?P<day>[A-Z][a-z]+ \d{1,2}, \d{4}),?\s.*?"
    r"\b(?:issued|will issue|conducted)\b(?P<rest>.*)",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+) (?:targeted )?(?:invitations?|notifications?)\b", re.IGNORECASE
)
CODE = re.compile(r"(?:NOC\s*)?(?P<code>\d{2,5})\s*[-:]?\s*(?P<title>\D.*)", re.IGNORECASE)
INLINE_CODE = re.compile(r"\bNOC (?:code )?(?P<code>\d{4,5}) - (?P<title>[A-Z][^.;]*)")
SCORE = re.compile(r"(\d{2,4}) (?:and|or) above|(\d{3})\s*(?:-|and|to)\s*(\d{3})\b", re.IGNORECASE)
YEAR_OF_PAGE = re.compile(r"\b(20\d\d)\b")
END_OF_RULES = "toapply"


@dataclass(frozen=True)
class NamedCode:
    """An occupation in a list of a notice: the code and the title printed beside it."""

    code: str
    title: str


@dataclass
class Part:
    """Lists of occupations under one sentence of a notice, for one stream or several."""

    sentence: str
    heading: str = ""
    is_list: bool = False
    codes: list[NamedCode] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    conditions: dict[str, str] = field(default_factory=dict)
    """What only some of the codes must meet, by code."""


@dataclass
class Notice:
    """A notice of one or more draws of one day."""

    issued_on: date
    title: str
    opening: str
    announced: int | None
    texts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def read_notices(page: Page, known: Known) -> list[Notice]:
    """Return the notices of draws of a page, in its order."""
    reader = _Reader(known)
    for position, block in enumerate(page.blocks):
        following = page.blocks[position + 1] if position + 1 < len(page.blocks) else None
        reader.take(block, following)
    for notice in reader.notices:
        notice.parts = _parts(notice.parts)
    return reader.notices


def _parts(parts: list[Part]) -> list[Part]:
    """Return the lists, and sentences that name one occupation with a score.

    A sentence without a score names the occupation of a notice only where nothing else does: "who
    work in health occupations or in NOC 42202" is not a list.
    """
    sure = [part for part in parts if part.is_list or scores_in(part.sentence)]
    return sure or parts[:1]


def dated_headings(page: Page, year: int) -> Iterator[tuple[date, str]]:
    """Yield the day and title of each thing that a page of updates reports."""
    day = None
    for block in page.blocks:
        if block.kind is BlockKind.HEADING:
            found = _day(block.text, year)
            day = found or day
            if found is None and day and block.level > 2:  # noqa: PLR2004 (below the months)
                yield day, block.text


def scores_by_stream(sentence: str, known: Known) -> dict[str, Scores]:
    """Return the score that a sentence gives each stream that it names.

    Streams and scores are paired in their order; one score for several streams is that of all.
    Without a clear pairing the scores are null.
    """
    streams = streams_named(sentence, known)
    scores = scores_in(sentence)
    if len(scores) == 1:
        return dict.fromkeys(streams, scores[0])
    if len(scores) == len(streams):
        return dict(zip(streams, scores, strict=True))
    return dict.fromkeys(streams, Scores(None, None))


def scores_in(sentence: str) -> list[Scores]:
    """Return the scores that a sentence gives, in order."""
    return [
        Scores(int(lowest), None) if lowest else Scores(int(low), int(high))
        for lowest, low, high in SCORE.findall(sentence.translate(DASHES))
    ]


def streams_named(sentence: str, known: Known) -> list[str]:
    """Return the streams that a sentence names, in its order, each once."""
    plain = squeezed(sentence)
    found = [
        (plain.index(wording), stream)
        for wording, stream in known.wordings("stream_in_prose").items()
        if wording in plain
    ]
    return list(dict.fromkeys(stream for _, stream in sorted(found)))


class _Reader:
    """Goes through the blocks of a page and remembers in which notice and part it is."""

    def __init__(self, known: Known) -> None:
        self.parts_known = known.wordings("part")
        self.of_part = known.wordings("condition_of_part")
        self.notices: list[Notice] = []
        self.notice: Notice | None = None
        self.part: Part | None = None
        self.title = ""
        self.heading = ""
        self.over = False

    def take(self, block: Block, following: Block | None) -> None:
        """Read one block, knowing which one comes after it."""
        match block.kind:
            case BlockKind.HEADING:
                self._heading(block)
            case BlockKind.PARAGRAPH:
                self._paragraph(block.text, following)
            case BlockKind.LIST:
                self._list(block)
            case BlockKind.TABLE:
                self.part = None

    def _heading(self, block: Block) -> None:
        plain = squeezed(block.text)
        if self.notice and any(wording in plain for wording in self.parts_known):
            self.title = block.text  # a new notice may begin here; if none does, it is a part
            self.heading = block.text
            return
        self.notice, self.part = None, None
        self.title = "" if _day(block.text, 2000) else block.text
        self.heading = ""

    def _paragraph(self, text: str, following: Block | None) -> None:
        if match := DRAWN.match(text):
            try:
                day = read_days(match["day"])[0]
            except UnreadableError:
                return
            counts = [int(count.replace(",", "")) for count in ANNOUNCED.findall(text)]
            announced = sum(counts) if counts else None
            self.notice = Notice(day, self.title, text, announced)
            self.notices.append(self.notice)
            self.part, self.heading, self.over = Part(text), "", False
            self._inline(text, following)
        elif self.notice and not self.over and (scores_in(text) or self._is_part_over()):
            self.part = Part(text, self.heading)
            self._inline(text, following)
        if self.notice and not self.over:
            self.notice.texts.append(text)
            self.over = squeezed(text).endswith(END_OF_RULES)

    def _is_part_over(self) -> bool:
        return self.part is None or bool(self.part.codes)

    def _inline(self, text: str, following: Block | None) -> None:
        """Take the one occupation that a sentence names, where no list follows it."""
        codes = INLINE_CODE.findall(tidy(text).translate(DASHES))
        is_list = following is not None and following.kind is BlockKind.LIST
        if self.notice and self.part and not is_list and len(codes) == 1:
            self.part.codes.append(NamedCode(*codes[0]))
            self.notice.parts.append(self.part)

    def _list(self, block: Block) -> None:
        if not (self.notice and self.part) or self.over:
            return
        matches = [CODE.fullmatch(line.translate(DASHES)) for line in block.lines]
        if sum(match is not None for match in matches) * 2 < len(matches):
            return
        if not self.part.is_list:
            if self.part.codes:
                self.part = Part(self.part.sentence)
            self.part.heading, self.part.is_list = self.heading, True
            self.notice.parts.append(self.part)
        for match, line in zip(matches, block.lines, strict=True):
            if match is None:
                self.part.unread.append(line)
                continue
            self.part.codes.append(NamedCode(match["code"], match["title"]))
            for wording, condition in self.of_part.items():
                if wording in squeezed(self.heading):
                    self.part.conditions[match["code"]] = condition


def _day(text: str, year: int) -> date | None:
    try:
        return read_days(text, year)[0]
    except UnreadableError:
        return None
