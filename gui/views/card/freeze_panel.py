"""Freeze: refuses the card on this till until it is taken back into use; the panel does the one or the other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.command import Freeze, Unfreeze
from core.rows import CardRow
from gui.views.card.command_panel import CommandPanel
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages


class FreezePanel(CommandPanel):
    """Says each time that only this till refuses the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "freeze", parent=parent)
        self._about = label("", "text", "freeze_about", wrap=True)
        self._only_here = label("", "warn", "freeze_only_here", wrap=True)
        reason = Field(
            "freeze_reason", self.tr("Reason"), placeholder=self.tr("Reported lost, under suspicion…"), most=200
        )
        self._rows = FieldRows((reason,))
        self.body.addWidget(self._about)
        self.body.addWidget(self._only_here)
        self.body.addWidget(self._rows)
        self.finish_body()

        self._rows.changed.connect(self.renew)

    def empty(self) -> None:
        self._rows.set_value("freeze_reason", "")

    def take_focus(self) -> None:
        if self._frozen():
            self.button.setFocus()
        else:
            self._rows.input("freeze_reason").setFocus()

    def command(self) -> Freeze | Unfreeze | None:
        if self.card is None:
            return None
        if self._frozen():
            return Unfreeze(self.card.card_id)
        reason = self._rows.value("freeze_reason")
        return Freeze(self.card.card_id, reason) if reason else None

    def missing(self) -> QWidget | None:
        return None if self._frozen() else self._rows.input("freeze_reason")

    def button_text(self) -> str:
        return self.tr("Take it back into use") if self._frozen() else self.tr("Freeze on this till")

    def show_card(self, card: CardRow) -> None:
        self.card = card
        frozen = self._frozen()
        self._rows.setVisible(not frozen)
        self.set_title(self.tr("Frozen on this till") if frozen else self.tr("Freeze the card"))
        self._about.setText(about(card) or self.tr("Nothing is taken off it or put on it here until it is taken back."))
        self._only_here.setText(
            self.tr(
                "Only this till refuses it. Other tills and the web shop still take the card; to stop that as "
                "well, replace or disable it."
            )
        )
        super().show_card(card)

    def _frozen(self) -> bool:
        return self.card is not None and self.card.frozen is not None


def about(card: CardRow) -> str:
    """Tell who froze the card here, when and why; empty when nobody did."""
    if card.frozen is None:
        return ""
    text = messages.tr("{who} froze it on this till, {when}: {why}")
    return text.format(who=card.frozen.who, when=messages.when(card.frozen.at), why=card.frozen.reason)
