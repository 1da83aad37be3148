"""The first start of a folder, with hands and eyes: the assistant in front where there is one, else the window."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from core.data_folder import first_run
from gui.app import begin, opener, restorer
from gui.start.fault_reporter import FaultReporter
from gui.window.main_window import MainWindow
from gui.work.core_bridge import CoreBridge
from tests.gui.builders import UNHURRIED_MS

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 15_000


class FirstStart:
    """A start of the program in a folder, with hands and eyes; `keys` counts what was pressed beside typing."""

    def __init__(self, qtbot, folder: Path, state: Path | None = None) -> None:
        """Start it; `state` is what this machine keeps outside the folder, by default that of the whole test."""
        self._qtbot, self.folder, self.keys = qtbot, folder, 0
        options = Namespace(data_dir=str(folder), api_url=None, token_file=None, offline=False, clerk="")
        self.step = first_run.pending(options, {})
        machine = {"COUNTERFOIL_STATE_DIR": str(state or os.environ["COUNTERFOIL_STATE_DIR"])}
        self.bridge = CoreBridge(opener(options, FaultReporter(), machine))
        self.window = MainWindow(self.bridge)
        self.window.restoring = restorer(options, machine)
        self.window.painted.connect(self.bridge.start)
        self.front: QWidget = begin(self.bridge, self.window, folder, self.step) if self.step else self.window
        self.front.show()
        self.front.activateWindow()
        self.until(self.front.isActiveWindow)

    def close(self) -> None:
        self.front.close()
        self.window.end()  # without the question about what is unfinished
        assert self.bridge.close(UNHURRIED_MS)
        for each in {self.front, self.window}:
            each.deleteLater()

    def key(self, key: Qt.Key) -> None:
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget(), key)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def sees(self, name: str) -> bool:
        return any(each.isVisible() for each in self.front.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        self.until(lambda: self.sees(name))
        found = next(each for each in self.front.findChildren(QAbstractButton, name) if each.isVisible())
        self.until(found.isEnabled)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def text(self, name: str) -> str:
        return next((each.text() for each in self.front.findChildren(QLabel, name) if each.isVisible()), "")

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def find(self, kind: type[W], name: str) -> W:  # type: ignore[valid-type]
        return next(each for each in self.front.findChildren(kind, name) if each.isVisible())

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.find(QLineEdit, name).setFocus()
            self.find(QLineEdit, name).clear()
            self.type(text)

    def connect(self, url: str, token: str) -> None:
        """From the first page, by the keyboard alone."""
        self.key(Qt.Key.Key_F2)
        self.until(lambda: self.sees("service_url"))
        self.answer(url, token)

    def answer(self, url: str, token: str) -> None:
        for name, text in (("service_url", url), ("service_token", token)):
            field = next(each for each in self.front.findChildren(QLineEdit, name) if each.isVisible())
            field.setFocus()
            field.clear()
            self.type(text)
        self.key(Qt.Key.Key_Return)
