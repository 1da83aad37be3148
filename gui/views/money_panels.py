"""Redeem and top up: the two panels that take an amount and a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.command import Command, Redeem, TopUp
from core.rows import CardRow
from gui import messages
from gui.views.amount_panel import AmountPanel
from gui.widgets.field_rows import Field, FieldRows


class RedeemPanel(AmountPanel):
    """Takes an amount off the card. More than is on it is not offered: the button says what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "redeem", parent)
        self.set_title(self.tr("Redeem"))
        self.add_amount(self.tr("left on the card afterwards"))
        reasons = (self.tr("Purchase"), self.tr("Correction"), self.tr("Cash-out"))
        self._reason = _reason_rows("redeem_reason", self.tr("Reason"), reasons)
        self.body.addWidget(self._reason)
        self.finish_body()

    def after(self) -> int | None:
        return None if self.card is None else self.card.balance - (self.amount.minor() or 0)

    def offer(self, card: CardRow) -> None:
        self.quick.offer(card.currency, card.balance, card.balance)

    def command(self) -> Command | None:
        card, minor = self.card, self.amount.minor()
        if card is None or not minor or minor > card.balance:
            return None
        return Redeem(card.card_id, minor, self._reason.value("redeem_reason"))

    def button_text(self) -> str:
        card, minor = self.card, self.amount.minor()
        if card is None or not minor:
            return self.tr("Redeem")
        if minor > card.balance:
            return self.tr("Only {balance} left").format(balance=messages.money(card.balance, card.currency))
        return self.tr("Redeem {amount}").format(amount=messages.money(minor, card.currency))


class TopUpPanel(AmountPanel):
    """Puts an amount on the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "top_up", parent)
        self.set_title(self.tr("Top up"))
        self.add_amount(self.tr("on the card afterwards"))
        reasons = (self.tr("Paid at the till"), self.tr("Refund"), self.tr("Goodwill"), self.tr("Correction"))
        self._reason = _reason_rows("top_up_reason", self.tr("Reason"), reasons)
        self.body.addWidget(self._reason)
        self.finish_body()

    def after(self) -> int | None:
        return None if self.card is None else self.card.balance + (self.amount.minor() or 0)

    def offer(self, card: CardRow) -> None:
        self.quick.offer(card.currency)

    def command(self) -> Command | None:
        card, minor = self.card, self.amount.minor()
        if card is None or not minor:
            return None
        return TopUp(card.card_id, minor, self._reason.value("top_up_reason"))

    def button_text(self) -> str:
        card, minor = self.card, self.amount.minor()
        if card is None or not minor:
            return self.tr("Top up")
        return self.tr("Top up {amount}").format(amount=messages.money(minor, card.currency))


def _reason_rows(name: str, text: str, reasons: tuple[str, ...]) -> FieldRows:
    choices = tuple((reason, reason) for reason in reasons)
    return FieldRows((Field(name, text, choices=choices),), beside=True)
