"""Replace: all that is on a lost card goes onto a new one, and the lost one is disabled for good. One act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.command import Replace
from core.rows import CardRow
from gui.views.card.command_panel import CommandPanel
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages


class ReplacePanel(CommandPanel):
    """Tells the three steps before they are done."""

    enter_confirms = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "replace", parent=parent)
        self.set_title(self.tr("Replace a lost card"))
        self._steps = tuple(label("", "text", f"replace_step_{at}", wrap=True) for at in (1, 2, 3))
        self._final = label(
            self.tr("Disabling the old card cannot be undone. The code of the new one is shown at the end."),
            "warn",
            "replace_final",
            wrap=True,
        )
        reason = Field("replace_reason", self.tr("Reason"), placeholder=self.tr("Lost, stolen, damaged…"), most=200)
        self._rows = FieldRows((reason,))
        for step in self._steps:
            step.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.body.addWidget(step)
        self.body.addWidget(self._final)
        self.body.addWidget(self._rows)
        self.finish_body()

        self._rows.changed.connect(self.renew)

    def empty(self) -> None:
        self._rows.set_value("replace_reason", "")

    def take_focus(self) -> None:
        self._rows.input("replace_reason").setFocus()

    def command(self) -> Replace | None:
        reason = self._rows.value("replace_reason")
        if self.card is None or self.card.confirmed_balance <= 0 or self.card.pending or not reason:
            return None
        return Replace(self.card.card_id, reason)

    def missing(self) -> QWidget | None:
        return self._rows.input("replace_reason")

    def button_text(self) -> str:
        if self.card is not None and self.card.confirmed_balance <= 0:
            return self.tr("Nothing is on it")
        return self.tr("Replace it for &good")

    def show_card(self, card: CardRow) -> None:
        amount, last = messages.money(card.balance, card.currency), card.last_characters.upper()
        texts = (
            self.tr("1. {amount}, all that is on card {last}, is taken off it.").format(amount=amount, last=last),
            self.tr("2. A new card with exactly that is made, with the same note, last day and design."),
            self.tr("3. Card {last} is disabled for good.").format(last=last),
        )
        for step, text in zip(self._steps, texts, strict=True):
            step.setText(text)
        super().show_card(card)
