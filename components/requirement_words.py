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

OUTSIDE = {
    ("work_location", "gta"): "the job is outside the Greater Toronto Area",
    ("business_location", "gta"): "the business is outside the Greater Toronto Area",
}
"""Cases of any other value, where they have words of their own."""

LIMITS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
NEGATIVE = {("=", "false"), ("!=", "true")}
NO_MATCH = {"!=", "not in"}
LARGE = 1_000


def case(condition: str) -> tuple[bool, str]:
    """Return whether one condition "alternative|fact|operator|value" must hold, and its words.

    The words are empty for what is said once for all requirements.
    """
    _, fact, operator, value = condition.split("|", 3)
    if (fact, operator, value) == ALL_BUT_PHYSICIANS:
        return True, ""
    if fact in CASES:
        return (operator, value) not in NEGATIVE, CASES[fact]
    if operator in NO_MATCH and (fact, value) in OUTSIDE:
        return True, OUTSIDE[fact, value]
    said = PLACES.get((fact, value), f"{fact}: {value}".replace("_", " "))
    return operator not in NO_MATCH, said


def cases(conditions: Sequence[str] | None) -> str:
    """Return when a requirement applies, as sentences, or an empty text where it always does."""
    alternatives: dict[str, list[tuple[bool, str]]] = {}
    for condition in conditions or ():
        held, words = case(condition)
        if words:
            alternatives.setdefault(condition.split("|", 1)[0], []).append((held, words))
    if len(alternatives) > 1:
        ways = [
            joined([words if held else f"it is not so that {words}" for held, words in own])
            for own in alternatives.values()
        ]
        return f"Applies if {'; or if '.join(ways)}."
    own = next(iter(alternatives.values()), [])
    needed = [words for held, words in own if held]
    against = [words for held, words in own if not held]
    said = [f"Applies if {joined(needed)}."] if needed else []
    said += [f"Does not apply if {joined(against, 'or')}."] if against else []
    return " ".join(said)


def limit(row: Row) -> str:
    """Return the limit of a requirement as a sentence, where its text does not say it."""
    if row["operator"] == "one_of" and row["choices"]:
        return f"One of: {', '.join(value.replace('_', ' ') for value in row['choices'])}."
    try:
        amount = float(row["value"] or "")
    except ValueError:
        return ""
    shown = number(int(amount)) if amount.is_integer() else number(amount)
    unit = row["unit"] or ""
    said = row["operator"] in LIMITS and (amount >= LARGE or unit.startswith("points"))
    if not said or shown in row["plain_text"]:
        return ""
    unit = unit.replace("CAD", "Canadian dollars of")
    return f"That is {LIMITS[row['operator']]} {shown} {unit}."


def requirement(row: Row) -> str:
    """Return a requirement as Markdown, with its limit, its cases and its sources."""
    text = f"{row['plain_text'].rstrip('.')}."
    said = " ".join(filter(None, (text, limit(row), cases(row["conditions"]))))
    return f"{plain(said)} {sources(row)}"


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
