"""The twin chart: one panel a scale, every draw once, bars from zero, marks in their place."""

from __future__ import annotations

from datetime import date
from json import loads
from typing import Any

import pytest
from plotly import graph_objects as go
from plotly import io as pio

import queries
from components import allocation_figures, figures, look, summaries, totals

CHOICES: list[dict[str, Any]] = [
    {},
    {"streams": ["foreign-worker"], "issued_from": date(2025, 9, 1)},
    {"streams": ["entrepreneur"]},
    {"occupations": ["21232"]},
    {"issued_from": date(2026, 4, 30)},
]


def invitations(chosen: dict[str, Any]) -> queries.Answer:
    found = totals.of(queries.run("draws_totals", **chosen))
    return queries.run("draws_invitations", **chosen, grain=totals.grain(found))


def made(chosen: dict[str, Any], *, phone: bool = False) -> figures.Finished:
    return figures.cut_off_twin(
        queries.run("draws", **chosen),
        invitations(chosen),
        queries.run("chart_events"),
        chosen.get("issued_to"),
        phone=phone,
    )


def checked(figure: figures.Finished) -> Any:  # noqa: ANN401 (plotly has no types)
    """Return a figure in which Plotly has checked each value, as it does not when the app runs."""
    return go.Figure(loads(pio.to_json(figure, validate=False)))


def twin(chosen: dict[str, Any], *, phone: bool = False) -> Any:  # noqa: ANN401 (plotly has no types)
    """Return the chart of a choice as Plotly has checked it."""
    return checked(made(chosen, phone=phone))


@pytest.mark.parametrize("chosen", CHOICES)
def test_every_draw_is_there_once_and_on_the_panel_of_its_scale(chosen: dict[str, Any]) -> None:
    rows = queries.run("draws", **chosen).rows.to_dicts()
    scales: dict[str, set[str]] = {}
    seen: list[int] = []
    for trace in twin(chosen).data:
        if trace.type == "scatter":
            for (place,), day, lowest in zip(trace.customdata, trace.x, trace.y, strict=True):
                seen.append(place)
                assert day == rows[place]["issued_on"].isoformat()
                scales.setdefault(trace.yaxis or "y", set()).add(rows[place]["score_scale"])
                if rows[place]["score_min"] is not None:
                    assert lowest == rows[place]["score_min"]
    assert sorted(seen) == list(range(len(rows)))
    assert all(len(each) == 1 for each in scales.values())
    assert len(scales) == len({row["score_scale"] for row in rows})


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_bars_hold_all_invitations_and_start_at_zero(chosen: dict[str, Any]) -> None:
    figure = twin(chosen)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    total = sum(sum(trace.y) for trace in bars)
    assert total == queries.run("draws", **chosen).rows["invitations"].sum()
    axis = figure.layout[(bars[0].yaxis or "y").replace("y", "yaxis")]
    assert axis.rangemode == "tozero"


def test_a_range_is_a_bar_upwards() -> None:
    chosen = {"streams": ["human-capital-priorities"]}
    ids = queries.run("draws", **chosen).rows["draw_id"].to_list()
    drawn = [ids.index("2018-01-22-human-capital-priorities-general")]
    for trace in twin(chosen).data:
        if trace.type == "scatter" and drawn in [list(each) for each in trace.customdata]:
            place = [list(each) for each in trace.customdata].index(drawn)
            assert (trace.y[place], trace.error_y.array[place]) == (440, 6)
            assert trace.error_y.arrayminus[place] == 0
            return
    pytest.fail("the draw is not in the chart")


def test_a_mark_stands_for_its_draws() -> None:
    chosen = {"streams": ["foreign-worker", "skilled-trades"]}
    draws = queries.run("draws", **chosen).rows
    for row in invitations(chosen).rows.to_dicts():
        bars = next(
            trace
            for trace in twin(chosen).data
            if trace.type == "bar" and trace.name == row["stream"]
        )
        place = [(y, len(ids)) for y, ids in zip(bars.y, bars.customdata, strict=True)].index(
            (row["invitations"], row["draws"])
        )
        assert sum(draws["invitations"][p] for p in bars.customdata[place]) == row["invitations"]
    first = {"customdata": [0, 1]}
    assert summaries.picked(draws, [first, first]) == sorted(draws["draw_id"][:2])


