"""A visitor at the filters of `/draws`: the address, the widgets and the figures stay together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

import queries
from components import clock
from tests.pages.visit import visit, words
from tests.queries.facts import Filters, draws, matching, named_today

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


DETAILS = ("The chart as tables", "How the chart was made", "How the table was made")


def metric(app: AppTest, label: str) -> str:
    return next(each.value for each in app.metric if each.label == label)


def shown(app: AppTest) -> tuple[str, str]:
    assert not app.exception
    return metric(app, "Draws"), metric(app, "Invitations")


def whole(app: AppTest) -> AppTest:
    """Run the whole page again: after a click, only the parts that it changed are in the test."""
    return app.run()


def counted(filters: Filters) -> tuple[str, str]:
    rows = matching(filters)
    return f"{rows.height:,}", f"{rows['invitations'].sum():,}"


def test_every_step_is_in_the_address_and_in_the_figures() -> None:
    app = visit("draws")
    app.multiselect(key="stream").set_value(["foreign-worker", "skilled-trades"]).run()
    assert app.query_params == {"stream": ["foreign-worker", "skilled-trades"]}
    assert shown(app) == counted(Filters(streams=("foreign-worker", "skilled-trades")))
    whole(app).date_input(key="from").set_value(date(2025, 1, 1)).run()
    assert app.query_params["from"] == "2025-01-01"
    whole(app).multiselect(key="stream").set_value(["skilled-trades"]).run()
    assert app.query_params == {"stream": "skilled-trades", "from": "2025-01-01"}
    assert shown(app) == counted(Filters(streams=("skilled-trades",), issued_from=date(2025, 1, 1)))


def test_address_reached_by_widgets_opens_the_same_page() -> None:
    app = visit("draws")
    app.multiselect(key="occupation").set_value(["31301", "00015"]).run()
    whole(app).multiselect(key="area").set_value(["Thunder Bay"]).run()
    again = visit("draws", **app.query_params)
    assert shown(again) == shown(app)
    assert again.multiselect(key="occupation").value == ["31301", "00015"]
    assert again.query_params == app.query_params


def test_a_filter_leaves_the_other_filters_alone_and_a_period_changes_both_days() -> None:
    app = visit("draws")
    app.multiselect(key="stream").set_value(["skilled-trades"]).run()
    assert not [box.key for box in app.multiselect]
    assert not app.title
    assert shown(app) == counted(Filters(streams=("skilled-trades",)))
    whole(app).selectbox(key="_preset").set_value("2024").run()
    assert app.date_input(key="from").value == date(2024, 1, 1)
    assert app.date_input(key="to").value == date(2024, 12, 31)
    assert not [box.key for box in app.multiselect]
    assert whole(app).multiselect(key="stream").value == ["skilled-trades"]
    app.date_input(key="to").set_value(None).run()
    assert app.selectbox(key="_preset").value == "Own dates"


def test_period_sets_both_days() -> None:
    app = visit("draws")
    app.selectbox(key="_preset").set_value("2024").run()
    assert app.query_params == {"from": "2024-01-01", "to": "2024-12-31"}
    year = Filters(issued_from=date(2024, 1, 1), issued_to=date(2024, 12, 31))
    assert shown(app) == counted(year)
    assert shown(app)[1] == "45,286"
    app.selectbox(key="_preset").set_value("All dates").run()
    assert app.query_params == {}


def test_period_is_recognised_in_the_address() -> None:
    app = visit("draws", **{"from": "2024-01-01", "to": "2024-12-31"})
    assert app.selectbox(key="_preset").value == "2024"
    own = visit("draws", **{"from": "2024-01-02"})
    assert own.selectbox(key="_preset").value == "Own dates"


def test_clearing_empties_the_address_and_the_widgets() -> None:
    app = visit("draws", stream="phd-graduate", kind="general", **{"from": "2025-01-01"})
    app.button(key="clear_filters").click().run()
    assert app.query_params == {}
    assert app.multiselect(key="stream").value == []
    assert app.date_input(key="from").value is None
    assert shown(app) == counted(Filters())


def test_back_and_forward_fill_the_widgets_from_the_address() -> None:
    app = visit("draws", stream="phd-graduate")
    app.query_params.clear()
    app.query_params["stream"] = "masters-graduate"
    app.run()
    assert app.multiselect(key="stream").value == ["masters-graduate"]
    assert shown(app) == counted(Filters(streams=("masters-graduate",)))
    app.query_params.clear()
    app.run()
    assert shown(app) == counted(Filters())


def test_wrong_value_stays_in_the_address_until_the_visitor_chooses() -> None:
    app = visit("draws", stream=["nonsense", "phd-graduate"])
    assert len(app.warning) == 1
    assert app.query_params == {"stream": ["nonsense", "phd-graduate"]}
    app.multiselect(key="stream").set_value(["phd-graduate", "masters-graduate"]).run()
    assert app.query_params == {"stream": ["phd-graduate", "masters-graduate"]}
    assert not app.run().warning


def test_complaint_goes_when_the_visitor_chooses() -> None:
    app = visit("draws", stream=["nonsense", "phd-graduate"])
    app.multiselect(key="stream").set_value(["phd-graduate", "masters-graduate"]).run()
    assert not app.warning


def test_filters_survive_a_visit_to_a_draw() -> None:
    app = visit("draws", stream="phd-graduate")
    draw_id = queries.run("draws", streams=["phd-graduate"]).first()["draw_id"]
    app.switch_page("draw.py")
    app.query_params.update({"stream": "phd-graduate", "draw": draw_id})
    app.run()
    assert not app.exception
    assert "2026" in app.title[0].value
    app.switch_page("draws.py").run()
    assert app.multiselect(key="stream").value == ["phd-graduate"]
    assert app.query_params == {"stream": "phd-graduate"}


def test_copied_link_holds_the_filters() -> None:
    app = visit("draws", stream="phd-graduate", area=["Thunder Bay", "Peel"])
    assert not app.code, "what shows a link is loaded only when it is opened"
    app.session_state["copy_link"] = True
    link = app.run().code[0].value
    assert link.endswith("/draws?stream=phd-graduate&area=Thunder+Bay&area=Peel")


def test_an_open_link_and_feed_follow_the_filters() -> None:
    app = visit("draws")
    app.session_state["copy_link"] = app.session_state["follow"] = True
    assert app.run().code[0].value.endswith("/draws")
    app.multiselect(key="stream").set_value(["phd-graduate"]).run()
    assert app.code[0].value.endswith("/draws?stream=phd-graduate")
    whole(app).multiselect(key="stream").set_value(["masters-graduate"]).run()
    shown = [code.value.rpartition("/")[2] for code in app.code]
    assert shown == [
        f"{name}?stream=masters-graduate" for name in ("draws", "draws.atom", "draws.ics")
    ]


def test_what_is_closed_is_not_sent_again() -> None:
    app = visit("draws")
    boxes = {box.label for box in app.expander}
    assert boxes >= {"Copy link", "Follow new draws", *DETAILS}
    app.multiselect(key="stream").set_value(["phd-graduate"]).run()
    assert not boxes & {box.label for box in app.expander}


def test_a_page_without_a_draw_has_its_details_as_soon_as_there_is_one() -> None:
    app = visit("draws", stream="phd-graduate", to="2018-12-31")
    app.session_state["twin_tables"] = True
    assert not app.run().table
    app.date_input(key="to").set_value(None).run()
    assert set(app.table[0].value["Stream"]) == {"PhD Graduate"}


def test_details_that_are_open_follow_the_filters() -> None:
    app = visit("draws")
    app.session_state["twin_tables"] = app.session_state["made_table"] = True
    app.run()
    app.multiselect(key="stream").set_value(["phd-graduate"]).run()
    assert {box.label for box in app.expander} == set(DETAILS)
    scores = app.table[0].value
    assert set(scores["Stream"]) == {"PhD Graduate"}
    assert "phd-graduate" in str(app.table[-1].value)


def test_a_page_left_open_over_night_says_how_old_its_data_is_by_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked = queries.run("freshness", today=clock.today()).first()["last_checked"]
    app = visit("draws")
    for nights in (60, 61):
        day = checked + timedelta(days=nights)
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        app.multiselect(key="stream").set_value(["phd-graduate"] * (nights % 2)).run()
        assert f"That check is {nights} days old" in words(app)


def test_table_holds_every_draw_newest_first() -> None:
    days = list(visit("draws").dataframe[0].value["open"])
    expected = sorted(draws()["issued_on"].cast(pl.String), reverse=True)
    assert days == expected


@pytest.mark.parametrize(
    ("address", "value", "said"),
    [
        ({"stream": "entrepreneur"}, None, "(Entrepreneur, "),
        ({"stream": "foreign-worker"}, "\N{EN DASH}", "scores are on two scales"),
        ({"stream": "workforce-priority-physician"}, "\N{EN DASH}", "No draw matches"),
        (
            {"stream": "skilled-trades", "to": "2018-12-31"},
            "\N{EN DASH}",
            "No score was published",
        ),
    ],
)
def test_lowest_score(address: dict[str, str], value: str | None, said: str) -> None:
    """One scale, two scales, no draw at all, and draws without a published score."""
    app = visit("draws", **address)
    if value is None:
        own = draws().filter(stream_id=address["stream"])
        value = str(own["score_min"].min())
    assert metric(app, "Lowest score") == value
    assert said in words(app)


def test_open_stream_without_a_draw_is_a_page_and_no_error() -> None:
    app = visit("draws", stream="workforce-priority-teer-0-3")
    assert "No draw matches" in words(app)
    assert "**Stream** (439 draws)" in app.info[0].value
    assert metric(app, "Latest draw") == "\N{EN DASH}"


def test_occupation_says_of_each_other_draw_what_is_known() -> None:
    matched = matching(Filters(occupations=("31301",)))
    others = draws().join(matched, on="draw_id", how="anti")
    states = dict(others.group_by("occupation_list").len().iter_rows())
    unknown = sum(states.get(s, 0) for s in ("partial", "not_published", "not_captured"))
    text = words(visit("draws", occupation="31301"))
    assert f"{states['complete']} draws did not name it" in text
    assert f"{states['all']} draws named no occupations" in text
    assert f"of {unknown} draws the list is incomplete or unknown" in text


def reached_by_split_only(code: str) -> int:
    """Return in how many draws an occupation may not have been meant: its older code was split."""
    parts = pl.len().over("draw_id", "named_as")
    named = named_today().with_columns(parts=parts).filter(noc_code=code)
    return named.filter(pl.col("parts").min().over("draw_id") > 1)["draw_id"].n_unique()


def test_draws_that_may_not_have_meant_the_occupation_are_said() -> None:
    """DESIGN: a split is shown as a split, never resolved by picking one."""
    amount = reached_by_split_only("21232")
    assert amount > 0
    text = words(visit("draws", occupation="21232"))
    assert f"{amount} " in text
    assert "split" in text or "became several" in text
