"""Twelve large keys. What is pressed here or typed on the keyboard in the panel goes out as one signal.

`typed_key` turns a key event into the same words: 0-9, "." and "back".
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from gui.widgets.buttons.button import button, icon_button
from gui.widgets.keys.key_events import amount_key
from gui.widgets.keys.roving_focus import RovingFocus
from gui.widgets.text.labels import set_look
from gui.wording import messages

BACK = "back"
_LARGE_DIGITS, _LARGEST = 68, 88
"""px of a key's height: from which on its digit is larger, and at most."""
_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", BACK)


class Keypad(QWidget):
    """Keys are 54 px or, in a high window, up to 88; never under 44."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits stand so in every language
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        made = [self._make(key) for key in _KEYS]
        for at, each in enumerate(made):
            grid.addWidget(each, at // 3, at % 3)
        self.roving = RovingFocus(self, across=3)
        self.roving.take(made)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(4 * _LARGEST + 3 * 8)

    def sizeHint(self) -> QSize:
        return QSize(3 * 107 + 16, 4 * 54 + 3 * 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * 60 + 16, 4 * 44 + 3 * 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give large keys large digits."""
        super().resizeEvent(event)
        set_look(self, room="large" if self.height() >= 4 * _LARGE_DIGITS + 3 * 8 else "")

    def set_decimals(self, decimals: int) -> None:
        """Disable the point for a currency without decimals."""
        point = self.findChild(QPushButton, "key_point")
        if isinstance(point, QPushButton):
            point.setEnabled(decimals > 0)

    def _make(self, key: str) -> QPushButton:
        if key == BACK:
            made = icon_button(self.tr("Delete the last digit"), "key_back", "delete", "pad")
            made.setIconSize(QSize(22, 22))
        else:
            text = messages.decimal_point() if key == "." else key
            made = button(text, "key_point" if key == "." else f"key_{key}", "pad")
        if key == ".":
            made.setAccessibleName(self.tr("Decimal point"))
        made.setProperty("key", key)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        made.clicked.connect(self._on_clicked)
        return made

    def _on_clicked(self) -> None:
        self.pressed.emit(str(self.sender().property("key")))


def typed_key(event: QKeyEvent) -> str:
    """Return the keypad's word for a typed key, or "" when it is none of them. A comma is a point, a ٤ a 4."""
    return BACK if event.key() == Qt.Key.Key_Backspace else amount_key(event)
