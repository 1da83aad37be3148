"""The panel that sells: amount, usual amounts, keypad and one large button that says what it will do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.command import Issue
from gui.views.card.typed_panel import TypedPanel
from gui.views.issue.sale_details import SaleDetails
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.widgets.ready_amounts import ReadyAmounts
from gui.wording import messages


class SellPanel(TypedPanel):
    """`requested` carries an Issue made of the amount here and what `details` says."""

    def __init__(self, details: SaleDetails, parent: QWidget | None = None) -> None:
        super().__init__("", "sell", parent=parent)
        self.set_title(self.tr("Amount on the new card"))
        self._details = details
        self._limit = label("", "hint", "sell_limit", wrap=True)
        self._limit.hide()
        self.amount.setObjectName("sell_amount")
        self.ready = ReadyAmounts()
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

        self.ready.chosen.connect(self.amount.set_minor)
        details.changed.connect(self.renew)

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
        """What was typed stays: a clerk may look elsewhere and come back."""
        self.take_focus()
