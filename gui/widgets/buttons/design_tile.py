"""A tile in the colours of a design. Chosen, it has a ring and a check mark: never the colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.design import Design
from gui.look import theme
from gui.widgets.keys import chords

_WIDTH, _HEIGHT, _RADIUS = 116, 60, 12
_RING = 3


class DesignTile(QPushButton):
    """Checkable; its text is the design's name."""

    def __init__(self, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(chords.literal(design.name), parent)
        self.design = design
        self.setObjectName(f"design_{design.suffix or 'usual'}")
        self.setProperty("role", "tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect()).adjusted(_RING + 1, _RING + 1, -_RING - 1, -_RING - 1)
        self._paint_ring(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._gradient(face))
        painter.drawRoundedRect(face, _RADIUS - 2, _RADIUS - 2)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(theme.text_font(14, QFont.Weight.DemiBold))
        room = face.adjusted(10, 6, -10, -6)
        name = painter.fontMetrics().elidedText(self.design.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), name)
        if self.isChecked():
            self._paint_check(painter, face)
        painter.end()

    def _gradient(self, face: QRectF) -> QLinearGradient:
        gradient = QLinearGradient(face.topLeft(), face.bottomRight())
        for at, colour in enumerate(self.design.colours):
            gradient.setColorAt(at, QColor(colour))
        return gradient

    def _paint_ring(self, painter: QPainter) -> None:
        """Paint the ring of the focus, or of the choice."""
        tokens = theme.tokens()
        colour = tokens.focus if self.hasFocus() else tokens.accent if self.isChecked() else tokens.line
        width = _RING if self.hasFocus() or self.isChecked() else 1
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _paint_check(self, painter: QPainter, face: QRectF) -> None:
        right, top = face.right() - 12, face.top() + 12
        path = QPainterPath(QPointF(right - 10, top + 1))
        path.lineTo(right - 6, top + 5)
        path.lineTo(right + 2, top - 4)
        painter.setPen(QPen(QColor("#FFFFFF"), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
