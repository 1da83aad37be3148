"""A panel with an amount that is typed: on the keyboard while the amount has the focus, or on its keypad."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.money import exponent
from core.rows import CardRow
from gui.views.card.command_panel import CommandPanel
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.amounts.keypad import Keypad
from gui.widgets.keys.tab_order import follow


class TypedPanel(CommandPanel):
    """Subclasses put `amount` and `keypad` into their body."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, name, parent=parent)
        self.amount = AmountDisplay()
        self.keypad = Keypad()
        self.amount.amount_changed.connect(self._on_typed)
        self.amount.refused.connect(self.show_problem)
        self.keypad.pressed.connect(self.amount.press)

    def set_currency(self, currency: str) -> None:
        self.amount.set_currency(currency)
        self.keypad.set_decimals(exponent(currency))

    def show_card(self, card: CardRow) -> None:
        """Keep an amount with the card for which it was typed; a card that gets its number meanwhile is the same."""
        before = self.card
        if before is not None and before.card_id != card.card_id and not _is_same(before, card):
            self.amount.clear()
        super().show_card(card)

    def missing(self) -> QWidget | None:
        return None if self.amount.minor() else self.amount

    def order_tabs(self) -> QWidget:
        """Put the keypad behind the button: whoever goes by Tab types the amount."""
        return follow(self.button, *self.keypad.roving.buttons)

    def empty(self) -> None:
        self.amount.clear()

    def begun(self) -> bool:
        return bool(self.amount.typed) and not self.amount.ready_made

    def take_focus(self) -> None:
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self.show_problem("")
        self.renew()


def _is_same(before: CardRow, now: CardRow) -> bool:
    return before.card_id < 0 < now.card_id and before.last_characters == now.last_characters
