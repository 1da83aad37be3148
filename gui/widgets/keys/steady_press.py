"""A click acts on what was under the pointer when the button went down and when it came up, and on nothing else.

Qt itself clicks a button that something came to lie over meanwhile, or that has taken on another meaning.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class SteadyPress(QObject):
    """An event filter for the QWindow of `window`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pressed: QAbstractButton | None = None
        self._meant = ""

    def eventFilter(self, _handle: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._pressed = self._button_at(event.position().toPoint())
            self._meant = self._pressed.text() if self._pressed is not None else ""
        elif event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            pressed, self._pressed = self._pressed, None
            if pressed is not None and shiboken6.isValid(pressed):
                now = self._button_at(event.position().toPoint())
                if now is not pressed or pressed.text() != self._meant:
                    pressed.setDown(False)  # the release that follows then clicks nothing
        return False

    def _button_at(self, place: QPoint) -> QAbstractButton | None:
        found: QWidget | None = self._window.childAt(place)
        while found is not None and not isinstance(found, QAbstractButton):
            found = None if found.isWindow() else found.parentWidget()
        return found
