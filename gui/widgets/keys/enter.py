"""Enter, from both its keys; on a page of buttons it presses the one with the focus, once a person can have seen it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets.buttons.button import ChordButton

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
SEEN_MS = 300
"""So long the program's choice of a button must have stood before Enter presses it: the second Enter of a double one
was meant for what stood there before."""


def pressed_focused(page: QWidget, event: QKeyEvent, final: ChordButton | None = None) -> bool:
    """Press the button of `page` that has the focus, if the event is Enter on it. Holding the key presses once.

    `final` ends something for good, and is pressed only where a person went to it: else by its chord or a click.
    """
    focused = page.focusWidget()
    if event.key() not in ENTER or event.isAutoRepeat() or not isinstance(focused, QPushButton):
        return False
    if focused is final and not final.chosen_by_hand:
        return True
    if not isinstance(focused, ChordButton) or focused.focused_for() >= SEEN_MS:
        focused.click()
    return True
