"""A panel with an amount that is typed: on the keyboard while the amount has the focus, or on its keypad."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.money import exponent
from gui.views.card.act_panel import ActPanel
from gui.widgets.amount_display import AmountDisplay
from gui.widgets.keypad import Keypad


class TypedPanel(ActPanel):
    """Subclasses put `amount` and `keypad` into their body."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, name, parent=parent)
        self.amount = AmountDisplay()
        self.keypad = Keypad()
        self.amount.amount_changed.connect(self._on_typed)
        self.amount.refused.connect(self.tell_problem)
        self.keypad.pressed.connect(self.amount.press)

    def set_currency(self, currency: str) -> None:
        self.amount.set_currency(currency)
        self.keypad.set_decimals(exponent(currency))

    def empty(self) -> None:
        self.amount.clear()

    def take_focus(self) -> None:
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self.tell_problem("")
        self.renew()
