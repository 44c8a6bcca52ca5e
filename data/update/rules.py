"""Read from a notice what a draw asked beyond the rules of its stream: places and conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.update.notices import streams_named
from data.update.text import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.update.known import Known
    from data.update.notices import Notice

PLACES_LISTED = re.compile(r"census divisions?:\s*(?P<places>.+)", re.IGNORECASE)
JOB_OFFER_IN = re.compile(
    r"job offer in (?:the )?(?P<places>[A-Z][^.]*?)(?: census division|\.|,? and who | under |$)"
)
SENTENCE_END = re.compile(r"(?<=[.:;!?])\s+(?=[A-Z])")
NEXT_CLAUSE = re.compile(r"\band (?=(?:have|be|hold|reside|live|work|show|demonstrate|meet)\b)")
ASKS = re.compile(
    r"\b(?:must|needs?|required?|requires|(?:have|has) to|only candidates)\b", re.IGNORECASE
)
BETWEEN_PLACES = re.compile(r"\b(?:and|or|the|census|divisions?)\b|[,.;]", re.IGNORECASE)


def conditions(notice: Notice, stream_id: str, known: Known) -> list[str]:
    """Return the conditions that a notice states for a stream, in the order of its text."""
    text = squeezed(" ".join(_about(notice, stream_id, known)))
    places = sorted(
        (text.index(wording), condition)
        for wording, condition in known.wordings("condition").items()
        if wording in text
    )
    return list(dict.fromkeys(condition for _, condition in places))


def unread_conditions(notice: Notice, stream_id: str, known: Known) -> list[str]:
    """Return what a notice asks of candidates in words that no wording of ours knows.

    A sentence that asks several things is looked at part by part.
    """
    wordings = known.wordings("condition").keys() | known.wordings("no_condition").keys()
    unread = []
    for text in _about(notice, stream_id, known):
        for sentence in SENTENCE_END.split(text):
            if ASKS.search(sentence) and not _is_known(sentence, known.wordings("no_condition")):
                unread += [
                    sentence
                    for clause in NEXT_CLAUSE.split(sentence)
                    if not _is_known(clause, wordings)
                ][:1]
    return list(dict.fromkeys(unread))


def _is_known(text: str, wordings: Iterable[str]) -> bool:
    plain = squeezed(text)
    return any(wording in plain for wording in wordings)


def areas(notice: Notice, known: Known) -> list[str]:
    """Return the census divisions that a notice names as the place of the job offer, sorted.

    A text of which some part is no known place gives none: half a list of places is a wrong one.
    """
    divisions = [row["census_division"] for row in known.rows("census_divisions")]
    named = dict(zip(divisions, divisions, strict=True))
    named |= {
        row["wording"]: row["meaning"]
        for row in known.rows("page_wordings")
        if row["purpose"] == "place"
    }
    for pattern in (PLACES_LISTED, JOB_OFFER_IN):
        for text in notice.texts:
            if match := pattern.search(text):
                found, rest = set(), match["places"]
                for name in sorted(named, key=len, reverse=True):
                    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
                    if whole.search(rest):
                        found.add(named[name])
                        rest = whole.sub(" ", rest)
                if found and not BETWEEN_PLACES.sub("", rest).strip():
                    return sorted(found)
    return []


def _about(notice: Notice, stream_id: str, known: Known) -> list[str]:
    """Return the paragraphs of a notice that are about all of its streams or about this one."""
    several = len(streams_named(notice.opening, known)) > 1
    return [
        text
        for text in notice.texts
        if not several
        or text == notice.opening
        or stream_id in (streams_named(text, known) or [stream_id])
    ]
