"""The words of `/data`: the method, what is missing, privacy and accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from components import contact
from components.draw_words import figures, subject
from components.feed_words import changed
from components.words import count, day, number, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]

GAPS = {
    "occupations_partial": ("draws", "we know only a part of the list of occupations."),
    "occupations_not_published": ("draws", "Ontario did not publish the occupations it named."),
    "occupations_not_captured": ("draws", "a list was published, but no copy of it was found."),
    "scores": ("draws", "Ontario printed no lowest score."),
    "profile_days": ("draws", "it is not said up to which day a profile had to be made."),
    "open_pathways_without_draws": (
        "open pathways",
        "no draw is on record, so no score is known.",
    ),
    "fees": ("fees", "the amount for Ontario Workforce Priority is not published."),
    "points": ("answers of points grids", "the points are not known."),
    "region_groups": (
        "groups of places",
        "not every place is known where a Workforce Priority employer needs \\$500,000 of revenue.",
    ),
    "nominations_issued": (
        "years of allocations",
        "the number of nominations given out was not found.",
    ),
    "nominations_by_stream": (
        "years of allocations",
        "the nominations of each stream were not found.",
    ),
    "wages": ("occupations", "Job Bank prints no wage for Ontario."),
    "source_dates": ("official sources", "the date of the last check was not kept."),
}
"""What is missing by the value of `gap`: of what, and why."""

BEFORE_2018 = "**Draws before 2018**: our copies of Ontario's tables begin in January 2018."

METHOD = """
1. **Read.** Draws come from the tables on Ontario's pages; occupations, places and conditions
   from its notices; rules from its pages, guides and regulations.
2. **Write down.** Each fact is a row in a table, with its source. A rule has the days on which it
   held. What is not known stays empty: nothing is guessed.
3. **Check.** Every row is checked before it is used: types, dates, codes, scores against their
   scale. The draws of a year must add up to Ontario's own total. Where they do not, the difference
   is among the disagreements above.
4. **Ask.** Each number on a page is in the answer to one question in SQL, or the sum of its rows.
   "How this was made" shows the question, and all of them are listed below.
5. **Never mix.** Scores of two scales are not compared. Invitations are not nominations. "Not
   named" is said of a whole list only.
6. **Older codes.** Draws before 16 November 2022 used NOC 2016. Statistics Canada's table leads
   from each older code to the newer ones; where a code was split, all parts are shown.
"""

UNOFFICIAL = (
    "This site is not run by the Government of Ontario or of Canada, and neither has checked it. "
    "It gives no advice. Where it and an official page differ, trust the official page, and your "
    "own invitation above all."
)

PRIVACY = """
- **No account, no tracking, no ads.** The site asks no other site for anything while you read it.
- **Your answers stay in the memory of your visit.** The answers in "Where do I stand?" are used to
  work out your result. They are not saved, not put into the address and not written to a log.
- **The address of a page holds its filters**, such as a stream or a date, so that you can share it.
- **One cookie**, `_streamlit_xsrf`, comes from the software. It keeps other sites from acting in
  your name, says nothing about you, and ends when you close the browser. Your browser also keeps
  whether you chose light or dark.
- **To hold back floods**, requests to the API are counted for a minute, in memory, under a code
  made from your network address. Then the count is gone.
- **Your time zone** is read to count the days you have left, and your browser's name to fit the
  page to a phone. Neither is kept.
"""

ACCESSIBILITY = """
The site aims at WCAG 2.2, level AA. Each page is tested with a checker (axe) in light and dark, on
a desk and a phone. The filters, the form and the longest pages are tested by keyboard.
Charts have a sentence and a table with the same numbers, and
colour is never the only mark. Known gaps:

- **Large tables are drawn.** A screen reader finds the rows that are in view; move on with the
  arrow keys. The CSV holds all rows.
- **Charts cannot be used by keyboard.** Their tables and the filters can.
- **Lists of choices** open at the end of the page for a screen reader. They are tied to their
  field, but a list of landmarks does not show them.
