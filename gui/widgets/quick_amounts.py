"""Chips with ready amounts, such as all that is left, 10, 20 and 50."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.domain.money import exponent
from gui.widgets.buttons import button
from gui.widgets.flow import Flow
from gui.wording import messages

STEPS = (10, 20, 50)
_GAP = 8
"""px between the chips."""


class QuickAmounts(QWidget):
    """`chosen` carries minor units, which may be more than 32 bits hold."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick_amounts")
        self._row = Flow(self, gap=_GAP)
        self._shown: tuple[int | None, str, int | None] | None = None
        self._one_line = False

    def offer(self, currency: str, whole: int | None = None, most: int | None = None) -> None:
        """Chips for `whole` ("All …") and the round steps not over `most`, both minor units."""
        if self._shown == (whole, currency, most):
            return
        self._shown = (whole, currency, most)
        while self._row.count():
            if (old := self._row.takeAt(0)) and (widget := old.widget()):
                widget.hide()
                widget.deleteLater()
        unit = 10 ** exponent(currency)
        steps = [step * unit for step in STEPS if most is None or step * unit <= most]
        if whole:
            text = self.tr("All {amount}").format(amount=messages.money(whole, currency))
            self._add(text, "quick_all", whole)
        for minor in steps:
            if minor != whole:
                self._add(messages.round_money(minor, currency), f"quick_{minor // unit}", minor)

        self._fit()

    def set_one_line(self, one_line: bool) -> None:
        """Where there is no room for two lines, the last ones give way."""
        self._one_line = one_line
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        right = 0
        for at in range(self._row.count()):
            if (item := self._row.itemAt(at)) and (chip := item.widget()):
                right += chip.sizeHint().width() + (_GAP if at else 0)
                chip.setVisible(not self._one_line or right <= self.width())

    def _add(self, text: str, name: str, minor: int) -> None:
        chip = button(text, name, "chip")
        chip.setProperty("minor", minor)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._on_clicked)
        self._row.addWidget(chip)

    def _on_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property("minor")))
