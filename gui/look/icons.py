"""Icons from resources/icons, drawn in the colour of the moment: one file serves every theme and state.

`icon("gift")` is muted and turns to the accent when its button is checked; `pixmap` is for painting by hand.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.look import theme
from gui.look.resources import resources


class SvgEngine(QIconEngine):
    """Recolours `currentColor` at paint time. `colour` is the name of a token."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return SvgEngine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, QRectF(rect), self._name, self._shade(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, size, self._shade(mode, state))

    def _shade(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tokens = theme.tokens()
        if mode == QIcon.Mode.Disabled:
            return tokens.muted
        if state == QIcon.State.On:
            return tokens.accent
        shade: str = getattr(tokens, self._colour)
        return shade


def icon(name: str, colour: str = "muted") -> QIcon:
    """Return the icon `name` in the token `colour`, whatever theme is on when it is painted."""
    return QIcon(SvgEngine(name, colour))


@cache
def pixmap(name: str, size: QSize, shade: str) -> QPixmap:
    """Return the icon in `shade` (#RRGGBB), `size` in device pixels."""
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, QRectF(picture.rect()), name, shade)
    painter.end()
    return picture


def paint(painter: QPainter, rect: QRectF, name: str, shade: str) -> None:
    """Draw the icon into `rect` in `shade` (#RRGGBB)."""
    source = _source(name).replace(b"currentColor", shade.encode())
    QSvgRenderer(QByteArray(source)).render(painter, rect)


@cache
def _source(name: str) -> bytes:
    return (resources() / "icons" / f"{name}.svg").read_bytes()
