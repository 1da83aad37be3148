"""A list to choose from that changes only when it is opened, or by its arrow keys.

The wheel belongs to the page it stands on: scrolling past must change nothing. Letters are text: Qt would choose the
first entry that begins with them, in silence; in the open list they only move the highlight.
"""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """The wheel works in its open list, and nowhere else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isprintable() and text.strip():
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
