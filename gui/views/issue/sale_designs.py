"""The designs that the shop sells, as tiles of which one is on; arrows go between them, Tab goes on."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from core.domain.design import Design
from gui.widgets.buttons.design_tile import DesignTile
from gui.widgets.layout.flow import Flow


class SaleDesigns(QWidget):
    """`chosen` carries the suffix, "" for the service's own design. Hidden while there is only one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sale_designs")
        self.setAccessibleName(self.tr("Design"))
        self._shown: tuple[Design, ...] = ()
        self._group = QButtonGroup(self)
        self._flow = Flow(self, gap=8)

        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def value(self) -> str | None:
        """The template suffix; None for the service's own design."""
        tile = self._group.checkedButton()
        return tile.design.suffix if isinstance(tile, DesignTile) else None

    def show_designs(self, designs: tuple[Design, ...]) -> None:
        """Show the designs with the first one on, unless these are the ones shown already."""
        if designs == self._shown:
            return
        self._shown = designs
        for tile in self._group.buttons():
            self._group.removeButton(tile)
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for design in designs:
            made = DesignTile(design, self)
            self._group.addButton(made)
            self._flow.addWidget(made)
            made.show()
        self.clear()

    def clear(self) -> None:
        """Return to the usual design, without a word."""
        with QSignalBlocker(self._group):
            for tile in self._group.buttons()[:1]:
                tile.setChecked(True)

    def _on_toggled(self, tile: QAbstractButton, checked: bool) -> None:
        if checked and isinstance(tile, DesignTile):
            self.chosen.emit(tile.design.suffix or "")
