"""Enter, from both its keys; on a page of buttons it presses the one that has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def pressed_focused(page: QWidget, event: QKeyEvent) -> bool:
    """Whether the event was Enter on a button of `page`, which is pressed then. Holding the key down presses once."""
    focused = page.focusWidget()
    if event.key() not in ENTER or event.isAutoRepeat() or not isinstance(focused, QPushButton):
        return False
    focused.click()
    return True
