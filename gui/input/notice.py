"""A sentence about what was just typed or scanned, over an edge of the window or dialog that got it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import PlainLabel

_STAYS_MS = 6000
_EDGE, _WIDEST = 12, 520
_BESIDE, _ABOVE = 18, 13
"""Around the words, with the frame of the style sheet, px."""


class Notice(PlainLabel):
    """It moves nothing, takes no click, and goes by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("", window)
        self.setObjectName("input_notice")
        self.setProperty("role", "notice")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_STAYS_MS)
        self._leaving.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def show_message(self, text: str) -> None:
        self.setText(text)
        self._place()
        self.show()
        self.raise_()
        self._leaving.start()
        announce(self, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        wide = min(_WIDEST, window.width() - 2 * _EDGE)
        words = QRect(0, 0, wide - 2 * _BESIDE, 10_000)
        high = self.fontMetrics().boundingRect(words, Qt.TextFlag.TextWordWrap, self.text()).height() + 2 * _ABOVE
        top = _EDGE if isinstance(window, QDialog) else window.height() - high - _EDGE  # never over a dialog's buttons
        self.setGeometry((window.width() - wide) // 2, top, wide, high)


def show_message(window: QWidget, text: str) -> None:
    """Show `text` in `window`, which keeps one notice."""
    found = window.findChild(Notice, "input_notice", Qt.FindChildOption.FindDirectChildrenOnly)
    (found if isinstance(found, Notice) else Notice(window)).show_message(text)
