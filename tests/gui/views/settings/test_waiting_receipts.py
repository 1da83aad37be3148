"""Receipts that wait for the printer are seen in the settings, with why, and can be printed or dropped there."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from core.domain.receipt import Receipt
from core.errors import KnownError
from gui.painting.raster import draw
from gui.views.settings.settings import SettingsView
from tests.core.printing.counter_printer import CounterPrinter

pytestmark = pytest.mark.unstyled

LATE = "LATE COPY, printed {at}"


@pytest.fixture
def printer():
    with CounterPrinter(fault="no paper").listening() as made:
        yield made


@pytest.fixture
def view(ask, printer, bridge, show, qtbot):
    """A settings page beside a printer without paper, and two receipts that wait for it."""
    ask(lambda core: core.preferences.set("receipt.printer", str(printer.address)))
    for name, amount in (("a", "$40.00"), ("b", "$2.50")):
        receipt = Receipt("Harbour Books", "Gift card redeemed", amount, ((("Card", "•••• 7K2M"),),))
        ask(lambda core, name=name, receipt=receipt: tried(core, name, receipt))
    made = show(SettingsView(bridge))
    made.findChild(QAbstractButton, "settings_to_printing").click()
    qtbot.waitUntil(lambda: len(buttons(made, "receipt_retry")) == 2)
    return made


def tried(core, name: str, receipt: Receipt) -> None:
    with pytest.raises(KnownError):
        core.receipts.print(name, receipt, LATE, draw)


def buttons(view, name: str) -> list:
    return [each for each in view.findChildren(object, name) if each.isVisible()]


def told(view) -> str:
    panel = view.findChild(object, "settings_waiting_receipts")
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def test_each_says_what_it_is_of_and_why_it_waits(view):
    text = told(view)
    assert "Gift card redeemed · $40.00" in text
    assert text.count("The receipt printer has no paper. Put in a roll") == 2


def test_one_is_dropped_and_the_other_printed(qtbot, view, ask, printer):
    buttons(view, "receipt_drop")[1].click()
    qtbot.waitUntil(lambda: len(buttons(view, "receipt_retry")) == 1)
    printer.fault = ""
    buttons(view, "receipt_retry")[0].click()
    qtbot.waitUntil(lambda: "No receipt waits." in told(view), timeout=15_000)
    (paper,) = printer.papers
    assert b"$40.00" in paper
    assert b"LATE COPY" in paper


def test_a_printer_that_still_has_no_paper_is_told_again(qtbot, view):
    with qtbot.waitSignal(view.notified, timeout=15_000) as said:
        buttons(view, "receipt_retry")[0].click()
    assert said.args[0].startswith("The receipt printer has no paper.")
    qtbot.waitUntil(lambda: len(buttons(view, "receipt_retry")) == 2)


def test_the_printer_is_tried_with_a_receipt_of_its_own(qtbot, view, printer):
    test = view.findChild(object, "receipt_test")
    test.click()
    qtbot.waitUntil(lambda: told(view).count("The receipt printer has no paper.") == 4, timeout=15_000)
    printer.fault = ""
    test.click()
    qtbot.waitUntil(lambda: "The printer says that it is printed." in told(view), timeout=15_000)
    assert any(b"This receipt printer works." in paper and b"LATE" not in paper for paper in printer.papers)
    printer.silent = True
    test.click()
    qtbot.waitUntil(lambda: "look at the paper" in told(view), timeout=15_000)
