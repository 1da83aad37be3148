"""A key in a small frame, as a label or painted onto a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.look import theme
from gui.widgets.text.labels import label

if TYPE_CHECKING:
    from gui.widgets.buttons.button import ChordButton


def key_hint(key: str) -> QLabel:
    """Return the frame with the key alone."""
    made = label(key, "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def chord_hint(button: ChordButton) -> QLabel:
    """Return the frame with the chord of `button`, to stand beside it."""
    made = key_hint(button.hint)
    made.setObjectName(f"{button.objectName()}_key")
    return made


class KeyHint(QWidget):
    """A key and what it does, for the status bar."""

    def __init__(self, key: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(key_hint(key))
        row.addWidget(label(meaning, "hint"))


def hint_width(key: str) -> float:
    """Return how wide `paint_key` draws."""
    return QFontMetricsF(theme.text_font(11)).horizontalAdvance(key) + 12


def paint_key(painter: QPainter, box: QRectF, key: str, colours: tuple[str, str]) -> None:
    """Draw the key into `box`; `colours` are that of its letters and that of the frame around them."""
    shade, frame = colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(frame), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.text_font(11))
    painter.setPen(QColor(shade))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
