"""A switch: a check box that looks like what it does. It is told by its place and its tick, not by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.look import icons, theme
from gui.look.direction import mirrored

_TRACK = QSize(46, 26)
_GAP = 12


class Switch(QCheckBox):
    """The whole line can be pressed."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setMinimumHeight(44)

    def sizeHint(self) -> QSize:
        return QSize(_TRACK.width() + _GAP + self.fontMetrics().horizontalAdvance(self.text()) + 8, 44)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        place = QRectF(3, (self.height() - _TRACK.height()) / 2, _TRACK.width(), _TRACK.height())
        track = mirrored(painter, place, whole)
        painter.setPen(QPen(QColor(shades.accent if self.isChecked() else shades.muted), 1.5))
        painter.setBrush(QColor(shades.accent if self.isChecked() else shades.sunken))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        self._paint_knob(painter, track)
        if self.hasFocus():
            painter.setPen(QPen(QColor(shades.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 15, 15)
        painter.setPen(QColor(shades.text))
        painter.setFont(self.font())
        words = QRectF(place.right() + _GAP, 0, self.width() - place.right() - _GAP, self.height())
        painter.drawText(mirrored(painter, words, whole), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _paint_knob(self, painter: QPainter, track: QRectF) -> None:
        shades = theme.tokens()
        side = track.height() - 8
        left = track.right() - side - 4 if self.isChecked() else track.left() + 4
        knob = mirrored(painter, QRectF(left, track.top() + 4, side, side), track)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.on_accent if self.isChecked() else shades.muted))
        painter.drawEllipse(knob)
        if self.isChecked():
            icons.paint(painter, knob.adjusted(3, 3, -3, -3), "check", shades.accent)
