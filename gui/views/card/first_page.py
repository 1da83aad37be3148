"""What the first frame of the window shows where the counter will be: the same words in the same place."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.views.card import counter_words
from gui.widgets.messages.empty_state import EmptyState

LOW = 640
_WIDEST = 1720
"""px that the card and what is done with it take at most."""


class FirstPage(QWidget):
    """The empty counter, as a picture: what it does is made behind the first frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_page")
        self.setProperty("role", "page")
        empty = empty_state()
        empty.show_message(*counter_words.of_empty(None))
        self._row = QHBoxLayout(self)
        self._row.addWidget(empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.setContentsMargins(margins(self.width(), self.height()))


def empty_state() -> EmptyState:
    """Return what stands on the counter while no card lies there; its words are said later."""
    key, meaning = counter_words.tr("Enter"), counter_words.tr("after typing")
    return EmptyState("scan-barcode", "", "", ((key, meaning),))


def margins(width: int, height: int) -> QMargins:
    """Return the margins of the counter: less on a low screen, and on a wide one the page stays in the middle."""
    edge, beside = 10 if height < LOW else 24, max(24, (width - _WIDEST) // 2)
    return QMargins(beside, edge, beside, edge)
