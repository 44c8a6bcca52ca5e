"""Requirements in plain words: topics, limits, and the cases in which they apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.words import joined, number, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]

TOPICS = {
    "job_offer": "Job offer",
    "hours": "Hours",
    "teer": "Level of the occupation",
    "occupation_list": "Occupation",
    "wage": "Pay",
    "work_experience": "Work experience",
    "education": "Education",
    "age_of_credential": "Age of the credential",
    "language": "Language",
    "licence": "Licence",
    "status": "Status in Canada",
    "residence": "Living in Ontario before",
    "residence_intent": "Plan to live in Ontario",
    "ontario_ties": "Ties to Ontario",
    "settlement_funds": "Money to settle",
    "eoi": "Invitation and profile",
    "employer": "Employer",
}
"""Headings, by the value of `topic`."""

CASES = {
    "already_in_position": "you already work in the job",
    "collective_agreement": "a collective agreement sets the pay",
    "ece_member": "you are a member of the College of Early Childhood Educators",
    "employed_in_ontario": "you work in Ontario",
    "experience_in_canada": "some of the experience is from Canada",
    "funds_used": "you use savings to show the money",
    "in_canada": "you live in Canada",
    "mandatory_licence": "the occupation needs a licence",
    "nurse_with_cno": "you are a nurse registered in Ontario",
    "ontario_work_permit": "you may already work in Ontario",
    "physician_without_offer": "you are a physician without a job offer",
    "positive_lmia": "the employer has a positive LMIA",
    "recent_ontario_graduate": "you are a recent Ontario graduate",
    "self_employed_experience": "some of the experience is self-employed",
    "studied_abroad": "you studied outside Canada",
}
"""Cases that hold or do not, by the name of the fact."""

ALL_BUT_PHYSICIANS = ("physician_without_offer", "=", "false")
"""A condition of nearly every Foreign Worker rule: said once, not on each line."""
FOR_OTHERS = "1|physician_without_offer|=|false"
PHYSICIANS = (
    "Most of these rules are for people with a job offer. A physician without one has fewer."
)

PLACES = {
    ("work_location", "gta"): "the job is in the Greater Toronto Area",
    ("business_location", "gta"): "the business is in the Greater Toronto Area",
    ("business_sector", "ict"): "the business is in information technology",
    ("express_entry_class", "FSW"): "you are in the federal skilled worker class",
    ("express_entry_class", "CEC"): "you are in the Canadian experience class",
    ("noc", "nurses"): "you are a registered or practical nurse",
    ("noc", "road-transport-drivers"): "the job is driving a truck or a bus",
    ("noc", "workforce-priority-skilled-trades"): "the job is in a trade that Ontario lists as "
    "skilled",
    ("census_division", "owp_revenue_500k"): "the job is in one of the named census divisions",
}
"""Cases of one value, by fact and value."""

LIMITS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
NEGATIVE = {("=", "false"), ("!=", "true")}
NO_MATCH = {"!=", "not in"}
LARGE = 1_000


def case(condition: str) -> str:
    """Return one condition "alternative|fact|operator|value" in words: "if living in Canada"."""
    _, fact, operator, value = condition.split("|", 3)
    if (fact, operator, value) == ALL_BUT_PHYSICIANS:
        return ""
    if fact in CASES:
        return f"{'unless' if (operator, value) in NEGATIVE else 'if'} {CASES[fact]}"
    said = PLACES.get((fact, value), f"{fact}: {value}".replace("_", " "))
    return f"{'unless' if operator in NO_MATCH else 'if'} {said}"


def cases(conditions: Sequence[str] | None) -> str:
    """Return the conditions of a requirement in words, or an empty text where it always applies."""
    alternatives: dict[str, list[str]] = {}
    for condition in conditions or ():
        said = alternatives.setdefault(condition.split("|", 1)[0], [])
        said += [words] if (words := case(condition)) else []
    return "; or ".join(joined(said) for said in alternatives.values() if said)


def limit(row: Row) -> str:
    """Return the limit of a requirement, where its text does not say the amount."""
    if row["operator"] == "one_of" and row["choices"]:
        return f"one of: {', '.join(value.replace('_', ' ') for value in row['choices'])}"
    try:
        amount = float(row["value"] or "")
    except ValueError:
        return ""
    shown = number(int(amount)) if amount.is_integer() else number(amount)
    said = row["operator"] in LIMITS and (amount >= LARGE or row["unit"].startswith("points"))
    if not said or shown in row["plain_text"]:
        return ""
    return f"{LIMITS[row['operator']]} {shown} {row['unit']}".replace("CAD", "Canadian dollars,")


def requirement(row: Row) -> str:
    """Return a requirement as Markdown, with its limit, its cases and its sources."""
    text = row["plain_text"].rstrip(".")
    notes = [note for note in (limit(row), cases(row["conditions"])) if note]
    tail = f" ({'; '.join(notes)})" if notes else ""
    return f"{plain(text + tail)}. {sources(row)}"


def sources(row: Row) -> str:
    """Return links to the sources of a row, official ones first; marked where none is official."""
    pairs = [
        (title, url)
        for title, url in zip(row["source_titles"] or (), row["source_urls"] or (), strict=True)
        if url
    ]
    links = [
        f"[source{f' {index}' if index > 1 else ''}]({url})"
        for index, (_, url) in enumerate(pairs, start=1)
    ]
    if not links:
        return ":small[(source not online)]"
    unofficial = "" if row["is_official"] else "not official, "
    return f":small[({unofficial}{', '.join(links)})]"
