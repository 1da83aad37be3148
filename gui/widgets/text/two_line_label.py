"""A text from people in two lines at the most; the rest is told by three dots, and read in full in the tip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look import theme
from gui.widgets.buttons.button import tip
from gui.widgets.text.labels import PlainLabel

_LINES = 2


class TwoLineLabel(PlainLabel):
    """Its accessible name is the whole text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show the text on one line or two, however it was typed."""
        self.setText(" ".join(text.split()))
        tip(self, self.text().replace("<", "‹"))  # a tip with the sign could be read as markup
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(0, _LINES * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens().text)
        lines = self._lines()
        high = self.fontMetrics().lineSpacing()
        top = (self.height() - high * len(lines)) / 2
        for at, line in enumerate(lines):
            box = QRectF(0, top + at * high, self.width(), high)
            painter.drawText(box, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), line)
        painter.end()

    def _lines(self) -> list[str]:
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        found: list[str] = []
        while len(found) < _LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            line.setPosition(QPointF(0, 0))
            begin = line.textStart()
            rest = self.text()[begin:]
            last = len(found) == _LINES - 1
            whole = rest if last else rest[: line.textLength()]
            found.append(self.fontMetrics().elidedText(whole.strip(), Qt.TextElideMode.ElideRight, self.width()))
        layout.endLayout()
        return found
