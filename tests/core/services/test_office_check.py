"""What the check of the till tells a manager: what waits for long, a day that is not closed, and too much owed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.command import Redeem
from core.domain.day_closing import ClosingOrder, DrawerCount
from core.rows.health import Finding
from core.usecases import day_closings
from tests.builders import database_of
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import sell, settle_down


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    return open_till()


def finding(till: Core, check: str) -> Finding:
    return next(each for each in till.doctor.examine() if each.check == check)


def close(till: Core, day: str) -> None:
    counts = tuple(DrawerCount(each.currency, each.expected) for each in day_closings.read_open_day(till).figures)
    day_closings.close_day(till, ClosingOrder(counts, day=day))


def states(till: Core) -> dict[str, str]:
    return {check: finding(till, check).state for check in ("queue", "closing", "liability")}


def test_nothing_is_told_of_a_till_that_has_just_begun(till: Core) -> None:
    assert states(till) == {"queue": "ok", "closing": "ok", "liability": "ok"}


def test_what_waits_for_longer_than_the_setting_is_told(till: Core) -> None:
    card_id = sell(till, 5000).card_id
    till.connection.switch(True)
    till.desk.submit(Redeem(card_id, 500, "Purchase"))
    assert finding(till, "queue").state == "ok"
    with database_of(till).writing() as conn:
        conn.execute(text("UPDATE operations SET created_at = created_at - 4 * 3600 - 1 WHERE kind = 'redeem'"))
    told = finding(till, "queue")
    assert (told.state, told.text.startswith("the oldest of 1 waiting acts")) == ("warn", True)
    assert "F4" in told.cure
    till.preferences.set("alert.queue_hours", "0")
    assert finding(till, "queue").state == "ok"


def test_more_owed_than_the_mark_is_told(till: Core) -> None:
    sell(till, 5000)
    assert "50.00 USD" in finding(till, "liability").text
    till.preferences.set("alert.liability", "50")
    assert finding(till, "liability").state == "ok"
    till.preferences.set("alert.liability", "49.99")
    told = finding(till, "liability")
    assert (told.state, told.text) == ("warn", "50.00 USD owed on cards, more than 49.99 USD")


def test_a_day_that_was_not_closed_is_told_where_days_are_closed(till: Core) -> None:
    sell(till, 5000)
    with database_of(till).writing() as conn:
        conn.execute(text("UPDATE operations SET shop_day = date(shop_day, '-3 day')"))
    assert finding(till, "closing").text == "no day was closed on this till yet"
    close(till, "2020-02-28")
    assert finding(till, "closing").state == "ok"
    sell(till, 700)
    settle_down(till)
    assert finding(till, "closing").state == "ok", "today is not over"
    with database_of(till).writing() as conn:
        conn.execute(text("UPDATE operations SET shop_day = '2020-02-28' WHERE want = 700"))
    assert finding(till, "closing").state == "ok", "done after that day was closed"
    with database_of(till).writing() as conn:
        conn.execute(text("UPDATE operations SET shop_day = '2020-02-29' WHERE want = 700"))
    told = finding(till, "closing")
    assert (told.state, told.text) == ("warn", "2020-02-29 is not closed yet")
    assert told.said is not None
    assert told.said.values == {"day": date(2020, 2, 29)}, "a window writes it as its people do"
    assert told.since is not None
    assert "F6" in told.cure
