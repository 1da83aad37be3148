"""The amounts that cards are usually sold for, as chips."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from core.domain.money import wire_text
from gui.widgets.buttons import button
from gui.wording import messages

_IN_A_LINE = 4


class ReadyAmounts(QWidget):
    """`chosen` carries minor units."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ready_amounts")
        self._shown: tuple[object, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def show_amounts(self, amounts: tuple[int, ...], currency: str) -> None:
        """`amounts` in minor units, four in a line."""
        if (amounts, currency) == self._shown:
            return
        self._shown = (amounts, currency)
        while item := self._grid.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for at, minor in enumerate(amounts):
            self._grid.addWidget(self._chip(minor, currency), at // _IN_A_LINE, at % _IN_A_LINE)

    def _chip(self, minor: int, currency: str) -> QPushButton:
        chip = button(messages.round_money(minor, currency), f"ready_{wire_text(minor, currency)}", "chip")
        chip.setObjectName(chip.objectName().removesuffix(".00"))
        chip.setProperty("minor", minor)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._on_clicked)
        return chip

    def _on_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property("minor")))
