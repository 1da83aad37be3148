"""A QR code on the screen, dark on white in every theme, in whole pixels and with its quiet zone, for scanners."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.printing.qr import QUIET, matrix

_LEAST_PX = 4
"""A module: what hand scanners read from a screen at arm's length."""


class QrCodeView(QWidget):
    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._modules: tuple[tuple[bool, ...], ...] = ()

    def show_code(self, text: str) -> None:
        self._modules = matrix(text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        side = (len(self._modules) + 2 * QUIET) * _LEAST_PX
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for down, row in enumerate(self._modules):
            for right, dark in enumerate(row):
                if dark:
                    corner = QRect(right + QUIET, down + QUIET, 1, 1)
                    painter.fillRect(_scaled(corner), Qt.GlobalColor.black)
        painter.end()


def _scaled(square: QRect) -> QRect:
    return QRect(square.x() * _LEAST_PX, square.y() * _LEAST_PX, _LEAST_PX, _LEAST_PX)
