"""Keep the filters of a page in its address, so that a copied link shows the same page.

Streamlit's own `bind="query-params"` writes the label of an option into the address and drops a
wrong value in silence. Shared links need stable ids, and a visitor should be told what was left
out and why, so the two directions are written here: `arrive` fills the widgets from the address,
`leave` writes the address when the visitor has changed a widget.
"""

from __future__ import annotations

import difflib
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from components import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SEEN = "_address_seen"
SEEDED = "_address_seeded"
COMPLAINTS = "_address_complaints"
ARRIVAL = "_address_arrival"

MOST_COMPLAINTS = 5

OTHER_NAMES = {
    "noc": "occupation",
    "occupation": "noc",
    "pathway": "stream",
    "stream": "pathway",
    "target": "group",
    "year": "from",
}
"""What a filter of one page, or a word for it, is called on another."""


@dataclass(frozen=True)
class Choice:
    """A parameter whose values come from a list: `options` maps each value to its label.

    Where `many` is true it takes several values, up to `most` where that is given.
    """

    name: str
    options: Mapping[str, str]
    many: bool = True
    most: int | None = None

    def read(self, raw: Sequence[str]) -> tuple[Any, list[str]]:
        """Return the widget's value for the raw values, and a complaint for each one left out."""
        kept = list(dict.fromkeys(value for value in raw if value in self.options))
        wrong = [value for value in raw if value and value not in self.options]
        complaints = [words.complaint(self.name, value, self.options) for value in wrong]
        most = self.most if self.many else 1
        complaints += (
            [words.too_many(self.name, value, most) for value in kept[most:]] if most else []
        )
        return (kept[:most] if self.many else next(iter(kept), None)), complaints

    def write(self, value: list[str] | str | None) -> list[str]:
        """Return the values of the address for the widget's value."""
        if isinstance(value, str):
            return [value]
        return list(value or [])


@dataclass(frozen=True)
class Day:
    """A parameter that is one day, between two others."""

    name: str
    earliest: date
    latest: date

    def read(self, raw: Sequence[str]) -> tuple[date | None, list[str]]:
        """Return the day of the first raw value that is one, and a complaint for each other."""
        value, complaints = None, []
        for text in filter(None, raw):
            try:
                found = date.fromisoformat(text)
            except ValueError:
                found = None
            if found and self.earliest <= found <= self.latest:
                if value is None:
                    value = found
                else:
                    complaints.append(words.too_many(self.name, text, 1))
            else:
                span = f"a day from {self.earliest} to {self.latest}, written like {self.latest}"
                complaints.append(words.complaint(self.name, text, [span]))
        return value, complaints

    def write(self, value: date | None) -> list[str]:
        """Return the values of the address for the widget's value."""
        return [value.isoformat()] if value else []


@dataclass(frozen=True)
class Text:
    """A parameter that is free text, cut to a length."""

    name: str
    longest: int = 100

    def read(self, raw: Sequence[str]) -> tuple[str, list[str]]:
        """Return the first raw value, cut; any text is allowed."""
        return (raw[0] if raw else "")[: self.longest], []

    def write(self, value: str | None) -> list[str]:
        """Return the values of the address for the widget's value."""
        return [value.strip()] if value and value.strip() else []


Parameter = Choice | Day | Text

Value = TypeVar("Value", bound="Sequence[str] | str")

Held = dict[str, Any]
"""What widgets hold, by the names of their parameters."""

Address = dict[str, list[str]]
"""Values of an address, by the names of parameters."""


def arrive(parameters: Sequence[Parameter]) -> Held:
    """Fill the widgets from the address, when the visitor has just come to it; return their values.

    That is so at the first run of the page, after following a link, and after back or forward.
    Each widget's key is the parameter's name. Values that are not allowed are left out; `notices`
    shows why.
    """
    here = _address()
    if st.session_state.get(SEEN) == here:
        with suppress(KeyError):  # a widget that was not on the page before holds nothing yet
            values = held(parameters)
            if st.session_state[SEEDED] != written(parameters, values):
                st.session_state[COMPLAINTS] = []
            return values
    complaints = _strangers(here, [parameter.name for parameter in parameters])
    values = {}
    for parameter in parameters:
        values[parameter.name], wrong = parameter.read(here.get(parameter.name, []))
        st.session_state[parameter.name] = values[parameter.name]
        complaints += wrong
    st.session_state[SEEN] = here
    st.session_state[SEEDED] = written(parameters, values)
    st.session_state[COMPLAINTS] = complaints
    return values


def accept(parameters: Sequence[Parameter]) -> None:
    """Take what a page has worked out from its address, such as a day from a draw, as arrived.

    Without this, `leave` would take it for a change by the visitor and rewrite the address.
    """
    st.session_state[SEEDED] = written(parameters)