- **The words are English.** Occupations can be searched in French too.
"""

API = (
    "Programs can ask for the same data: draws, occupations and more as JSON, CSV and Parquet, and "
    "feeds of new draws. The [documentation of the API](/api/v1/) says how."
)
MEGABYTE = 1_000_000

HOW_TO_REPORT = (
    "Say which page, which number, and which official page says otherwise. The data version is "
    "part of every report: it says exactly which tables you saw."
)
NO_ADDRESS = "Whoever runs this copy of the site has not named an address for reports here."


def lead(tables: Sequence[Row], sources: Sequence[Row], state: Row) -> str:
    """Return where the numbers come from, in two sentences.

    Takes rows of `data_tables.sql` and `data_sources.sql`, and the row of `data_state.sql`.
    """
    official = sum(bool(row["official"]) for row in sources)
    facts = [row for row in tables if not row["made_by_build"]]
    rows = sum(row["row_count"] for row in facts)
    return (
        f"Every number here comes from **{count(len(facts), 'table')} of facts** with "
        f"{count(rows, 'row')}, taken from {count(len(sources), 'source')}, {number(official)} of "
        f"them official. You can download all of it. An official page was last read on "
        f"{day(state['last_checked'])}."
    )


def sources(rows: Sequence[Row]) -> str:
    """Return what stands before the table of sources; rows of `data_sources.sql`."""
    others = sum(not row["official"] for row in rows)
    return (
        "Official pages decide. "
        f"{count(others, 'source')} of third parties fill in what we could not read on an official "
        "page; wherever a rule rests on them alone, the page says so. The licence of each source "
        "is its own."
    )


def size(amount: int) -> str:
    """Return a file size for people: 17,674,240 bytes are "17.7 MB"."""
    return f"{amount / MEGABYTE:.1f} MB"


def version(state: Row) -> str:
    """Return the version of the data; takes the row of `data_state.sql`."""
    return (
        f"Data version **{state['data_version']}**, with {count(state['draws'], 'draw')} up to "
        f"{day(state['newest_draw'])}. The version changes with any change of the data."
    )


def tables(rows: Sequence[Row]) -> str:
    """Return what stands before the list of tables; rows of `data_tables.sql`."""
    made = sum(row["made_by_build"] for row in rows)
    return (
        f"The file holds every table. {count(made, 'table')} are worked out from the others when "
        "the data is built, so that answers come fast."
    )


def gaps(rows: Sequence[Row]) -> list[str]:
    """Return what is missing, one line each; rows of `data_gaps.sql`."""
    return [
        f"**{number(row['missing'])} of {number(row['whole'])} {GAPS[row['gap']][0]}**: "
        f"{GAPS[row['gap']][1]}"
        for row in rows
        if row["missing"]
    ]


def disagreement(row: Row) -> str:
    """Return where official pages disagree, as a line of Markdown; a row of `discrepancies.sql`."""
    about = f"{_about(row)}: {plain(subject(row))}"
    return (
        f"- **{about}.**{figures(row)} {plain(row['explanation'])} "
        f":small[([source]({row['source_url']}), found {day(row['found_on'])})]"
    )


def _about(row: Row) -> str:
    """Return a link to the draw, or to the draws of the stream and year, that it is about."""
    if row["draw_id"]:
        return f"[{plain(_draw(row))}](/draw?{urlencode({'draw': row['draw_id']})})"
    if row["year"]:
        asked = {
            "stream": row["stream_id"],
            "from": f"{row['year']}-01-01",
            "to": f"{row['year']}-12-31",
        }
        return f"[{plain(row['stream'])} in {row['year']}](/draws?{urlencode(asked)})"
    return "All streams"


def _draw(row: Row) -> str:
    return f"{row['stream']}, {day(row['issued_on'])}, {row['target']}"


def correction(row: Row) -> str:
    """Return a figure that Ontario changed later, as a line; a row of `corrections.sql`."""
    if row["field"] == "listed":
        what = "listed again." if row["after"] == "yes" else "no longer listed by Ontario."
    else:
        what = changed(row)
    return (
        f"- **{day(row['first_seen'])}.** [{plain(_draw(row))}]"
        f"(/draw?{urlencode({'draw': row['draw_id']})}): {plain(what)} "
        f":small[([source]({row['source_url']}))]"
    )


def checks_table(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the table of checks; rows of `heartbeat.sql`."""
    results = {
        "read": "read whole",
        "refused": "refused: not what was expected",
        "unreachable": "could not be reached",
        "not_tried": "never read by itself",
    }
    return {
        "Page": [f"[{plain(row['title'])}]({row['url']})" for row in rows],
        "Last read": [str(row["last_checked"] or "never") for row in rows],
        "Last changed": [str(row["last_changed"] or "not known") for row in rows],
        "Last attempt": [
            results[row["result"]] + (f" ({plain(row['message'])})" if row["message"] else "")
            for row in rows
        ],
    }


def report() -> str:
    """Return how to report an error, with the address where one is named."""
    address = contact.report_url()
    where = f"Report it [here]({address})." if address else NO_ADDRESS
    return f"{HOW_TO_REPORT} {where}"
