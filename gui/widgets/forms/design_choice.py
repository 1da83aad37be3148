"""The design of a card, from those that the shop sells; one that is none of them is kept and named."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from core.domain.design import Design
from gui.widgets.forms.choice import Choice

_SWATCH = QSize(30, 19)
"""px: a small card in its colours."""
_SHARP = 2


class DesignChoice(Choice):
    """Its value is the template suffix, "" for the service's own design."""

    chosen = Signal(str)

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._designs: tuple[Design, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAccessibleDescription(text)
        self.setIconSize(_SWATCH)

        self.currentIndexChanged.connect(self._on_changed)

    @property
    def suffix(self) -> str:
        return str(self.currentData() or "")

    def show_designs(self, designs: tuple[Design, ...]) -> None:
        """Offer what the shop sells; what is chosen stays so."""
        if designs != self._designs:
            self._designs = designs
            self._fill(self.suffix)

    def choose(self, suffix: str | None) -> None:
        """Choose it; an unknown one joins the list for as long as it is chosen."""
        self._fill(suffix or "")

    def _fill(self, suffix: str) -> None:
        before = self.blockSignals(True)
        self.clear()
        known = {design.suffix or "" for design in self._designs}
        if "" not in known:
            self.addItem(self.tr("The usual one"), "")
        for design in self._designs:
            self.addItem(_swatch(design), design.name, design.suffix or "")
        if suffix and suffix not in known:
            self.addItem(self.tr("{suffix} (not one of this shop)").format(suffix=suffix), suffix)
        self.setCurrentIndex(max(0, self.findData(suffix)))
        self.blockSignals(before)

    def _on_changed(self) -> None:
        self.chosen.emit(self.suffix)


def _swatch(design: Design) -> QIcon:
    picture = QPixmap(_SWATCH * _SHARP)
    picture.setDevicePixelRatio(_SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    face = QRectF(0.5, 0.5, _SWATCH.width() - 1, _SWATCH.height() - 1)
    shades = QLinearGradient(face.topLeft(), face.bottomRight())
    for at, colour in enumerate(design.colours):
        shades.setColorAt(at, QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shades)
    painter.drawRoundedRect(face, 4, 4)
    painter.end()
    return QIcon(picture)
