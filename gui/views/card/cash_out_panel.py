"""Cash out the rest: all that is on the card, for a typed reason, confirmed by a chord of its own or a click."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.command import CashOut, Command
from core.domain.money import Money
from core.domain.policy import ShopPolicy
from core.rows import CardRow
from gui.views.card.command_panel import CommandPanel
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label, set_look
from gui.wording import messages

_LARGE = 9
"""As many characters stand in a narrow panel at 46 px; a longer amount is written smaller, never cut off."""


class CashOutPanel(CommandPanel):
    """Takes all that is on the card as it was shown; should less be there by then, it is refused.

    Cash that has left the drawer does not come back, so Enter never confirms: it only leads on to the button.
    """

    enter_confirms = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "cash_out", danger=True, parent=parent)
        self.set_title(self.tr("Cash out the rest"))
        self._amount = label("", "balance_plain", "cash_out_amount")
        self._line = label("", "text", "cash_out_line", wrap=True)
        self._reason = FieldRows(
            (
                Field(
                    "cash_out_reason",
                    self.tr("Reason"),
                    placeholder=self.tr("The customer asked, the rest is small…"),
                    most=200,
                ),
            )
        )
        self._final = label(self.tr("Cash cannot be called back."), "bad", "cash_out_final")
        self._policy: ShopPolicy | None = None
        self._rule = label("", "hint", "cash_out_rule", wrap=True)
        self._rule.hide()
        for each in (self._amount, self._line, self._rule, self._reason, self._final):
            self.body.addWidget(each)
        self.finish_body()

        self._reason.changed.connect(self.renew)

    def empty(self) -> None:
        self._reason.set_value("cash_out_reason", "")

    def take_focus(self) -> None:
        self._reason.input("cash_out_reason").setFocus()

    def show_policy(self, policy: ShopPolicy | None) -> None:
        """Say from now on of which rests a customer may ask for cash."""
        self._policy = policy
        if self.card is not None:
            self._show_rule(self.card)

    def show_card(self, card: CardRow) -> None:
        balance = messages.money(card.balance, card.currency)
        self._amount.setText(balance)
        set_look(self._amount, role="balance_plain" if len(balance) <= _LARGE else "outcome")
        text = self.tr("Once it is confirmed, give the customer {balance} in cash. The card is empty then.")
        self._line.setText(text.format(balance=balance))
        self._show_rule(card)
        super().show_card(card)

    def command(self) -> Command | None:
        reason = self._reason.value("cash_out_reason")
        if self.card is None or self.card.balance <= 0 or not reason:
            return None
        return CashOut(self.card.card_id, self.card.balance, reason)

    def _show_rule(self, card: CardRow) -> None:
        rest = Money(card.balance, card.currency)
        message = None if self._policy is None else self._policy.about_rest(rest)
        self._rule.setText(messages.format_message(message))
        self._rule.setVisible(message is not None)

    def missing(self) -> QWidget | None:
        return self._reason.input("cash_out_reason")

    def button_text(self) -> str:
        if self.card is None or self.card.balance <= 0:
            return self.tr("Nothing is left")
        if not self._reason.value("cash_out_reason"):
            return self.tr("A reason is needed")
        text = self.tr("&Give {amount} in cash")
        return text.format(amount=messages.money(self.card.balance, self.card.currency))
