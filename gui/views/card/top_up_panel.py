"""Top up: puts an amount on a card, with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.command import Command, TopUp
from core.rows import CardRow
from gui.views.card.amount_panel import AmountPanel
from gui.views.card.policy_line import PolicyLine
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import kept_words, messages


class TopUpPanel(AmountPanel):
    """Puts an amount on the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "top_up", parent)
        self.set_title(self.tr("Top up"))
        self.rule = PolicyLine("top_up_rule")
        self.add_amount(self.tr("on the card afterwards"))
        ready = (kept_words.PAID, kept_words.REFUND, kept_words.GOODWILL, kept_words.CORRECTION)
        choices = kept_words.choices(*ready)
        self._reason = FieldRows((Field("top_up_reason", self.tr("Reason"), choices=choices),), beside=True)
        self.body.addWidget(self._reason)
        self.finish_body()

    def empty(self) -> None:
        super().empty()
        if self.rule is not None and self.card is not None:
            self.rule.forget()
            self.rule.ask(TopUp(self.card.card_id, 1))

    def show_card(self, card: CardRow) -> None:
        """Say beforehand what the policy has of this card: it is the same for any amount."""
        super().show_card(card)
        if self.rule is not None:
            self.rule.ask(TopUp(card.card_id, 1))

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
