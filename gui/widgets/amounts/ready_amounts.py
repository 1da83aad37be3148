"""The amounts that cards are usually sold for, as chips."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from core.domain.money import wire_text
from gui.widgets.buttons.button import button
from gui.widgets.keys.roving_focus import RovingFocus
from gui.wording import messages

_IN_A_LINE = 4


class ReadyAmounts(QWidget):
    """`chosen` carries minor units."""

    chosen = Signal(int)
    renewed = Signal()
    """Other chips stand here: they want their place in the order of Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ready_amounts")
        self._shown: tuple[object, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.roving = RovingFocus(self, across=_IN_A_LINE)

    def show_amounts(self, amounts: tuple[int, ...], currency: str) -> None:
        """Show `amounts` in minor units, four in a line."""
        if (amounts, currency) == self._shown:
            return
        self._shown = (amounts, currency)
        while item := self._grid.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        chips = [self._chip(minor, currency) for minor in amounts]
        for at, made in enumerate(chips):
            self._grid.addWidget(made, at // _IN_A_LINE, at % _IN_A_LINE)
        self.roving.take(chips)
        self.renewed.emit()

    def _chip(self, minor: int, currency: str) -> QPushButton:
        chip = button(messages.round_money(minor, currency), f"ready_{wire_text(minor, currency)}", "chip")
        chip.setObjectName(chip.objectName().removesuffix(".00"))
        chip.setProperty("minor", minor)
        chip.clicked.connect(self._on_clicked)
        return chip

    def _on_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property("minor")))
