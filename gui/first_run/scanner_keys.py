"""Leads the keys of the scanner test to it while the till's window, whose filter does so later, is not there yet."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.dialogs.scanner_test import ScannerTest
from gui.widgets.keys import key_events
from gui.widgets.keys.key_events import KeyKind


def open_test(window: QWidget) -> ScannerTest:
    """Open the test over `window`. It deletes itself."""
    dialog = ScannerTest(window)
    dialog.open()
    dialog.windowHandle().installEventFilter(_Keys(dialog))
    return dialog


class _Keys(QObject):
    def __init__(self, dialog: ScannerTest) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if key_events.kind_of(event) is KeyKind.COMMAND:
            return False
        return self._dialog.take_key(key_events.sign_of(event), event.timestamp() or time.monotonic() * 1000)
