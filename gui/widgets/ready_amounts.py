"""The amounts that cards are usually sold for, as chips."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.money import exponent
from gui import messages
from gui.widgets.buttons import button

STEPS = (25, 50, 100, 150)


class ReadyAmounts(QWidget):
    """`chosen` carries minor units."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ready_amounts")
        self._currency = ""
        self._chips = [button("", f"ready_{step}", "chip") for step in STEPS]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(chip, 1)
            chip.clicked.connect(self._on_clicked)

    def set_currency(self, currency: str) -> None:
        if currency == self._currency:
            return
        self._currency = currency
        unit = 10 ** exponent(currency)
        for chip, step in zip(self._chips, STEPS, strict=True):
            chip.setText(messages.round_money(step * unit, currency))
            chip.setProperty("minor", step * unit)

    def _on_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property("minor")))
