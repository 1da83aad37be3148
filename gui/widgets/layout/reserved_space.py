"""Room of its own for what may have to be said: it is as high when nothing is, so that no button below ever moves."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.widgets.text.labels import set_look

_LINE = 16
"""px that a line of 13 px letters takes."""


class ReservedSpace(QFrame):
    """`parts` stand in it; their owner shows one at a time and calls `fit` after each change of words."""

    def __init__(self, parts: tuple[QWidget, ...], lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "room")
        self.setProperty("letters", "large")
        self.setFixedHeight(lines * _LINE + 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def fit(self) -> None:
        """Take smaller letters where a text would be cut off."""
        set_look(self, letters="large")
        texts = [each for each in self.findChildren(QLabel) if each.text() and each.isVisibleTo(self)]
        if any(each.heightForWidth(self.width()) > self.height() for each in texts):
            set_look(self, letters="small")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
