"""Adjust: correct a balance to a figure, or by a difference, always with a typed reason."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from core.domain.command import Command, SetBalance
from core.rows import CardRow
from gui.views.card.amount_panel import AmountPanel
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.layout.flow import Flow
from gui.widgets.text.labels import set_look
from gui.wording import messages

_MODES = ("set", "add", "take")
_FINGER = 44
"""px that a finger needs."""


class AdjustPanel(AmountPanel):
    """The command carries the balance that the clerk saw, so that a change meanwhile is noticed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "adjust", parent)
        self.set_title(self.tr("Adjust the balance"))
        self._modes = QButtonGroup(self)
        self.body.addLayout(self._mode_row())
        self.quick.hide()
        self.add_amount(self.tr("balance afterwards"))
        self._reason = FieldRows(
            (
                Field(
                    "adjust_reason",
                    self.tr("Reason"),
                    placeholder=self.tr("Why is it corrected?"),
                    most=200,
                    checked=False,
                ),
            ),
            beside=True,
        )
        self.body.addWidget(self._reason)
        self.finish_body()

        self._modes.idToggled.connect(self._on_mode)
        self._reason.changed.connect(self.renew)

    def set_low(self, low: bool) -> None:
        """Keep the three ways on one line."""
        super().set_low(low)
        for chip in self._modes.buttons():
            set_look(chip, room="small" if low else "")

    def empty(self) -> None:
        self._modes.button(0).setChecked(True)
        self._reason.set_value("adjust_reason", "")
        super().empty()

    def after(self) -> int | None:
        minor = self.amount.minor()
        if self.card is None or minor is None:
            return None
        mode = _MODES[max(0, self._modes.checkedId())]
        return {"set": minor, "add": self.card.balance + minor, "take": self.card.balance - minor}[mode]

    def offer(self, card: CardRow) -> None:
        """Offer no quick amounts: a correction is never a round figure by habit."""

    def command(self) -> Command | None:
        card, after, reason = self.card, self.after(), self._reason.value("adjust_reason")
        if card is None or after is None or after < 0 or after == card.balance or not reason:
            return None
        return SetBalance(card.card_id, after, reason, seen=card.balance)

    def missing(self) -> QWidget | None:
        return super().missing() if self.amount.minor() is None else self._reason.input("adjust_reason")

    def button_text(self) -> str:
        after, card = self.after(), self.card
        if card is None or after is None or after == card.balance:
            return self.tr("Set the balance")
        if after < 0:
            return self.tr("Not below zero")
        if not self._reason.value("adjust_reason"):
            return self.tr("A reason is needed")
        return self.tr("Set to {amount}").format(amount=messages.money(after, card.currency))

    def _mode_row(self) -> Flow:
        row = Flow(gap=8)
        texts = (self.tr("New balance"), self.tr("Add"), self.tr("Take off"))
        for at, (mode, text) in enumerate(zip(_MODES, texts, strict=True)):
            chip = button(text, f"adjust_{mode}", "chip")
            chip.setCheckable(True)
            chip.setMinimumWidth(_FINGER)
            chip.setChecked(at == 0)
            self._modes.addButton(chip, at)
            row.addWidget(chip)
        return row

    def _on_mode(self, _mode: int, _checked: bool) -> None:
        self.renew()
        self.amount.setFocus()
