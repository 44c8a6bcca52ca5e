"""Tests read the tables as they were compiled: what an update brought is taken back out."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from data.update.draft import Copy, Draft
from data.update.known import Known
from data.update.write import edited_files
from tests import as_compiled
from tests.data.update.test_write import NEW

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from data.tables_schema import Table

GTA = "2026-04-30-foreign-worker-greater-toronto-area"


def test_what_an_update_brought_is_taken_back(
    tables: Path, schema: dict[str, Table], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    draft = Draft(Known(tables), schema)
    draft.put("draws", NEW)
    draw = draft.find("draws", GTA)
    assert draw is not None
    copy = Copy("ontario-invitations", date(2026, 11, 24))
    draft.correct(copy, GTA, "invitations", draw["invitations"], "790")
    draft.correct(copy, GTA, "invitations", "790", "795")
    draft.correct(copy, GTA, "occupations", "", "31100")
    draft.correct(copy, GTA, "target", draw["target"], "Northern Ontario")
    changed = {"invitations": "800", "target": "Northern Ontario"}
    draft.correct(Copy(copy.source_id, date(2026, 11, 25)), GTA, "invitations", "795", "800")
    draft.put("draws", draw | changed)
    draft.put("draw_unknowns", {"draw_id": NEW["draw_id"], "subject": "conditions"})
    draft.put(
        "page_headings",
        {
            "source_id": copy.source_id,
            "heading": "Intake is paused",
            "first_seen": "2026-11-24",
        },
    )
    wrong = draft.find("discrepancies", "2022-entrepreneur-total")
    total = draft.find("official_totals", "2025", "foreign-worker")
    assert wrong is not None
    assert total is not None
    draft.put("discrepancies", wrong | {"other_figure": "98", "found_on": "2026-11-24"})
    draft.remove("discrepancies", "2021-foreign-worker-total")
    draft.put("official_totals", total | {"invitations": "4870"})
    draft.put("draw_occupations", {"draw_id": GTA, "noc_version": "2021", "noc_code": "31100"})
    check = draft.find("page_checks", "ontario-invitations")
    source = draft.find("sources", "ontario-invitations")
    assert check is not None
    assert source is not None
    refused = {"attempted_on": "2026-11-25", "result": "refused", "message": "expected a page."}
    draft.put("page_checks", check | refused)
    draft.put("sources", source | {"last_checked": "2026-11-24", "last_changed": "2026-11-20"})
    for name, text in edited_files(draft.edits(), schema, tables).items():
        (tables / name).write_text(text, encoding="utf-8")
    assert {path.name for path in tables.iterdir() if path.read_bytes() != before[path.name]} == {
        "draws.csv",
        "draw_occupations.csv",
        "draw_unknowns.csv",
        "corrections.csv",
        "discrepancies.csv",
        "official_totals.csv",
        "page_headings.csv",
        "page_checks.csv",
        "sources.csv",
    }

    monkeypatch.setattr(as_compiled, "TABLES", tables)
    folder = shutil.copytree(tables, tmp_path / "as-compiled")
    as_compiled._take_back(folder)  # noqa: SLF001
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_target_in_words_that_no_table_knows_is_taken_back_too(
    tables: Path, schema: dict[str, Table], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(Known(tables), schema)
    draw = draft.find("draws", GTA)
    assert draw is not None
    copy = Copy("ontario-invitations", date(2026, 11, 24))
    draft.correct(copy, GTA, "target", "Lighthouse keepers", draw["target"])
    for name, text in edited_files(draft.edits(), schema, tables).items():
        (tables / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(as_compiled, "TABLES", tables)
    folder = shutil.copytree(tables, tmp_path / "as-compiled")
    as_compiled._take_back(folder)  # noqa: SLF001
    then = Known(folder).by_key("draws", "draw_id")[GTA]
    assert (then["target"], then["target_group"]) == ("Lighthouse keepers", "other")
