"""Lines and figures that wait for a person, so that nothing wrong is published meanwhile."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from data.update.draft import ChangeKind
from data.update.known import Known
from tests.data.update.paper import EOI_HEADER, UPDATES_2026, DrawPage, page, table
from tests.data.update.test_checks import FOREIGN_WORKER, GTA, edits, gta_row, said
from tests.data.update.test_notices import OPEN_STREAM, PHARMACISTS, notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from data.update.run import Outcome

LINE = ["November 18, 2026", "12", "", "97 and above"]


def without_notes(invitations: DrawPage) -> str:
    """Return the page with a new table of a draw that has no column of notes."""
    html = invitations.html()
    new = f"<h3>{OPEN_STREAM}</h3>{table(EOI_HEADER[:-1], [LINE])}"
    return html.replace("</table>", f"</table>{new}", 1)


def test_a_line_of_a_table_without_notes_is_never_taken_for_a_general_draw(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    outcome = checked(ontario_invitations=without_notes(invitations))
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "it has no note, so its target is not known" in words


def test_the_one_notice_of_its_day_gives_a_line_without_notes_its_target(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    outcome = checked(
        ontario_invitations=without_notes(invitations),
        ontario_updates_2026=page(UPDATES_2026, notice([PHARMACISTS])),
    )
    (draw,) = edits(outcome, "draws")
    assert draw.after is not None
    assert (draw.after["target"], draw.after["kind"]) == ("Northern Ontario", "targeted")


@pytest.mark.parametrize(
    "title",
    [
        "Candidates invited",
        "Health occupations in Northern Ontario: candidates invited",
        "TEER 4 and 5 pathway: candidates invited in Northern Ontario",
    ],
)
def test_a_notice_that_may_be_of_another_target_gives_none(
    title: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    body = notice([PHARMACISTS]).replace("Candidates invited in Northern Ontario", title)
    if "TEER 4" in title:
        body = body.replace("TEER 0 to 3", "TEER 4 and 5")
    outcome = checked(
        ontario_invitations=without_notes(invitations),
        ontario_updates_2026=page(UPDATES_2026, body),
    )
    assert edits(outcome, "draws") == []
    assert any("it has no note" in words for words in said(outcome, ChangeKind.PERSON))


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("TEER 0-3 pathway: tech occupations invited", "Technology occupations"),
        ("TEER 0-3 pathway: tech occupations invited in Northern Ontario", "Listed occupations"),
        ("TEER 0-3 pathway: candidates invited", "Listed occupations"),
    ],
)
def test_a_note_that_names_no_target_takes_that_of_its_notice_only_where_it_is_one(
    title: str, target: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    body = notice([PHARMACISTS]).replace("Candidates invited in Northern Ontario", title)
    body = body.replace(title, f"Workforce Priority: {title}")
    invitations.rows(2026, OPEN_STREAM).append([*LINE, "Targeted draw."])
    outcome = checked(
        ontario_invitations=invitations.html(), ontario_updates_2026=page(UPDATES_2026, body)
    )
    (draw,) = edits(outcome, "draws")
    assert draw.after is not None
    assert draw.after["target"] == target
    shown = [w for w in said(outcome, ChangeKind.PERSON) if "filed under listed" in w]
    assert bool(shown) == (target == "Listed occupations")


def test_a_note_in_new_words_never_overwrites_the_target(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[4] = "Targeted draw for employers of Toronto and its neighbours."
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert words.startswith(f'{GTA}: the note now says "Employers of Toronto')


@pytest.mark.parametrize("count", ["0", "7,000"])
def test_a_count_that_no_draw_has_had_waits_for_a_person(
    count: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    line = ["November 18, 2026", count, "", "97 and above", "General draw."]
    invitations.rows(2026, OPEN_STREAM).append(line)
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "expected 1 to 5,688 invitations" in words


def test_the_two_ends_of_a_score_are_one_value(
    notifications: DrawPage, checked: Callable[..., Outcome]
) -> None:
    rows = [row for rows in notifications.tables.values() for row in rows]
    row = next(row for row in rows if row[3] == "505-528")
    row[3] = "533 and above"
    lowest, highest, draw = edits(checked(ontario_express_entry_notifications=notifications.html()))
    assert draw.after is not None
    assert (draw.after["score_min"], draw.after["score_max"]) == ("533", "")
    gone = {edit.after["field"]: edit.after for edit in (lowest, highest) if edit.after}
    assert (gone["score_min"]["before"], gone["score_min"]["after"]) == ("505", "533")
    assert (gone["score_max"]["before"], gone["score_max"]["after"]) == ("528", "")


def test_a_date_and_a_count_that_changed_together_are_not_two_draws(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    row = gta_row(invitations)
    row[:2] = ["April 29, 2026", "790"]
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert words.startswith(f"{GTA} is gone, and a draw of foreign-worker on 2026-04-29 has its")


def test_no_total_is_called_wrong_while_a_line_of_its_year_waits(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.rows(2026, OPEN_STREAM).append([*LINE, ""])
    invitations.totals[2026] = [f"{OPEN_STREAM} – 12", f"{FOREIGN_WORKER} – 1"]
    outcome = checked(ontario_invitations=invitations.html())
    (wrong,) = edits(outcome, "discrepancies")
    assert wrong.key == ("2026-foreign-worker-total",), "the other stream has nothing held"
    assert len(edits(outcome, "official_totals")) == 2


def test_no_total_is_called_wrong_where_a_count_jumped(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[1] = "7,860"
    invitations.totals[2026] = [f"{FOREIGN_WORKER} – 1"]
    assert edits(checked(ontario_invitations=invitations.html()), "discrepancies") == []


MORNING = date(2026, 11, 24)
NEXT_DAY = date(2026, 11, 25)


def corrections(tables: Path) -> list[tuple[str, str, str]]:
    rows = Known(tables).rows("corrections")
    return [
        (row["first_seen"], row["before"], row["after"])
        for row in rows
        if row["draw_id"] == GTA and row["first_seen"] >= MORNING.isoformat()
    ]


def test_two_changes_of_a_day_keep_what_it_was_at_first(
    invitations: DrawPage, written: Callable[..., Outcome], tables: Path
) -> None:
    for count in ("790", "795"):
        gta_row_of(invitations)[1] = count
        written(MORNING, ontario_invitations=invitations.html())
    assert corrections(tables) == [("2026-11-24", "786", "795")]
    gta_row_of(invitations)[1] = "800"
    written(NEXT_DAY, ontario_invitations=invitations.html())
    assert corrections(tables) == [("2026-11-24", "786", "795"), ("2026-11-25", "795", "800")]


def test_a_figure_that_comes_back_the_same_day_leaves_no_trace(
    invitations: DrawPage, written: Callable[..., Outcome], tables: Path
) -> None:
    draws = (tables / "draws.csv").read_bytes()
    for count in ("790", "786"):
        gta_row_of(invitations)[1] = count
        written(MORNING, ontario_invitations=invitations.html())
    assert corrections(tables) == []
    assert (tables / "draws.csv").read_bytes() == draws


def test_a_line_that_is_lost_and_found_the_same_day_leaves_no_trace(
    invitations: DrawPage, written: Callable[..., Outcome], tables: Path
) -> None:
    rows = invitations.rows(2026, FOREIGN_WORKER)
    row = rows.pop(0)
    written(MORNING, ontario_invitations=invitations.html())
    assert corrections(tables) == [("2026-11-24", "yes", "no")]
    rows.insert(0, row)
    written(MORNING, ontario_invitations=invitations.html())
    assert corrections(tables) == []


def gta_row_of(invitations: DrawPage) -> list[str]:
    return invitations.rows(2026, FOREIGN_WORKER)[0]
