"""Draft the wages of a Job Bank release: the yearly file of Canada's open data, as CSV."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from data.update.draft import ChangeKind
from data.update.text import quoted, tidy

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from data.update.draft import Draft
    from data.update.known import Row

SOURCE = "job-bank-wages"
ONTARIO, PROVINCE = "Ontario", "ON"
COLUMNS = {
    "code": "NOC_CNP",
    "province": "prov",
    "region": "ER_Name",
    "low": "Low_Wage_Salaire_Minium",
    "median": "Median_Wage_Salaire_Median",
    "high": "High_Wage_Salaire_Maximal",
    "annual": "Annual_Wage_Flag_Salaire_annuel",
    "period": "Reference_Period",
}
"""The columns of the file that are read, by their names there (the spelling is the file's)."""

FEWEST_OCCUPATIONS = 400
"""Of 516 occupations; a file with fewer Ontario medians is cut off."""

HIGHEST_BY_HOUR, LOWEST_BY_YEAR = 1_000, 5_000
"""Dollars: a wage beyond these is in the wrong unit."""

LARGEST_CHANGE = Decimal("0.5")
"""A median that moved by more than this part of itself is shown to a person."""


class WageFileError(ValueError):
    """The file is not a Job Bank release, or not whole."""


def take_wages(draft: Draft, path: Path, release: str, read_on: date) -> None:
    """Replace the wages by those of a release file.

    `release` is the year that names the release, as in "Job Bank wages, 2025 release". Raises
    WageFileError where a column is missing, a value is not a wage or the file is not whole.
    """
    rows = _wages(path, draft)
    in_ontario = sum(row["region"] == ONTARIO for row in rows)
    if in_ontario < FEWEST_OCCUPATIONS:
        message = f"{path}: expected {FEWEST_OCCUPATIONS} Ontario medians, found {in_ontario}."
        raise WageFileError(message)
    held = {(row["noc_code"], row["region"]): row for row in draft.rows("wages")}
    fresh = {(row["noc_code"], row["region"]): row for row in rows}
    for place, row in held.items():
        if place not in fresh:
            draft.remove("wages", *place)
        elif _jump(row, fresh[place]) > LARGEST_CHANGE:
            draft.say(
                ChangeKind.PERSON,
                f"{' '.join(place)}: the median was {row['median']}, is {fresh[place]['median']}.",
            )
    for row in rows:
        draft.put("wages", row)
    changed = sum(place in held and held[place] != row for place, row in fresh.items())
    added, gone = len(fresh.keys() - held.keys()), len(held.keys() - fresh.keys())
    if added or gone or changed:
        words = f"wages: {added} added, {changed} changed, {gone} no longer published."
        draft.say(ChangeKind.ROWS, words)
    source = draft.find("sources", SOURCE)
    if source:
        title = f"Job Bank wages, {release} release"
        draft.put("sources", source | {"title": title, "last_checked": read_on.isoformat()})


def _wages(path: Path, draft: Draft) -> list[Row]:
    text = _text(path)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS.values() if name not in (reader.fieldnames or [])]
    if missing:
        message = f"{path}: expected the columns {', '.join(COLUMNS.values())}; these are missing: "
        raise WageFileError(message + ", ".join(missing))
    regions = {row["economic_region"] for row in draft.rows("economic_regions")} | {ONTARIO}
    codes = {row["noc_code"] for row in draft.rows("noc_2021")}
    found: dict[tuple[str, str], Row] = {}
    for line in reader:
        cells = {name: tidy(line[column] or "") for name, column in COLUMNS.items()}
        if cells["province"] != PROVINCE or not cells["median"]:
            continue
        where = f"{path}:{reader.line_num}"
        code = cells["code"].removeprefix("NOC_")
        if code not in codes:
            message = f"{where}: expected a code of noc_2021, found {quoted(cells['code'])}."
            raise WageFileError(message)
        if cells["region"] not in regions:
            continue
        if (code, cells["region"]) in found:
            message = f"{where}: {code} in {cells['region']} is there twice."
            raise WageFileError(message)
        found[code, cells["region"]] = _row(code, cells, where)
    return list(found.values())


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _row(code: str, cells: dict[str, str], where: str) -> Row:
    """Return a row of `wages`; of economic regions only the median is kept."""
    if cells["annual"] not in ("0", "1"):
        message = f"{where}: expected 0 or 1 for annual wages, found {quoted(cells['annual'])}."
        raise WageFileError(message)
    is_annual = cells["annual"] == "1"
    is_province = cells["region"] == ONTARIO
    return {
        "noc_code": code,
        "region": cells["region"],
        "low": _wage(cells["low"], where, is_annual=is_annual) if is_province else "",
        "median": _wage(cells["median"], where, is_annual=is_annual),
        "high": _wage(cells["high"], where, is_annual=is_annual) if is_province else "",
        "unit": "annual" if is_annual else "hourly",
        "reference_period": cells["period"],
        "source_id": SOURCE,
    }


def _wage(text: str, where: str, *, is_annual: bool) -> str:
    """Return a wage as the tables write it: 37.5 and 80000, never 37.50."""
    if not text:
        return ""
    try:
        wage = Decimal(text.replace(",", ""))
    except InvalidOperation:
        message = f"{where}: expected a wage, found {quoted(text)}."
        raise WageFileError(message) from None
    is_likely = wage >= LOWEST_BY_YEAR if is_annual else 0 < wage <= HIGHEST_BY_HOUR
    if not is_likely:
        unit = "a year" if is_annual else "an hour"
        message = f"{where}: {text} dollars {unit} cannot be right."
        raise WageFileError(message)
    return f"{wage.normalize():f}"


def _jump(before: Row, after: Row) -> Decimal:
    """Return by what part of itself a median moved; a change of unit counts as the whole."""
    if before["unit"] != after["unit"]:
        return Decimal(1)
    return abs(Decimal(after["median"]) - Decimal(before["median"])) / Decimal(before["median"])
