"""Redeem: what is typed is what the customer owes. The card takes what it has; the rest stays due for the next card."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.bill import Bill
from core.domain.command import Command, Holding, Redeem
from core.domain.money import exponent, wire_text
from core.rows import CardRow
from gui.views.card.amount_panel import AmountPanel
from gui.views.card.open_bill import OpenBill
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import kept_words, messages

_END = 4
"""Characters of a code that a card shows."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Digits that may be the end of a card; `known` is None until the till has said whether one ends so."""

    digits: str = ""
    known: bool | None = False


class RedeemPanel(AmountPanel):
    """Only a purchase may be more than the card has. While a sale is in progress its rest is offered ready to take.

    Digits that look like the end of a code are offered as a look-up first: `ending_wanted` asks whether a card ends so
    (`show_ending` tells), `look_up_wanted` looks it up.
    """

    ending_wanted = Signal(str)
    look_up_wanted = Signal(str)

    def __init__(self, sale: OpenBill, parent: QWidget | None = None) -> None:
        super().__init__("", "redeem", parent)
        self._sale = sale
        self._shown: Bill | None = sale.bill
        self._ending = Ending()
        self._pressed_early = False
        self.add_amount(self.tr("left on the card afterwards"))
        choices = kept_words.choices(kept_words.PURCHASE, kept_words.CORRECTION)
        self._reason = FieldRows((Field("redeem_reason", self.tr("Reason"), choices=choices),), beside=True)
        self.body.addWidget(self._reason)
        self.finish_body()
        self._name_it()

        self._reason.changed.connect(self.renew)
        sale.changed.connect(self._on_sale)

    def empty(self) -> None:
        super().empty()
        self._reason.set_value("redeem_reason", kept_words.PURCHASE)
        bill, card = self._sale.bill, self.card
        if bill is not None and card is not None and bill.currency == card.currency and bill.share_of(card.balance):
            self.amount.set_minor(bill.share_of(card.balance))

    def show_ending(self, digits: str, known: bool) -> None:
        """Show whether a card that the till knows ends in `digits`."""
        if digits == self._ending.digits and self._ending.known is None:
            self._ending = Ending(digits, known)
            early, self._pressed_early = self._pressed_early, False
            self.renew()
            if early:
                self.press()

    def press(self) -> None:
        if self._ending.known:
            self.look_up_wanted.emit(self._ending.digits)
        elif self._ending.known is None:
            self._pressed_early = True
        else:
            super().press()

    def renew(self) -> None:
        super().renew()
        over = self.card is not None and self.due() > self.card.balance and exponent(self.card.currency) > 0
        digits = ending_in(self.amount.keys, over=over)
        if digits != self._ending.digits:
            self._ending, self._pressed_early = Ending(digits, _known_at_once(digits)), False
            if self._ending.known is None:
                self.ending_wanted.emit(digits)
        if self._ending.known:
            self.button.setText(self.tr("Look up {digits}").format(digits=digits))
            self.button.setEnabled(True)
            text = self.tr("{digits} may be the end of a card. Is it an amount? Then type {amount}.")
            amount = wire_text(self.due(), self.amount.currency).replace(".", messages.decimal_point())
            self.show_problem(text.format(digits=digits, amount=amount))

    def due(self) -> int:
        """Return what the customer is to pay with this card, minor units; 0 while nothing is typed."""
        return self.amount.minor() or 0

    def share(self) -> int:
        """Return what this card takes of it."""
        return 0 if self.card is None else max(0, min(self.due(), self.card.balance))

    def after(self) -> int | None:
        """Return what is left on the card, or with a minus what it cannot pay."""
        return None if self.card is None else self.card.balance - self.due()

    def offer(self, card: CardRow) -> None:
        bill = self._sale.bill
        most = card.balance if bill is None else bill.share_of(card.balance)
        self.quick.offer(card.currency, most, most)

    def command(self) -> Command | None:
        card = self.card
        if card is None or not self.share() or self._why_not():
            return None
        return Redeem(card.card_id, self.share(), self._reason.value("redeem_reason"))

    def final(self, command: Command | Holding) -> Command | Holding:
        if self.card is None or not isinstance(command, Redeem) or not self._is_purchase():
            return command
        return self._sale.claim(command, self.due(), self.card)

    def button_text(self) -> str:
        card = self.card
        if card is None or not self.due():
            return self.tr("Redeem")
        why_not = self._why_not()
        if why_not:
            return why_not
        text = self.tr("Redeem all {amount}") if self.due() > card.balance else self.tr("Redeem {amount}")
        return text.format(amount=messages.money(self.share(), card.currency))

    def after_words(self, after: int) -> tuple[str, int, str]:
        if after < 0 and self._is_purchase():
            return self.tr("still due after this card"), -after, "warn"
        return super().after_words(after)

    def _why_not(self) -> str:
        """Return what the button says instead; "" when the card can pay."""
        card, bill = self.card, self._sale.bill if self._is_purchase() else None
        if card is None:
            return ""
        if bill is not None and bill.asking:
            return self.tr("Wait for the card before")
        if bill is not None and bill.currency != card.currency:
            return self.tr("The sale is in {currency}").format(currency=bill.currency)
        if bill is not None and self.due() > bill.left:
            return self.tr("Only {due} due").format(due=messages.money(bill.left, bill.currency))
        if card.balance <= 0 or (self.due() > card.balance and not self._is_purchase()):
            return self.tr("Only {balance} left").format(balance=messages.money(card.balance, card.currency))
        return ""

    def _is_purchase(self) -> bool:
        return self._reason.value("redeem_reason") == kept_words.PURCHASE

    def _name_it(self) -> None:
        bill = self._sale.bill
        if bill is None:
            self.set_title(self.tr("Redeem"))
        else:
            due = messages.money(bill.left, bill.currency)
            self.set_title(self.tr("Redeem, {due} still due").format(due=due))

    def _on_sale(self) -> None:
        """Take away what was filled in for a sale that is over; what a person typed for the next one stays."""
        before, self._shown = self._shown, self._sale.bill
        self._name_it()
        if self.card is not None:
            self.offer(self.card)
        if before is not None and self._shown is None and self.amount.ready_made:
            self.empty()
        self.renew()


def ending_in(keys: str, *, over: bool) -> str:
    """Return the keys of an amount that can be meant as the end of a code: a leading zero, or four digits that are more
    than the card has (`over`, in a currency where decimals tell an amount from them); else "".
    """
    if not keys.isdecimal() or len(keys) == 1:
        return ""
    return keys if keys[0] == "0" or (len(keys) == _END and over) else ""


def _known_at_once(digits: str) -> bool | None:
    """Return what needs no asking: no amount begins with a zero. None: only the till knows."""
    if not digits:
        return False
    return True if digits[0] == "0" else None
