"""Receipts on their way to paper: kept until the printer has them, printed once, and marked when they come late."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.domain.receipt import Receipt
from core.errors import KnownError, NotFound
from core.printing.bitmap import Bitmap
from core.printing.delivery import PrinterFailed
from core.printing.paper import Paper
from core.services.paper.receipts import ReceiptQueue
from core.services.people.preferences import Preferences
from core.store.database import Database
from tests.builders import VirtualClock
from tests.core.printing.counter_printer import CounterPrinter
from tests.core.printing.roll import Roll
from tests.core.store.disk import full

LATE = "LATE COPY, printed {at}"


def receipt(amount: str = "$40.00", **changes: Any) -> Receipt:
    return Receipt("Harbour Books", "Gift card redeemed", amount, ((("Card", "•••• 7K2M"),),), **changes)


def draw(_receipt: Receipt, _paper: Paper) -> Bitmap:
    return Bitmap(8, (b"\xaa",))


class Counter:
    """One till's queue and its printer; `restart` is the same folder with a new program."""

    def __init__(self, folder: Path, printer: CounterPrinter) -> None:
        self.path, self.printer = folder / "till.db", printer
        self.clock = VirtualClock()
        self.start()
        self.preferences.set("receipt.printer", str(printer.address))

    def start(self) -> None:
        self.database = Database(self.path)
        self.preferences = Preferences(self.database)
        self.queue = ReceiptQueue(self.database, self.preferences, self.clock)

    def restart(self) -> None:
        self.database.close()
        self.start()

    def fail(self, operation_id: str, amount: str = "$40.00") -> KnownError:
        with pytest.raises(KnownError) as failed:
            self.queue.print(operation_id, receipt(amount), LATE, draw)
        return failed.value

    def pass_time(self, seconds: float) -> None:
        """As the lane does it: a step whenever one is due."""
        end = self.clock.now + seconds
        while self.clock.now < end:
            self.clock.wait(self.queue.step(draw))

    def papers(self) -> list[list[str]]:
        return [Roll().read(paper).texts() for paper in self.printer.papers]

    def waiting(self) -> list[str]:
        return [row.operation_id for row in self.queue.waiting()]


@pytest.fixture
def printer() -> Iterator[CounterPrinter]:
    with CounterPrinter().listening() as made:
        yield made


@pytest.fixture
def counter(tmp_path: Path, printer: CounterPrinter) -> Iterator[Counter]:
    made = Counter(tmp_path, printer)
    yield made
    made.database.close()


def test_what_the_printer_took_does_not_wait(counter):
    assert counter.queue.print("a", receipt(), LATE, draw).confirmed
    assert counter.waiting() == []
    counter.pass_time(600)
    assert len(counter.papers()) == 1
    assert not any("LATE" in line for line in counter.papers()[0])


def test_one_without_paper_waits_over_a_restart_and_comes_once_marked_with_its_time(counter):
    counter.printer.fault = "no paper"
    assert counter.fail("a").key == "print.no_paper"
    counter.restart()
    counter.pass_time(60)
    assert (counter.papers(), counter.waiting()) == ([], ["a"])
    counter.printer.fault = ""
    counter.pass_time(600)
    (paper,) = counter.papers()
    assert any(line.strip().startswith("LATE COPY, printed 2026-09-21 ") for line in paper)
    assert "$40.00" in paper
    assert counter.waiting() == []


def test_once_the_printer_works_everything_comes_in_its_order(counter):
    counter.printer.fault = "cover"
    for name in ("a", "b", "c"):
        counter.fail(name, f"${name}")
    counter.pass_time(3600)
    counter.printer.fault = ""
    counter.queue.print("d", receipt("$d"), LATE, draw)  # the customer who stands there is not kept waiting
    counter.pass_time(5.1)
    amounts = [line for paper in counter.papers() for line in paper if line.startswith("$")]
    assert amounts == ["$d", "$a", "$b", "$c"]


def test_a_printer_that_is_away_is_asked_less_and_less_often(counter):
    counter.printer.fault = "off-line"
    counter.fail("a")
    asked = counter.printer.asked
    counter.pass_time(3600)
    assert 3 * 55 <= counter.printer.asked - asked <= 3 * 75


def test_another_printer_gets_what_waits_at_once(counter):
    counter.printer.fault = "off-line"
    counter.fail("a")
    counter.pass_time(600)
    with CounterPrinter().listening() as other:
        counter.preferences.set("receipt.printer", str(other.address))
        counter.pass_time(5.1)
        assert counter.waiting() == []
    assert (len(other.papers), counter.printer.papers) == (1, [])


