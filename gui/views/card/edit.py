"""Edit: note, expiry date and design of a card. Only what was changed is sent.

What was typed and not saved is kept for its card: a scan may bring the next customer's card at any moment.
"""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.command import Command, Holding, Update
from core.domain.design import Design
from core.rows import CardRow
from gui.views.card.command_panel import CommandPanel
from gui.views.card.edit_drafts import EditDraft, EditDrafts
from gui.views.card.policy_line import PolicyLine
from gui.widgets.buttons.button import button
from gui.widgets.forms.day_field import DayField
from gui.widgets.forms.design_choice import DesignChoice
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label, label_of

_NOTE_MOST = 2000
"""Characters, as the core has it."""


class EditPanel(CommandPanel):
    """Fresh figures do not overwrite what is being typed."""

    def __init__(self, drafts: EditDrafts | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", "edit", parent=parent)
        self._drafts = drafts or EditDrafts()
        self._sent: EditDraft | None = None
        self.set_title(self.tr("Edit the card"))
        self._again = QWidget()
        self._rows = FieldRows(
            (Field("edit_note", self.tr("Note"), self.tr("For the shop; not printed."), most=_NOTE_MOST),)
        )
        self._day = DayField(self.tr("Usable until and including"), "edit_expires_on")
        self.rule = PolicyLine("edit_rule")
        self._design = DesignChoice(self.tr("Design"), "edit_template_suffix")
        self._arrange()
        self.finish_body()

        self._rows.changed.connect(self.renew)
        self._day.changed.connect(self.renew)
        self._design.chosen.connect(self.renew)

    def show_designs(self, designs: tuple[Design, ...]) -> None:
        """Offer what the shop sells."""
        self._design.show_designs(designs)

    def show_card(self, card: CardRow) -> None:
        """Show another card: what is in the fields was kept for the one before when this panel was hidden."""
        if self.card is None or self.card.card_id != card.card_id:
            self._fill(card)
        super().show_card(card)

    def empty(self) -> None:
        """Fill the fields as the card is, or as it was left half edited."""
        self._rows.clear_errors()
        if self.rule is not None:
            self.rule.ask(None)
        draft = None if self.card is None else self._drafts.of(self.card.card_id)
        self._again.setVisible(draft is not None)
        if self.card is not None:
            self._fill(self.card)
        if draft is not None:
            self._put_back(draft)

    def drop(self) -> None:
        """Drop what was typed: it is not wanted."""
        if self.card is not None:
            self._drafts.drop(self.card.card_id)
            self._fill(self.card)

    def renew(self) -> None:
        """Ask what the policy has of another last day, as soon as one is typed."""
        super().renew()
        command = self.command()
        changes = dict(command.changes) if isinstance(command, Update) else {}
        if self.rule is not None and self.card is not None:
            day = changes.get("expires_on")
            self.rule.ask(Update(self.card.card_id, (("expires_on", day),)) if day else None)

    def begun(self) -> bool:
        return self.command() is not None or bool(self._day.problem)

    def take_focus(self) -> None:
        self._rows.input("edit_note").setFocus()

    def command(self) -> Command | None:
        if self.card is None or self._day.problem:
            return None
        before = _values(self.card)
        typed = {
            "note": self._rows.value("edit_note") or None,
            "expires_on": self._day.iso,
            "template_suffix": self._design.suffix or None,
        }
        changes = tuple((name, value) for name, value in typed.items() if value != (before[name] or None))
        return Update(self.card.card_id, changes) if changes else None

    def final(self, command: Command | Holding) -> Command | Holding:
        self._sent = self._typed()
        return command

    def button_text(self) -> str:
        return self.tr("Save")

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed and not sent, whatever took its place."""
        super().hideEvent(event)
        self.keep()

    def keep(self) -> None:
        """Keep what was typed and not sent; what was sent, or is as the card is, is no draft."""
        if self.card is None:
            return
        typed, self._sent = (None if self._typed() == self._sent else self._typed()), None
        if typed is not None and self.begun():
            self._drafts.keep(self.card.card_id, typed)
        else:
            self._drafts.drop(self.card.card_id)

    def _arrange(self) -> None:
        line = QHBoxLayout(self._again)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(self.tr("Typed before, and not saved yet."), "warn", "edit_kept", wrap=True), 1)
        begin_anew = button(self.tr("Start o&ver"), "edit_anew", "quiet")
        line.addWidget(begin_anew)
        self._again.hide()
        self.body.addWidget(self._again)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._day)
        if self.rule is not None:
            self.body.addWidget(self.rule)
        self.body.addWidget(label_of(self._design, self.tr("Design"), "edit_template_suffix_label"))
        self.body.addWidget(self._design)

        begin_anew.clicked.connect(self._on_anew)

    def _fill(self, card: CardRow) -> None:
        self._rows.set_value("edit_note", card.note or "")
        self._day.show_iso(card.expires_on)
        self._design.choose(card.template_suffix)

    def _put_back(self, draft: EditDraft) -> None:
        self._rows.set_value("edit_note", draft.note)
        self._day.type(draft.last_day)
        self._design.choose(draft.suffix)

    def _typed(self) -> EditDraft:
        last = self.card.last_characters if self.card is not None else ""
        return EditDraft(self._rows.value("edit_note"), self._day.typed, self._design.suffix, last)

    def _on_anew(self) -> None:
        self.drop()
        self.start()


def _values(card: CardRow) -> dict[str, str | None]:
    return {"note": card.note, "expires_on": card.expires_on, "template_suffix": card.template_suffix}
