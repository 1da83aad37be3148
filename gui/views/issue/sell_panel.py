"""The panel that sells: amount, usual amounts, keypad and one large button that says what it will do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.command import Issue
from core.domain.money import exponent
from gui.views.card.act_panel import ActPanel
from gui.views.issue.sale_details import SaleDetails
from gui.widgets.amount_display import AmountDisplay
from gui.widgets.buttons import button
from gui.widgets.keypad import Keypad, typed_key
from gui.widgets.labels import label
from gui.widgets.ready_amounts import ReadyAmounts
from gui.wording import messages


class SellPanel(ActPanel):
    """`requested` carries an Issue made of the amount here and what `details` says."""

    amount_changed = Signal()

    def __init__(self, details: SaleDetails, parent: QWidget | None = None) -> None:
        super().__init__("", "sell", parent=parent)
        self.set_title(self.tr("Amount on the new card"))
        self._details = details
        self._limit = label("", "hint", "sell_limit", wrap=True)
        self._limit.hide()
        self.amount = AmountDisplay()
        self.amount.setObjectName("sell_amount")
        self.ready = ReadyAmounts()
        self.keypad = Keypad()
        self.body.addWidget(self.amount)
        self.body.addWidget(self._limit)
        self.body.addWidget(self.ready)
        self.body.addWidget(self.keypad, 100)
        self.several = button(self.tr("Several at once…"), "sell_several", "quiet")
        self.several.setToolTip("Ctrl+B")
        self.finish_body()
        self.body.insertWidget(self.body.count() - 1, self.several)
        self.set_currency("USD")
        self.ready.show_amounts((2500, 5000, 10_000, 15_000), "USD")
        self.renew()

        self.amount.amount_changed.connect(self._on_typed)
        self.ready.chosen.connect(self.amount.set_minor)
        self.keypad.pressed.connect(self.amount.press)
        details.changed.connect(self.renew)

    def set_currency(self, currency: str) -> None:
        self.amount.set_currency(currency)
        self.keypad.set_decimals(exponent(currency))

    def set_limit(self, most: int | None) -> None:
        """The most that may be sold at once now, minor units; None: no limit."""
        self._limit.setVisible(most is not None)
        if most is not None:
            text = self.tr("Without a connection up to {amount} at once.")
            self._limit.setText(text.format(amount=messages.money(most, self.amount.currency)))

    def command(self) -> Issue | None:
        minor = self.amount.minor()
        if not minor or not self._details.complete:
            return None
        return self._details.issue(minor, self.amount.currency)

    def button_text(self) -> str:
        minor = self.amount.minor()
        if not minor:
            return self.tr("Sell")
        amount = messages.money(minor, self.amount.currency)
        if self._details.given_away:
            return self.tr("Give {amount}").format(amount=amount)
        return self.tr("Sell {amount}").format(amount=amount)

    def start(self) -> None:
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Ready for the next customer."""
        self.amount.clear()

    def _on_typed(self) -> None:
        self.tell_problem("")
        self.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = typed_key(event)
        if key and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.amount.press(key)
            return
        super().keyPressEvent(event)
