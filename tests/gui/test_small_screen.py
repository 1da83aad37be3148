"""On a small screen a dialog, the assistant and the training sheet scroll: whatever has the focus comes into sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.data_folder.first_run import CHOOSE
from core.domain.settlement import How
from core.domain.staff import Person, Role
from gui import app
from gui.dialogs.card_code import CardCodeDialog
from gui.dialogs.confirm import Confirm, Confirmation
from gui.dialogs.settle import SettleDialog
from gui.dialogs.swap_check import SwapCheck
from gui.first_run.assistant import Assistant
from gui.training.panel import TrainingPanel
from gui.views.history.filter_name import FilterNameDialog
from gui.window.main_window import MainWindow
from tests.gui import measurements
from tests.gui.builders import idle_bridge
from tests.gui.views.outbox.test_outbox import operation

SMALL = QSize(640, 400)
"""What a screen of 1280 x 800 has at 200 %."""
LARGEST_BORDER = 1


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.fit(SMALL)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def unreachable(front: QWidget) -> list[str]:
    """What Tab comes to, yet is not in sight then: whole in height, and wide enough to see what it is."""
    wanted = {each for each in measurements.clicked(front) if each.isEnabled()}
    wanted = {each for each in wanted if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    began, seen, missed = QApplication.focusWidget(), set(), []
    for _ in range(4 * len(wanted)):
        now = QApplication.focusWidget()
        if now in wanted and now not in seen and not _in_sight(now):
            missed.append(f"{now.objectName()} {QRect(now.mapTo(front, QPoint()), now.size()).getRect()}")
        seen.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        measurements.settle()
        if QApplication.focusWidget() is began:
            break
    return missed + [f"Tab never comes to {each.objectName()}" for each in wanted - seen]


def _in_sight(control: QWidget) -> bool:
    shown = control.visibleRegion().boundingRect().size()
    return shown.height() == control.height() and shown.width() >= min(control.width(), 300)


DIALOGS = {
    "settle": lambda window: SettleDialog(operation(ways=(How.BALANCE,)), How.BALANCE, window),
    "drop": lambda window: SettleDialog(operation(ways=(How.DROP,)), How.DROP, window),
    "code": CardCodeDialog,
    "filter_name": FilterNameDialog,
    "swap": lambda window: SwapCheck("hbk4x9qt2mzc7k2m", window),
    "confirm": lambda window: Confirm(Confirmation("Sure?", "Gone. " * 60, "Do", "Keep"), window),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_no_larger_than_the_screen_and_all_of_it_is_reached(window, name):
    dialog: QDialog = DIALOGS[name](window)
    dialog.open()
    measurements.settle()
    assert dialog.size().boundedTo(SMALL) == dialog.size()
    assert unreachable(dialog) == []
    QDialog.reject(dialog)
    dialog.deleteLater()


def test_who_signs_in_finds_the_field_ready(window):
    from gui.dialogs.pin import PinDialog
    from gui.dialogs.pin_request import PinRequest

    people = (Person("Mia", Role.MANAGER), Person("Anna", Role.CLERK))
    dialog = PinDialog(PinRequest("Who is at the till?", "Somebody must say so. " * 20, people, "Sign in"), window)
    dialog.open()
    measurements.settle()
    assert dialog.size().boundedTo(SMALL) == dialog.size()
    assert QApplication.focusWidget() is dialog.findChild(QWidget, "staff_pin")
    assert unreachable(dialog) == []
    QDialog.reject(dialog)


def test_a_dialog_of_a_window_that_fits_is_as_it_was(qtbot, look):
    roomy = MainWindow(idle_bridge())
    qtbot.addWidget(roomy)
    roomy.show()
    dialog = SettleDialog(operation(ways=(How.BALANCE,)), How.BALANCE, roomy)
    dialog.open()
    assert dialog.findChild(QWidget, "small_screen") is None
    assert dialog.width() >= 860
    QDialog.reject(dialog)


def test_the_assistant_scrolls(qtbot, look, tmp_path: Path):
    assistant = Assistant(idle_bridge(), tmp_path, CHOOSE)
    qtbot.addWidget(assistant)
    assistant.fit(SMALL)
    assistant.show()
    assistant.activateWindow()
    qtbot.waitUntil(assistant.isActiveWindow)
    assert assistant.size() == SMALL
    assert QApplication.focusWidget() is assistant.findChild(QWidget, "first_run_try")
    assert unreachable(assistant) == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    measurements.settle()
    assert unreachable(assistant) == []


def test_the_training_sheet_scrolls(window):
    panel = TrainingPanel(window)
    panel.open()
    measurements.settle()
    assert panel.geometry().bottom() < window.height() - LARGEST_BORDER
    assert unreachable(panel) == []


@pytest.mark.parametrize(("room", "fills"), [(QSize(1280, 800), True), (QSize(1920, 1080), False)])
def test_the_lower_edge_is_on_the_screen(qtbot, look, room, fills):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    app.settle_in(made, room)
    assert made.isMaximized() is fills
    assert fills or made.height() < room.height()
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(room.shrunkBy(QMargins(0, 30, 0, 0)))  # what a window manager leaves of it below a title
    made.show()
    measurements.settle()
    status_bar = made.findChild(QWidget, "status_bar")
    assert status_bar.mapTo(made, QPoint(0, status_bar.height())).y() <= room.height() - 30
    assert status_bar.visibleRegion().boundingRect().size() == status_bar.size()
