"""The dialogs and menus that are open over a window, and what the window still waits for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.e2e.window import Counter

THREADS = ("read", "counter", "paper", "background")


def dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def leave_dialogs(counter: Counter) -> None:
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    for dialog in dialogs():
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    counter.until(lambda: not dialogs())


def settle(counter: Counter) -> None:
    """Wait until every thread of the window has answered what was asked of it so far."""
    answered: list[str] = []
    for thread in THREADS:
        counter.bridge.ask(lambda _core, name=thread: name, answered.append, thread=thread)
    counter.until(lambda: len(answered) == len(THREADS))