def test_paper_that_ends_in_the_middle_keeps_the_receipt(counter):
    counter.printer.fault_after = 60
    counter.fail("a")
    assert counter.waiting() == ["a"]
    counter.printer.fault = ""
    counter.pass_time(100)
    assert b"LATE COPY" in counter.printer.papers[-1]


def test_the_same_sale_never_waits_twice_and_the_newer_words_count(counter):
    counter.printer.fault = "no paper"
    counter.fail("a", "PENDING")
    counter.fail("a", "$40.00")
    assert counter.waiting() == ["a"]
    counter.printer.fault = ""
    counter.pass_time(100)
    (paper,) = counter.papers()
    assert "$40.00" in paper


def test_a_person_can_print_one_at_once_or_drop_it(counter):
    counter.printer.fault = "no paper"
    counter.fail("a")
    counter.fail("b")
    first, second = (row.number for row in counter.queue.waiting())
    with pytest.raises(PrinterFailed):
        counter.queue.retry(first, draw)
    counter.printer.fault = ""
    counter.queue.retry(first, draw)
    counter.queue.drop(second)
    assert counter.waiting() == []
    assert len(counter.papers()) == 1
    for act in (lambda: counter.queue.retry(first, draw), lambda: counter.queue.drop(second)):
        with pytest.raises(NotFound):
            act()


def test_it_can_be_seen_why_one_waits(counter):
    counter.printer.fault = "cover"
    counter.fail("a")
    (row,) = counter.queue.waiting()
    assert (row.tries, row.tried_at, row.problem.key) == (1, counter.clock.now, "print.cover_open")
    assert row.receipt == receipt()


def test_a_program_that_is_killed_before_the_printer_answered_prints_a_late_copy(counter, monkeypatch):
    def killed(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("core.services.paper.receipts.deliver", killed)
        with pytest.raises(KeyboardInterrupt):
            counter.queue.print("a", receipt(), LATE, draw)
    counter.restart()
    counter.pass_time(10)
    (paper,) = counter.papers()
    assert any("LATE COPY" in line for line in paper)


def test_on_a_full_disk_it_is_printed_at_once_or_told_that_it_is_not_kept(counter):
    long = receipt(closing="Keep this receipt. " * 400)  # more than what is left of a page
    with full(counter.database):
        assert counter.queue.print("a", long, LATE, draw).confirmed
        counter.printer.fault = "no paper"
        with pytest.raises(KnownError) as failed:
            counter.queue.print("b", long, LATE, draw)
        assert failed.value.key == "print.receipt_unkept"
    counter.printer.fault = ""
    counter.pass_time(100)
    assert len(counter.papers()) == 1


def test_what_was_printed_while_the_disk_was_full_is_not_printed_again(counter):
    counter.printer.fault = "no paper"
    counter.fail("a")
    counter.printer.fault = ""
    (row,) = counter.queue.waiting()
    # the row cannot be taken away: a deletion needs room in the log, which the disk refuses
    engine_full = (
        "CREATE TRIGGER full BEFORE DELETE ON receipts BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
    )
    with closing(sqlite3.connect(counter.path)) as raw:
        raw.execute(engine_full)
        raw.commit()
    counter.queue.retry(row.number, draw)
    counter.pass_time(600)
    assert (len(counter.papers()), counter.waiting()) == (1, [])
    with closing(sqlite3.connect(counter.path)) as raw:
        raw.execute("DROP TRIGGER full")
        raw.commit()
    counter.pass_time(600)
    counter.restart()
    assert (len(counter.papers()), counter.waiting()) == (1, [])


def test_without_a_printer_it_waits_until_one_is_set_up(counter):
    counter.preferences.set("receipt.printer", "")
    assert counter.fail("a").key == "print.receipt_nowhere"
    counter.preferences.set("receipt.printer", str(counter.printer.address))
    counter.pass_time(100)
    assert len(counter.papers()) == 1


def test_other_letters_come_as_a_picture_late_ones_too(counter):
    counter.printer.fault = "no paper"
    with pytest.raises(PrinterFailed):
        counter.queue.print("a", receipt(closing="Дякуємо"), LATE, draw)
    counter.printer.fault = ""
    counter.pass_time(100)
    assert counter.printer.papers[0].count(b"\x1dv0\x00\x01\x00\x01\x00\xaa") == 1


@pytest.mark.parametrize(("chosen", "kicked"), [("off", []), ("on", [b"\x1bp\x00\x19\xfa"])])
def test_the_drawer_opens_where_the_shop_wants_it(counter, chosen, kicked):
    counter.preferences.set("receipt.drawer", chosen)
    assert counter.queue.kick() == bool(kicked)
    counter.queue.print("a", receipt(), LATE, draw)  # so that the printer is through with the pulse
    assert counter.printer.papers[:-1] == kicked
