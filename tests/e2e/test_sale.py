"""Journeys at the counter, counted in keys: a sale by one card or several, and its receipt, on a real service."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from core.domain.operation import Kind, State
from core.domain.settlement import Decision, How
from core.printing.escpos import DRAWER
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, LOSE_REPLY, Endpoint, Fault
from core.usecases import cards
from core.usecases.changes import EVERYTHING
from tests.core.printing.counter_printer import CounterPrinter
from tests.core.printing.roll import Roll
from tests.e2e.counter_actions import on_server
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
READ_MS = 500
VISIT = Fault(executed=True, real_reply=True, web_shop_percent=100)
"""The web shop takes all that is on the card just before this request."""


class Clerk(Counter):
    """A counter that counts the keys struck at it; a scan is no key."""

    keys = 0

    def type(self, text: str) -> None:
        self.keys += len(text)
        super().type(text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        super().key(key, modifier)

    def go_on(self) -> None:
        """Enter on an outcome: taken once it has been there long enough to be read."""
        outcome = self.find(QPushButton, "outcome_next").parentWidget()
        self.until(lambda: outcome._shown.elapsed() >= READ_MS)
        self.key(ENTER)

    def texts(self, name: str) -> list[str]:
        return [each.text() for each in self.window.findChildren(QLabel, name) if each.isVisible()]


@pytest.fixture
def open_clerk(qtbot, service: EmbeddedService, tmp_path: Path) -> Iterator[Callable[..., Clerk]]:
    opened: list[Clerk] = []

    def open_one(quarantine_s: float = 90.0) -> Clerk:
        opened.append(Clerk(qtbot, tmp_path / "till", service, quarantine_s))
        opened[-1].core.preferences.set("receipt.paper", "PDF")
        return opened[-1]

    yield open_one
    for clerk in opened:
        clerk.close()


@pytest.fixture
def clerk(open_clerk: Callable[..., Clerk]) -> Clerk:
    return open_clerk()


def receipts(tmp_path: Path) -> list[str]:
    """The texts of the receipts that were saved, in the order of their making."""
    files = sorted((tmp_path / "till" / "receipts").glob("*.pdf"), key=lambda file: file.stat().st_mtime_ns)
    return [" ".join(pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range().split()) for file in files]


def cash_out(clerk: Clerk) -> None:
    """All that is on the card that lies on the counter."""
    clerk.press("cash_out_action")
    clerk.fill("cash_out_reason", "asked for it")
    clerk.press("cash_out_button")


def begin_sale(clerk: Clerk, amount: int = 6250, due: str = "75") -> str:
    """A card that pays all it has of `due`; returns its last four."""
    code = clerk.code_of(clerk.sell(amount))
    clerk.scan_card(code)
    clerk.type(due)
    clerk.key(ENTER)
    return code[-4:].upper()


# keys


def test_a_redeem_is_scan_amount_enter(clerk: Clerk) -> None:
    code = clerk.code_of(clerk.sell(6250))
    clerk.keys = 0
    clerk.scan_card(code)
    clerk.type("40")
    clerk.key(ENTER)
    clerk.until_told("$40.00 taken")
    assert clerk.keys == len("40") + 1
    assert clerk.text("outcome_customer") == "$40.00 was paid with your card. $22.50 is left on it."


def test_cashing_out_the_rest_takes_a_reason_and_a_chord_of_its_own(clerk: Clerk, service: EmbeddedService) -> None:
    sold = clerk.sell(735)
    clerk.scan_card(clerk.code_of(sold))
    cash_out(clerk)
    clerk.until_told("Give the customer $7.35 in cash")
    assert clerk.text("outcome_customer") == "$7.35 was paid to you in cash. $0.00 is left on your card."
    assert on_server(service, sold.card_id) == 0
    row = clerk.core.queries.history()[0]
    assert (row.kind, row.reason) == (Kind.CASH_OUT, "asked for it")


def test_cash_that_is_paid_out_opens_the_drawer_once(clerk: Clerk) -> None:
    with CounterPrinter().listening() as printer:
        clerk.core.preferences.set("receipt.printer", str(printer.address))
        clerk.core.preferences.set("receipt.drawer", "on")
        clerk.scan_card(clerk.code_of(clerk.sell(1000)))
        clerk.type("4")
        clerk.key(ENTER)
        clerk.until_told("$4.00 taken")
        clerk.scan_card(clerk.code_of(clerk.sell(735)))
        cash_out(clerk)
        clerk.until_told("Give the customer $7.35 in cash")
        clerk.until(lambda: bool(printer.papers))
        clerk.bridge.announce(EVERYTHING)
        clerk.until(lambda: clerk.core.replay.idle())
        assert printer.papers == [DRAWER]


def test_a_top_up_is_scan_key_amount_enter(clerk: Clerk, service: EmbeddedService) -> None:
    sold = clerk.sell(1000)
    clerk.keys = 0
    clerk.scan_card(clerk.code_of(sold))
    clerk.chord("T")
    clerk.until(lambda: clerk.sees("top_up"))
    clerk.type("25")
    clerk.key(ENTER)
    clerk.until_told("$25.00 put on")
    assert clerk.keys == 1 + len("25") + 1
    assert on_server(service, sold.card_id) == 3500


def test_the_next_card_of_a_sale_is_scan_enter(clerk: Clerk, service: EmbeddedService, tmp_path: Path) -> None:
    first = begin_sale(clerk)
    clerk.until_told("$62.50 taken")
    assert "$12.50 is still due." in clerk.text("outcome_sentence")
    assert clerk.text("bill_due") == "$12.50 still due"
    clerk.go_on()
    clerk.until_text("empty_heading", "Scan the next card")
    second = clerk.sell(2000)
    clerk.keys = 0
    clerk.scan_card(clerk.code_of(second))
    for _ in range(2):
        clerk.key(ENTER)
    clerk.until_told("$12.50 taken")
    assert clerk.keys == 2, "the second Enter of a double one does nothing"
    assert on_server(service, second.card_id) == 750
    assert clerk.text("bill_due") == "Paid in full"
    clerk.until(lambda: clerk.texts("bill_amount") == ["$12.50", "$62.50"])
    clerk.chord("P")
    clerk.until(lambda: len(receipts(tmp_path)) == 1)
    (receipt,) = receipts(tmp_path)
    for text in ("$75.00", f"•••• {first}", "$62.50", "$12.50", "$7.50", "Till 1", "Anna", "Purchase"):
        assert text in receipt
    assert "PENDING" not in receipt
    clerk.go_on()
    clerk.until_text("empty_heading", "Scan a card")
    assert not clerk.sees("bill")


# a sale in progress


def test_a_sale_outlives_other_pages_and_ends_when_somebody_says_so(clerk: Clerk) -> None:
    begin_sale(clerk)
    clerk.until_told("$62.50 taken")
    clerk.window.show_page("history")
    clerk.window.show_page("card")
    assert clerk.text("bill_due") == "$12.50 still due"
    clerk.key(ENTER, CONTROL)
    clerk.until(lambda: not clerk.sees("bill"))
    assert clerk.text("message_text") == "The sale is finished: $62.50 by card, $12.50 in another way."


def test_stopping_a_sale_says_what_stays_taken(clerk: Clerk) -> None:
    begin_sale(clerk)
    clerk.until_told("$62.50 taken")
    clerk.press("bill_stop")
    assert "$62.50 has been taken" in clerk.text("confirm_sentence")
    clerk.press("confirm_back")
    assert clerk.sees("bill")
    clerk.window.activateWindow()  # as a window manager does when a dialog closes
    clerk.until(clerk.window.isActiveWindow)
    clerk.press("bill_stop")
    clerk.press("confirm_act")
    clerk.until(lambda: not clerk.sees("bill"))


def test_a_refused_card_does_not_count(clerk: Clerk, service: EmbeddedService) -> None:
    clerk.scan_card(clerk.code_of(clerk.sell(6250)))
    clerk.chord("B")
    clerk.until_text("message_text", "confirmed just now")
    service.faults.next(Endpoint.READ, VISIT)
    clerk.type("75")
    clerk.key(ENTER)
    clerk.until_told("Not done")
    assert clerk.text("bill_due") == "$75.00 still due"
    assert clerk.text("outcome_customer").startswith("Your card was not charged.")
    assert not clerk.sees("receipt_print")


def test_a_lost_answer_does_not_count_until_it_is_known(
    open_clerk: Callable[..., Clerk], service: EmbeddedService
) -> None:
    clerk = open_clerk(quarantine_s=0.5)
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    begin_sale(clerk)
    clerk.until_told("We do not know yet")
    assert clerk.text("bill_due") == "$75.00 still due"
    assert "$62.50 may have been taken" in clerk.text("bill_doubt")
    assert "One moment, please." in clerk.text("outcome_customer")
    clerk.until_told("This needs you")
    assert clerk.text("bill_due") == "$75.00 still due"
    lost = clerk.core.queries.history()[0]
    clerk.core.settle.decide(Decision(lost.operation_id, How.APPLIED, "the card shows it"))
    clerk.bridge.announce(EVERYTHING)
    clerk.until_text("bill_due", "$12.50 still due")
    assert not clerk.sees("bill_doubt")


def test_a_correction_is_no_part_of_a_sale(clerk: Clerk) -> None:
    begin_sale(clerk)
    clerk.until_told("$62.50 taken")
    clerk.scan_card(clerk.code_of(clerk.sell(2000)))
    cash_out(clerk)
    clerk.until_told("Give the customer $20.00 in cash")
    assert clerk.text("bill_due") == "$12.50 still due"


# waiting


def test_within_300_ms_it_says_that_it_asks(clerk: Clerk, service: EmbeddedService) -> None:
    code = clerk.code_of(clerk.sell(6250))
    clerk.scan_card(code)
    clerk.until(lambda: clerk.core.replay.idle())
    service.faults.always(Endpoint.ANY, HOLD)
    clerk.type("40")
    before = time.monotonic()
    clerk.key(ENTER)
    clerk.until(lambda: clerk.sees("redeem_waiting"))
    assert time.monotonic() - before < 0.3
    assert clerk.text("redeem_waiting") == "Asking the service…"
    service.faults.clear()


# receipts


@pytest.fixture
def printer() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def print_one(printer: socket.socket) -> list[bytes]:
    """Takes the next receipt in a thread; the list has it once it came."""
    came: list[bytes] = []

    def take() -> None:
        connection, _ = printer.accept()
        with connection, connection.makefile("rb") as stream:
            came.append(stream.read())

    threading.Thread(target=take, daemon=True).start()
    return came


def test_always_prints_by_itself_and_what_failed_comes_once_the_printer_works(
    clerk: Clerk, printer: socket.socket
) -> None:
    came = print_one(printer)
    clerk.core.preferences.set("receipt.when", "always")
    clerk.core.preferences.set("receipt.paper", "58mm")
    clerk.core.preferences.set("receipt.printer", "127.0.0.1:9")
    code = clerk.code_of(clerk.sell(6250))
    clerk.scan_card(code)
    clerk.type("40")
    clerk.key(ENTER)
    clerk.until_text("receipt_said", "did not take the receipt")
    assert "kept" in clerk.text("receipt_said")
    clerk.core.preferences.set("receipt.printer", f"127.0.0.1:{printer.getsockname()[1]}")
    clerk.until(lambda: len(came) == 1)
    texts = Roll().read(came[0]).texts()
    assert any(text.strip().startswith("LATE COPY, printed 20") for text in texts)
    assert_tells_40(texts, code)
    clerk.until(lambda: not clerk.core.receipts.waiting())
    again = print_one(printer)
    clerk.chord("P")
    clerk.until_text("receipt_said", "Receipt: 127.0.0.1")
    clerk.until(lambda: len(again) == 1)  # the printer reads on after the till has sent
    texts = Roll().read(again[0]).texts()
    assert [any(word in text for text in texts) for word in ("DUPLICATE", "LATE")] == [True, False]
    assert_tells_40(texts, code)


def assert_tells_40(texts: list[str], code: str) -> None:
    assert "$40.00" in texts
    assert f"**** {code[-4:].upper()}" in "".join(texts)
    assert code.upper() not in "".join(texts).upper()


def test_a_promise_has_a_receipt_that_says_pending(clerk: Clerk, tmp_path: Path) -> None:
    code = clerk.code_of(clerk.sell(6250))
    clerk.scan_card(code)
    clerk.core.connection.switch(True)
    clerk.type("40")
    clerk.key(ENTER)
    clerk.until_told("PENDING")
    assert clerk.text("outcome_customer").startswith("It counts.")
    clerk.until(lambda: clerk.sees("receipt_print"))
    clerk.chord("P")
    clerk.until(lambda: len(receipts(tmp_path)) == 1)
    assert "PENDING: not confirmed yet" in receipts(tmp_path)[0]
    assert "Expected on the card $22.50" in receipts(tmp_path)[0]
    clerk.core.connection.switch(False)
    clerk.bridge.wake()
    clerk.until(lambda: clerk.core.queries.history()[0].state is State.DONE)


def test_a_receipt_is_looked_at_and_saved_where_there_is_no_printer(clerk: Clerk, tmp_path: Path) -> None:
    code = clerk.code_of(clerk.sell(6250))
    clerk.scan_card(code)
    clerk.type("40")
    clerk.key(ENTER)
    clerk.until_told("$40.00 taken")
    clerk.until(lambda: clerk.sees("receipt_view"))
    clerk.chord("V")
    clerk.until(lambda: clerk.sees("print_save_pdf"))
    assert not clerk.find(QPushButton, "print_now").isEnabled()
    clerk.find(QPushButton, "print_save_pdf").click()
    file = clerk.find(QFileDialog, "save_pdf_dialog")
    assert code.upper() not in "".join(file.selectedFiles()).upper()
    file.fileSelected.emit(str(tmp_path / "kept.pdf"))
    text = pypdfium2.PdfDocument(tmp_path / "kept.pdf")[0].get_textpage().get_text_range()
    assert "$40.00" in text
    assert code.upper() not in text.upper()
    assert not clerk.sees("print_save_pdf")
    assert clerk.text("receipt_said") == "Saved as kept.pdf."


def test_never_offers_none_and_the_history_prints_it_all_the_same(clerk: Clerk, tmp_path: Path) -> None:
    clerk.core.preferences.set("receipt.when", "never")
    clerk.scan_card(clerk.code_of(clerk.sell(6250)))
    clerk.type("40")
    clerk.key(ENTER)
    clerk.until_told("$40.00 taken")
    assert not clerk.sees("receipt_print")
    clerk.window.show_page("history")
    clerk.until_text("history_totals", "2 operations: $62.50 put on cards, $40.00 taken off")
    clerk.until(lambda: clerk.sees("history_table"))
    clerk.key(Qt.Key.Key_Down)
    clerk.until(lambda: clerk.find(QPushButton, "history_receipt").isEnabled())
    clerk.chord("V")
    clerk.until(lambda: clerk.sees("print_close"))
    clerk.find(QPushButton, "print_close").click()
    clerk.window.activateWindow()  # as a window manager does when a dialog closes
    clerk.until(clerk.window.isActiveWindow)
    clerk.key(Qt.Key.Key_P, CONTROL)
    clerk.until(lambda: len(receipts(tmp_path)) == 1)
    reference = clerk.core.queries.history()[0].operation_id[-8:]
    (receipt,) = receipts(tmp_path)
    assert "DUPLICATE" in receipt
    assert reference.upper() in receipt
    assert [row.operation_id[-8:] for row in clerk.core.queries.history(reference)] == [reference]


# the age of a balance


def test_b_reads_the_balance_again(clerk: Clerk) -> None:
    sold = clerk.sell(6250)
    clerk.scan_card(clerk.code_of(sold))
    clerk.chord("B")
    clerk.until_text("message_text", "Read again: $62.50, confirmed just now.")
    clerk.core.connection.switch(True)
    clerk.bridge.announce(EVERYTHING)
    clerk.until(lambda: clerk.bridge.status.connection == "switched_off")
    clerk.until(lambda: clerk.find(QPushButton, "card_again").isEnabled())
    clerk.until(lambda: time.time() - clerk.core.queries.card(sold.card_id).seen_at > 1)
    clerk.chord("B")
    clerk.until_text("message_text", "This till works offline. $62.50 was confirmed")


def test_a_card_that_is_unchanged_is_known_afresh_all_the_same(clerk: Clerk) -> None:
    sold = clerk.sell(6250)
    assert all(cards.refresh_card(clerk.core, sold.card_id).answered for _ in range(2))
