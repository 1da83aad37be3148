"""A clerk who is quicker than the core: what is typed and pressed before it is ready is done, or refused in words."""

from argparse import Namespace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.app import opener
from gui.start.fault_reporter import FaultReporter
from gui.views.issue.issue import IssueView
from gui.work.core_bridge import CoreBridge
from tests.gui.builders import UNHURRIED_MS

pytestmark = pytest.mark.unstyled

SOON_MS = 15_000


@pytest.fixture
def gate():
    """The core opens when this is set."""
    return Event()


@pytest.fixture
def open_it(data_dir):
    options = Namespace(data_dir=str(data_dir), api_url=None, token_file=None, offline=False, clerk="Anna")
    return opener(options, FaultReporter())


@pytest.fixture
def view(look, show, open_it, gate):
    def open_late():
        assert gate.wait(SOON_MS / 1000)
        return open_it()

    bridge = CoreBridge(open_late)
    bridge.start()
    yield show(IssueView(bridge))
    gate.set()
    assert bridge.close(UNHURRIED_MS)


def sell_at_once(qtbot, view, amount: str) -> None:
    display = view.findChild(QWidget, "sell_amount")
    qtbot.keyClicks(display, amount)
    qtbot.keyClick(display, Qt.Key.Key_Return)
    assert view.findChild(QPushButton, "sell_button").text() == "One moment…"


def test_a_sale_pressed_before_the_desk_is_ready_is_made_once(qtbot, view, gate):
    sell_at_once(qtbot, view, "25")
    qtbot.keyClick(view.findChild(QWidget, "sell_amount"), Qt.Key.Key_Return)
    gate.set()
    heading = view.findChild(QLabel, "code_heading")
    qtbot.waitUntil(lambda: heading.text().startswith("$25.00 card"), timeout=SOON_MS)
    qtbot.waitUntil(lambda: view.bridge.status.pending == 0, timeout=SOON_MS)
    assert len(view.bridge._core.queries.operations()) == 1


def test_a_shop_with_another_currency_keeps_the_amount_and_asks_again(qtbot, view, gate, open_it):
    before = open_it()
    before.preferences.set("currency", "EUR")
    before.close()
    sell_at_once(qtbot, view, "25")
    gate.set()
    problem = view.findChild(QLabel, "sell_problem")
    qtbot.waitUntil(lambda: "EUR" in problem.text(), timeout=SOON_MS)
    assert view.findChild(QPushButton, "sell_button").text() == "Sell €25.00"
    assert view.bridge._core.queries.operations() == ()
