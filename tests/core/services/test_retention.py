"""Old records go by the shop's rules, and nothing of the books with them: every figure is as it was."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.command import Issue, Update
from core.domain.day_closing import ClosingOrder, DrawerCount
from core.domain.retention import KEEP, RecordsDue
from core.domain.staff import Role
from core.errors import ApprovalNeeded, BadInput
from core.rows.activity import ActivityBy
from core.rows.report import Report
from core.usecases import day_closings, reports, retention, settings
from core.usecases.reports import ActivityQuestion, ReportDays
from tests.builders import StoppedClock, database_of
from tests.core.services.backup_shop import Shop
from tests.core.services.test_scheduled_backups import clock, shop
from tests.e2e.counter_actions import act, redeem, sell, settle_down
from tests.quick_pins import quick_passwords

__all__ = ["clock", "quick_passwords", "shop"]
DAY_S = 86_400.0
NAME = "Kim Doe"
ALL_DAYS = ReportDays(None, "2020-01-01")


@pytest.fixture
def till(shop: Shop, clock: StoppedClock) -> Core:
    """A till that sold a card with a note, edited it, took money from it, and closed the day."""
    core = shop.open(clock=clock)
    sold = act(core, Issue(10_000, "USD", note=f"for {NAME}"))
    settle_down(core)
    act(core, Issue(1_500, "USD", note=NAME, kind="goodwill", reason="late"))
    act(core, Update(sold.card_id, (("note", f"now of {NAME}"),)))
    redeem(core, sold.card_id, 2_500)
    redeem(core, sell(core, 5_000).card_id, 1_000)
    settle_down(core)
    counts = [DrawerCount(each.currency, each.expected) for each in day_closings.read_open_day(core).figures]
    day_closings.close_day(core, ClosingOrder(tuple(counts)))
    return core


def rows(core: Core, statement: str) -> list[tuple[Any, ...]]:
    with database_of(core).reading() as conn:
        return [tuple(row) for row in conn.exec_driver_sql(statement)]


def payloads(core: Core) -> str:
    return json.dumps([payload for (payload,) in rows(core, "SELECT payload FROM operations")])


def figures(core: Core) -> dict[str, object]:
    """Every report, each by each of its ways, and the books under them, to the cent."""
    found: dict[str, object] = {
        f"activity {by}": reports.read_activity(core, ActivityQuestion(by, ALL_DAYS)) for by in ActivityBy
    }
    found["liability"] = reports.read_liability(core, ALL_DAYS)
    found["cards"] = reports.read_cards(core)
    found["exceptions"] = reports.read_exceptions(core, ALL_DAYS)
    found["open day"] = day_closings.read_open_day(core)
    found["closings"] = day_closings.read_closings_report(core)
    found["money"] = rows(
        core,
        "SELECT operation_id, kind, card_id, want, state, reason, clerk, created_at, finished_at, balance_after "
        "FROM operations ORDER BY seq",
    )
    found["attempts"] = rows(
        core, "SELECT operation_id, number, base, target, amount, fate FROM attempts ORDER BY 1, 2"
    )
    found["cards held"] = rows(core, "SELECT card_id, balance, note FROM cards ORDER BY 1")
    return found


def due(core: Core) -> dict[str, int]:
    return {each.rule: each.count for each in retention.read_due(core)}


def entries(core: Core) -> list[dict[str, Any]]:
    return [
        json.loads(e) for (e,) in rows(core, "SELECT entry FROM journal WHERE what = 'records-removed' ORDER BY number")
    ]


def test_as_it_comes_nothing_is_removed_however_old(till: Core, clock: StoppedClock) -> None:
    clock.now += 5000 * DAY_S
    before = payloads(till)
    retention.run_retention(till)
    assert [each.count for each in retention.remove_due(till).records] == [0, 0, 0, 0]
    assert payloads(till) == before
    assert NAME in before
    assert {each.days for each in retention.read_due(till)} == {0}
    assert entries(till) == []


def test_what_is_old_goes_and_every_figure_stays(till: Core, clock: StoppedClock) -> None:
    settings.store_settings(till, dict.fromkeys(KEEP, "90"))
    assert due(till) == {"notes": 0, "orders": 0, "steps": 0, "log": 0}, "all of it is young"
    clock.now += 91 * DAY_S
    before, entries_before = figures(till), till.book.check().entries
    counted = due(till)
    assert (counted["notes"], counted["steps"] > 8) == (3, True)
    assert NAME in payloads(till), "counting removes nothing"
    gone = retention.remove_due(till).records
    assert {each.rule: each.count for each in gone} == counted
    assert NAME not in payloads(till)
    assert figures(till) == before
    activity = before["activity day"]
    assert isinstance(activity, Report)
    assert activity.row_count, "else they would be equal for being empty"
    assert due(till) == {"notes": 0, "orders": 0, "steps": 0, "log": 0}
    checked = till.book.check()
    assert (checked.whole, checked.entries) == (True, entries_before + 2)
    assert [(each["rule"], each["count"], each["days"]) for each in entries(till)] == [
        ("notes", 3, 90),
        ("steps", counted["steps"], 90),
    ]


def test_what_a_request_asked_for_goes_once_it_is_decided(shop: Shop, clock: StoppedClock) -> None:
    core = shop.open(clock=clock)
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.staff.sign_in("Mia", "482913")
    core.staff.put("Cleo", Role.CLERK, "719428")
    core.staff.sign_in("Cleo", "719428")
    given = Issue(25_000, "USD", note=NAME, kind="goodwill", reason="late")
    core.approvals.ask(given)
    core.approvals.withdraw(1)
    core.approvals.ask(replace(given, amount=26_000))
    core.staff.sign_in("Mia", "482913")
    settings.store_settings(core, dict.fromkeys(KEEP, "90"))
    asked = "SELECT number, state, command LIKE '%Kim Doe%', because FROM approval_requests ORDER BY number"
    assert rows(core, asked) == [(1, "withdrawn", 1, "late"), (2, "waiting", 1, "late")]
    assert due(core)["notes"] == 0
    clock.now += 91 * DAY_S
    assert due(core)["notes"] == 1, "the other one ended a day later"
    clock.now += DAY_S
    assert [each.count for each in retention.remove_due(core).records] == [2, 0, 0, 0]
    assert rows(core, asked) == [(1, "withdrawn", 0, "late"), (2, "waiting", 0, "late")]
    assert [each.state.value for each in core.approvals.requests()] == ["expired", "withdrawn"]
    assert due(core)["notes"] == 0


def test_what_is_not_decided_keeps_all_of_it(shop: Shop, clock: StoppedClock) -> None:
    """A sale that waits needs its note, and what was in doubt its evidence, however old they are."""
    core = shop.open(clock=clock)
    card = sell(core)
    settle_down(core)
    core.connection.switch(True)
    redeem(core, card.card_id, 1_000)
    core.desk.submit(Issue(2_000, "USD", note=f"for {NAME}"))
    with database_of(core).writing() as conn:
        conn.exec_driver_sql("UPDATE operations SET ever_doubted = 1 WHERE kind = 'issue' AND state = 'done'")
    settings.store_settings(core, dict.fromkeys(KEEP, "30"))
    clock.now += 400 * DAY_S
    evidence = rows(core, "SELECT COUNT(*) FROM evidence")
    retention.remove_due(core)
    assert rows(core, "SELECT COUNT(*) FROM evidence") == evidence
    assert NAME in payloads(core)


def test_it_is_done_once_a_day_by_the_till_itself(till: Core, clock: StoppedClock) -> None:
    settings.store_settings(till, {"keep.notes": "30"})
    clock.now += 31 * DAY_S
    retention.run_retention(till)
    retention.run_retention(till)
    assert [each["who"] for each in entries(till)] == ["the till itself"]


def test_the_log_loses_its_old_files_and_never_the_one_it_writes(shop: Shop, till: Core, clock: StoppedClock) -> None:
    folder = shop.root / "till"
    settings.store_settings(till, {"keep.log": "30"})
    for name, days in (("counterfoil.log.1", 31), ("counterfoil.log.2", 29), ("crash-last.log", 40)):
        (folder / name).write_text("x", encoding="utf-8")
        os.utime(folder / name, (clock.now - days * DAY_S,) * 2)
    os.utime(folder / "counterfoil.log", (clock.now - 99 * DAY_S,) * 2)
    assert due(till)["log"] == 2
    retention.remove_due(till)
    left = {path.name for path in folder.glob("*.log*")}
    assert left == {"counterfoil.log", "counterfoil.log.2"}


def test_a_rule_is_for_ever_or_a_month_at_least(shop: Shop) -> None:
    till = shop.open()
    for days in ("-1", "1", "29", "10000", "x", "", "30.5"):
        with pytest.raises(BadInput) as told:
            settings.store_setting(till, "keep.notes", days)
        assert told.value.key == "setting.keep", days


def test_only_a_manager_removes(till: Core, clock: StoppedClock) -> None:
    settings.store_settings(till, dict.fromkeys(KEEP, "30"))
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.staff.put("Cleo", Role.CLERK, "7294")
    till.staff.sign_in("Cleo", "7294")
    clock.now += 31 * DAY_S
    with pytest.raises(ApprovalNeeded):
        retention.remove_due(till)
    assert NAME in payloads(till)
    till.staff.sign_in("Mia", "482913")
    assert RecordsDue("notes", 30, 3) in retention.remove_due(till).records
    assert entries(till)[0]["who"] == "Mia"


def test_the_name_of_an_order_goes_once_all_of_it_is_handed_over(shop: Shop, clock: StoppedClock) -> None:
    core = shop.open(clock=clock)
    order = core.batches.begin(replace(core.batches.equal(Issue(500, "USD"), 2), name=f"{NAME} and guests"))
    core.batch_run.go(order)
    while core.batch_run.step() == 0:
        pass
    settle_down(core)
    settings.store_settings(core, {"keep.orders": "30"})
    clock.now += 31 * DAY_S
    assert due(core)["orders"] == 0, "its codes are still here"
    core.batches.hand_over(order, [key for (key,) in rows(core, "SELECT operation_id FROM batch_rows")])
    assert due(core)["orders"] == 1
    retention.remove_due(core)
    assert rows(core, "SELECT name FROM batches") == [("–",)]
    assert due(core)["orders"] == 0
