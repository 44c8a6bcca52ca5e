"""The words of the pages about occupations, written from rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.sentences import MOST_DRAWS_IN_A_SENTENCE
from components.words import (
    NONE,
    capital,
    count,
    day,
    days,
    joined,
    number,
    plain,
    quoted,
    score_phrase,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Row = dict[str, Any]

WORK_AREAS = {"anywhere": "anywhere in Ontario", "outside_gta": "outside the GTA only"}
FIGURES = {"median_wage": "the median wage", "low_wage": "the low wage"}
COVERAGE = {
    "whole": "Ontario licenses this occupation",
    "part": "Ontario licenses a part of this occupation",
    "title-protected": "Ontario protects the title of this occupation",
    "unsure": "Ontario may license this occupation",
}


def name(row: Row) -> str:
    """Return an occupation with its code: "Pharmacists (31120)"."""
    return f"{plain(row['title'])} ({row['noc_code']})"


def code_and_title(row: Row) -> str:
    """Return an occupation with its code first: "31120 Pharmacists"."""
    return f"{row['noc_code']} {plain(row['title'])}"


def answer(occupation: Row, streams: Sequence[Row], mentions: Sequence[Row]) -> list[str]:
    """Return the sentences that say whether draws targeted an occupation; the first is the answer.

    It is one of four: named; not named but covered by draws open to every occupation; not named in
    any draw with a complete list; not known. Takes the row of `occupation.sql`, the rows of
    `occupation_streams.sql` and those of `occupation_named_as.sql`. "Not named" is said of
    complete lists only.
    """
    first = min(row["first_draw"] for row in streams if row["first_draw"])
    last = max(row["last_draw"] for row in streams if row["last_draw"])
    period = f"from {day(first)} to {day(last)}"
    complete = sum(row["not_named"] for row in streams)
    covered, older, unknown = _covered(streams), _older_rules(streams), _unknown(streams)
    if occupation["times_named"]:
        full = f"{capital(count(complete, 'draw'))} had a full list without it." if complete else ""
        return [_named(occupation, mentions, period), covered, older, full, unknown]
    if not complete:
        said = f"Whether **{name(occupation)}** was named is **not known**."
        return [said, covered, older, unknown]
    missing = (
        f"**{name(occupation)}** was **not named** in any of the {count(complete, 'draw')} whose "
        f"full list is known, {period}."
    )
    return [f"{missing} {covered}".strip(), older, unknown]


def last_named(occupation: Row, streams: Sequence[Row], mentions: Sequence[Row]) -> str:
    """Return when a draw last named an occupation, for a shared link: "last named 30 April 2026".

    Takes what `answer` takes, and says "not named" of complete lists only.
    """
    if occupation["times_named"]:
        newest, perhaps = _newest(mentions)
        when = days(newest[0]["issued_on"], newest[0]["issued_to"])
        return f"perhaps named {when}" if perhaps else f"last named {when}"
    if complete := sum(row["not_named"] for row in streams):
        return f"not named in {count(complete, 'draw')} with a full list"
    return "not known whether a draw named it"


def _newest(mentions: Sequence[Row]) -> tuple[list[Row], bool]:
    """Return the draws of the newest day on which one surely named the occupation.

    Where none surely did, those of the newest day on which one may have, and True: it named an
    older code that became several.
    """
    sure = [row for row in mentions if not row["is_split"]]
    found = sure or mentions
    own = {row["draw_id"]: row for row in found if row["issued_on"] == found[0]["issued_on"]}
    return list(own.values()), not sure


def _in_draw(row: Row) -> str:
    """Return which draw it was, from which score and for how many."""
    return (
        f"{row['stream']}, {plain(row['target'])}, {score_phrase(row)} "
        f"({count(row['invitations'], 'invitation')} in the whole draw)"
    )


def _named(occupation: Row, mentions: Sequence[Row], period: str) -> str:
    newest, perhaps = _newest(mentions)
    times, by_split = occupation["times_named"], occupation["named_by_split"]
    when = days(newest[0]["issued_on"], newest[0]["issued_to"])
    told = [_in_draw(row) for row in newest[:MOST_DRAWS_IN_A_SENTENCE]]
    if more := len(newest) - len(told):
        told.append(count(more, "other draw"))
    last = f"**{when}**: {'; '.join(told)}."
    if perhaps:
        codes = sorted({row["named_as"] for row in mentions})
        return (
            f"**{name(occupation)}** **may have been named** in **{count(times, 'draw')}** "
            f"{period}: they named the older {_codes(codes)}, which became several occupations. "
            f"The last of them was on {last}"
        )
    doubt = f" ({number(by_split)} of them by an older code, perhaps)" if by_split else ""
    return (
        f"**{name(occupation)}** was named in **{count(times, 'draw')}**{doubt} {period}. "
        f"The last time was on {last}"
    )


def _codes(codes: Sequence[str]) -> str:
    return f"{'code' if len(codes) == 1 else 'codes'} {joined(codes)} (NOC 2016)"


def _covered(streams: Sequence[Row]) -> str:
    """Return how many draws took any occupation of a stream that accepted this one, and which."""
    taking = [row for row in streams if row["open_to_all"]]
    if not taking:
        return ""
    total = sum(row["open_to_all"] for row in taking)
    last_on = max(row["last_open_to_all"] for row in taking)
    newest = [row["stream"] for row in taking if row["last_open_to_all"] == last_on]
    last = f"The last {'were' if newest[1:] else 'was'} {joined(newest)} on {day(last_on)}."
    most = sorted(taking, key=lambda row: -row["open_to_all"])
    listed = joined([f"{row['stream']} ({number(row['open_to_all'])})" for row in most])
    if all(row["any_occupation"] for row in taking):
        return (
            f"{count(total, 'draw')} asked for no occupation at all: {listed}. These streams ask "
            f"for a degree or a business instead. {last}"
        )
    return (
        f"{count(total, 'draw')} named no occupations and took any that their stream accepts, this "
        f"one too: {listed}. {last}"
    )


def _older_rules(streams: Sequence[Row]) -> str:
    """Return how many draws without named occupations went by NOC 2016."""
    total = sum(row["older_rules"] for row in streams)
    if not total:
        return ""
    return (
        f"{count(total, 'older draw')} named no occupations either, but went by rules for the "
        "older NOC 2016, so whether they took this one is **not known** here."
    )


def _unknown(streams: Sequence[Row]) -> str:
    """Return how many draws have a list that is not fully known."""
    total = sum(row["unknown"] for row in streams)
    if not total:
        return ""
    return (
        f"Of {count(total, 'draw')} the list is incomplete or unknown, so whether they named it is "
        "**not known**; they are listed below."
    )


def unknown_draws(rows: Sequence[Row]) -> str:
    """Return the heading over draws that may have named it; rows of `occupation_unknown_draws`."""
    return f"The {count(len(rows), 'draw')} whose list is not fully known"


def open_stream(occupation: Row, streams: Sequence[Row]) -> str:
    """Return what holds for the stream that is open now; rows of `occupation_streams.sql`."""
    pathways = [row for row in streams if row["status"] == "open" and row["accepts"]]
    if not pathways:
        return ""
    listed = joined([row["stream"] for row in pathways], "or")
    held = sum(row["draws"] for row in pathways)
    recorded = (
        "No draw on it is recorded yet, so there is no cut-off score to compare with."
        if held == 0
        else f"{count(held, 'draw')} on it are recorded."
    )
    return (
        f"The streams of those draws are **closed**. The stream that is open now, Ontario "
        f"Workforce Priority, accepts any occupation of TEER {occupation['teer']} ({listed}). "
        f"{recorded}"
    )


def streams_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of streams; rows of `occupation_streams.sql`."""
    shown = [row for row in rows if row["draws"]]
    return {
        "Stream": [f"{row['stream']} ({row['status']})" for row in shown],
        "Named it": [_times_named(row) for row in shown],
        "Its other draws": [_other_draws(row) for row in shown],
    }


