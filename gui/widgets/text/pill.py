"""A state in a word, a shape and a colour: `Pill("Needs you", "bad")`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look import theme
from gui.look.direction import mirrored
from gui.widgets.text.labels import PlainLabel
from gui.widgets.text.marker import paint_marker

_LEFT, _RIGHT, _HEIGHT = 26, 11, 24


class Pill(PlainLabel):
    """`tone` is good, warn, bad, info or neutral."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def tone(self) -> str:
        return self._tone

    def show_state(self, text: str, tone: str) -> None:
        self._tone = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.text()), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), PillLook(self.text(), self._tone))
        painter.end()


def pill_width(text: str) -> int:
    """Return the px that `paint_pill` needs, measured with its own font: the style sheet gives each widget another."""
    return QFontMetrics(_font()).horizontalAdvance(text) + _LEFT + _RIGHT


def _font() -> QFont:
    return theme.text_font(12, theme.SEMI_BOLD)


@dataclass(frozen=True, slots=True)
class PillLook:
    """`chosen`: it lies on a chosen row, which has the ground of a good pill, so the pill takes that of the page."""

    text: str
    tone: str
    chosen: bool = False


def paint_pill(painter: QPainter, box: QRectF, look: PillLook) -> None:
    """Paint the same picture for delegates; `box` is as wide as it shall be."""
    shade, ground = theme.tokens().tone(look.tone)
    if look.chosen:
        ground = theme.tokens().surface
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    paint_marker(
        painter, mirrored(painter, QRectF(box.left() + 10, box.center().y() - 5, 10, 10), box), look.tone, shade
    )
    painter.setFont(_font())
    painter.setPen(QColor(shade))
    painter.drawText(mirrored(painter, box.adjusted(_LEFT, 0, -4, 0), box), Qt.AlignmentFlag.AlignVCenter, look.text)
    painter.restore()