def test_points_that_no_draw_has_pick_nothing() -> None:
    draws = queries.run("draws", streams=["skilled-trades"]).rows
    wrong = [{"customdata": [draws.height, -1, "0", None, [0]]}, {"customdata": None}, {}]
    assert summaries.picked(draws, wrong) == []


def test_a_draw_without_a_score_is_shown_as_such() -> None:
    names = [trace.name for trace in twin({"streams": ["skilled-trades"]}).data]
    assert "score not published" in names


def test_scores_that_are_close_get_an_axis_of_whole_points() -> None:
    figure = twin({"occupations": ["94204"]})
    bottom = max(int(axis.removeprefix("yaxis") or 1) for axis in figure.layout if "yaxis" in axis)
    narrow = [
        figure.layout[f"yaxis{number if number > 1 else ''}"].range for number in range(1, bottom)
    ]
    assert any(narrow)
    for ends in filter(None, narrow):
        assert ends[1] - ends[0] == 12
    for trace in figure.data:
        if trace.type == "scatter" and trace.name != "score not published":
            ends = figure.layout[(trace.yaxis or "y").replace("y", "yaxis")].range
            assert ends is None or all(ends[0] < score < ends[1] for score in trace.y)


def test_events_are_marked_within_the_axis_only() -> None:
    figure = twin({"issued_from": date(2025, 1, 1), "issued_to": date(2025, 12, 31)})
    labels = {note.text for note in figure.layout.annotations}
    assert {"pause", "Employer Portal"} <= labels
    assert not {"streams close", "EOI system opens"} & labels
    assert "streams close" in {note.text for note in twin({}).layout.annotations}


def test_a_phone_gets_numbers_and_can_scroll_over_the_chart() -> None:
    figure = twin({}, phone=True)
    assert figure.layout.dragmode is False
    assert {"1", "2", "3"} <= {note.text for note in figure.layout.annotations}
    assert figure.layout.height < twin({}).layout.height


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("phone", [False, True])
def test_plotly_takes_a_figure_as_it_is(chosen: dict[str, Any], *, phone: bool) -> None:
    unchecked = made(chosen, phone=phone)
    assert loads(pio.to_json(unchecked, validate=False)) == loads(
        twin(chosen, phone=phone).to_json()
    )


def test_a_mark_that_plotly_does_not_know_is_found() -> None:
    unchecked = figures.Finished({"data": [{"type": "bar", "hight": 1}], "layout": {}})
    with pytest.raises(ValueError, match="hight"):
        checked(unchecked)


def test_charts_of_nominations_are_as_plotly_takes_them() -> None:
    for figure in (
        allocation_figures.by_year(queries.run("allocations")),
        allocation_figures.by_stream(queries.run("nominations")),
    ):
        shown = checked(figure)
        assert loads(pio.to_json(figure, validate=False)) == loads(shown.to_json())
        assert len(shown.data) >= 2


def test_a_text_cannot_end_the_script_it_stands_in() -> None:
    """As in Plotly's own JSON, where a page might hold it within a script."""
    harmful = figures.Finished(
        {"data": [{"type": "bar", "hovertext": ["</script>"]}], "layout": {}}
    )
    assert "<" not in pio.to_json(harmful, validate=False)
    assert checked(harmful).data[0].hovertext == ("</script>",)


def test_figures_are_shared() -> None:
    assert made({}) is made({})
    assert made({}).to_dict() is made({}).to_dict()


def test_years_of_nominations_are_told_apart_by_pattern_and_not_by_a_stream_s_colour() -> None:
    shown = checked(allocation_figures.by_stream(queries.run("nominations")))
    swatches = [trace for trace in shown.data if trace.showlegend is not False]
    assert [trace.name for trace in swatches] == ["2024", "2023"]
    assert {trace.marker.color for trace in swatches} == {look.QUIET}
    bars = [trace for trace in shown.data if trace.showlegend is False]
    assert [trace.name for trace in bars] == ["2024", "2023"]
    assert [one.marker.pattern.shape for one in bars] == [
        one.marker.pattern.shape for one in swatches
    ]
    assert len({one.offsetgroup for one in bars}) == 2, "side by side, never one over the other"
    assert all(trace.x == (None,) for trace in swatches)
