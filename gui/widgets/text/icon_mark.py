"""An icon beside a text that says the same: decoration, painted in the colour of the moment."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.look import icons, theme


class IconMark(QWidget):
    """`colour` is the name of a token."""

    def __init__(self, icon_name: str, pixels: int = 18, colour: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._colour = icon_name, colour
        self.setFixedSize(QSize(pixels, pixels))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, QRectF(self.rect()), self._icon, getattr(theme.tokens(), self._colour))
        painter.end()
