"""What is not the page that was expected is refused, with what was expected and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.data.update.paper import (
    EOI_HEADER,
    INVITATIONS,
    UPDATES_2026,
    DrawPage,
    page,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.update.run import Outcome

FOREIGN_WORKER = "Employer Job Offer: Foreign Worker stream"


def refusal(outcome: Outcome) -> str:
    (result,) = outcome.results
    assert result.result == "refused"
    assert outcome.exit_code == 1
    tables = {edit.table for edit in outcome.draft.edits()}
    assert tables == {"page_checks"}, "a refused page must change nothing but the heartbeat"
    assert not outcome.draft.changes
    (edit,) = outcome.draft.edits()
    assert edit.after is not None
    assert (edit.after["result"], edit.after["message"]) == ("refused", result.message)
    return result.message


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", "expected a page, found nothing"),
        ("   \n", "expected a page, found nothing"),
        ("<html lang=en><title>Just a moment...</title></html>", "expected the title"),
        ("Too many requests", "found the language"),
        (page(INVITATIONS, "", language="fr"), 'found the language "fr"'),
        (page(("Page not found", INVITATIONS[1]), ""), 'found "Page not found"'),
        (page((INVITATIONS[0], UPDATES_2026[1]), ""), "expected the address"),
        (page(UPDATES_2026, ""), "expected the title"),
        (page(INVITATIONS, "").replace("</html>", ""), "cut off"),
        (page(INVITATIONS, "").replace("body-field", "text"), "expected a body"),
        (
            "".join(page(INVITATIONS, "").partition("<p>")[::2][:1]) + "</div></main></html>",
            "expected a page of text",
        ),
        (page(INVITATIONS, "", updated="May 28, 2026"), "found 2026-05-28"),
        (page(INVITATIONS, "", updated="soon"), 'expected "Updated:" and a day'),
        (page(INVITATIONS, "", updated="November 25, 2026"), "found 2026-11-25"),
        (page(INVITATIONS, ""), "found none of 2021, 2022, 2023, 2024, 2025, 2026"),
    ],
)
def test_page_that_is_not_the_page(
    html: str, expected: str, checked: Callable[..., Outcome]
) -> None:
    assert expected in refusal(checked(ontario_invitations=html))


def test_text_that_is_not_utf_8(checked: Callable[..., Outcome]) -> None:
    html = page(INVITATIONS, "é").encode("latin-1")
    assert "expected text in UTF-8" in refusal(checked(ontario_invitations=html))


def test_renamed_header_is_named_with_those_known(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.header = ("Date issued", "Invitations", *EOI_HEADER[2:])
    message = refusal(checked(ontario_invitations=invitations.html()))
    assert '"Invitations"' in message
    assert '"Number of invitations issued"' in message


@pytest.mark.parametrize(
    "header",
    [
        EOI_HEADER[1:],
        (EOI_HEADER[0], EOI_HEADER[0], *EOI_HEADER[2:]),
        (*EOI_HEADER[:1], *EOI_HEADER[2:], "Remarks"),
        (EOI_HEADER[1], EOI_HEADER[0], *EOI_HEADER[2:]),
        (*EOI_HEADER[:3], EOI_HEADER[4], EOI_HEADER[3]),
        (*EOI_HEADER[:2], EOI_HEADER[3], EOI_HEADER[2], EOI_HEADER[4]),
    ],
    ids=["one less", "twice the same", "unknown", "day and count", "score and note", "windows"],
)
def test_moved_header_is_refused(
    header: tuple[str, ...], invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.header = header
    assert "expected" in refusal(checked(ontario_invitations=invitations.html()))


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        (0, "Soon", "expected a day"),
        (0, "November 30, 2026", "expected a day up to 2026-11-24"),
        (1, "", "expected a number of people"),
        (1, "57 and above", "expected a number of people"),
        (2, "April 28, 2026", "expected a day"),
        (2, "July 2, 2025 – May 28, 2026", "expected profiles of before the draw"),
        (3, "467 and above", "expected a score of at most 76 (eoi-2022), found 467"),
        (3, "65-77", "found 77"),
        (3, "57", "expected a score"),
        (4, "Tirage ciblé", "expected a note that begins with"),
    ],
)
def test_cell_that_cannot_be_right(
    place: int, text: str, expected: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.rows(2026, FOREIGN_WORKER)[0][place] = text
    message = refusal(checked(ontario_invitations=invitations.html()))
    assert expected in message
    assert message.startswith(f"row 2 of the table of {FOREIGN_WORKER} for 2026: ")


def test_row_that_lost_a_cell(invitations: DrawPage, checked: Callable[..., Outcome]) -> None:
    invitations.rows(2026, FOREIGN_WORKER)[3].pop(1)
    message = refusal(checked(ontario_invitations=invitations.html()))
    assert "row 5" in message
    assert "expected 5 cells, found 4" in message


def test_cell_over_two_columns(invitations: DrawPage, checked: Callable[..., Outcome]) -> None:
    html = invitations.html().replace("<td>786</td>", '<td colspan="2">786</td>', 1)
    assert "found colspan" in refusal(checked(ontario_invitations=html))


def test_table_of_an_unknown_stream(invitations: DrawPage, checked: Callable[..., Outcome]) -> None:
    html = invitations.html().replace(f"<h3>{FOREIGN_WORKER}", "<h3>Some other stream", 1)
    message = refusal(checked(ontario_invitations=html))
    assert 'found "Some other stream"' in message
    assert f'"{FOREIGN_WORKER}"' in message


def test_table_that_lost_its_heading(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    html = invitations.html().replace("<h3>PhD Graduate stream</h3>", "", 1)
    message = refusal(checked(ontario_invitations=html))
    assert "found a second one" in message


def test_pathway_that_is_not_named(invitations: DrawPage, checked: Callable[..., Outcome]) -> None:
    row = ["November 18, 2026", "900", "", "97 and above", "General draw"]
    invitations.rows(2026, "Ontario Workforce Priority stream").append(row)
    message = refusal(checked(ontario_invitations=invitations.html()))
    assert 'found "Ontario Workforce Priority stream"' in message


def test_total_of_an_unknown_stream(invitations: DrawPage, checked: Callable[..., Outcome]) -> None:
    invitations.totals[2025].append("Another stream – 12")
    assert "expected the total of a stream" in refusal(
        checked(ontario_invitations=invitations.html())
    )


def test_table_of_draws_outside_every_year(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    body = f"<h2>News</h2>{table(EOI_HEADER, [])}</main>"
    html = invitations.html().replace("</main>", "").replace("<p>Updated", f"{body}<p>Updated")
    assert "expected a heading" in refusal(checked(ontario_invitations=html))


@pytest.mark.parametrize("lost", [4, 50, 150])
def test_many_rows_gone_are_half_a_page(
    lost: int, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    for rows in invitations.tables.values():
        while rows and len(rows) > 1 and lost:
            rows.pop()
            lost -= 1
    assert "half a page" in refusal(checked(ontario_invitations=invitations.html()))


def test_a_lost_year(invitations: DrawPage, checked: Callable[..., Outcome]) -> None:
    invitations.tables = {key: rows for key, rows in invitations.tables.items() if key[0] != 2023}
    assert "found none of 2023" in refusal(checked(ontario_invitations=invitations.html()))


def test_many_changed_figures_are_moved_columns(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    for rows in invitations.tables.values():
        for row in rows:
            row[1] = "1"
    assert "this looks like half a page" in refusal(checked(ontario_invitations=invitations.html()))


def test_updates_without_dates(checked: Callable[..., Outcome]) -> None:
    html = page(UPDATES_2026, "<h2>News</h2><p>None.</p>")
    assert "expected headings with dates" in refusal(checked(ontario_updates_2026=html))


def test_unreachable_page_is_a_failed_check(checked: Callable[..., Outcome]) -> None:
    outcome = checked(ontario_invitations=None)
    assert outcome.exit_code == 1
    (edit,) = outcome.draft.edits()
    assert edit.after is not None
    assert (edit.table, edit.after["result"]) == ("page_checks", "unreachable")
    assert edit.after["message"] == "the server answered 503."
