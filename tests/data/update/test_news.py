"""News beside draws: no heading is missed, and no change of a page goes by unsaid."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from data.update.draft import ChangeKind
from tests.data.update.paper import (
    EOI_HEADER,
    INVITATIONS,
    UPDATES_2026,
    WORKFORCE,
    DrawPage,
    page,
    table,
)
from tests.data.update.test_checks import said
from tests.data.update.test_notices import OPEN_STREAM, PHARMACISTS, notice
from tests.data.update.test_refused_pages import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.update.run import Outcome

FEES = "<h3>November 19, 2026</h3><h4>Changes to fees</h4><p>They rise.</p>"
PAUSE = "<h4>Intake is paused</h4><p>For now.</p>"
OLDER = "<h3>November 2, 2026</h3><h4>New employer rules</h4><p>More forms.</p>"


def news(outcome: Outcome) -> list[str]:
    return [words.partition(" (http")[0] for words in said(outcome, ChangeKind.NEWS)]


def updates(body: str, updated: str = "November 19, 2026") -> str:
    return page(UPDATES_2026, body, updated)


def test_news_posted_later_the_same_day_and_back_dated_news_are_said_once(
    written: Callable[..., Outcome],
) -> None:
    assert news(written(ontario_updates_2026=updates(FEES))) == ["2026-11-19: Changes to fees"]
    later = FEES + PAUSE
    assert news(written(ontario_updates_2026=updates(later))) == ["2026-11-19: Intake is paused"]
    back_dated = later + OLDER
    assert news(written(ontario_updates_2026=updates(back_dated))) == [
        "2026-11-02: New employer rules"
    ]
    last = written(ontario_updates_2026=updates(back_dated))
    assert last.draft.changes == []
    assert last.exit_code == 0


def test_a_heading_of_a_draw_is_no_news(written: Callable[..., Outcome]) -> None:
    assert news(written(ontario_updates_2026=updates(notice([PHARMACISTS]) + FEES))) == [
        "2026-11-19: Changes to fees"
    ]


@pytest.mark.parametrize(
    ("year", "on", "expected"),
    [(2027, date(2027, 1, 8), ["2027-01-05: Changes to fees"]), (2024, date(2026, 11, 24), [])],
    ids=["the page of a new year", "a page of an old year, saved by a person"],
)
def test_all_of_a_new_page_is_news_but_not_of_an_old_one(
    year: int, on: date, expected: list[str], written: Callable[..., Outcome]
) -> None:
    address = f"https://www.ontario.ca/page/{year}-ontario-immigrant-nominee-program-updates"
    about = (f"{year} Ontario Immigrant Nominee Program Updates", address)
    body = f"<h3>January 5, {year}</h3><h4>Changes to fees</h4>"
    updated = "January 6, 2027" if year == 2027 else "December 2, 2025"
    name = f"ontario_updates_{year}"
    assert news(written(on, **{name: page(about, body, updated)})) == expected


def test_a_page_that_changed_without_a_new_heading_is_said_once(
    written: Callable[..., Outcome],
) -> None:
    written(ontario_updates_2026=updates(FEES))
    reworded = FEES.replace("They rise.", "They fall.")
    (words,) = news(written(ontario_updates_2026=updates(reworded, "November 20, 2026")))
    assert words.startswith("2026 Ontario Immigrant Nominee Program Updates changed on 20 November")
    assert news(written(ontario_updates_2026=updates(reworded, "November 20, 2026"))) == []


def test_a_page_of_draws_whose_prose_changed_is_said(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    outcome = checked(ontario_invitations=invitations.html("November 20, 2026"))
    (words,) = news(outcome)
    assert words.endswith(
        "changed on 20 November 2026, and nothing new was found on it: look at it"
    )
    assert outcome.exit_code == 10


def test_a_notice_above_the_tables_of_draws_is_news(
    invitations: DrawPage, written: Callable[..., Outcome]
) -> None:
    notice_above = "<h2>Intake of the stream is paused</h2><p>Until spring.</p><h2>Invitations"
    html = invitations.html("November 20, 2026").replace("<h2>Invitations", notice_above, 1)
    assert news(written(ontario_invitations=html)) == ["Intake of the stream is paused"]
    assert news(written(ontario_invitations=html)) == []


def test_a_page_with_a_new_draw_is_not_said_twice(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    line = ["November 18, 2026", "12", "", "97 and above", "General draw."]
    invitations.rows(2026, OPEN_STREAM).append(line)
    outcome = checked(ontario_invitations=invitations.html("November 20, 2026"))
    assert news(outcome) == []


def test_the_rules_of_the_open_stream_that_change_are_said(
    written: Callable[..., Outcome],
) -> None:
    body = "<h2>Points</h2><p>Twelve.</p>"
    assert news(written(ontario_workforce_priority=page(WORKFORCE, body))) == []
    changed = page(WORKFORCE, body.replace("Twelve", "Ten"), "November 23, 2026")
    (words,) = news(written(ontario_workforce_priority=changed))
    assert words.startswith("Ontario Workforce Priority stream changed on 23 November 2026")


NEW_LINE = ["November 18, 2026", "12", "", "97 and above", "General draw."]


@pytest.mark.parametrize(
    "header", [EOI_HEADER, ("Day of the draw", "People", "Window", "Points", "Remarks")]
)
@pytest.mark.parametrize("heading", ["Latest invitations", "Workforce draws"])
def test_a_table_outside_every_year_is_refused_whatever_its_header(
    heading: str,
    header: tuple[str, ...],
    invitations: DrawPage,
    checked: Callable[..., Outcome],
) -> None:
    new = f"<h2>{heading}</h2><h3>{OPEN_STREAM}</h3>{table(header, [NEW_LINE])}"
    html = invitations.html().replace("<p>Updated", f"{new}<p>Updated")
    message = refusal(checked(ontario_invitations=html))
    assert "expected a heading" in message
    assert f'"{header[0]}"' in message


def test_a_table_in_a_second_body_is_read(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    new = (
        f"<h2>Invitations issued in 2026</h2><h3>{OPEN_STREAM}</h3>{table(EOI_HEADER, [NEW_LINE])}"
    )
    html = invitations.html().replace(
        "</main>", f'</main><section><div class="body-field">{new}</div></section>'
    )
    (words,) = said(checked(ontario_invitations=html), ChangeKind.DRAW)
    assert words.startswith("2026-11-18-workforce-priority-teer-0-3-general: 12 invitations")


@pytest.mark.parametrize("where", ["<aside>{}</aside>", "<ul><li>{}</li></ul>"])
def test_a_table_that_would_not_be_seen_is_refused(
    where: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    new = where.format(table(EOI_HEADER, [NEW_LINE]))
    mark = "</main>" if "aside" in where else "<p>Updated"
    html = invitations.html().replace(mark, f"{new}{mark}", 1)
    assert "expected every table by itself in a body" in refusal(checked(ontario_invitations=html))
    assert INVITATIONS[0] in html
