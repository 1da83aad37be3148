"""What belongs here and the key that makes the first one, where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.look import icons, theme
from gui.widgets.text.key_hint import KeyHint
from gui.widgets.text.labels import centred, label

_TEXT_WIDTH = 420


class Picture(QWidget):
    """An icon in a soft circle, 72 px."""

    def __init__(self, icon_name: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon_name, tone
        self.setFixedSize(QSize(72, 72))

    def show_icon(self, icon_name: str, tone: str) -> None:
        self._icon, self._tone = icon_name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade, ground = theme.tokens().tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(self.rect())
        icons.paint(painter, self.rect().adjusted(22, 22, -22, -22).toRectF(), self._icon, shade)
        painter.end()


class EmptyState(QWidget):
    """A picture, a heading, a sentence and key hints, in the middle."""

    def __init__(
        self,
        icon_name: str,
        heading: str,
        sentence: str,
        hints: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("empty_state")
        self._picture = Picture(icon_name)
        self._heading = label(heading, "heading", "empty_heading", wrap=True)
        self._sentence = label(sentence, "muted", "empty_sentence", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._heading, self._sentence):
            column.addLayout(centred(text, _TEXT_WIDTH))
        if hints:
            column.addLayout(self._hints(hints))
        column.addStretch(2)

    def show_message(self, heading: str, sentence: str, icon_name: str = "", tone: str = "neutral") -> None:
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        if icon_name:
            self._picture.show_icon(icon_name, tone)

    def _hints(self, hints: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addStretch(1)
        for key, meaning in hints:
            row.addWidget(KeyHint(key, meaning))
        row.addStretch(1)
        return row
