"""`/deadlines` in the browser: the calendar file, the visitor's own day, and paper."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import vobject
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .visit import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

DRAW = "/deadlines?draw=2025-09-03-foreign-worker-priority-occupations"


def test_the_calendar_file_holds_both_clocks(visitor: Visitor, tmp_path: Path) -> None:
    visitor.opens(DRAW)
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Add to my calendar").click()
    saved = tmp_path / "saved.ics"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == "oinp-deadlines_foreign-worker_2025-09-03.ics"
    events = vobject.readOne(saved.read_text(encoding="utf-8")).vevent_list
    assert [event.dtstart.value for event in events] == [date(2025, 9, 17), date(2025, 9, 20)]
    assert all(event.url.value.startswith(visitor.address + "/deadlines?") for event in events)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_are_counted_from_the_day_it_is_where_the_visitor_is(
    arrive: Callable[..., Visitor], zone: str
) -> None:
    visitor = arrive(timezone_id=zone)
    today = datetime.now(ZoneInfo(zone)).date()
    invited_on = today - timedelta(4)
    visitor.opens(f"/deadlines?invited_on={invited_on}&pathway=workforce-priority-teer-0-3")
    clock = visitor.page.locator(".st-key-clock_employer")
    expect(clock).to_contain_text("10 days left")
    expect(
        visitor.page.get_by_text(f"today where you are ({zone.replace('_', ' ')})")
    ).to_be_visible()


def test_a_draw_leads_to_its_deadlines_and_back(visitor: Visitor) -> None:
    visitor.opens(DRAW.replace("deadlines", "draw"))
    visitor.page.get_by_role("link", name="Count my days").click()
    expect(visitor.heading()).to_have_text("How many days do I have?")
    visitor.settled()
    expect(visitor.lead()).to_contain_text("Wednesday 17 September 2025")
    visitor.page.go_back()
    expect(visitor.heading()).to_have_text("Foreign Worker, 3 September 2025")


def test_an_address_follows_what_is_chosen(visitor: Visitor) -> None:
    visitor.opens("/deadlines?invited_on=2025-09-03")
    visitor.page.get_by_role("button", name="International Student").click()
    visitor.settled()
    visitor.is_at("/deadlines?invited_on=2025-09-03&pathway=international-student")
    visitor.page.reload()
    visitor.settled()
    expect(visitor.lead()).to_contain_text("under International Student")


@pytest.mark.parametrize("path", [DRAW, DRAW.replace("deadlines", "draw"), "/occupation?noc=31120"])
def test_paper_has_the_answer_and_no_controls(visitor: Visitor, path: str) -> None:
    visitor.opens(path)
    visitor.page.emulate_media(media="print")
    expect(visitor.heading()).to_be_visible()
    expect(visitor.lead()).to_be_visible()
    for gone in ("stHeader", "stDownloadButton", "stElementToolbar"):
        for one in visitor.page.get_by_test_id(gone).all():
            expect(one).to_be_hidden()
    sheet = visitor.page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').getBoundingClientRect().height"
    )
    assert sheet > visitor.page.viewport_size["height"], "the whole page is printed, not one screen"
    visitor.page.emulate_media(media="screen")
