"""A switch: a check box that looks like what it does. It is told by its place and its tick, not by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.look import icons, theme
from gui.look.direction import mirrored
from gui.widgets.keys import chords
from gui.widgets.text.key_hint import hint_width, paint_key

_TRACK = QSize(46, 26)
_GAP, _BESIDE = 12, 10


class Switch(QCheckBox):
    """The whole line can be pressed."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setShortcut(chords.chord(chords.letter_of(text)))
        self.setObjectName(name)
        self.setMinimumHeight(44)

    def event(self, event: QEvent) -> bool:
        return chords.take(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        beside = _BESIDE + round(hint_width(self._hint)) if self._hint else 0
        words = self.fontMetrics().horizontalAdvance(chords.plain(self.text()))
        return QSize(_TRACK.width() + _GAP + words + 8 + beside, 44)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    @property
    def _hint(self) -> str:
        return chords.shown(self.shortcut())

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
        text = chords.plain(self.text())
        painter.drawText(mirrored(painter, words, whole), Qt.AlignmentFlag.AlignVCenter, text)
        if self._hint:
            left = words.left() + painter.fontMetrics().horizontalAdvance(text) + _BESIDE
            box = QRectF(left, self.height() / 2 - 9, hint_width(self._hint), 18)
            paint_key(painter, mirrored(painter, box, whole), self._hint, (shades.muted, shades.line))
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
