"""The words of feeds and calendars: one entry for each draw, written from its rows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from components.draw_words import disagreed, occupation_list, sentence, title
from components.words import (
    AREA_FILTER,
    KINDS,
    OCCUPATION_FILTER,
    aside,
    count,
    day,
    score_phrase,
    unmarked,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]

WHAT_IT_IS = (
    "Each draw of the Ontario Immigrant Nominee Program as it is recorded, and again when a figure "
    "of it is corrected. Unofficial. An invitation is not a nomination."
)
UNKNOWN_LISTS = (
    "A draw whose list of occupations is not published, or not known to us, may have named the "
    "occupation and still not appear."
)
FIELDS = {
    "invitations": "Invitations",
    "score_min": "Lowest score",
    "score_max": "Highest score",
    "profiles_from": "First day of the profiles",
    "profiles_to": "Last day of the profiles",
    "target": "Target",
}
"""What can be corrected, in words; by the values of `field` in `corrections.sql`."""


def headline(draw: Row, *, changed: bool = False) -> str:
    """Return the title of an entry; a row of `draws.sql`.

    `changed` says whether Ontario has changed what it says of the draw since.

    "Foreign Worker, 3 September 2025: 1,134 invitations from 42 points (Priority occupations)".
    """
    target = "" if draw["kind"] == "general" else f" ({aside(draw['target'])})"
    invitations = count(draw["invitations"], "invitation")
    mark = "Changed: " if changed else ""
    return f"{mark}{title(draw)}: {invitations} {score_phrase(draw)}{target}"


def told(draw: Row) -> str:
    """Return what happened in a draw, in one sentence without Markdown."""
    return unmarked(sentence(draw))


def correction(row: Row) -> str:
    """Return what Ontario changed; a row of `corrections.sql`."""
    seen = f"seen on {day(row['first_seen'])}"
    if row["field"] == "listed":
        verb = "lists it again" if row["after"] == "yes" else "no longer lists it"
        return f"Ontario's page {verb}, {seen}."
    return f"Corrected by Ontario, {seen}. {changed(row)}"


def changed(row: Row) -> str:
    """Return which figure was what, and is what; a row of `corrections.sql`.

    Of occupations, `before` holds the codes that were taken away and `after` those that were added.
    """
    if row["field"] == "occupations":
        parts = (("added", row["after"]), ("taken away", row["before"]))
        return f"Occupations: {'; '.join(f'{word} {codes}' for word, codes in parts if codes)}."
    before, after = (value or "not published" for value in (row["before"], row["after"]))
    return f"{FIELDS[row['field']]}: {after}; before: {before}."


def noted(corrections: Sequence[Row], disagreements: Sequence[Row]) -> list[str]:
    """Return what was noted of a draw after it was recorded, one sentence or two for each.

    Takes its rows of `corrections.sql` and `discrepancies.sql`.
    """
    return [
        *map(correction, corrections),
        *(f"{unmarked(disagreed(row))} Noted on {day(row['found_on'])}." for row in disagreements),
    ]


def body(
    draw: Row, occupations: Sequence[Row], notes: Sequence[str], links: Mapping[str, str]
) -> str:
    """Return the content of an entry as HTML.

    Takes the row of `draws.sql`, its rows of `draws_occupations.sql`, the sentences of `noted`,
    and links by their words.
    """
    paragraphs = [told(draw), *notes]
    if draw["areas"]:
        paragraphs.append(f"Job offer in: {draw['areas']}.")
    if draw["conditions"]:
        paragraphs.append(f"Conditions: {draw['conditions']}.")
    paragraphs.append(occupation_list(draw, []))
    parts = [f"<p>{escape(text)}</p>" for text in paragraphs]
    if occupations:
        named = (f"{row['noc_code']} {row['title']}" for row in occupations)
        parts.append(f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in named)}</ul>")
    shown = (f'<a href="{escape(url)}">{escape(words)}</a>' for words, url in links.items())
    parts.append(f"<p>{' | '.join(shown)}</p>")
    return "".join(parts)


def name(filters: Mapping[str, Sequence[str]]) -> str:
    """Return the title of a feed or calendar; `filters` maps a filter to labels of its values."""
    parts = [", ".join(labels) for labels in filters.values() if labels]
    return "OINP draws" + (f": {'; '.join(parts)}" if parts else "")


def explanation(filters: Mapping[str, Sequence[str]]) -> str:
    """Return what a feed or calendar holds and what it cannot hold."""
    parts = [WHAT_IT_IS]
    if filters.get("occupation"):
        parts += [OCCUPATION_FILTER, UNKNOWN_LISTS]
    if filters.get("area"):
        parts.append(AREA_FILTER)
    return " ".join(parts)


def kind_label(kind: str | None) -> list[str]:
    """Return the label of a kind of draw, where one is chosen."""
    return [f"{KINDS[kind]} draws"] if kind else []
