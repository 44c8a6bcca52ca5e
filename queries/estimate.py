"""Estimate where a person stands: put the questions of the estimator together, in order.

The rules are rows and the reasoning is SQL: this module only checks that answers can be understood
and hands the facts of one query to the next. Nothing about a person is kept: every personal
question goes through `queries.ask`.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from queries.store import ask, run

if TYPE_CHECKING:
    from collections.abc import Mapping

Answer = str | int | float | bool | None
Row = dict[str, Any]

FILES = (
    "estimate_facts",
    "estimate_requirements",
    "estimate_points",
    "estimate_changes",
    "estimate_replay",
)
"""The queries that an answer comes from, in the order in which one builds on the other."""

TESTS = {"english_test", "french_test"}
"""Only beside one of these answers is a language score looked at."""

YES_NO = {"true": "yes", "false": "no"}

EARLIEST = date(1930, 1, 1)
"""No date in anybody's answers is older."""


@dataclass(frozen=True)
class Misunderstood:
    """An answer that cannot be taken: its key, what is allowed, and never the answer itself."""

    field: str
    message: str
    allowed: tuple[str, ...] | None = None


class MisunderstoodError(ValueError):
    """Answers or options cannot be taken. `faults` says why, field by field."""

    def __init__(self, faults: list[Misunderstood]) -> None:
        """Keep the faults, without what was given."""
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


def pathways() -> tuple[str, ...]:
    """Return the ids of the streams and pathways that can be asked about."""
    return tuple(run("streams").rows["stream_id"])


def questions(pathway: str | None = None) -> list[Row]:
    """Return the questions that a pathway looks at, or all, with what each one takes."""
    return run("estimate_questions", pathway=pathway).rows.to_dicts()


def asked(pathway: str, understood: Understood) -> list[Row]:
    """Return the questions of a pathway that are asked after these answers."""
    return [row for row in questions(pathway) if understood.asked[row["id"]]]


def facts_of(on: date, *answers: Mapping[str, Answer]) -> list[str]:
    """Return the facts that follow from each set of answers, as JSON texts."""
    texts = [json.dumps(known) for known in map(_known, answers)]
    return [row["facts"] for row in ask("estimate_facts", answers=texts, as_of=on)]


