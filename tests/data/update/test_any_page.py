"""However a page is damaged, no wrong row follows from it: it is refused, or shown to a person."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.build import TABLES
from data.update.known import Known
from data.update.run import HEARTBEAT
from tests.data.update.paper import DrawPage, page_of_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.update.run import Outcome

PAGES = {
    name: page_of_records(Known(TABLES), name.replace("_", "-"))
    for name in ("ontario_invitations", "ontario_express_entry_notifications")
}
EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
names = st.sampled_from(sorted(PAGES))


def no_wrong_row(outcome: Outcome, damage: str) -> None:
    """Fail where a fact would change. A line that is gone may be flagged, and nothing else."""
    for edit in outcome.draft.edits():
        if edit.table in HEARTBEAT:
            continue
        assert edit.table == "corrections", (damage, edit)
        assert edit.before is None
        assert edit.after is not None
        assert (edit.after["field"], edit.after["after"]) == ("listed", "no"), (damage, edit)
    (result,) = outcome.results
    if result.result == "refused":
        assert "expected" in result.message
        assert {edit.table for edit in outcome.draft.edits()} == {"page_checks"}


def some_row(data: st.DataObject, page: DrawPage) -> list[str]:
    rows = [row for rows in page.tables.values() for row in rows]
    return data.draw(st.sampled_from(rows))


@EXAMPLES
@given(data=st.data(), name=names, count=st.integers(1, 6))
def test_dropped_cells(
    data: st.DataObject, name: str, count: int, checked: Callable[..., Outcome]
) -> None:
    page = copy.deepcopy(PAGES[name])
    for _ in range(count):
        row = some_row(data, page)
        if row:
            row.pop(data.draw(st.integers(0, len(row) - 1)))
    outcome = checked(**{name: page.html()})
    no_wrong_row(outcome, "dropped cells")
    assert outcome.exit_code == 1


@EXAMPLES
@given(data=st.data(), name=names, count=st.integers(1, 6))
def test_emptied_cells(
    data: st.DataObject, name: str, count: int, checked: Callable[..., Outcome]
) -> None:
    page = copy.deepcopy(PAGES[name])
    for _ in range(count):
        row = some_row(data, page)
        row[data.draw(st.integers(0, len(row) - 1))] = ""
    no_wrong_row(checked(**{name: page.html()}), "emptied cells")


@EXAMPLES
@given(data=st.data(), name=names)
def test_swapped_cells_of_a_row(
    data: st.DataObject, name: str, checked: Callable[..., Outcome]
) -> None:
    page = copy.deepcopy(PAGES[name])
    row = some_row(data, page)
    one, other = data.draw(st.permutations(range(len(row))))[:2]
    row[one], row[other] = row[other], row[one]
    no_wrong_row(checked(**{name: page.html()}), f"swapped {one} and {other}")


@EXAMPLES
@given(data=st.data(), name=names)
def test_swapped_columns_under_the_same_header(
    data: st.DataObject, name: str, checked: Callable[..., Outcome]
) -> None:
    page = copy.deepcopy(PAGES[name])
    rows = data.draw(st.sampled_from([rows for rows in page.tables.values() if rows]))
    one, other = data.draw(st.permutations(range(len(rows[0]))))[:2]
    for row in rows:
        row[one], row[other] = row[other], row[one]
    no_wrong_row(checked(**{name: page.html()}), f"swapped columns {one} and {other}")


@EXAMPLES
@given(data=st.data(), name=names)
def test_columns_and_headers_that_move_together_are_the_same_page(
    data: st.DataObject, name: str, checked: Callable[..., Outcome]
) -> None:
    page = copy.deepcopy(PAGES[name])
    order = data.draw(st.permutations(range(len(page.header))))
    page.header = tuple(page.header[place] for place in order)
    for rows in page.tables.values():
        rows[:] = [[row[place] for place in order] for row in rows]
    outcome = checked(**{name: page.html()})
    assert outcome.exit_code == 0
    assert {edit.table for edit in outcome.draft.edits()} == {"page_checks", "sources"}


@EXAMPLES
@given(data=st.data(), name=names, closed=st.booleans())
def test_truncated_files(
    data: st.DataObject, name: str, *, closed: bool, checked: Callable[..., Outcome]
) -> None:
    html = PAGES[name].html()
    cut = html[: data.draw(st.integers(0, len(html) - 20))]
    if closed:
        cut += "</td></tr></tbody></table></div></main></body></html>"
    outcome = checked(**{name: cut})
    no_wrong_row(outcome, f"cut at {len(cut)}")
    assert outcome.exit_code == 1


@settings(EXAMPLES, max_examples=60)
@given(data=st.data(), name=names)
def test_lost_lines_of_html(
    data: st.DataObject, name: str, checked: Callable[..., Outcome]
) -> None:
    tags = re.split(r"(?=<(?:tr|td|th|h2|h3|table|ul|li)>)", PAGES[name].html())
    first = data.draw(st.integers(1, len(tags) - 2))
    last = data.draw(st.integers(first + 1, min(first + 40, len(tags) - 1)))
    no_wrong_row(checked(**{name: "".join(tags[:first] + tags[last:])}), f"lost {first} to {last}")


@EXAMPLES
@given(data=st.data(), name=names, count=st.integers(1, 4))
def test_repeated_rows(
    data: st.DataObject, name: str, count: int, checked: Callable[..., Outcome]
) -> None:
    page = copy.deepcopy(PAGES[name])
    for _ in range(count):
        rows = data.draw(st.sampled_from([rows for rows in page.tables.values() if rows]))
        rows.insert(data.draw(st.integers(0, len(rows))), list(data.draw(st.sampled_from(rows))))
    no_wrong_row(checked(**{name: page.html()}), "repeated rows")


@EXAMPLES
@given(text=st.text(max_size=300), name=names)
@pytest.mark.parametrize("place", ["<h2>", "<td>", "<p>"])
def test_any_text_in_a_page(
    place: str, text: str, name: str, checked: Callable[..., Outcome]
) -> None:
    html = PAGES[name].html().replace(place, f"{place}{text}", 1)
    outcome = checked(**{name: html.encode("utf-8", errors="ignore")})
    assert outcome.exit_code in {0, 1, 10}
    if place == "<td>" and text.strip() and outcome.exit_code == 10:
        no_wrong_row(outcome, repr(text))
