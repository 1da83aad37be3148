"""How much two pictures differ, in a measure that sees a layout and not how a font draws its edges.

Both are brought down to grey cells of eight pixels. A cell counts when its grey is far off; the answer is how many
count for each cell with something in it, which is one that differs from its neighbour in either picture.
"""

from __future__ import annotations

import hashlib
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter

CELL = 8
FAR = 12
"""Of 255. The edges of a letter that is drawn otherwise change few cells by as much."""
INK = 6
MOST = 0.02
"""A gap that is 12 px wider made 0.064 of the counter, two runs of the same program 0.001 at most."""

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
    here, there, wide = _cells(one), _cells(other), one.width() // CELL
    inked = sum(map(max, zip(_ink(here, wide), _ink(there, wide), strict=True)))
    return sum(abs(a - b) > FAR for a, b in zip(here, there, strict=True)) / max(1, inked)


def _ink(cells: bytes, wide: int) -> list[bool]:
    """Where something is: another grey than to the left or above."""
    left = (at % wide and abs(cells[at] - cells[at - 1]) > INK for at in range(len(cells)))
    above = (at >= wide and abs(cells[at] - cells[at - wide]) > INK for at in range(len(cells)))
    return [bool(one or other) for one, other in zip(left, above, strict=True)]


def _cells(image: QImage) -> bytes:
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        image.width() // CELL,
        image.height() // CELL,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    wide = small.width()
    return b"".join(bytes(cast("memoryview", small.constScanLine(y)))[:wide] for y in range(small.height()))
