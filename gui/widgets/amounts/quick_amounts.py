"""Chips with ready amounts, such as all that is left, 10, 20 and 50."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.domain.money import exponent
from gui.widgets.buttons.button import ChordButton, button
from gui.widgets.keys.roving_focus import RovingFocus
from gui.widgets.layout.flow import Flow
from gui.wording import messages

STEPS = (10, 20, 50)
_GAP = 8
"""px between the chips."""


class QuickAmounts(QWidget):
    """`chosen` carries minor units, which may be more than 32 bits hold."""

    chosen = Signal(object)
    renewed = Signal()
    """There are more chips: they want their place in the order of Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick_amounts")
        self._row = Flow(self, gap=_GAP)
        self._shown: tuple[int | None, str, int | None] | None = None
        self._one_line = False
        self._chips: list[ChordButton] = []
        self._used = 0
        self.roving = RovingFocus(self)

    def offer(self, currency: str, whole: int | None = None, most: int | None = None) -> None:
        """Offer chips for `whole` ("All …") and the round steps not over `most`, both minor units."""
        if self._shown == (whole, currency, most):
            return
        self._shown = (whole, currency, most)
        unit = 10 ** exponent(currency)
        wanted = []
        if whole:
            text = self.tr("All {amount}").format(amount=messages.money(whole, currency))
            wanted.append((text, "quick_all", whole))
        for minor in (step * unit for step in STEPS):
            if minor != whole and (most is None or minor <= most):
                wanted.append((messages.round_money(minor, currency), f"quick_{minor // unit}", minor))
        before = len(self._chips)
        for at, (text, name, minor) in enumerate(wanted):
            self._offer(at, text, name, minor)
        self._used = len(wanted)
        self._fit()
        if len(self._chips) > before:
            self.roving.take(self._chips)
            self.renewed.emit()

    def set_one_line(self, one_line: bool) -> None:
        """Let the last ones give way where there is no room for two lines."""
        self._one_line = one_line
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        right = 0
        for at, chip in enumerate(self._chips):
            right += chip.sizeHint().width() + (_GAP if at else 0)
            seen = at < self._used and (not self._one_line or right <= self.width())
            if chip.isHidden() is seen:
                chip.setVisible(seen)

    def _offer(self, at: int, text: str, name: str, minor: int) -> None:
        """Use a chip again: to make one costs more than to rename it."""
        if at == len(self._chips):
            made = button(text, name, "chip")
            made.clicked.connect(self._on_clicked)
            self._chips.append(made)
            self._row.addWidget(made)
        chip = self._chips[at]
        chip.setText(text)
        chip.setObjectName(name)
        chip.setProperty("minor", minor)

    def _on_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property("minor")))
