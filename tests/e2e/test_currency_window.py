"""A shop that sells in several currencies: the Issue page offers them, and each sale begins with the shop's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.test_currencies import CURRENCIES
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    made = EmbeddedService(
        tmp_path / "service.db",
        TOKEN,
        seed=None,
        switches=Switches(currencies="JPY KWD XYZ", issue_limit="100000"),
        clock=SteppingClock(),
    )
    made.start()
    yield made
    made.stop()


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    made.until(lambda: made.core.terms.known().takes)
    yield made
    made.close()


def open_issue(counter: Counter) -> QComboBox:
    counter.key(Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sell_currency"))
    return counter.find(QComboBox, "sell_currency")


def choose(counter: Counter, currency: str) -> None:
    """By the keyboard: into the list, down to it, Enter."""
    box = counter.find(QComboBox, "sell_currency")
    box.setFocus()
    while box.currentData() != currency:
        at, wanted = box.currentIndex(), box.findData(currency)
        QTest.keyClick(box, Qt.Key.Key_Down if wanted > at else Qt.Key.Key_Up)
        assert box.currentIndex() != at
    counter.until(lambda: any(each.text() == currency for each in counter.window.findChildren(QLabel)))


@pytest.mark.parametrize(("currency", "sold", "taken", "left", "sign"), CURRENCIES)
def test_a_card_is_sold_in_the_currency_that_was_chosen(
    counter: Counter, service: EmbeddedService, currency: str, sold: str, taken: str, left: str, sign: str
) -> None:
    box = open_issue(counter)
    assert [box.itemData(at) for at in range(box.count())] == ["USD", "JPY", "KWD", "XYZ"]
    assert box.currentData() == "USD"
    choose(counter, currency)
    counter.type(sold)
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("code_text"))
    heading = counter.find(QLabel, "code_heading").text().replace(",", "")
    assert sign in heading
    assert sold in heading
    (row,) = counter.core.queries.operations()
    assert (row.currency, row.state.value) == (currency, "done")
    counter.press("code_handed_over")
    counter.until(lambda: counter.sees("sell_currency"))
    assert box.currentData() == "USD", "the next sale begins in the shop's own currency"


def test_without_a_connection_it_says_which_currency_is_left(counter: Counter) -> None:
    open_issue(counter)
    counter.core.connection.switch(True)
    counter.until(lambda: counter.bridge.status.connection == "switched_off")
    choose(counter, "JPY")
    counter.until(lambda: "Without a connection only USD" in counter.find(QLabel, "sell_limit").text())
    counter.type("10")
    counter.key(Qt.Key.Key_Return)
    counter.until(
        lambda: any(
            "Without a connection only USD can be sold" in each.text()
            for each in counter.window.findChildren(QLabel, "sell_problem")
        )
    )
    assert counter.core.queries.operations() == ()


def test_a_card_that_came_back_in_another_currency_promises_nothing(counter: Counter, service: EmbeddedService) -> None:
    open_issue(counter)
    service._switches = Switches(other_currencies=False)
    service.stop()
    service.start()
    choose(counter, "JPY")
    counter.type("100")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("code_sentence"))
    assert "$100.00" in counter.find(QLabel, "code_sentence").text()
    for name in ("code_handed_over", "code_print", "code_save_pdf"):
        assert not counter.find(QPushButton, name).isEnabled(), "what was sold is not what the card is worth"
    assert counter.find(QLabel, "code_state").text() == "Needs you"
