"""Pages written for the tests in the form of the official ones: by hand, or from the tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from data.update.days import long_day
from data.update.text import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.update.known import Known, Row

INVITATIONS = (
    "Ontario Immigrant Nominee Program (OINP) invitations to apply",
    "https://www.ontario.ca/page/ontario-immigrant-nominee-program-oinp-invitations-apply",
)
NOTIFICATIONS = (
    "OINP Express Entry Notifications of Interest",
    "https://www.ontario.ca/page/oinp-express-entry-notifications-interest",
)
UPDATES_2026 = (
    "2026 Ontario Immigrant Nominee Program Updates",
    "https://www.ontario.ca/page/2026-ontario-immigrant-nominee-program-updates",
)
WORKFORCE = (
    "Ontario Workforce Priority stream",
    "https://www.ontario.ca/page/ontario-workforce-priority-stream",
)
EOI_HEADER = (
    "Date issued",
    "Number of invitations issued",
    "Date profiles created",
    "Score range",
    "Notes",
)
NOTIFIED_HEADER = (
    "Date/time NOIs issued",
    "Number of NOIs issued",
    "Profiles created in IRCC's Express Entry system",
    "CRS score range",
    "Notes",
)
FILLER = "<p>" + "The program sends invitations to apply to people with a profile. " * 10 + "</p>"


def page(
    about: tuple[str, str], body: str, updated: str = "November 20, 2026", language: str = "en"
) -> str:
    """Return a whole page with a title, an address and a body."""
    title, url = about
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="ltr"><head><meta charset="utf-8"/>'
        f'<link rel="canonical" href="{url}"/><title>{title} | ontario.ca</title></head>'
        f'<body><div class="body-field">Log in</div><main><h1>{title}</h1>'
        f'<div class="body-field">{FILLER}{body}<p>Updated: {updated}</p></div>'
        "</main></body></html>\n"
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of HTML."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def words(day: date) -> str:
    """Return a day as the pages print it: "April 30, 2026"."""
    number, month, year = long_day(day).split()
    return f"{month} {number}, {year}"


@dataclass
class DrawPage:
    """A page of draws as lists of cells, so that a test can change one of them."""

    about: tuple[str, str]
    header: tuple[str, ...]
    tables: dict[tuple[int, str], list[list[str]]] = field(default_factory=dict)
    totals: dict[int, list[str]] = field(default_factory=dict)
    updated: str = "November 20, 2026"

    def html(self, updated: str = "") -> str:
        """Return the page, updated on its own day or the one given."""
        parts = []
        years = sorted({year for year, _ in self.tables}, reverse=True)
        for year in years:
            parts.append(f"<h2>Invitations to apply issued in {year}</h2>")
            if lines := self.totals.get(year):
                parts.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
            for (of_year, heading), rows in self.tables.items():
                if of_year == year:
                    parts += [f"<h3>{heading}</h3>", table(self.header, rows)]
        return page(self.about, "".join(parts), updated or self.updated)

    def rows(self, year: int, heading: str) -> list[list[str]]:
        """Return the rows of one table, to be changed in place."""
        return self.tables.setdefault((year, heading), [])


def page_of_records(known: Known, source_id: str) -> DrawPage:
    """Return a page as it was read last: with every recorded draw of it that it still lists."""
    headings: dict[str, str] = {}
    for row in known.rows("page_wordings"):
        if row["purpose"] == "stream":
            headings.setdefault(row["meaning"], row["wording"])
    notified = source_id == "ontario-express-entry-notifications"
    made = DrawPage(
        NOTIFICATIONS if notified else INVITATIONS, NOTIFIED_HEADER if notified else EOI_HEADER
    )
    made.updated = words(date.fromisoformat(known.sources[source_id]["last_changed"]))
    gone = {r["draw_id"] for r in known.rows("corrections") if r["field"] == "listed"}
    totals = defaultdict(list)
    for row in known.rows("official_totals"):
        if row["source_id"] == source_id:
            totals[int(row["year"])].append(
                f"{headings[row['stream_id']]} — {int(row['invitations']):,}"
            )
    made.totals = dict(totals)
    for row in reversed(known.rows("draws")):
        if row["source_id"] == source_id and row["draw_id"] not in gone:
            rows = made.rows(int(row["issued_on"][:4]), headings[row["stream_id"]])
            rows.append(cells(row, known))
    return made


def cells(row: Row, known: Known) -> list[str]:
    """Return the cells in which a page prints a recorded draw."""
    first = date.fromisoformat(row["issued_on"])
    issued = words(first)
    if row["issued_to"]:
        issued = f"{issued} - {words(date.fromisoformat(row['issued_to']))}"
    profiles = ""
    if row["profiles_from"]:
        days = (date.fromisoformat(row[name]) for name in ("profiles_from", "profiles_to"))
        profiles = " – ".join(map(words, days))
    score = "N/A"
    if row["score_max"]:
        score = f"{row['score_min']}-{row['score_max']}"
    elif row["score_min"]:
        score = f"{row['score_min']} and above"
    return [issued, f"{int(row['invitations']):,}", profiles, score, note(row, known)]


def note(row: Row, known: Known) -> str:
    """Return the note that a page prints beside a recorded draw."""
    if row["kind"] == "general":
        return "General draw"
    target = known.targets[squeezed(row["target"])]
    wording = next(
        (r["wording"] for r in known.rows("target_wordings") if r["target_id"] == target.target_id),
        None,
    )
    named = f" for {wording}" if wording else ""
    return f"Targeted draw{named}. Please refer to the OINP Program Updates page for more."
