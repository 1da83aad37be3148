"""Cash out the rest: the whole balance is filled in, so that one key and Enter are enough."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.command import Command, Redeem
from core.rows import CardRow
from gui.views.card.act_panel import ActPanel
from gui.widgets.labels import label
from gui.wording import kept_words, messages


class CashOutPanel(ActPanel):
    """Takes all that is on the card as it was shown; should less be there by then, it is refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "cash_out", parent=parent)
        self.set_title(self.tr("Cash out the rest"))
        self._amount = label("", "balance_plain", "cash_out_amount")
        self._line = label("", "text", "cash_out_line", wrap=True)
        self.body.addWidget(self._amount)
        self.body.addWidget(self._line)
        self.finish_body()

    def empty(self) -> None:
        """Nothing is typed here."""

    def take_focus(self) -> None:
        self.button.setFocus()

    def show_card(self, card: CardRow) -> None:
        balance = messages.money(card.balance, card.currency)
        self._amount.setText(balance)
        self._line.setText(self.tr("Give the customer {balance} in cash once it is confirmed.").format(balance=balance))
        super().show_card(card)

    def command(self) -> Command | None:
        if self.card is None or self.card.balance <= 0:
            return None
        return Redeem(self.card.card_id, self.card.balance, kept_words.CASH_OUT)

    def button_text(self) -> str:
        if self.card is None or self.card.balance <= 0:
            return self.tr("Nothing is left")
        return self.tr("Cash out {amount}").format(amount=messages.money(self.card.balance, self.card.currency))