def leave(parameters: Sequence[Parameter], values: Held | None = None) -> Address:
    """Write the address, when the visitor has changed a widget since arriving; return its values.

    `values` are those of `held`, where they have been read before. An address that was only arrived
    at stays as it is, wrong values and all: rewriting it would add a step to the browser's history
    that "back" could never leave.
    """
    now = written(parameters, values)
    kept = filled(now)
    if now != st.session_state[SEEDED]:
        st.query_params.from_dict(kept)
        st.session_state[SEEN] = kept
        st.session_state[SEEDED] = now
        st.session_state[COMPLAINTS] = []
    return kept


def carried(parameters: Sequence[Parameter], **more: str) -> dict[str, list[str] | str]:
    """Return `more` and the filters of this page, to take along to another page.

    Streamlit adds a step to the browser's history that has this page's path and the next page's
    parameters; with the filters among them, "back" still finds this page as it was.
    """
    return written(parameters) | more


def announce() -> None:
    """Show the parameters that this run has in the browser's address.

    Streamlit leaves them out when a link leads to the page that is already open.
    """
    st.query_params.from_dict(_address())


def drop(name: str) -> None:
    """Take a parameter of another page, left behind by such a step, out of the address."""
    if name in st.query_params:
        del st.query_params[name]


def clear(parameters: Sequence[Parameter], then: Callable[[], None] | None = None) -> None:
    """Empty every widget, then call `then`; for a button's callback."""
    fill(parameters, {})
    if then:
        then()


def fill(parameters: Sequence[Parameter], values: Mapping[str, Sequence[str]]) -> None:
    """Set every widget to the given values of an address, or empty; for a button's callback."""
    for parameter in parameters:
        st.session_state[parameter.name], _ = parameter.read(values.get(parameter.name, []))


def notices() -> None:
    """Say which values of the address were left out, and why: the first few, and how many more."""
    complaints = st.session_state.get(COMPLAINTS, [])
    for complaint in complaints[:MOST_COMPLAINTS]:
        st.warning(complaint)
    if (more := len(complaints) - MOST_COMPLAINTS) > 0:
        st.warning(words.more_complaints(more))


def link(page: str, parameters: Sequence[Parameter]) -> str:
    """Return the full address of this page with its filters, to copy and share."""
    return f"{site(page)}/{page}{query(carried(parameters))}"


def query(values: Mapping[str, Sequence[str] | str]) -> str:
    """Return the end of an address that holds the values that are filled, or nothing."""
    kept = filled(values)
    return f"?{urlencode(kept, doseq=True)}" if kept else ""


def site(page: str) -> str:
    """Return the address of the site without a slash at the end; `page` is the one that is open."""
    return (st.context.url or "").split("?")[0].removesuffix("/").removesuffix(f"/{page}")


def held(parameters: Sequence[Parameter]) -> Held:
    """Return what the widgets now hold; KeyError before they have been filled.

    Each look into the session's state takes long, so a run of a page or part takes one.
    """
    return {parameter.name: st.session_state[parameter.name] for parameter in parameters}


def written(parameters: Sequence[Parameter], values: Held | None = None) -> Address:
    """Return the values of the address, filled or not, for what the widgets now hold."""
    values = held(parameters) if values is None else values
    return {parameter.name: parameter.write(values[parameter.name]) for parameter in parameters}


def amount(parameters: Sequence[Parameter]) -> int:
    """Return how many of the widgets hold something."""
    return len(filled(written(parameters)))


def filled(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values that are there."""
    return {name: value for name, value in values.items() if value}


def arrivals(page: str) -> int:
    """Return how many pages the visitor has come to, `page` at its address being the last of them.

    A page whose address only follows its filters, as `leave` writes it, is still the same.
    """
    here = _address()
    last: tuple[int, str, dict[str, list[str]]] | None = st.session_state.get(ARRIVAL)
    count = last[0] if last else 0
    if not last or page != last[1] or here not in (last[2], st.session_state.get(SEEN)):
        count += 1
    st.session_state[ARRIVAL] = (count, page, here)
    return count


def others(name: str) -> dict[str, list[str]]:
    """Return the parameters of the address other than `name`, such as filters carried along."""
    return {key: values for key, values in _address().items() if key != name}


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _strangers(here: Mapping[str, list[str]], names: Sequence[str]) -> list[str]:
    """Return a complaint for each parameter that looks like a misspelt one of this page.

    Other strangers, such as what social networks add to links, are nobody's mistake.
    """
    return [
        f"{words.quoted(name)} is not a filter of this page. Meant: {meant}?"
        for name in here
        if name not in names and (meant := _meant(name, names))
    ]


def _meant(name: str, names: Sequence[str]) -> str:
    """Return which of the names is probably meant by another one; "" where none is like it."""
    if (other := OTHER_NAMES.get(name)) in names:
        return str(other)
    return next(iter(difflib.get_close_matches(name, names, n=1)), "")
