"""The figure of a settlement by hand: the balance that the card should have, or what the operation really did."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.money import exponent
from core.domain.operation import Kind
from core.domain.settlement import How
from core.rows import OperationRow
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.amounts.keypad import Keypad
from gui.widgets.buttons.button import button
from gui.widgets.text.labels import label
from gui.wording.settle_words import in_doubt

_HOWS = (How.BALANCE, How.AMOUNT)
_WIDTH = 350
"""Of the keypad, px; more where the words of the two modes need it."""


class SettleFigure(QWidget):
    """In the card's currency. Where every answer came there is nothing to say about the amount."""

    changed = Signal()

    def __init__(self, row: OperationRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.amount = AmountDisplay(row.currency)
        keypad = Keypad()
        keypad.set_decimals(exponent(row.currency))
        self._modes = QButtonGroup(self)
        modes = QWidget()
        modes.setLayout(self._mode_row(row))
        modes.setVisible(in_doubt(row))
        title = label(self.tr("True balance of the card"), "label", "settle_figure_title")
        title.setVisible(not in_doubt(row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (modes, title, self.amount, keypad):
            column.addWidget(each)
        self.setFixedWidth(max(_WIDTH, column.minimumSize().width()))

        self.amount.amount_changed.connect(self.changed)
        keypad.pressed.connect(self.amount.press)
        self._modes.idToggled.connect(self._on_mode)

    @property
    def how(self) -> How:
        return _HOWS[max(0, self._modes.checkedId())]

    def minor(self) -> int | None:
        return self.amount.minor()

    def press(self, key: str) -> None:
        self.amount.press(key)

    def take_focus(self) -> None:
        self.amount.setFocus()

    def _mode_row(self, row: OperationRow) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.modes = (self.tr("True ba&lance"), self._did(row))
        for at, (how, text) in enumerate(zip(_HOWS, self.modes, strict=True)):
            chip = button(text, f"settle_mode_{how.value}", "chip")
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            self._modes.addButton(chip, at)
            across.addWidget(chip, 1)
        return across

    def _did(self, row: OperationRow) -> str:
        return {
            Kind.REDEEM: self.tr("A&mount taken"),
            Kind.TOP_UP: self.tr("A&mount put on"),
        }.get(row.kind, self.tr("A&mount changed"))

    def _on_mode(self, _mode: int, checked: bool) -> None:
        if checked:
            self.amount.setFocus()
            self.changed.emit()