def _known(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return answers without those that say "I do not know", whole numbers without a point."""
    return {
        key: int(value) if isinstance(value, float) and value.is_integer() else value
        for key, value in answers.items()
        if value is not None
    }


@dataclass(frozen=True)
class Understood:
    """What a form knows of a person: answers that count, what follows, and what is wrong.

    `facts` is JSON text; `asked` says of each question whether it is asked now: True, False, or
    None where that depends on what is not known.
    """

    answers: dict[str, Answer]
    facts: str
    asked: dict[str, bool | None]
    faults: list[Misunderstood]


def understood(on: date, answers: Mapping[str, Answer]) -> Understood:
    """Return the answers that can be taken and count, and what is wrong with those that cannot.

    An answer to a question that the others leave unasked is left out in silence: a visitor of the
    form who went back and changed something gave it earlier. Raises KeyError for no question.
    """
    by_id = {question["id"]: question for question in questions()}
    known = _known(answers)
    faults = [fault for key, value in known.items() if (fault := _fault(by_id[key], value, on))]
    faults += _score_faults(known)
    wrong = {fault.field for fault in faults}
    kept = {key: value for key, value in known.items() if key not in wrong}
    while True:
        (facts,) = facts_of(on, kept)
        now = {row["id"]: row["asked"] for row in ask("estimate_asked", facts=facts)}
        left = {key: value for key, value in kept.items() if now[key] is not False}
        if left == kept:
            return Understood(kept, facts, now, faults)
        kept = left


def check(on: date, answers: Mapping[str, Answer]) -> str:
    """Return the facts that follow from a person's answers, as JSON text.

    Raises MisunderstoodError where an answer cannot be taken, or contradicts another.
    """
    by_id = {question["id"]: question for question in questions()}
    faults = []
    for key, value in _known(answers).items():
        if key not in by_id:
            faults.append(Misunderstood(key, "is not a question", tuple(by_id)))
        elif fault := _fault(by_id[key], value, on):
            faults.append(fault)
    faults = faults or _score_faults(_known(answers))
    if faults:
        raise MisunderstoodError(faults)
    (facts,) = facts_of(on, answers)
    faults = [
        _contradiction(by_id[question["id"]], by_id, _known(answers))
        for question in ask("estimate_asked", facts=facts)
        if question["asked"] is False and answers.get(question["id"]) is not None
    ]
    if faults:
        raise MisunderstoodError(faults)
    return facts


def _contradiction(
    question: Row, by_id: Mapping[str, Row], given: Mapping[str, Answer]
) -> Misunderstood:
    """Return the fault of an answer to a question that others leave unasked, and name them."""
    looked_at = [question["instead_of"], *(row["fact"] for row in question["asked_when"] or ())]
    others = [key for key in dict.fromkeys(looked_at) if key in given]
    named = " and ".join(others or [key for key in dict.fromkeys(looked_at) if key in by_id])
    return Misunderstood(
        question["id"],
        f"contradicts the answer to {named}: it would not be asked",
        ("no answer", f"another answer to {named}"),
    )


def _fault(question: Row, value: Answer, on: date) -> Misunderstood | None:
    """Return what is wrong with one answer, or None."""
    key = question["id"]
    allowed: tuple[str, ...]
    match question["type"]:
        case "boolean":
            good = isinstance(value, bool)
            allowed = ("true", "false")
        case "choice":
            allowed = tuple(question["option_ids"])
            good = isinstance(value, str) and value in allowed
        case "number":
            low, high = question["minimum"], question["maximum"]
            number = isinstance(value, int | float) and not isinstance(value, bool)
            whole = not question["whole"] or isinstance(value, int)
            good = number and whole and low <= value <= high
            kind = "a whole number" if question["whole"] else "a number"
            allowed = (f"{kind} from {low:,.0f} to {high:,.0f}",)
        case "date":
            good = _is_day_until(on, value)
            allowed = (f"a date as YYYY-MM-DD, not after {on}",)
        case _:
            good = isinstance(value, str) and value in run("occupation_names").rows["noc_code"]
            allowed = ("a five-digit code of NOC 2021",)
    return None if good else Misunderstood(key, "is not one of the values allowed", allowed)


def _score_faults(known: Mapping[str, Answer]) -> list[Misunderstood]:
    """Return the language scores that the test named beside them cannot give."""
    faults: list[Misunderstood] = []
    if not TESTS & known.keys():
        return faults
    for row in ask("estimate_score_faults", answers=json.dumps(known)):
        kind = "a whole number" if row["step"] == 1 else f"a number in steps of {row['step']:g}"
        scale = f"{kind} from {row['minimum']:g} to {row['maximum']:g}"
        allowed = (f"{row['name']} {row['ability']}: {scale}",)
        faults.append(Misunderstood(row["field"], "is not a score of this test", allowed))
    return faults


def _is_day_until(on: date, value: Answer) -> bool:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return day is not None and day.isoformat() == value and EARLIEST <= day <= on


def contradictions(facts: str) -> list[Row]:
    """Return what does not fit together in answers that can be taken: `field` and `message`.

    Each message is a question to the person and refuses nothing. Takes the facts that `check` or
    `understood` gave; a field has one row for each thing to look at.
    """
    return ask("estimate_contradictions", facts=facts)


def check_options(pathway: str, on: date, options: Mapping[str, str]) -> None:
    """Raise MisunderstoodError where an option is not one of the grid of the pathway on the day."""
    allowed: dict[str, list[str]] = {}
    for row in run("estimate_options", pathway=pathway, as_of=on).rows.to_dicts():
        allowed.setdefault(row["factor"], []).append(row["option_id"])
    faults = []
    for factor, option in options.items():
        if factor not in allowed:
            faults.append(Misunderstood(factor, "is not a factor here", tuple(allowed)))
        elif option not in allowed[factor]:
            words = "is not an option of the factor"
            faults.append(Misunderstood(factor, words, tuple(allowed[factor])))
    if faults:
        raise MisunderstoodError(faults)


def by_options(pathway: str, on: date, options: Mapping[str, str]) -> Row:
    """Return the pathway and its score for options chosen by hand."""
    check_options(pathway, on, options)
    state = pathway_on(pathway, on)
    factors = ask(
        "estimate_points",
        pathway=pathway,
        as_of=on,
        facts=["{}"],
        options=json.dumps(dict(options)),
    )
    return {"pathway": state, "factors": factors}


def by_answers(pathway: str, on: date, answers: Mapping[str, Answer]) -> Row:
    """Return the pathway, requirements, score, changes and past draws for a person's answers.

    Raises MisunderstoodError for answers that cannot be taken.
    """
    return evaluate(pathway, on, check(on, answers))


def evaluate(pathway: str, on: date, facts: str) -> Row:
    """Return what `by_answers` does, for facts that are known to be consistent.

    `factors` is empty where no points grid was in force, and where the stream gives the person no
    points: `no_score_because` then says why.
    """
    state = pathway_on(pathway, on)
    if not state["scored"]:
        nothing: Row = {"requirements": [], "factors": [], "changes": [], "draws": []}
        return {"pathway": state, "no_score_because": None} | nothing
    of_pathway: dict[str, Any] = {"pathway": pathway, "as_of": on}
    changes = ask("estimate_changes", **of_pathway, facts=facts)
    sets = [facts, *(change.pop("facts") for change in changes)]
    points = ask("estimate_points", **of_pathway, facts=sets, options=None)
    factors = [row for row in points if row["set_number"] == 0]
    no_score = factors[0]["no_score_because"] if factors else None
    if no_score:
        factors, points, changes = [], [], []
    return {
        "pathway": state,
        "no_score_because": no_score,
        "requirements": [
            row | {"given": _given(row["said"])}
            for row in ask("estimate_requirements", **of_pathway, facts=facts)
        ],
        "factors": factors,
        "changes": _ranked(changes, points),
        "draws": _draws(pathway, on, facts, factors),
    }


def _given(said: list[Row]) -> str | None:
    """Return the facts that a requirement compares as one text, or None where none is known."""
    texts = [f"{fact['name']}: {fact['label'] or _plain(fact['value'])}" for fact in said]
    return "; ".join(sorted(texts)) or None


def _plain(value: str) -> str:
    """Return a value as a person would write it: yes, no, a number without needless digits."""
    if value in YES_NO:
        return YES_NO[value]
    try:
        return f"{round(float(value), 2):.10g}"
    except ValueError:
        return value.replace("_", " ")


def pathway_on(pathway: str, on: date) -> Row:
    """Return the row of a stream or pathway that says what it was on a day."""
    return run("estimate_pathway", pathway=pathway, as_of=on).first()


def likely_pathways(on: date, facts: str) -> list[str]:
    """Return the open pathways that take the TEER level of the job, the first in order first."""
    return [row["stream_id"] for row in ask("estimate_likely_pathway", as_of=on, facts=facts)]


def standing(pathway: str, on: date, facts: str) -> Row:
    """Return the row of a pathway with `eligibility`, without score, changes and draws."""
    state = pathway_on(pathway, on)
    rows = ask("estimate_requirements", pathway=pathway, as_of=on, facts=facts)
    return state | eligibility(state, rows)


def eligibility(state: Row, requirements: list[Row]) -> Row:
    """Return the outcome for a person, and the requirements that lead to it.

    Takes the row of `estimate_pathway.sql` and rows of `estimate_requirements.sql`. Nobody is
    eligible for what is not open, and nothing unanswered counts as met. `deciding` counts the
    requirements that apply to the person; of those that may apply, those on one topic count once.
    """
    deciding = [row for row in requirements if row["decides"]]
    outcomes = Counter(row["outcome"] for row in deciding)
    counted = _counted(deciding)
    if state["state"] != "open" or outcomes["not_met"]:
        outcome = "not_eligible"
    elif outcomes["to_confirm"] or not deciding:
        outcome = "to_confirm"
    else:
        outcome = "likely_eligible"
    return {
        "outcome": outcome,
        "stream_state": state["state"],
        "not_met": [row["plain_text"] for row in deciding if row["outcome"] == "not_met"],
        "to_confirm": [row["plain_text"] for row in deciding if row["outcome"] == "to_confirm"],
        "met": counted.count("met"),
        "deciding": len(counted),
    }


def _counted(deciding: list[Row]) -> list[str]:
    """Return the outcomes that count: each rule that applies, each topic of those that may."""
    counted = []
    topics: dict[str, list[str]] = {}
    for row in deciding:
        if row["outcome"] == "not_needed":
            continue
        if row["applies"]:
            counted.append(row["outcome"])
        else:
            topics.setdefault(row["topic"], []).append(row["outcome"])
    return counted + [
        "met" if set(outcomes) == {"met"} else "to_confirm" for outcomes in topics.values()
    ]


def assumes_job_offer(state: Row, requirements: list[Row]) -> bool:
    """Return whether the points count a job that has not been offered, as far as is known.

    Takes the row of `estimate_pathway.sql` and rows of `estimate_requirements.sql`. Where no rule
    of the day is on record, the points of a stream that is about a job offer count one.
    """
    asked = [row for row in requirements if row["decides"] and "job_offer" in row["facts"]]
    if not asked:
        return bool(state["needs_job_offer"])
    return any(row["outcome"] in {"not_met", "to_confirm"} for row in asked)


def replayed(draws: list[Row]) -> Row:
    """Return past draws with counts: never a share, and what is not known apart.

    Takes rows of `estimate_replay.sql`. `closest_miss` is the draw that only the score stopped, by
    the fewest points; `recent_draws` counts draws of the last 12 months of data, `recent_named`
    those that took the occupation, `recent_cleared` those that the person would have cleared, and
    `recent_unknown` those of which that is not known, also where their list is not.
    """
    counts = Counter(draw["outcome"] for draw in draws)
    missed = [
        draw
        for draw in draws
        if draw["outcome"] == "stopped" and draw["gate"] == "score" and draw["occupation"]
    ]
    recent = [draw for draw in draws if draw["in_last_12_months"] and draw["occupation"]]
    return {
        "draws": draws,
        "names_occupations": any(draw["names_occupations"] for draw in draws),
        "cleared": counts["cleared"],
        "stopped": counts["stopped"],
        "unknown": counts["unknown"],
        "recent_draws": sum(draw["in_last_12_months"] for draw in draws),
        "recent_named": len(recent),
        "recent_cleared": sum(draw["outcome"] == "cleared" for draw in recent),
        "recent_unknown": sum(
            draw["outcome"] == "unknown" for draw in draws if draw["in_last_12_months"]
        ),
        "closest_miss": min(missed, key=lambda draw: draw["points_short"], default=None),
    }


def _draws(pathway: str, on: date, facts: str, factors: list[Row]) -> list[Row]:
    """Return every past draw on the grid of the day, gate by gate."""
    first = factors[0] if factors else {"total_points": None, "total_possible": None}
    points, possible = first["total_points"], first["total_possible"]
    return ask(
        "estimate_replay", pathway=pathway, as_of=on, facts=facts, points=points, possible=possible
    )


def _ranked(changes: list[Row], points: list[Row]) -> list[Row]:
    """Return the changes that bring points, the most first, each with its new total.

    Of two that raise the same by steps, the bigger is left out where it brings no more.
    """
    totals = {row["set_number"]: row["total_points"] for row in points}
    ranked = [
        change | {"total_points": totals[number], "points_gained": totals[number] - totals[0]}
        for number, change in enumerate(changes, start=1)
        if number in totals and totals[number] > totals[0]
    ]
    kept = [change for change in ranked if not _is_needless(change, ranked)]
    return sorted(kept, key=lambda change: -change["points_gained"])


def _is_needless(change: Row, others: list[Row]) -> bool:
    """Return whether a smaller step of the same facts brings as many points."""
    return change["size"] is not None and any(
        other["changed"] == change["changed"]
        and other["size"] is not None
        and other["size"] < change["size"]
        and other["points_gained"] >= change["points_gained"]
        for other in others
    )
