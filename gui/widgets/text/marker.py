"""The shape that goes with a tone: nothing is told by colour alone.

good is a full dot, info a diamond, warn a broken ring, bad a triangle, neutral an empty ring.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.look import theme

_BROKEN = tuple((start, 62) for start in range(0, 360, 90))
"""Four arcs of a ring, in degrees."""


def paint_marker(painter: QPainter, box: QRectF, tone: str, shade: str) -> None:
    """Draw the shape of `tone` into the square `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shade))
    middle, reach = box.center(), box.width() / 2
    if tone == "good":
        painter.drawEllipse(middle, reach * 0.8, reach * 0.8)
    elif tone == "info":
        painter.drawPolygon(_polygon(middle, reach, ((0, -1), (1, 0), (0, 1), (-1, 0))))
    elif tone == "bad":
        painter.drawPolygon(_polygon(middle, reach, ((0, -0.95), (1, 0.85), (-1, 0.85))))
    else:
        painter.setPen(QPen(QColor(shade), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = box.adjusted(1, 1, -1, -1)
        for start, span in _BROKEN if tone == "warn" else ((0, 360),):
            painter.drawArc(ring, start * 16, span * 16)
    painter.restore()


def _polygon(middle: QPointF, reach: float, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([middle + QPointF(x * reach, y * reach) for x, y in corners])


class Marker(QWidget):
    """The shape as a widget of 12 × 12; decoration beside a text that says the same."""

    def __init__(self, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(QSize(12, 12))

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_marker(painter, QRectF(0.5, 0.5, 11, 11), self._tone, theme.tokens().tone(self._tone)[0])
        painter.end()
