"""What all tills did in the window of a desk: the report with its tills to choose from, and no act with cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableView, QWidget

from core.server.sandbox.embedded import EmbeddedService
from gui.views.reports.report_page import ReportPage
from gui.window.main_window import MainWindow
from gui.wording import days
from gui.work.core_bridge import CoreBridge
from tests.core.services.backup_shop import Shop
from tests.core.services.test_tills_report import Office
from tests.gui.builders import UNHURRIED_MS
from tests.gui.conftest import MEETING_MS

pytestmark = [
    pytest.mark.unstyled,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]


@pytest.fixture
def office(service: EmbeddedService, tmp_path: Path) -> Iterator[Office]:
    shop = Shop(service, tmp_path)
    yield Office(shop)
    for till in shop.opened:
        till.close()


def opened(qtbot, till) -> Iterator[MainWindow]:
    """Open the window of a till, and end both."""
    bridge = CoreBridge(lambda: till)
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    with qtbot.waitSignal(bridge.opened, timeout=MEETING_MS):
        bridge.start()
    yield made
    made.end()
    assert bridge.close(UNHURRIED_MS)


@pytest.fixture
def window(qtbot, office: Office) -> Iterator[MainWindow]:
    yield from opened(qtbot, office.desk)


def seen(window: MainWindow, kind: type[QWidget], name: str):
    return next((each for each in window.findChildren(kind, name) if each.isVisible()), None)


def rows(window: MainWindow) -> list[list[str]]:
    model = seen(window, QTableView, "report_table").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(window: MainWindow, name: str, text: str) -> None:
    box = seen(window, QComboBox, name)
    at = next(at for at in range(box.count()) if text in box.itemText(at))
    box.setCurrentIndex(at)


def ask_days(window: MainWindow, first: str, last: str) -> None:
    """Ask for days that no end of a month parts: the clocks of the tills here are days away from each other."""
    choose(window, "report_period", "until")
    for name, day in (("report_from", first), ("report_to", last)):
        line = seen(window, QLineEdit, name)
        line.setText(days.show_day(QDate.fromString(day, "yyyy-MM-dd")))
    line.editingFinished.emit()


def test_all_tills_are_read_one_is_chosen_and_the_journals_are_told(qtbot, window: MainWindow) -> None:
    window.show_page("reports.tills")
    qtbot.waitUntil(lambda: seen(window, QTableView, "report_table") is not None, timeout=MEETING_MS)
    page = seen(window, ReportPage, "report_page")
    qtbot.waitUntil(lambda: page.shown == "tills", timeout=MEETING_MS)
    assert seen(window, QComboBox, "report_compare") is None
    ask_days(window, "2020-01-01", "2099-12-31")
    tills = seen(window, QComboBox, "report_till")
    assert {tills.itemText(at) for at in range(tills.count())} == {"All tills", "Till 1", "second", "Office"}
    qtbot.waitUntil(lambda: "2099" in window.findChild(QLabel, "report_heading").text(), timeout=MEETING_MS)
    choose(window, "report_table_choice", "Act by act")
    every = len(rows(window))
    assert any("second" in row for row in rows(window))
    choose(window, "report_till", "Till 1")
    qtbot.waitUntil(lambda: len(rows(window)) < every, timeout=MEETING_MS)
    assert all("Till 1" in row for row in rows(window))
    assert tills.currentText() == "Till 1"
    choose(window, "report_table_choice", "How far")
    assert {row[0] for row in rows(window)} == {"Till 1", "second", "Office"}
    assert "journals of all tills" in seen(window, QLabel, "report_notes").text()


def test_a_desk_says_why_it_does_not_sell(qtbot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: seen(window, QWidget, "sell_amount") is not None, timeout=MEETING_MS)
    qtbot.keyClicks(seen(window, QWidget, "sell_amount"), "25")
    button = seen(window, QWidget, "sell_button")
    qtbot.waitUntil(lambda: button.isEnabled() and "25" in button.text(), timeout=MEETING_MS)
    button.click()
    problem = window.findChild(QLabel, "sell_problem")
    qtbot.waitUntil(lambda: "This is a desk" in problem.text(), timeout=MEETING_MS)
