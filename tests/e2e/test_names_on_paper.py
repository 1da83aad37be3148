"""Nothing is printed before the till knows what its shop is called: cards, receipts and the sheets of an order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.domain.command import Issue
from core.errors import RuleRefused
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import orders
from gui.views.bulk.order_printing import read_sheets
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
WHY = "Nothing can be printed yet"


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service, named=False)
    yield made
    made.close()


def name_it(counter: Counter) -> None:
    for key, text in (("shop.name", "Quay Books"), ("currency", "USD"), ("till.name", "Till 3")):
        counter.core.preferences.set(key, text)


def test_a_sold_card_waits_for_the_shop_s_name(counter: Counter) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sell_amount"))
    counter.type("25")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("code_text"))
    assert WHY in counter.find(QLabel, "code_note").text()
    assert not any(counter.find(QPushButton, name).isEnabled() for name in ("code_print", "code_save_pdf"))
    assert counter.find(QPushButton, "code_handed_over").isEnabled(), "a code can be written down"
    name_it(counter)
    counter.key(Qt.Key.Key_F1)
    counter.until(lambda: not counter.sees("code_text"))
    counter.key(Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("code_text") and counter.find(QPushButton, "code_print").isEnabled())
    assert counter.find(QLabel, "code_note").text() == ""


def test_a_receipt_says_why_it_does_not_come(counter: Counter, tmp_path: Path) -> None:
    counter.core.preferences.set("receipt.paper", "PDF")
    counter.core.preferences.set("receipt.when", "always")
    sold = counter.sell(5000)
    counter.scan_card(counter.code_of(sold))
    counter.type("10")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: any(WHY in each.text() for each in counter.window.findChildren(QLabel) if each.isVisible()))
    assert not list((tmp_path / "till").glob("receipts/*.pdf"))


def test_the_sheets_of_an_order_are_refused(counter: Counter) -> None:
    plan = counter.core.batches.equal(Issue(500, "USD"), 2)
    batch_id = counter.core.batches.begin(plan)
    counter.core.batch_run.go(batch_id)
    counter.bridge.wake()
    counter.until(lambda: orders.read_order(counter.core, batch_id).order.confirmed == 2)
    sales = tuple(card.operation_id for card in counter.core.batches.cards(batch_id))
    with pytest.raises(RuleRefused) as refused:
        read_sheets(sales, counter.core)
    assert refused.value.key == "print.unnamed"
    name_it(counter)
    assert read_sheets(sales, counter.core)


def test_the_start_says_that_nothing_can_be_printed_until_the_names_are_set(counter: Counter) -> None:
    def said() -> bool:
        return any(
            WHY in each.text() for each in counter.window.findChildren(QLabel, "message_text") if each.isVisible()
        )

    counter.until(said)
    counter.key(Qt.Key.Key_F3)
    assert said(), "it is about no page"
    name_it(counter)
    counter.until(lambda: not said())
