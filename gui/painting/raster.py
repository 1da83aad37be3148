"""A receipt in black and white dots: the page that a desktop printer gets, as wide as a receipt printer prints."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from core.domain.receipt import Receipt
from core.printing.bitmap import Bitmap
from core.printing.layout import Layout, Text
from core.printing.paper import Paper
from core.printing.receipt import receipt_layout
from gui.painting.application import begin_painting
from gui.painting.painter import missing, paint

DOTS_PER_MM = 8
"""203 dpi, as nearly every receipt printer has it."""


def draw(receipt: Receipt, paper: Paper) -> Bitmap:
    """Draw without the margins at the sides, which the printer leaves anyway. Runs in any thread."""
    layout = receipt_layout(receipt, paper)
    width = round((paper.width - 2 * paper.margin) * DOTS_PER_MM)
    image = QImage(width, round(layout.height * DOTS_PER_MM), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(-paper.margin * DOTS_PER_MM, 0)
    paint(painter, layout, DOTS_PER_MM)
    painter.end()
    return Bitmap(width, _rows(image), _missing(layout))


def draw_without_window(receipt: Receipt, paper: Paper) -> Bitmap:
    """Draw the same for a front end that has no Qt yet."""
    begin_painting()
    return draw(receipt, paper)


def _rows(image: QImage) -> tuple[bytes, ...]:
    """Return rows of bits: dots darker than the middle are black, and a 1; a printer has no grey."""
    mono = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    assert mono.color(1) & 0xFFFFFF == 0, "Qt's table of two colours has black second"
    bits, line, stride = bytes(mono.constBits()), mono.bytesPerLine(), (mono.width() + 7) // 8
    return tuple(bits[at * line : at * line + stride] for at in range(mono.height()))


def _missing(layout: Layout) -> str:
    return missing("".join(element.text for element in layout.elements if isinstance(element, Text)))
