"""How much two pictures differ, in a measure that sees a layout and not how a font draws its edges.

Both are brought down to grey cells of eight pixels. A cell counts when its grey is far off; the answer is the share of
cells that count among those in which either picture has something.
"""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter

CELL = 8
FAR = 24
"""Of 255. The edges of a letter that is drawn otherwise change a cell by less."""
MOST = 0.02
"""A panel 8 px further, a missing button or a longer line change more than this; a figure changes less."""

INTER, HEBREW = ("Inter", "Counterfoil 1234.56 Ag"), ("Inter", "אבגד שלום")
"""What the two sorts of pictures need: our own font, and for the mirrored ones the system's Hebrew."""


def fingerprint(sample: tuple[str, str]) -> str:
    """Of a line of text as this machine draws it: fonts, their versions and the rasteriser."""
    family, text = sample
    image = QImage(QSize(400, 60), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = QFont(family)
    font.setPixelSize(28)
    painter.setFont(font)
    painter.drawText(8, 40, text)
    painter.end()
    return hashlib.sha256(bytes(image.constBits())).hexdigest()[:16]


def difference(one: QImage, other: QImage) -> float:
    """The share of cells that are far off, 0 to 1; 1 for another size."""
    if one.size() != other.size():
        return 1.0
    here, there = _cells(one), _cells(other)
    ground = max(set(there), key=there.count)
    drawn = sum(abs(a - ground) > 2 or abs(b - ground) > 2 for a, b in zip(here, there, strict=True))
    return sum(abs(a - b) > FAR for a, b in zip(here, there, strict=True)) / max(1, drawn)


def _cells(image: QImage) -> bytes:
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        image.width() // CELL,
        image.height() // CELL,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    wide = small.width()
    return b"".join(bytes(small.constScanLine(y))[:wide] for y in range(small.height()))
