"""What is not known of a draw yet is said, asked for at each check, and then filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.build import SCHEMA, check_tables
from data.faults import TableFaults
from data.update.draft import ChangeKind
from data.update.known import Known
from tests.as_compiled import LAST_DRAW
from tests.data.update.conftest import READ_ON
from tests.data.update.paper import UPDATES_2026, DrawPage, page
from tests.data.update.test_checks import GTA
from tests.data.update.test_notices import DRAW_ID, NURSES, OPEN_STREAM, PHARMACISTS, notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.update.run import Outcome

ROW = ["November 18, 2026", "12", "", "97 and above", "Targeted draw for Northern Ontario."]


class Records:
    """The tables as a check has left them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, table: str, column: str, draw_id: str = DRAW_ID) -> list[str]:
        rows = Known(self.folder).rows(table)
        return [row[column] for row in rows if row["draw_id"] == draw_id]

    def unknown(self, draw_id: str = DRAW_ID) -> dict[str, str]:
        subjects = self.of("draw_unknowns", "subject", draw_id)
        return dict(zip(subjects, self.of("draw_unknowns", "reason", draw_id), strict=True))


@pytest.fixture
def records(tables: Path) -> Records:
    return Records(tables)


@pytest.fixture
def listed_first(invitations: DrawPage, written: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Write a draw without its notice, and return a function that checks a page of notices."""
    invitations.rows(2026, OPEN_STREAM).append(ROW)
    first = written(ontario_invitations=invitations.html("November 19, 2026"))
    assert said(first, ChangeKind.DRAW)[0].endswith("conditions: not known.")
    return lambda body: written(
        ontario_invitations=invitations.html("November 19, 2026"),
        ontario_updates_2026=page(UPDATES_2026, body),
    )


def said(outcome: Outcome, kind: ChangeKind) -> list[str]:
    return [change.words for change in outcome.draft.changes if change.kind is kind]


def test_a_draw_before_its_notice_is_not_known_and_shown_at_each_check(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    why = "its notice was not found yet"
    assert records.unknown() == {"places": why, "conditions": why}
    other = "<h3>November 19, 2026</h3><h4>Holiday hours</h4><p>We are closed.</p>"
    for _ in range(2):
        outcome = listed_first(other)
        assert said(outcome, ChangeKind.PERSON) == [
            f"{DRAW_ID}: it is regional, and its places are not known: {why}."
        ]
        assert outcome.exit_code == 10


def test_the_notice_that_comes_later_gives_places_conditions_and_occupations(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    outcome = listed_first(notice([PHARMACISTS, NURSES]))
    assert records.of("draw_areas", "census_division") == [
        "Algoma",
        "Cochrane",
        "Greater Sudbury",
        "Kenora",
    ]
    assert records.of("draw_conditions", "condition") == [
        "living in Canada with a valid work or study permit",
        "job offer in Northern Ontario",
        "job offer in a listed occupation",
    ]
    assert records.of("draw_occupations", "noc_code") == ["31120", "32101"]
    assert records.unknown() == {}
    assert said(outcome, ChangeKind.PERSON) == []
    again = listed_first(notice([PHARMACISTS, NURSES]))
    assert again.draft.changes == []
    assert again.exit_code == 0


def test_the_number_that_a_late_notice_announces_is_compared(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    listed_first(notice([PHARMACISTS]).replace("issued 12", "issued 1,012"))
    assert records.of("discrepancies", "other_figure") == ["1012"]
    again = listed_first(notice([PHARMACISTS]).replace("issued 12", "issued 1,012"))
    assert again.draft.changes == []


def test_a_regional_draw_whose_notice_names_no_known_place_stays_unknown(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    body = notice([PHARMACISTS]).replace("and Kenora", "and Atlantis")
    for _ in range(2):
        outcome = listed_first(body)
        (words,) = said(outcome, ChangeKind.PERSON)
        assert "its places are not known: the notice names a region" in words
    assert set(records.unknown()) == {"places"}
    assert records.of("draw_areas", "census_division") == []


def test_two_notices_that_may_be_those_of_a_draw_are_shown(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    body = notice([PHARMACISTS])
    more = body.partition("<h4>")[2].replace("Candidates invited", "More candidates invited")
    outcome = listed_first(f"{body}<h4>{more}")
    assert any("2 notices may be its" in words for words in said(outcome, ChangeKind.PERSON))
    assert set(records.unknown()) == {"places", "conditions"}


@pytest.mark.parametrize(
    ("asked", "wording"),
    [
        ("Candidates must hold a licence of the College of Nurses.", "hold a licence of"),
        ("You need to have lived in Ontario for two years.", "lived in Ontario"),
        ("Candidates must be currently residing in Canada and hold a licence.", "hold a licence"),
    ],
)
def test_a_condition_in_unknown_words_is_shown_until_a_wording_knows_it(
    *,
    asked: str,
    wording: str,
    listed_first: Callable[..., Outcome],
    records: Records,
    tables: Path,
) -> None:
    body = notice([PHARMACISTS]).replace("<p>Candidates with", f"<p>{asked}</p><p>Candidates with")
    for _ in range(2):
        outcome = listed_first(body)
        (words,) = said(outcome, ChangeKind.PERSON)
        assert asked in words
        assert records.unknown() == {"conditions": "the notice asks for more than we could read"}
    path = tables / "page_wordings.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}condition,{wording},as the notice says\n", encoding="utf-8")
    assert said(listed_first(body), ChangeKind.PERSON) == []
    assert "as the notice says" in records.of("draw_conditions", "condition")
    assert records.unknown() == {}


def test_sentences_that_ask_nothing_of_a_draw_are_no_conditions(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    usual = (
        "If you received an invitation to apply, you don't need to contact the program. Eligible "
        "profiles must have been created and attested to by November 16, 2026, 11:59 p.m."
    )
    body = notice([PHARMACISTS]).replace("<p>Candidates with", f"<p>{usual}</p><p>Candidates with")
    assert said(listed_first(body), ChangeKind.PERSON) == []
    assert records.unknown() == {}


def test_a_notice_of_another_target_is_not_that_of_the_only_draw(
    listed_first: Callable[..., Outcome], records: Records
) -> None:
    body = notice([PHARMACISTS]).replace(
        "invited in Northern Ontario", "invited in Eastern Ontario"
    )
    listed_first(body)
    assert set(records.unknown()) == {"places", "conditions"}
    assert records.of("draw_areas", "census_division") == []


@pytest.mark.parametrize("waits", ["a line without a note", "a stream that is not listed yet"])
def test_no_announced_number_is_called_wrong_while_a_line_of_it_waits(
    waits: str, invitations: DrawPage, written: Callable[..., Outcome], records: Records
) -> None:
    body = notice([PHARMACISTS]).replace("issued 12", "issued 1,012")
    invitations.rows(2026, OPEN_STREAM).append(ROW)
    if waits == "a line without a note":
        invitations.rows(2026, OPEN_STREAM).append([ROW[0], "1,000", *ROW[2:4], ""])
    else:
        body = body.replace("under the TEER 0 to 3", "of the TEER 4 and 5 pathway or TEER 0 to 3")
    written(ontario_invitations=invitations.html(), ontario_updates_2026=page(UPDATES_2026, body))
    assert records.of("draw_areas", "census_division")
    assert records.of("discrepancies", "other_figure") == []


def test_a_target_that_changes_to_a_region_leaves_its_places_unknown(
    invitations: DrawPage, written: Callable[..., Outcome], records: Records
) -> None:
    draw_id = "2026-04-01-foreign-worker-mining"
    rows = invitations.rows(2026, "Employer Job Offer: Foreign Worker stream")
    (row,) = [row for row in rows if row[0] == "April 1, 2026"]
    row[4] = "Targeted draw for Northern Ontario."
    shown = said(written(ontario_invitations=invitations.html()), ChangeKind.PERSON)
    assert shown[0].startswith(f"{draw_id}: its places, conditions and occupations are those")
    assert set(records.unknown(draw_id)) == {"places"}
    check_tables(records.folder, SCHEMA, READ_ON)


def test_a_general_draw_gets_the_conditions_of_a_later_notice_too(
    invitations: DrawPage, written: Callable[..., Outcome], records: Records
) -> None:
    draw_id = "2026-11-18-workforce-priority-teer-0-3-general"
    invitations.rows(2026, OPEN_STREAM).append([*ROW[:4], "General draw."])
    written(ontario_invitations=invitations.html())
    assert set(records.unknown(draw_id)) == {"conditions"}
    body = (
        "<h3>November 18, 2026</h3><h4>TEER 0 to 3 pathway: candidates invited</h4>"
        "<p>On November 18, 2026, we issued 12 invitations to apply to candidates of the TEER 0 "
        "to 3 pathway. Candidates must be currently residing in Canada.</p>"
    )
    written(ontario_updates_2026=page(UPDATES_2026, body))
    assert records.of("draw_conditions", "condition", draw_id) == ["living in Canada"]
    assert records.unknown(draw_id) == {}


def test_a_regional_draw_has_places_or_a_reason_why_not(
    listed_first: Callable[..., Outcome], tables: Path
) -> None:
    assert listed_first is not None
    path = tables / "draw_unknowns.csv"
    rows = path.read_text(encoding="utf-8")
    check_tables(tables, SCHEMA, READ_ON)
    path.write_text(rows.replace(f"{DRAW_ID},places", f"{GTA},places"), encoding="utf-8")
    with pytest.raises(TableFaults) as faults:
        check_tables(tables, SCHEMA, READ_ON)
    assert [
        (Path(f.file).name, f.value, f.rule.partition(",")[0]) for f in faults.value.faults
    ] == [
        (
            "draw_unknowns.csv",
            f"{GTA},places",
            "the places of a draw that has rows in draw_areas are known",
        ),
        ("draws.csv", f"{DRAW_ID},regional", "a regional draw must have rows in draw_areas"),
    ]


def test_what_was_never_read_is_unknown_and_what_was_read_is_not(known: Known) -> None:
    unknown = {(r["draw_id"], r["subject"]): r["reason"] for r in known.rows("draw_unknowns")}
    placed = {row["draw_id"] for row in known.rows("draw_areas")}
    for draw in known.rows("draws"):
        draw_id, year = draw["draw_id"], draw["issued_on"][:4]
        if year > "2026" or draw["issued_on"] > LAST_DRAW.isoformat():
            continue
        unread = draw["kind"] == "targeted" and year in {"2022", "2023"}
        assert ((draw_id, "conditions") in unknown) == unread, draw_id
        in_a_region = draw["target"] == "Regional Immigration Pilot"
        assert ((draw_id, "places") in unknown) == in_a_region, draw_id
        assert draw_id in placed or draw["target_group"] != "regional"
