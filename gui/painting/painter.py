"""Paints a layout in millimetres onto any device: vectors only, texts inside their rectangles, codes in whole dots.

What no font of this computer can show (most often an emoji) is left out: a box on a card tells nobody anything.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter

from core.domain.plain import plain_line
from core.printing import bars
from core.printing.layout import Area, Bars, Box, Layout, QrSquare, Text
from core.printing.qr import QUIET

MM_PER_INCH = 25.4
_MM_PER_POINT = MM_PER_INCH / 72
_COMMON_DPI, _WIDE = 300, 4
_SMALLEST = 0.62
"""Of its size a text may lose this much before it is cut; whole texts go on shrinking."""
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}
_FLAGS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def paint(painter: QPainter, layout: Layout, dots_per_mm: float) -> None:
    """Paint the layout; `painter` is active on its device, and the page begins at its origin."""
    for element in layout.elements:
        painter.save()
        if isinstance(element, Text):
            _paint_text(painter, element, dots_per_mm)
        elif isinstance(element, Box):
            _paint_box(painter, element, dots_per_mm)
        elif isinstance(element, Bars):
            _paint_bars(painter, element, dots_per_mm)
        else:
            _paint_qr(painter, element, dots_per_mm)
        painter.restore()


def picture(layout: Layout, dpi: int) -> QImage:
    """Return the page as a picture on white, for previews on the screen and for tests."""
    scale = dpi / MM_PER_INCH
    image = QImage(round(layout.width * scale), round(layout.height * scale), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(scale * 1000))
    image.setDotsPerMeterY(round(scale * 1000))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, layout, scale)
    painter.end()
    return image


def _rectangle(area: Area, scale: float) -> QRectF:
    return QRectF(area.x * scale, area.y * scale, area.width * scale, area.height * scale)


def _paint_box(painter: QPainter, box: Box, scale: float) -> None:
    area = _rectangle(box.area, scale)
    brush = QBrush(QColor(box.colour))
    if box.colour_to:
        gradient = QLinearGradient(area.topLeft(), QPointF(area.right(), area.bottom()))
        gradient.setColorAt(0, QColor(box.colour))
        gradient.setColorAt(1, QColor(box.colour_to))
        brush = QBrush(gradient)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, box.radius > 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(area, box.radius * scale, box.radius * scale)


def _paint_qr(painter: QPainter, square: QrSquare, scale: float) -> None:
    """Paint a QR: dark modules of a row that touch become one rectangle, sharp at any size, and half the file."""
    module = int(square.area.width * scale / (len(square.modules) + 2 * QUIET) + 1e-6)
    spare = round(square.area.width * scale) - module * len(square.modules)
    left, top = round(square.area.x * scale) + spare // 2, round(square.area.y * scale) + spare // 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(_rectangle(square.area, scale), Qt.GlobalColor.white)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRects(
        [
            QRect(left + start * module, top + row * module, length * module, module)
            for row, dark in enumerate(square.modules)
            for start, length in _runs(dark)
        ]
    )


def _paint_bars(painter: QPainter, code: Bars, scale: float) -> None:
    """Paint in the middle of its area, each module as many whole dots wide as there is room for.

    In a small picture on the screen that is less than a dot: grey lines, which nobody scans, but in their place.
    """
    area = _rectangle(code.area, scale)
    room = area.width() / (len(code.modules) + 2 * bars.QUIET)
    step = _step(room, scale)
    module = int(room / step + 1e-6) * step or room
    left = area.x() + (area.width() - module * len(code.modules)) / 2
    left, top, height = (round(left / step) * step if module >= 1 else left), round(area.y()), round(area.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, module < 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(area, Qt.GlobalColor.white)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRects(
        [QRectF(left + start * module, top, length * module, height) for start, length in _runs(code.modules)]
    )


def _step(room: float, scale: float) -> int:
    """Return how many dots the width of a module is a multiple of: one, and in a file a dot of 300 dpi.

    A file is often printed at 300 dpi, where bars of four dots beside bars of five were read as another text. Where
    that would leave three dots, the bars are rather wide than even: at 150 dpi they were not read any more.
    """
    common = int(scale * MM_PER_INCH / _COMMON_DPI + 1e-6)
    return common if common and room >= _WIDE * common else 1


def _runs(dark: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs, start = [], 0
    for at, (before, now) in enumerate(zip((False, *dark), (*dark, False), strict=True)):
        if now and not before:
            start = at
        elif before and not now:
            runs.append((start, at - start))
    return runs


def _paint_text(painter: QPainter, text: Text, scale: float) -> None:
    area = _rectangle(text.area, scale)
    font, shown = fitted(text, area, painter, scale)
    flags = int(_FLAGS[text.align])
    flags |= int(Qt.TextFlag.TextWordWrap) if text.wrap else int(Qt.TextFlag.TextSingleLine)
    flags |= int(Qt.AlignmentFlag.AlignTop) if text.wrap else int(Qt.AlignmentFlag.AlignVCenter)
    painter.setFont(font)
    painter.setPen(QColor(text.colour))
    painter.drawText(area, flags, shown)


def fitted(text: Text, area: QRectF, painter: QPainter, scale: float) -> tuple[QFont, str]:
    """Return the largest font, up to the wanted size, that keeps the text in `area` (dots); cut as a last resort."""
    size = text.size * _MM_PER_POINT * scale
    smallest = size * (0.05 if text.whole else _SMALLEST)
    plain = " ".join(plain_line(text.text).split())
    lacking = missing(plain, _font(text, size))
    if lacking:
        plain = " ".join("".join(sign for sign in plain if sign not in lacking).split())
    while True:
        font = _font(text, size)
        metrics = QFontMetricsF(font, painter.device())
        if _fits(plain, text.wrap, area, metrics):
            return font, plain
        if size * 0.96 < max(smallest, 1):
            return font, _cut(plain, text.wrap, area, metrics)
        size *= 0.96


def missing(text: str, font: QFont | None = None) -> str:
    """Return the characters of `text` that no font of this computer can show, each once; "" for nearly every text.

    The marks that join and shape an emoji go with it.
    """
    if text.isascii():
        return ""
    metrics = QFontMetricsF(font or QFont("Inter"))
    lacking = {sign for sign in text if ord(sign) > 0x2FF and not sign.isspace() and not metrics.inFontUcs4(ord(sign))}
    if lacking:
        lacking |= _JOINERS & set(text)
    return "".join(sign for sign in dict.fromkeys(text) if sign in lacking)


_LIFTED = frozenset(":\u2212")
"""What Inter draws higher beside figures, by glyphs that have no letter."""


def _font(text: Text, size: float) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight(text.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 0)  # inherited from the window's font, tabular digits lose their text in a PDF
    if not _LIFTED.isdisjoint(text.text):
        font.setFeature(QFont.Tag("calt"), 0)  # else the colon of a time is a glyph that nobody can copy
    return font  # without tabular digits: in a PDF their glyphs cannot be copied or read aloud


def _fits(text: str, wrap: bool, area: QRectF, metrics: QFontMetricsF) -> bool:
    if not wrap:
        return metrics.horizontalAdvance(text) <= area.width() and metrics.height() <= area.height() * 1.35
    needed = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), text)
    return needed.width() <= area.width() and needed.height() <= area.height()


def _cut(text: str, wrap: bool, area: QRectF, metrics: QFontMetricsF) -> str:
    if not wrap:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    while text and not _fits(f"{text}…", wrap, area, metrics):
        text = text[: int(len(text) * 0.9)]
    return f"{text.rstrip()}…"
