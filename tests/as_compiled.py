"""The tables as they were compiled, for tests that name figures.

Updates add draws and correct figures, and tests name figures that a person can check. So that both
can go on, tests read a copy of the tables without what updates brought since. They say nothing of
the new rows: those are held to every rule of the build when they are written, and to Ontario's
totals in tests/data/update/test_real_tables.py. The copy is made anew when a table changes; as long
as no update came, there is none and the tests read the tables themselves.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

DATA = Path(__file__).parents[1] / "data"
TABLES = DATA / "tables"

COMPILED_ON = date(2026, 11, 23)
LAST_DRAW = date(2026, 4, 30)
"""The newest draw in the facts that were compiled on that day; newer ones come from updates."""

PAGES = {
    "ontario-express-entry-notifications": ("2026-05-29", "2026-10-02"),
    "ontario-invitations": ("2026-05-29", "2026-10-02"),
    "ontario-updates-2025": ("2026-04-01", "2026-06-19"),
    "ontario-updates-2026": ("2026-05-29", "2026-06-19"),
    "ontario-workforce-priority": ("", ""),
}
"""When each page had last changed and was last read, on the day of the compilation."""

OF_DRAWS = ("draws", "draw_occupations", "draw_areas", "draw_conditions", "draw_unknowns")
COMPILED = Path(__file__).parent / "compiled"
"""Yearly totals, and where they disagree with the draws, on that day: an update writes over them
and leaves no trace of what they were."""

YEARLY_TOTAL = "yearly total"
OTHER_GROUP = "other"
"""The group of a target in words that no table knows."""

Rows = list[dict[str, str]]


def use() -> None:
    """Let this process and those it starts read the tables as they were compiled."""
    if os.environ.get("OINP_TABLES"):
        return
    checked = {row["source_id"]: row for row in _read("sources")}
    as_then = all(
        (checked[name]["last_changed"], checked[name]["last_checked"]) == days
        for name, days in PAGES.items()
    )
    if as_then and max(row["issued_on"] for row in _read("draws")) <= LAST_DRAW.isoformat():
        return
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted([*TABLES.glob("*.csv"), *COMPILED.glob("*.csv")]):
        digest.update(path.read_bytes())
    folder = DATA / "build" / f"as-compiled-{digest.hexdigest()[:12]}"
    if not folder.is_dir():
        folder.parent.mkdir(exist_ok=True)
        made = Path(mkdtemp(prefix=".as-compiled-", dir=folder.parent))
        shutil.copytree(TABLES, made, dirs_exist_ok=True)
        _take_back(made)
        try:
            made.rename(folder)
        except OSError:  # another worker was faster
            shutil.rmtree(made)
    os.environ["OINP_TABLES"] = str(folder)


def _take_back(folder: Path) -> None:
    """Take out of a copy of the tables what updates brought."""
    tables = {name: _read(name) for name in (*OF_DRAWS, "corrections", "discrepancies")}
    draws = {row["draw_id"]: row for row in tables["draws"]}
    groups = {row["target"]: row["target_group"] for row in _read("draw_targets")}
    newer = [r for r in tables["corrections"] if r["first_seen"] > COMPILED_ON.isoformat()]
    for row in sorted(newer, key=lambda row: row["first_seen"], reverse=True):
        draw, field = draws[row["draw_id"]], row["field"]
        if field in draw:
            draw[field] = row["before"]
        if field == "target":
            draw["target_group"] = groups.get(row["before"], OTHER_GROUP)
        if field == "occupations":
            added = row["after"].split(", ")
            tables["draw_occupations"] = [
                named
                for named in tables["draw_occupations"]
                if named["draw_id"] != row["draw_id"] or named["noc_code"] not in added
            ]
    day = LAST_DRAW.isoformat()
    for name in (*OF_DRAWS, "corrections", "discrepancies"):
        tables[name] = [row for row in tables[name] if row["draw_id"][:10] <= day]
    tables["corrections"] = [row for row in tables["corrections"] if row not in newer]
    kept = [
        row
        for row in tables["discrepancies"]
        if row["found_on"] <= COMPILED_ON.isoformat() and row["subject"] != YEARLY_TOTAL
    ]
    kept += _read("discrepancies", COMPILED)
    tables["discrepancies"] = sorted(kept, key=lambda row: row["discrepancy_id"])
    tables["official_totals"] = _read("official_totals", COMPILED)
    tables["page_headings"] = [
        row for row in _read("page_headings") if row["first_seen"] <= COMPILED_ON.isoformat()
    ]
    tables["sources"] = _read("sources")
    for row in tables["sources"]:
        if row["source_id"] in PAGES:
            row["last_changed"], row["last_checked"] = PAGES[row["source_id"]]
    tables["page_checks"] = [row for row in _read("page_checks") if row["source_id"] in PAGES]
    for row in tables["page_checks"]:
        row["attempted_on"], row["message"] = PAGES[row["source_id"]][1], ""
        row["result"] = "read" if row["attempted_on"] else "not_tried"
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", rows)


def _read(table: str, folder: Path | None = None) -> Rows:
    with ((folder or TABLES) / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
