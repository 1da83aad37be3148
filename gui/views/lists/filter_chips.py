"""A row of chips of which exactly one is on: the filter of a list, or a choice of few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui.widgets.buttons.button import button


class FilterChips(QWidget):
    """`chosen` carries the chip's value; the first chip is on at the start."""

    chosen = Signal(str)

    def __init__(self, name: str, chips: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make the chips, each (value, text)."""
        super().__init__(parent)
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for value, text in chips:
            chip = button(text, f"{name}_{value or 'all'}", "chip")
            chip.setCheckable(True)
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # its word is never cut
            chip.setProperty("value", value)
            self._group.addButton(chip)
            row.addWidget(chip)
        self._group.buttons()[0].setChecked(True)

        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def value(self) -> str:
        chip = self._group.checkedButton()
        return str(chip.property("value")) if chip else ""

    def choose(self, value: str) -> None:
        """Turn one chip on without a word."""
        with QSignalBlocker(self._group):
            for chip in self._group.buttons():
                chip.setChecked(str(chip.property("value")) == value)

    def _on_toggled(self, chip: QAbstractButton, checked: bool) -> None:
        """Choose a chip. Not `buttonClicked`: a screen reader toggles a checkable button without a click."""
        if checked:
            self.chosen.emit(str(chip.property("value")))