def _times_named(row: Row) -> str:
    if not row["named"]:
        return "never, as far as lists are known" if row["unknown"] else "never"
    perhaps = row["named_by_split"]
    doubt = "" if not perhaps else "perhaps " if perhaps == row["named"] else f"{perhaps} perhaps, "
    if perhaps == row["named"]:
        return f"{doubt}{number(row['named'])}, last {day(row['last_named'])}"
    return f"{number(row['named'])}, {doubt}last {day(row['last_named'])}"


def _other_draws(row: Row) -> str:
    parts = [
        f"{number(row[state])} {text}"
        for state, text in (
            ("open_to_all", "open to any occupation it accepts"),
            ("older_rules", "open, by rules for the older NOC 2016"),
            ("not_named", "with a full list without it"),
            ("unknown", "with a list not fully known"),
        )
        if row[state]
    ]
    if not row["accepts"] and not row["named"]:
        parts.append("by its rules since 2022 the stream did not accept this occupation")
    return "; ".join(parts) or NONE


def through_old_codes(mentions: Sequence[Row]) -> str:
    """Return how many mentions came through NOC 2016; rows of `occupation_named_as.sql`."""
    old = [row for row in mentions if row["noc_version"] == "2016"]
    if not old:
        return ""
    split = sorted({row["named_as"] for row in old if row["is_split"]})
    text = (
        f"{count(len({row['draw_id'] for row in old}), 'draw')} before 16 November 2022 used the "
        "older NOC 2016 codes; they are found through Statistics Canada's concordance."
    )
    if split:
        text += (
            f" {'Code' if len(split) == 1 else 'Codes'} {joined(split)} became several of today's "
            "occupations, so such a draw may have meant another one of them."
        )
    return text


