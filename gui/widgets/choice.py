"""A list to choose from that leaves the wheel to the page it stands on: scrolling past it must change nothing."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """The wheel works in its open list, and nowhere else."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
