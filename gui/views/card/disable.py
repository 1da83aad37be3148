"""Disable: for good, so the last four characters and a reason are typed first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.card import Status
from core.domain.command import Command, Disable
from core.domain.digits import plain_digits
from gui.views.card.command_panel import CommandPanel
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages


class DisablePanel(CommandPanel):
    """The button stays closed until the four characters are those of this card.

    What can be undone, or keeps the money, is offered first: `other_chosen` carries freeze or replace.
    """

    other_chosen = Signal(str)
    enter_confirms = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "disable", danger=True, parent=parent)
        self.setObjectName("disable_view")
        self.set_title(self.tr("Disable the card"))
        self._warning = label("", "text", "disable_warning", wrap=True)
        self._rows = FieldRows(
            (
                Field("disable_last_four", self.tr("Last four characters of the card"), most=8),
                Field(
                    "disable_reason", self.tr("Reason"), placeholder=self.tr("Lost, stolen, sold by mistake…"), most=200
                ),
            )
        )
        self._freeze = button(self.tr("Freeze it &here instead"), "disable_freeze")
        self._replace = button(self.tr("&Move it to a new card"), "disable_replace")
        self.body.addWidget(self._freeze)
        self.body.addWidget(self._replace)
        self.body.addWidget(label(self.tr("This cannot be undone."), "bad", "disable_final"))
        self.body.addWidget(self._warning)
        self.body.addWidget(self._rows)
        self.finish_body()

        self._rows.changed.connect(self.renew)
        self._freeze.clicked.connect(partial(self.other_chosen.emit, "freeze"))
        self._replace.clicked.connect(partial(self.other_chosen.emit, "replace"))

    def empty(self) -> None:
        for name in ("disable_last_four", "disable_reason"):
            self._rows.set_value(name, "")

    def take_focus(self) -> None:
        self._rows.input("disable_last_four").setFocus()

    def command(self) -> Command | None:
        reason = self._rows.value("disable_reason")
        if self.card is None or not self._is_this_card() or not reason:
            return None
        return Disable(self.card.card_id, reason)

    def missing(self) -> QWidget | None:
        name = "disable_reason" if self._is_this_card() else "disable_last_four"
        return self._rows.input(name)

    def button_text(self) -> str:
        return self.tr("Disable for &good")

    def renew(self) -> None:
        if self.card is not None:
            balance = messages.money(self.card.balance, self.card.currency)
            text = self.tr("The card can never be used again, and {balance} on it can no longer be spent.")
            self._warning.setText(text.format(balance=balance))
            self._freeze.setVisible(self.card.frozen is None)
            self._replace.setVisible(self.card.status is Status.ACTIVE and self.card.balance > 0)
        typed = self._rows.value("disable_last_four")
        wrong = self.tr("These are not its last four.") if len(typed) >= 4 and not self._is_this_card() else ""
        self._rows.show_error("disable_last_four", wrong)
        super().renew()

    def _is_this_card(self) -> bool:
        typed = plain_digits(self._rows.value("disable_last_four")).casefold()
        return self.card is not None and bool(typed) and typed == self.card.last_characters.casefold()
