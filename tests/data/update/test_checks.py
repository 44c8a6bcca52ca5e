"""What a check of pages proposes: nothing, new draws, corrections, vanished rows, totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.update.draft import ChangeKind
from data.update.run import HEARTBEAT
from tests.data.update.paper import WORKFORCE, DrawPage, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.update.draft import Edit
    from data.update.known import Known
    from data.update.run import Outcome

FOREIGN_WORKER = "Employer Job Offer: Foreign Worker stream"
IN_DEMAND = "Employer Job Offer: In-Demand Skills stream"
GTA = "2026-04-30-foreign-worker-greater-toronto-area"


def edits(outcome: Outcome, *tables: str) -> list[Edit]:
    """Return the edits of facts, or those of the tables named.

    What is not known of a new draw is looked at in test_unknowns.py.
    """
    assert [result.message for result in outcome.results if result.result != "read"] == []
    facts = {edit.table for edit in outcome.draft.edits()} - HEARTBEAT - {"draw_unknowns"}
    return [edit for edit in outcome.draft.edits() if edit.table in (tables or facts)]


def said(outcome: Outcome, kind: ChangeKind) -> list[str]:
    return [change.words for change in outcome.draft.changes if change.kind is kind]


def test_pages_of_all_that_is_recorded_hold_nothing_new(
    invitations: DrawPage, notifications: DrawPage, known: Known, checked: Callable[..., Outcome]
) -> None:
    outcome = checked(
        ontario_invitations=invitations.html(),
        ontario_express_entry_notifications=notifications.html(),
    )
    assert edits(outcome) == []
    assert outcome.draft.changes == []
    assert outcome.exit_code == 0
    read = sum(len(result.listing.draws) for result in outcome.results if result.listing)
    unlisted = sum(row["field"] == "listed" for row in known.rows("corrections"))
    assert read == len(known.rows("draws")) - unlisted


def test_a_check_without_news_still_beats(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    outcome = checked(ontario_invitations=invitations.html(updated="November 20, 2026"))
    beats = {edit.table: edit.after for edit in outcome.draft.edits()}
    assert set(beats) == {"page_checks", "sources"}
    assert beats["page_checks"] is not None
    assert beats["sources"] is not None
    assert beats["page_checks"]["attempted_on"] == "2026-11-24"
    assert beats["page_checks"]["result"] == "read"
    assert (beats["sources"]["last_checked"], beats["sources"]["last_changed"]) == (
        "2026-11-24",
        "2026-11-20",
    )


def test_a_general_draw_of_the_open_stream(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    rows = invitations.rows(2026, "Ontario Workforce Priority stream: TEER 0 to 3 pathway")
    window = "August 4, 2026 – November 16, 2026"
    rows.append(["November 18, 2026", "1,204", window, "97 and above", "General draw."])
    outcome = checked(ontario_invitations=invitations.html())
    (edit,) = edits(outcome)
    assert edit.before is None
    assert edit.after == {
        "draw_id": "2026-11-18-workforce-priority-teer-0-3-general",
        "issued_on": "2026-11-18",
        "issued_to": "",
        "stream_id": "workforce-priority-teer-0-3",
        "kind": "general",
        "target": "All eligible candidates",
        "target_group": "general",
        "invitations": "1204",
        "score_scale": "owp-2026",
        "score_min": "97",
        "score_max": "",
        "profiles_from": "2026-08-04",
        "profiles_to": "2026-11-16",
        "occupation_list": "all",
        "note": "",
        "source_id": "ontario-invitations",
    }
    assert outcome.exit_code == 10


@pytest.mark.parametrize(
    "heading",
    [
        "Ontario Workforce Priority stream: TEER 4 and 5 pathway",
        "Ontario Workforce Priority Stream:  TEER 4-5 Pathway",
        "Ontario Workforce Priority stream</h3><h4>TEER 4 to 5 pathway",
    ],
)
def test_pathway_in_other_words(
    heading: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.rows(2026, heading).append(
        ["November 18, 2026", "30", "", "60 and above", "General draw"]
    )
    html = invitations.html().replace("</h4></h3>", "</h4>").replace("pathway</h3>", "pathway</h4>")
    (edit,) = edits(checked(ontario_invitations=html if "<h4>" in heading else invitations.html()))
    assert edit.key == ("2026-11-18-workforce-priority-teer-4-5-general",)


def test_a_score_above_the_scale_of_the_open_stream_is_refused(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    rows = invitations.rows(2026, "Ontario Workforce Priority stream: TEER 0-3 pathway")
    rows.append(["November 18, 2026", "1,204", "", "467 and above", "General draw."])
    (result,) = checked(ontario_invitations=invitations.html()).results
    assert "expected a score of at most 130 (owp-2026), found 467" in result.message


def test_a_targeted_draw_without_its_list_is_not_captured(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    rows = invitations.rows(2026, "Ontario Workforce Priority stream: TEER 0-3 pathway")
    note = "Targeted draw for health occupations. Please refer to the program updates page."
    rows.append(["November 18, 2026", "12", "", "97 and above", note])
    (edit,) = edits(checked(ontario_invitations=invitations.html()))
    assert edit.after is not None
    assert edit.key == ("2026-11-18-workforce-priority-teer-0-3-health",)
    assert (edit.after["target"], edit.after["target_group"]) == ("Health occupations", "health")
    assert edit.after["occupation_list"] == "not_captured"


def test_a_target_in_unknown_words_is_kept_in_them_and_shown_to_a_person(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    rows = invitations.rows(2026, "Ontario Workforce Priority stream: TEER 0-3 pathway")
    rows.append(
        ["November 18, 2026", "12", "", "97 and above", "Targeted draw for lighthouse keepers."]
    )
    outcome = checked(ontario_invitations=invitations.html())
    (edit,) = edits(outcome)
    assert edit.after is not None
    assert (edit.after["target"], edit.after["target_group"]) == ("Lighthouse keepers", "other")
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "no wording in target_wordings.csv fits" in words


def test_a_new_row_without_a_note_waits_for_a_person(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    rows = invitations.rows(2026, "Ontario Workforce Priority stream: TEER 0-3 pathway")
    rows.append(["November 18, 2026", "12", "", "97 and above", ""])
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "it has no note" in words
    assert outcome.exit_code == 10


def test_a_draw_of_a_closed_stream_waits_for_a_person(
    notifications: DrawPage, checked: Callable[..., Outcome]
) -> None:
    row = ["July 10, 2026 9:00 a.m. EST", "12", "", "430-444", "General draw"]
    notifications.rows(2026, "Skilled Trades stream").insert(0, row)
    outcome = checked(ontario_express_entry_notifications=notifications.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "the stream was not open" in words


def test_a_draw_after_the_last_day_of_its_scale_is_refused(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    row = ["November 18, 2026", "12", "", "50 and above", "General draw"]
    invitations.rows(2026, FOREIGN_WORKER).insert(0, row)
    (result,) = checked(ontario_invitations=invitations.html()).results
    assert "expected one score scale of foreign-worker on 2026-11-18" in result.message


def gta_row(invitations: DrawPage) -> list[str]:
    row = invitations.rows(2026, FOREIGN_WORKER)[0]
    assert row[:2] == ["April 30, 2026", "786"]
    return row


def test_a_changed_count_is_a_public_correction(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[1] = "790"
    outcome = checked(ontario_invitations=invitations.html())
    correction, draw = edits(outcome)
    assert correction.after == {
        "correction_id": f"2026-11-24-{GTA}-invitations",
        "draw_id": GTA,
        "field": "invitations",
        "before": "786",
        "after": "790",
        "first_seen": "2026-11-24",
        "source_id": "ontario-invitations",
    }
    assert draw.before is not None
    assert draw.after == draw.before | {"invitations": "790"}
    assert said(outcome, ChangeKind.CORRECTION) == [f"{GTA}: invitations was 786, is 790."]


def test_a_figure_that_returns_to_what_it_was_is_a_correction_again(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[1] = "720"
    correction, _ = edits(checked(ontario_invitations=invitations.html()))
    assert correction.after is not None
    assert (correction.after["before"], correction.after["after"]) == ("786", "720")


@pytest.mark.parametrize(
    ("place", "text", "correction"),
    [
        (2, "July 2, 2025 – April 29, 2026", ("profiles_to", "2026-04-28", "2026-04-29")),
        (2, "July 3, 2025 – April 28, 2026", ("profiles_from", "2025-07-02", "2025-07-03")),
        (3, "58 and above", ("score_min", "57", "58")),
        (3, "57-60", ("score_max", "", "60")),
        (
            4,
            "Targeted draw for Northern Ontario.",
            ("target", "Greater Toronto Area", "Northern Ontario"),
        ),
    ],
)
def test_every_figure_can_be_corrected(
    place: int,
    text: str,
    correction: tuple[str, str, str],
    invitations: DrawPage,
    checked: Callable[..., Outcome],
) -> None:
    gta_row(invitations)[place] = text
    public, draw = edits(checked(ontario_invitations=invitations.html()))
    assert public.after is not None
    assert draw.after is not None
    field, _, after = correction
    assert (public.after["field"], public.after["before"], public.after["after"]) == correction
    assert draw.after[field] == after


@pytest.mark.parametrize(
    ("place", "text", "field"), [(1, "7,860", "invitations"), (3, "24 and above", "score_min")]
)
def test_a_figure_that_jumps_changes_nothing_and_is_shown(
    place: int, text: str, field: str, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[place] = text
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert words.startswith(f"{GTA}: the page prints")
    assert field in words


@pytest.mark.parametrize("place", [2, 3])
def test_a_figure_that_is_no_longer_printed_changes_nothing_and_is_shown(
    place: int, invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[place] = ""
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    words = said(outcome, ChangeKind.PERSON)
    assert words
    assert all(f"{GTA}: the page prints nothing for" in text for text in words)


def test_a_vanished_row_is_kept_and_flagged(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    assert invitations.rows(2026, FOREIGN_WORKER).pop(0)[1] == "786"
    outcome = checked(ontario_invitations=invitations.html())
    (edit,) = edits(outcome)
    assert edit.table == "corrections"
    assert edit.after is not None
    assert (edit.after["field"], edit.after["before"], edit.after["after"]) == (
        "listed",
        "yes",
        "no",
    )
    assert said(outcome, ChangeKind.VANISHED) == [f"{GTA} (786 invitations)."]


def test_a_row_that_returns_is_listed_again(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    note = "Targeted draw for agriculture-related occupations."
    window = "July 2, 2025 – April 13, 2026"
    row = ["April 15, 2026", "315", window, "35 and above", note]
    invitations.rows(2026, IN_DEMAND).insert(4, row)
    (edit,) = edits(checked(ontario_invitations=invitations.html()))
    assert edit.after is not None
    assert edit.after["draw_id"].endswith("agriculture-and-food-processing")
    assert (edit.after["before"], edit.after["after"]) == ("no", "yes")


def test_a_row_whose_date_moved_waits_for_a_person(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[0] = "April 29, 2026"
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "has its figures: Ontario may have corrected it" in words


def test_rows_that_slid_into_the_table_of_another_stream_wait_for_a_person(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    moved = invitations.rows(2026, "PhD Graduate stream")
    invitations.rows(2026, "Masters Graduate stream").extend(moved)
    moved.clear()
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    assert len(said(outcome, ChangeKind.PERSON)) == 2


def test_lines_that_cannot_be_told_apart_wait_for_a_person(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    row = gta_row(invitations)
    row[1], row[4] = "500", "Targeted draw for Northern Ontario."
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "cannot be told apart" in words


def test_a_row_of_another_year_that_repeats_is_counted_once(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    window = "July 16, 2023 – July 16, 2024"
    row = ["July 16, 2024", "424", window, "81 and above", "Targeted draw for health occupations"]
    invitations.rows(2023, IN_DEMAND).insert(0, row)
    outcome = checked(ontario_invitations=invitations.html())
    assert outcome.draft.changes == []


def test_a_row_of_another_year_that_repeats_nothing_is_shown(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    row = ["July 17, 2024", "425", "", "30 and above", "General draw"]
    invitations.rows(2023, IN_DEMAND).insert(0, row)
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "stands nowhere in its own year" in words


def test_a_row_printed_twice_is_counted_once_and_shown(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.rows(2026, FOREIGN_WORKER).insert(0, list(gta_row(invitations)))
    outcome = checked(ontario_invitations=invitations.html())
    assert edits(outcome) == []
    (words,) = said(outcome, ChangeKind.PERSON)
    assert "printed more than once" in words


def test_an_empty_table_and_an_empty_row_are_nothing(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    invitations.rows(2025, "Entrepreneur stream")
    invitations.rows(2025, "PhD Graduate stream").append(["", "", "", "", ""])
    assert checked(ontario_invitations=invitations.html()).exit_code == 0


def test_a_total_that_changed_and_disagrees_with_the_rows(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    lines = invitations.totals[2025]
    place = next(n for n, line in enumerate(lines) if line.startswith(FOREIGN_WORKER))
    assert lines[place].endswith("4,860")
    lines[place] = f"{FOREIGN_WORKER} – 4,870"
    outcome = checked(ontario_invitations=invitations.html())
    disagreement, total = edits(outcome)
    assert total.after is not None
    assert (total.table, total.after["invitations"]) == ("official_totals", "4870")
    assert disagreement.after is not None
    assert (disagreement.after["figure_used"], disagreement.after["other_figure"]) == (
        "4860",
        "4870",
    )
    assert said(outcome, ChangeKind.DISAGREEMENT) == [
        "2025, foreign-worker: Rows add up to 4,860; the official yearly total is 4,870."
    ]


def test_one_refused_page_does_not_hide_what_another_says(
    invitations: DrawPage, checked: Callable[..., Outcome]
) -> None:
    gta_row(invitations)[1] = "790"
    outcome = checked(
        ontario_invitations=invitations.html(), ontario_express_entry_notifications="<html></html>"
    )
    assert outcome.exit_code == 1
    assert said(outcome, ChangeKind.CORRECTION) == [f"{GTA}: invitations was 786, is 790."]
    changed = {edit.key[0] for edit in outcome.draft.edits() if edit.table == "sources"}
    assert changed == {"ontario-invitations"}


def test_the_page_of_the_open_stream_is_read_and_its_points_are_not_draws(
    checked: Callable[..., Outcome],
) -> None:
    body = "<h2>Points</h2><table><tr><th>Factor</th><th>Notes</th></tr></table>"
    outcome = checked(ontario_workforce_priority=page(WORKFORCE, body))
    assert outcome.exit_code == 0
    assert {edit.table for edit in outcome.draft.edits()} == {"page_checks", "sources"}
