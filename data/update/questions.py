"""Ask a person for parts of a draw, check each answer, and keep what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.update.known import FIRST_DAY_OF_NOC_2021
from data.update.text import UnreadableError, quoted, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.update.known import Known

Answer = TypeVar("Answer")

YES = {"y", "yes"}
NONE = "none"


class Questions:
    """Asks one thing after the other, and asks again where an answer cannot be right."""

    def __init__(self, ask: Callable[[str], str], tell: Callable[[str], object]) -> None:
        """Take how to ask and how to show; both are plain text."""
        self._ask = ask
        self.tell = tell
        self.typed: list[str] = []
        """The answers that were accepted, in order."""

    def until_right(self, question: str, read: Callable[[str], Answer]) -> Answer:
        """Return the first answer that `read` accepts."""
        while True:
            text = self._ask(f"{question}\n> ").strip()
            try:
                answer = read(text)
            except UnreadableError as error:
                self.tell(f"That cannot be right: {error}.\n")
            else:
                self.typed.append(text)
                return answer

    def agree(self, question: str) -> bool:
        """Return whether the answer is yes."""
        text = self._ask(f"{question} [y/N]\n> ").strip()
        self.typed.append(text)
        return text.lower() in YES


def one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    """Return what reads one of the answers that are allowed, and refuses any other."""

    def read(text: str) -> str:
        if text in allowed:
            return text
        message = f"expected one of {', '.join(allowed)}"
        raise UnreadableError(message)

    return read


def ask_occupations(questions: Questions, known: Known, day: str) -> list[str]:
    """Return the codes that the notice names; empty where none are to hand."""
    edition = "noc_2016" if day < FIRST_DAY_OF_NOC_2021 else "noc_2021"
    titles = known.by_key(edition, "noc_code")

    def codes(text: str) -> list[str]:
        found = text.replace(",", " ").split()
        wrong = [code for code in found if code not in titles]
        if wrong:
            message = f"{edition} has no {', '.join(wrong)}"
            raise UnreadableError(message)
        return sorted(set(found))

    question = "Occupation codes named, with spaces between (empty if none are to hand)?"
    named = questions.until_right(question, codes)
    for code in named:
        questions.tell(f"{code} {titles[code]['title']}\n")
    return named


def ask_places(questions: Questions, known: Known, *, is_regional: bool) -> list[str]:
    """Return the census divisions where the job offer had to be."""
    divisions = {row["census_division"] for row in known.rows("census_divisions")}

    def places(text: str) -> list[str]:
        found = _split(text)
        wrong = [place for place in found if place not in divisions]
        if wrong:
            message = f"there is no census division {', '.join(wrong)}"
            raise UnreadableError(message)
        return sorted(set(found))

    empty = "if they are not known yet" if is_regional else "for all of Ontario"
    question = f"Census divisions of the job offer, split by ; (empty {empty})?"
    return questions.until_right(question, places)


def ask_conditions(questions: Questions, known: Known) -> list[str] | None:
    """Return the conditions of the notice in our words; null where it is not to hand."""
    meant = {squeezed(row["condition"]): row["condition"] for row in known.rows("draw_conditions")}
    meant = known.wordings("condition") | meant

    def conditions(text: str) -> list[str] | None:
        if not text:
            return None
        found = [] if text.lower() == NONE else _split(text)
        wrong = [one for one in found if not one.startswith("+") and squeezed(one) not in meant]
        if wrong:
            message = (
                f"no draw had the condition {quoted(wrong[0])}; with + before it, it is kept in "
                "these words"
            )
            raise UnreadableError(message)
        return list(dict.fromkeys(meant.get(squeezed(one), one.lstrip("+ ")) for one in found))

    question = (
        'Conditions of the notice, split by ; ("none" where it has none, empty if you have not '
        "read it)?"
    )
    return questions.until_right(question, conditions)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
