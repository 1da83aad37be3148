"""A hand at the window: types, presses and waits as a person does. The tour plays with it; no widget knows of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from core.errors import KnownError

W = TypeVar("W", bound=QWidget)
_LOOK_MS = 20
_PATIENCE_S = 120.0


class TourStopped(KnownError):
    """Something that was to appear did not."""


class TourDriver:
    """Finds controls by their objectName, the handle that screen readers have too."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def find(self, kind: type[W], name: str) -> W:
        """Return the visible control of this name. Raises TourStopped."""
        for found in self._window.findChildren(kind, name):
            if found.isVisible():
                return found
        raise TourStopped("tour.missing", what=name)

    def sees(self, name: str) -> bool:
        return any(found.isVisible() for found in self._window.findChildren(QWidget, name))

    def take_front(self) -> None:
        """Give the window the keyboard where no window manager has done so. Raises TourStopped."""
        if QApplication.activeWindow() is None:
            self._window.activateWindow()
            self.until(self._window.isActiveWindow, "the window in front of all others")

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self.take_front()
        QTest.keyClicks(self._focus(), text)

    def key(self, key: Qt.Key) -> None:
        self.take_front()
        QTest.keyClick(self._focus(), key)

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        self.until(button.isEnabled, name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let the program work until `condition` holds. Raises TourStopped naming `what` after two minutes."""
        deadline = time.monotonic() + _PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise TourStopped("tour.missing", what=what)
            loop = QEventLoop()
            QTimer.singleShot(_LOOK_MS, loop.quit)
            loop.exec()

    def choose_file(self, dialog_name: str, path: Path) -> None:
        """Type the path into an open file dialog and accept it."""
        dialog = self.find(QFileDialog, dialog_name)
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        if name is None:  # a desktop's own dialog cannot be typed into from here
            raise TourStopped("tour.missing", what=dialog_name)
        name.setText(str(path))
        dialog.accept()
        self.take_front()

    def picture(self, path: Path) -> None:
        """Save the window as it stands, as PNG. Raises TourStopped when the file cannot be written."""
        if not self._window.grab().save(str(path)):
            raise TourStopped("start.folder", path=path.parent, why="the picture could not be written")

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window