def licence(rows: Sequence[Row]) -> str:
    """Return whether Ontario licenses the occupation; rows of `occupation_licence.sql`."""
    if not rows:
        return (
            "We know of no Ontario licence for this occupation. Check with the employer: some jobs "
            "need one all the same."
        )
    row = rows[0]
    note = f" ({plain(row['coverage_note'])})" if row["coverage_note"] else ""
    return (
        f"{COVERAGE[row['coverage']]}{note}: {plain(row['licensed_work'])}. "
        f"Regulator: {plain(row['regulator'])}."
    )


def wage(value: float | None, unit: str) -> str:
    """Return a wage in dollars per hour or per year; "not published" where there is none."""
    if value is None:
        return "not published"
    return f"${value:,.2f} an hour" if unit == "hourly" else f"${value:,.0f} a year"


def wages_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of wages; rows of `occupation_wages.sql`."""
    return {
        "Region": [row["region"].replace("--", "\N{EN DASH}") for row in rows],
        "Low": [wage(row["low"], row["unit"]) for row in rows],
        "Median": [wage(row["median"], row["unit"]) for row in rows],
        "High": [wage(row["high"], row["unit"]) for row in rows],
        "Period": [row["reference_period"] for row in rows],
    }


def wage_rule(row: Row) -> str:
    """Return which wage a stream asks for, in a line; a row of `occupation_wage_rules.sql`."""
    return (
        f"{row['stream']} ({row['status']}): {FIGURES[row['figure']]}. {plain(row['plain_text'])}"
    )


def companion(row: Row) -> str:
    """Return how often an occupation was named with another; `occupation_companions.sql`."""
    return (
        f"{row['noc_code']} {plain(row['title'])}: in {number(row['together'])} of "
        f"{count(row['times_named'], 'draw')}"
    )


def rank(occupation: Row) -> str:
    """Return the place of the occupation among all; a row of `occupation.sql`."""
    if not occupation["times_named"]:
        return "It has never been named, as far as our lists go."
    return (
        f"It is number {number(occupation['place'])} of {number(occupation['occupations'])} "
        "occupations by the number of draws that named it."
    )


def recent_share(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of recent draws; rows of `occupation_recent_share.sql`."""
    return {
        "Stream": [row["stream"] for row in rows],
        "Named it": [number(row["named"]) for row in rows],
        "Draws with a full list": [number(row["complete_lists"]) for row in rows],
        "All draws": [number(row["draws"]) for row in rows],
        "Share of all": [f"{row['share']:.0%}" for row in rows],
    }


def in_demand(rows: Sequence[Row], splits: Collection[str]) -> str:
    """Return the place of the occupation on the In-Demand Skills list, or nothing.

    Takes rows of `occupation_in_demand.sql`, and the older codes that became several occupations.
    """
    return " ".join(
        f"It {'may have been' if row['noc_code'] in splits else 'was'} on the In-Demand Skills "
        f"list{_as_older_code(row)}{_limited(row)}, for jobs {WORK_AREAS[row['work_area']]}, from "
        f"{day(row['effective_from'])}{_until(row)}."
        for row in rows
    )


def _as_older_code(row: Row) -> str:
    return f" as NOC 2016 code {row['noc_code']}" if row["noc_version"] == "2016" else ""


def _limited(row: Row) -> str:
    return f" ({plain(row['limited_to'])})" if row["limited_to"] else ""


def _until(row: Row) -> str:
    return f" to {day(row['effective_to'])}" if row["effective_to"] else ""


