"""A panel that charges or fills a card: the amount, what is left afterwards, quick amounts and keypad."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.rows import CardRow
from gui.views.card.typed_panel import TypedPanel
from gui.widgets.amounts.quick_amounts import QuickAmounts
from gui.widgets.keys.tab_order import follow
from gui.widgets.text.labels import label, set_look
from gui.wording import messages


class AmountPanel(TypedPanel):
    """Subclasses say what is left (`after`) and which quick amounts make sense (`offer`)."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, name, parent=parent)
        self.quick = QuickAmounts()
        self._after_name = label("", "muted", f"{name}_after_name", wrap=True)
        self._after = label("", "money", f"{name}_after")
        self._after_text = ""
        self._afterwards = QWidget()

        self.quick.chosen.connect(self.amount.set_minor)
        self.quick.renewed.connect(self.order_tabs)

    def add_amount(self, after_name: str) -> None:
        """Add the display, the line below it, the chips and the keys to the body."""
        self._after_text = after_name
        self._after_name.setText(after_name)
        line = QHBoxLayout(self._afterwards)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._after_name, 1)
        line.addWidget(self._after)
        calm = QWidget()
        room = QVBoxLayout(calm)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._afterwards)
        if self.rule is not None:
            room.addWidget(self.rule)
            self.rule.told.connect(self.renew)
        self.body.addWidget(self.amount)
        self.body.addWidget(self.room_for(calm))
        self.body.addWidget(self.quick)
        self.body.addWidget(self.keypad, 100)

    def order_tabs(self) -> QWidget:
        return follow(self.button, *self.quick.roving.buttons, *self.keypad.roving.buttons)

    def set_low(self, low: bool) -> None:
        super().set_low(low)
        self.quick.set_one_line(low)

    def after(self) -> int | None:
        """Return the balance that the typed amount would leave, minor units."""
        raise NotImplementedError

    def after_words(self, after: int) -> tuple[str, int, str]:
        """Return what stands below the amount: a text, minor units and the look of a label."""
        return self._after_text, after, "bad" if after < 0 else "money"

    def offer(self, card: CardRow) -> None:
        """Set the quick amounts."""
        raise NotImplementedError

    def show_card(self, card: CardRow) -> None:
        self.set_currency(card.currency)
        self.offer(card)
        super().show_card(card)

    def renew(self) -> None:
        after, card = self.after(), self.card
        if card is None or after is None:
            self._after_name.setText(self._after_text)
            self._after.setText("")
        else:
            name, minor, look = self.after_words(after)
            self._after_name.setText(name)
            self._after.setText(messages.money(minor, card.currency))
            set_look(self._after, role=look)
        self._share_line()
        super().renew()

    def _share_line(self) -> None:
        """Say what the policy has of it in the place of the line below the amount, until an amount is typed."""
        if self.rule is not None:
            says = self.rule.says and not self.amount.minor()
            self.rule.setVisible(says)
            self._afterwards.setVisible(not says)
            self.fit_room()
