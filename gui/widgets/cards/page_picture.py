"""A printed page as a picture, as large as there is room, painted by the painter that prints."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.printing.layout import Layout
from gui.look import theme
from gui.painting.painter import MM_PER_INCH, picture


class PagePicture(QWidget):
    """Nothing is shown without a page."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._page: Layout | None = None
        self._image: QImage | None = None
        self._dpi = 0

    def show_page(self, page: Layout | None) -> None:
        if page != self._page:
            self._page, self._image = page, None
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 240)

    def sizeHint(self) -> QSize:
        return QSize(380, 536)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._page is None:
            return
        image = self._drawn(self._page)
        painter = QPainter(self)
        size = image.deviceIndependentSize()
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        painter.drawImage(corner, image)
        painter.setPen(QPen(QColor(theme.tokens().line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(corner, size).adjusted(0, 0, -1, -1))
        painter.end()

    def _drawn(self, page: Layout) -> QImage:
        ratio = self.devicePixelRatio()
        scale = min(self.width() / page.width, self.height() / page.height) * ratio
        dpi = max(1, int(scale * MM_PER_INCH))
        if self._image is None or dpi != self._dpi:
            self._dpi, self._image = dpi, picture(page, dpi)
            self._image.setDevicePixelRatio(ratio)
        return self._image
