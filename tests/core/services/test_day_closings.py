"""The close of the day: what counts as what, who signs, nothing half done, and nothing changed afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing as closed
from pathlib import Path
from sqlite3 import IntegrityError

import pytest

from core.domain.day_closing import (
    ClosingOrder,
    DayFigures,
    DrawerCount,
    Movement,
    MovementSum,
    UndecidedSum,
)
from core.domain.staff import Role
from core.errors import ApprovalNeeded, BadInput, KnownError, NotFound, RuleRefused, StorageFailed
from core.store import journal, outbox
from tests.builders import StoppedClock, operation_row
from tests.core.services.closing_till import DAY_S, ClosingTill
from tests.core.store.disk import full


@pytest.fixture
def till(tmp_path: Path) -> Iterator[ClosingTill]:
    made = ClosingTill(tmp_path)
    yield made
    made.database.close()


# what counts as what


def test_money_that_was_paid_is_expected_in_the_drawer_and_what_was_given_is_not(till: ClosingTill) -> None:
    till.done("sold", 5000, kind="issue", payload={"sold_as": "sold"})
    till.done("refunded", 3000, kind="issue", payload={"sold_as": "refund"})
    till.done("paid", 2000, kind="top-up", reason="Paid at the till")
    till.done("silent", 100, kind="top-up", reason="")
    till.done("kind", 700, kind="top-up", reason=" goodwill ")
    till.done("spent", -1200, kind="redeem")
    till.done("out", -900, kind="cash-out", reason="moving away")
    till.done("wrong", 40, kind="set-balance", reason="miscounted")
    found = till.figures()["USD"]
    assert found.sums == {
        Movement.SOLD: MovementSum(1, 5000),
        Movement.TOPPED_UP: MovementSum(2, 2100),
        Movement.GIVEN: MovementSum(2, 3700),
        Movement.REDEEMED: MovementSum(1, -1200),
        Movement.CASHED_OUT: MovementSum(1, -900),
        Movement.CORRECTED: MovementSum(1, 40),
    }
    assert (found.paid_in, found.paid_out, found.expected) == (7100, 900, 6200)


def test_a_take_back_belongs_to_what_it_takes_back(till: ClosingTill) -> None:
    till.done("sold", 5000, kind="issue", payload={"sold_as": "sold"})
    till.done("gift", 5000, kind="issue", payload={"sold_as": "goodwill"})
    till.done("out", -900, kind="cash-out")
    for each, amount in (("sold", -5000), ("gift", -5000), ("out", 400)):
        till.done(f"back {each}", amount, kind="reverse", reverses=each, reason="Wrong amount")
    found = till.figures()["USD"]
    assert found.of(Movement.SOLD) == MovementSum(1, 5000, 1, -5000)
    assert found.of(Movement.GIVEN) == MovementSum(1, 5000, 1, -5000)
    assert found.of(Movement.CASHED_OUT) == MovementSum(1, -900, 1, 400)
    assert found.expected == -500


def test_a_replaced_card_moves_no_money_of_the_drawer(till: ClosingTill) -> None:
    till.done("take", -2500, payload={"act": "take"})
    till.done("make", 2500, kind="issue", reason="replacement", payload={"act": "take", "sold_as": "replacement"})
    found = till.figures()["USD"]
    assert found.sums == {Movement.REPLACED: MovementSum(2, 0)}
    assert found.expected == 0


def test_what_is_not_decided_is_shown_and_counts_in_the_closing_after_its_end(till: ClosingTill) -> None:
    till.add("queued", kind="top-up", want=1000)
    till.add("parked", kind="cash-out", want=-300, state="parked")
    first = till.close()
    (usd,) = (each.figures for each in first.currencies)
    assert (usd.waiting, usd.cases, usd.expected) == (UndecidedSum(1, 1000), UndecidedSum(1, 300), 0)
    till.end("queued", 1000, "done")
    second = till.close()
    assert second.currencies[0].figures.of(Movement.TOPPED_UP) == MovementSum(1, 1000)
    assert second.currencies[0].figures.cases == UndecidedSum(1, 300)
    till.settle("parked", -300)
    third = till.close()
    assert third.currencies[0].figures.expected == -300
    assert till.close().currencies[0].figures == DayFigures("USD")


# who signs, and when


def test_a_day_is_closed_once_and_never_before_one_that_is_closed(till: ClosingTill) -> None:
    first = till.close()
    till.clock.now -= DAY_S
    with pytest.raises(RuleRefused) as again:
        till.close()
    assert (again.value.key, again.value.values["number"]) == ("close.already", 1)
    till.clock.now += 2 * DAY_S
    second = till.days.close(ClosingOrder((DrawerCount("USD", 0),), day=_day(till, -1)))
    assert (first.number, second.number) == (1, 2)
    assert till.close().number == 3
    for day, key in ((_day(till, -9), "close.past"), (_day(till, 1), "close.future"), (first.day, "close.already")):
        with pytest.raises(RuleRefused) as refused:
            till.days.close(ClosingOrder((DrawerCount("USD", 0),), day=day))
        assert refused.value.key == key


def test_yesterday_can_be_closed_after_midnight_as_long_as_it_has_no_closing(till: ClosingTill) -> None:
    today, yesterday = _day(till, 0), _day(till, -1)
    assert till.days.open_day().days == (today,)
    till.days.close(ClosingOrder((DrawerCount("USD", 0),), day=_day(till, -2)))
    assert till.days.open_day().days == (today, yesterday)
    till.days.close(ClosingOrder((DrawerCount("USD", 0),), day=yesterday))
    assert till.days.open_day().days == (today,)
    till.close()
    till.clock.now -= DAY_S
    assert till.days.open_day().days == ()


def _day(till: ClosingTill, days: int) -> str:
    clock = StoppedClock(till.clock.now + days * DAY_S)
    return clock.shop_day()


def test_a_difference_needs_a_note(till: ClosingTill) -> None:
    with pytest.raises(BadInput) as refused:
        till.close(difference=-5)
    assert refused.value.key == "close.note"
    made = till.close(difference=-5, note="a coin fell behind the drawer")
    assert (made.currencies[0].difference, made.note) == (-5, "a coin fell behind the drawer")


def test_what_was_paid_another_way_is_not_missing_in_the_drawer(till: ClosingTill) -> None:
    till.done("sold", 5000, kind="issue", payload={"sold_as": "sold"})
    (usd,) = till.close(otherwise=2000).currencies
    assert (usd.counted, usd.in_drawer, usd.difference) == (3000, 3000, 0)


def test_every_currency_that_moved_is_counted_and_the_shop_s_own_always(till: ClosingTill) -> None:
    till.done("sold", 5000, kind="issue", currency="EUR", payload={"sold_as": "sold"})
    assert till.days.open_day().to_count == ("USD", "EUR")
    for counts, key in (
        ([DrawerCount("USD", 0)], "close.not_counted"),
        ([DrawerCount("EUR", 5000)], "close.not_counted"),
        ([DrawerCount("USD", 0), DrawerCount("EUR", 1), DrawerCount("EUR", 1)], "close.counted_twice"),
    ):
        with pytest.raises(BadInput) as refused:
            till.days.close(ClosingOrder(tuple(counts)))
        assert refused.value.key == key
    assert [each.currency for each in till.close().currencies] == ["USD", "EUR"]


def test_figures_that_changed_since_they_were_seen_are_not_signed(till: ClosingTill) -> None:
    with pytest.raises(RuleRefused) as refused:
        till.days.close(ClosingOrder((DrawerCount("USD", 0),), expected={"USD": 100}))
    assert refused.value.key == "close.changed"
    assert till.days.closings() == ()


def test_another_manager_approves_a_large_difference_and_both_are_named(till: ClosingTill) -> None:
    for name, role, pin in (("Mia", Role.MANAGER, "482913"), ("Max", Role.MANAGER, "918273")):
        till.staff.put(name, role, pin)
    with pytest.raises(ApprovalNeeded):
        till.close(difference=501, note="found in the bag")
    with till.staff.approving("Max", "918273"):
        made = till.close(difference=501, note="found in the bag")
    assert (made.clerk, made.approver) == ("Mia", "Max")
    assert till.close(difference=500, note="small").approver == ""


# nothing half done, nothing changed


def test_the_closing_and_its_entry_in_the_journal_are_one_transaction(
    till: ClosingTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    with till.database.writing() as conn:  # a disk that fails between the entry and the closing
        conn.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON day_closings BEGIN SELECT RAISE(FAIL, 'disk full'); END"
        )
    with pytest.raises((KnownError, IntegrityError)):
        till.close()
    with till.database.reading() as conn:
        assert journal.head(conn).number == 0
    assert till.days.closings() == ()
    with till.database.writing() as conn:
        conn.exec_driver_sql("DROP TRIGGER full")
    assert till.close().number == 1


def test_a_disk_that_is_full_between_the_entry_and_the_closing_leaves_neither(till: ClosingTill) -> None:
    with till.database.writing() as conn:  # so many that the closing, and only that, needs pages that are not there
        for at in range(2000):
            outbox.append(conn, operation_row(f"act {at}"))
    with full(till.database), pytest.raises(StorageFailed):
        till.close()
    with till.database.reading() as conn:
        assert journal.head(conn).number == 0
    assert till.days.closings() == ()
    assert till.close().journal_number == 1


def test_it_stands_in_the_journal_at_the_place_that_it_names(till: ClosingTill) -> None:
    made = till.close(difference=7, note="a coin too many")
    with till.database.reading() as conn:
        entry = journal.get(conn, made.journal_number)
    assert entry is not None
    assert (entry.what, entry.mac.hex()) == ("day-closed", made.journal_head)
    assert entry.values["currencies"] == [
        {"currency": "USD", "expected": 0, "counted": 7, "otherwise": 0, "difference": 7}
    ]
    assert "coin" not in entry.text
    assert till.days.closing(1) == made
    with pytest.raises(NotFound):
        till.days.closing(2)


@pytest.mark.parametrize("statement", ["UPDATE day_closings SET note = 'x'", "DELETE FROM day_closings"])
def test_the_database_lets_nobody_change_or_delete_one(till: ClosingTill, statement: str) -> None:
    made = till.close()
    with pytest.raises(IntegrityError), till.database.writing() as conn:
        conn.exec_driver_sql(statement)
    assert till.days.closings() == (made,)


def test_one_that_was_changed_past_the_program_says_so(till: ClosingTill, tmp_path: Path) -> None:
    made = till.close(difference=-3, note="missing")
    with closed(sqlite3.connect(tmp_path / "till.db")) as raw:
        raw.execute("DROP TRIGGER day_closings_no_update")
        raw.execute("UPDATE day_closings SET note = 'all is well'")
        raw.commit()
    assert not made.changed
    assert till.days.closing(1).changed
