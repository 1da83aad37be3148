"""Edit: note, expiry date and design of a card. Only what was changed is sent."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from core.domain.command import Command, Update
from core.rows import CardRow
from gui.views.card.act_panel import ActPanel
from gui.widgets.field_rows import Field, FieldRows


class EditPanel(ActPanel):
    """Fresh figures do not overwrite what is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "edit", parent=parent)
        self.set_title(self.tr("Edit the card"))
        self._rows = FieldRows(
            (
                Field("edit_note", self.tr("Note"), self.tr("For the shop; not printed."), most=500),
                Field(
                    "edit_expires_on",
                    self.tr("Usable until and including"),
                    self.tr("Year-month-day, such as 2031-11-30. Empty: no expiry date."),
                    placeholder=self.tr("no expiry date"),
                    most=10,
                ),
                Field(
                    "edit_template_suffix",
                    self.tr("Design"),
                    placeholder=self.tr("the usual one"),
                    most=100,
                ),
            )
        )
        self.body.addWidget(self._rows)
        self.finish_body()

        self._rows.changed.connect(self.renew)

    def empty(self) -> None:
        self._rows.clear_errors()
        if self.card is not None:
            for name, value in _values(self.card).items():
                self._rows.set_value(f"edit_{name}", value or "")

    def take_focus(self) -> None:
        self._rows.input("edit_note").setFocus()

    def command(self) -> Command | None:
        if self.card is None or not self._date_is_fine():
            return None
        before = _values(self.card)
        typed = {name: self._rows.value(f"edit_{name}") or None for name in before}
        changes = tuple((name, value) for name, value in typed.items() if value != (before[name] or None))
        return Update(self.card.card_id, changes) if changes else None

    def button_text(self) -> str:
        return self.tr("Save")

    def renew(self) -> None:
        wrong = "" if self._date_is_fine() else self.tr("Write it like 2031-11-30.")
        self._rows.show_error("edit_expires_on", wrong)
        super().renew()

    def _date_is_fine(self) -> bool:
        text = self._rows.value("edit_expires_on")
        return not text or QDate.fromString(text, "yyyy-MM-dd").isValid()


def _values(card: CardRow) -> dict[str, str | None]:
    return {"note": card.note, "expires_on": card.expires_on, "template_suffix": card.template_suffix}
