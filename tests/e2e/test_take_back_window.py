"""In the window: cash-out, take-back from outcome, past and history, and approvals that are not blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from core.domain.command import CashOut, Freeze, Redeem, TopUp
from core.domain.operation import Kind, State
from core.printing.escpos import DRAWER
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from tests.core.printing.counter_printer import CounterPrinter
from tests.e2e.counter_actions import on_server
from tests.e2e.parked_card import in_front
from tests.e2e.staffed_window import CLERK, MANAGER, enter_pin, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def redeemed(counter: Counter, amount: str = "12") -> int:
    """A card of 62.50 with the outcome of a redeem before the clerk; returns its id."""
    sold = counter.sell(6250)
    counter.scan_card(counter.code_of(sold))
    counter.type(amount)
    counter.key(ENTER)
    counter.until_told(f"${amount}.00 taken")
    return sold.card_id


def confirm(counter: Counter, reason: str = "wrong key") -> None:
    """In the question that is in front."""
    counter.until(lambda: in_front() == "take_back_dialog")
    counter.type(reason)
    counter.chord("K")


def test_a_mis_keyed_redeem_is_put_back_from_its_outcome(counter: Counter, service: EmbeddedService) -> None:
    card_id = redeemed(counter)
    counter.chord("K")
    counter.until(lambda: in_front() == "take_back_dialog")
    assert counter.text("take_back_what").startswith("Redeem −$12.00 · card ")
    assert counter.text("take_back_foreseen") == "$12.00 goes back on the card. It then has $62.50."
    confirm(counter)
    counter.until_told("$12.00 was put back on the card")
    assert counter.text("outcome_customer") == "$12.00 was put back on your card. It has $62.50 now."
    assert on_server(service, card_id) == 6250
    assert counter.text("card_balance") == "$62.50"
    assert not counter.sees("outcome_take_back")
    assert not counter.sees("timeline_take_back") or len(_backs(counter)) == 1  # the sale alone is left
    row = counter.core.queries.history(limit=1)[0]
    assert (row.kind, row.reason) == (Kind.REVERSE, "wrong key")


def test_cash_that_comes_back_opens_the_drawer_once(counter: Counter) -> None:
    with CounterPrinter().listening() as printer:
        counter.core.preferences.set("receipt.printer", str(printer.address))
        counter.core.preferences.set("receipt.drawer", "on")
        sold = counter.sell(735)
        counter.act(CashOut(sold.card_id, 735, "asked for it"))
        counter.scan_card(counter.code_of(sold))
        counter.until(lambda: len(_backs(counter)) >= 1)
        _backs(counter)[0].click()
        confirm(counter)
        counter.until_told("$7.35 was put back on the card")
        counter.until(lambda: bool(printer.papers))
        counter.chord("P")
        counter.until(lambda: len(printer.papers) == 2)
    assert [paper == DRAWER for paper in printer.papers] == [True, False]


def _backs(counter: Counter) -> list[QAbstractButton]:
    return [each for each in counter.window.findChildren(QAbstractButton, "timeline_take_back") if each.isVisible()]


def test_enter_and_escape_take_nothing_back(counter: Counter, service: EmbeddedService) -> None:
    card_id = redeemed(counter)
    counter.chord("K")
    counter.until(lambda: in_front() == "take_back_dialog")
    counter.type("wrong key")
    counter.key(ENTER)
    counter.key(ENTER)
    counter.key(ESCAPE)
    counter.until(lambda: in_front() == "main_window")
    assert on_server(service, card_id) == 5050
    assert [row.kind for row in counter.core.queries.history()] == [Kind.REDEEM, Kind.ISSUE]


def test_an_older_act_is_taken_back_from_the_past_of_its_card(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(6250)
    counter.act(TopUp(sold.card_id, 1000))
    counter.act(Redeem(sold.card_id, 500))
    counter.scan_card(counter.code_of(sold))
    counter.until(lambda: len(_backs(counter)) == 3)
    _backs(counter)[1].click()
    counter.until(lambda: in_front() == "take_back_dialog")
    assert "is taken off the card again" in counter.text("take_back_foreseen")
    confirm(counter)
    counter.until_told("$10.00 was taken off the card again")
    assert "Give the customer back what was paid" in counter.text("outcome_advice")
    assert on_server(service, sold.card_id) == 5750
    counter.until(lambda: any("of it was taken back" in line for line in _past(counter)))


def _past(counter: Counter) -> list[str]:
    return [each.text() for each in counter.window.findChildren(QLabel, "timeline_more")]


def test_the_history_takes_back_and_shows_both(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(6250)
    counter.act(Redeem(sold.card_id, 500))
    counter.key(Qt.Key.Key_F5)
    table = counter.find(QTableView, "history_table")
    counter.until(lambda: table.model().rowCount() == 2)
    _click_row(table, 0)
    counter.press("history_take_back")
    confirm(counter)
    counter.until_text("message_text", "$5.00 was put back on the card")
    assert on_server(service, sold.card_id) == 6250
    counter.until(lambda: not counter.find(QAbstractButton, "history_take_back").isEnabled())
    counter.press("history_news")
    counter.until(lambda: table.model().rowCount() == 3)
    assert table.model().index(0, 1).data() == "Take back"


def _click_row(table: QTableView, row: int) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_sale_that_was_not_paid_is_taken_back_from_its_code(counter: Counter, service: EmbeddedService) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.find(QWidget, "sell")
    counter.type("25")
    counter.key(ENTER)
    counter.until_text("code_state", "Confirmed")
    counter.press("code_take_back")
    counter.until(lambda: in_front() == "take_back_dialog")
    assert "the code of the card is wiped here" in counter.text("take_back_foreseen")
    confirm(counter, "card declined")
    counter.until(lambda: counter.sees("sell"))
    counter.until_text("message_text", "The card is empty now")
    sale = counter.core.queries.history()[1]
    assert (counter.core.desk.code_of(sale.operation_id), on_server(service, sale.card_id)) == (None, 0)
    assert not counter.sees("waiting_codes")


def test_what_cannot_be_taken_back_is_said_and_nothing_opens(counter: Counter, service: EmbeddedService) -> None:
    card_id = redeemed(counter)
    counter.core.freezes.freeze(Freeze(card_id, "looks copied"))
    counter.chord("K")
    counter.until_text("message_text", "Frozen on this till")
    assert not counter.sees("take_back_dialog")


def test_a_lost_answer_is_told_and_found_out(counter: Counter, service: EmbeddedService) -> None:
    card_id = redeemed(counter)
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    counter.chord("K")
    confirm(counter)
    counter.until_told("We do not know yet")
    assert "Do not do it again" in counter.text("outcome_advice")
    assert counter.core.queries.history(limit=1)[0].state is not State.DONE
    assert on_server(service, card_id) == 6250


def test_a_share_of_a_sale_that_is_taken_back_is_due_again(counter: Counter) -> None:
    sold = counter.sell(6250)
    counter.scan_card(counter.code_of(sold))
    counter.type("75")
    counter.key(ENTER)
    counter.until_told("$62.50 taken")
    assert counter.text("bill_due") == "$12.50 still due"
    counter.chord("K")
    confirm(counter)
    counter.until_told("$62.50 was put back on the card")
    counter.until_text("bill_due", "$75.00 still due")


# approvals


def cash_out(counter: Counter, amount: int = 5000) -> int:
    sold = counter.sell(amount)
    code = counter.code_of(sold)
    staffed(counter, "Cleo", CLERK)
    counter.scan_card(code)
    counter.chord("C")
    counter.fill("cash_out_reason", "moves away")
    counter.chord("G")
    return sold.card_id


def test_a_manager_sees_what_is_approved_and_is_named_afterwards(counter: Counter, service: EmbeddedService) -> None:
    card_id = cash_out(counter)
    counter.until(lambda: in_front() == "pin_dialog")
    shown = [each.text() for each in counter.find(QWidget, "pin_facts").findChildren(QLabel)]
    last = counter.core.queries.card(card_id).last_characters.upper()
    assert shown == ["Card", f"•••• {last}", "On it now", "$50.00", "Amount", "−$50.00", "Reason", "moves away"]
    assert "cash-out" in counter.text("pin_sentence")
    assert not _covers(counter.find(QWidget, "pin_dialog"), counter.find(QLabel, "card_balance"))
    enter_pin(counter, MANAGER)
    counter.until_told("Give the customer $50.00 in cash")
    assert on_server(service, card_id) == 0
    counter.until(lambda: any("Approved by Mia." in line for line in _past(counter)))
    counter.key(Qt.Key.Key_F4)
    counter.until_text("outbox_detail_title", "approved by Mia") if counter.sees("outbox_detail_title") else None
    row = counter.core.queries.history(limit=1)[0]
    assert (row.clerk, row.approver) == ("Cleo", "Mia")


def _covers(dialog: QWidget, seen: QWidget) -> bool:
    over = dialog.frameGeometry()
    text = seen.fontMetrics().horizontalAdvance(seen.text()) if isinstance(seen, QLabel) else seen.width()
    place = seen.rect()
    place.setWidth(min(place.width(), text))
    place.moveTopLeft(seen.mapToGlobal(place.topLeft()))
    return over.intersects(place)


def test_a_take_back_beyond_a_clerk_asks_a_manager_over_its_question(
    counter: Counter, service: EmbeddedService
) -> None:
    sold = counter.sell(10_000)
    code = counter.code_of(sold)
    staffed(counter, "Cleo", CLERK)
    counter.scan_card(code)
    counter.type("60")
    counter.key(ENTER)
    counter.until_told("$60.00 taken")
    counter.chord("K")
    confirm(counter)
    counter.until(lambda: in_front() == "pin_dialog")
    counter.key(ESCAPE)
    counter.until(lambda: in_front() == "take_back_dialog")
    assert "needs a manager" in counter.text("take_back_problem")
    assert on_server(service, sold.card_id) == 4000
    counter.chord("K")
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, MANAGER)
    counter.until_told("$60.00 was put back on the card")
    assert QApplication.activeModalWidget() is None
    assert counter.core.queries.history(limit=1)[0].approver == "Mia"