def all_occupations(summary: Row) -> str:
    """Return how many occupations were named; takes the row of `occupations_summary.sql`."""
    return (
        f"Of Canada's {number(summary['occupations'])} occupation groups, Ontario named "
        f"**{number(summary['ever_named'])}** in at least one draw since "
        f"{day(summary['first_draw'])}, and **{number(summary['recently_named'])}** in the last 12 "
        f"months of draws (to {day(summary['last_draw'])}). Find yours:"
    )


def matching(amount: int, wanted: str, *, filtered: bool, not_drawn: str = "") -> str:
    """Return how many occupations the search and the filters leave.

    `filtered` says whether a filter is set, and `not_drawn` names a chosen stream that has held no
    draw yet.
    """
    if amount:
        text = f"{count(amount, 'occupation')} {'matches' if amount == 1 else 'match'}"
        text += (
            f" \N{LEFT DOUBLE QUOTATION MARK}{plain(wanted)}\N{RIGHT DOUBLE QUOTATION MARK}"
            if wanted
            else ""
        )
        return f"{text}. Choose a code to open the occupation; duties decide, not titles."
    if not_drawn:
        return (
            f"No draw of {not_drawn} is recorded yet, so it has named no occupation. That says "
            "nothing about who may apply: choose a TEER level instead of a stream."
        )
    if wanted:
        rest = " with these filters" if filtered else ""
        clear = ", or clear the filters" if filtered else ""
        return (
            f"Nothing found for {quoted(wanted)}{rest}. Try one simple word for the job, in "
            f"English or French{clear}."
        )
    return "No occupation matches all of these filters. Clear one of them."


def old_codes(found: Sequence[Row]) -> str:
    """Return a note when a search read its text as a NOC 2016 code; `occupation_search.sql`."""
    newer = [row["noc_code"] for row in found if row["matched_language"] == "noc-2016"]
    if not newer:
        return ""
    others = [row["noc_code"] for row in found if row["matched_language"] != "noc-2016"]
    zero = f" With its first zero missing it would be {joined(others, 'or')}." if others else ""
    return (
        "You typed a four-digit code. As a code of the older NOC 2016 it became "
        f"{joined(newer)} in NOC 2021; your duties decide which is yours.{zero}"
    )


def unknown(text: str, choices: Sequence[Row], near: Sequence[Row]) -> str:
    """Return what to say of a text that is no code of NOC 2021.

    `choices` holds the successors of a NOC 2016 code, `near` what a search found, or beside
    `choices` the code with a zero before it.
    """
    if not text:
        return "The address names no occupation. It should end like `?noc=21232`."
    if choices:
        zero = (
            f" With its first zero missing it would be {near[0]['noc_code']}, which is listed last."
            if near
            else ""
        )
        return (
            f"{quoted(text)} is a code of the older NOC 2016. Today it is "
            f"{count(len(choices), 'occupation')}; your duties decide which is yours.{zero}"
        )
    if near:
        return f"No occupation has the code {quoted(text)}. Did you mean one of these?"
    return (
        f"No occupation has the code {quoted(text)}. A NOC 2021 code has five digits and is on "
        "Canada's official list of 516 occupations."
    )


def years_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of years; rows of `occupation_years.sql`."""
    return {
        "Year": [str(row["year"]) for row in rows],
        "Draws that named it": [number(row["times_named"]) for row in rows],
        "Draws with a full list": [number(row["complete_lists"]) for row in rows],
    }


def wage_source(row: Row) -> str:
    """Return where the wages are from; a row of `occupation_wages.sql`."""
    changed = f", table of {day(row['last_changed'])}" if row["last_changed"] else ""
    return (
        f"Source: {plain(row['source_title'])}{changed}. Wages refer to {row['reference_period']}. "
        "Regions that are not listed: not published here; requirements then use Ontario's figure."
    )


WHOLE_DRAWS = (
    "Invitations are those of the **whole draw**, for all the occupations that it named. How many "
    "went to this occupation is not published."
)

OPEN_DRAWS = (
    "These draws named no occupations and took any that their stream accepts. The newest, as "
    "context:"
)

TEERS = {
    0: "management",
    1: "usually a university degree",
    2: "usually two years or more of college, or an apprenticeship",
    3: "usually under two years of college, or over six months of training on the job",
    4: "usually secondary school, or some weeks of training on the job",
    5: "usually a short demonstration, no formal schooling",
}
