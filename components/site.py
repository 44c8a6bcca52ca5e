"""The site itself: its name, and what each of its pages is for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NAME = "OINP Draws"
PROMISE = (
    "Ontario's provincial nominee draws in plain numbers: every round of invitations since 2018, "
    "the score it took and the occupations it named. Unofficial."
)
SHORT_PROMISE = "Every draw since 2018, its score and its occupations. Unofficial."

ASSETS = Path(__file__).with_name("assets")
STYLE = Path(__file__).with_name("style.css")
"""The rules of the house that Streamlit's theme cannot say."""

WORDMARK = ASSETS / "wordmark.svg"
MARK = ASSETS / "mark.svg"


@dataclass(frozen=True)
class Place:
    """A page of the site: its title, and a sentence that says what it answers.

    `chart` says whether its first screen has one, so that a browser can fetch early what draws it.
    """

    title: str
    description: str
    chart: bool = False


PLACES = {
    "/": Place("Ontario's draws, in plain numbers", PROMISE),
    "/draws": Place(
        "Every draw since 2018",
        "All of Ontario's draws, with cut-off scores and invitations over time. Filter by stream, "
        "date, occupation and place.",
        chart=True,
    ),
    "/draw": Place(
        "One draw",
        "One of Ontario's draws: how many were invited, at what score, and which occupations and "
        "places it named.",
    ),
    "/occupations": Place(
        "Is my occupation targeted?",
        "Search Canada's 516 occupation groups by job title or NOC code, and see which ones "
        "Ontario's draws named.",
    ),
    "/occupation": Place(
        "One occupation",
        "Whether Ontario's draws named an occupation, when, and at what score.",
        chart=True,
    ),
    "/estimator": Place(
        "Where do I stand?",
        "Check requirements and points for an Ontario stream, and replay its past draws. Nothing "
        "you answer is kept.",
    ),
    "/program": Place(
        "What is open, what closed, what changed",
        "Ontario's streams and pathways: their dates, requirements and points, and the changes of "
        "26 June 2026.",
    ),
    "/deadlines": Place(
        "How many days do I have?",
        "Count the days after an invitation: the employer's part, then the candidate's.",
    ),
    "/data": Place(
        "Where every number comes from",
        "The tables behind the site with their sources, downloads, and what is missing and why.",
    ),
}
"""The pages by their address, in the order of a site map."""
