"""The reason of a settlement: ready ones by a chord each, or any other in words."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.buttons.option_button import OptionButton
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.keys import chords
from gui.widgets.layout.flow import Flow
from gui.wording.kept_words import kept_reason, reason_word

_MOST = 200


class SettleReason(QWidget):
    """A ready reason fills the field, where it can still be changed; it is kept in English (decision 0022)."""

    changed = Signal()

    def __init__(
        self,
        ready: tuple[str, ...],
        taken_letters: Collection[str] = (),
        parent: QWidget | None = None,
        *,
        asks: str = "",
    ) -> None:
        """Make the field. `taken_letters` have a chord elsewhere in the dialog; `asks` stands there while empty."""
        super().__init__(parent)
        placeholder = asks or self.tr("How do you know?")
        field = Field("settle_reason", self.tr("Reason"), placeholder=placeholder, most=_MOST)
        self._rows = FieldRows((field,))
        chips = QWidget()
        flow = Flow(chips, gap=8)
        taken = set(taken_letters)
        for at, reason in enumerate(ready, 1):
            text = chords.with_letter(reason_word(reason), taken)
            taken.add(chords.letter_of(text))
            flow.addWidget(self._chip(at, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._rows)
        column.addWidget(chips)

        self._rows.changed.connect(self.changed)

    def text(self) -> str:
        return kept_reason(self._rows.value("settle_reason"))

    def take_focus(self) -> None:
        self._rows.input("settle_reason").setFocus()

    def _chip(self, at: int, text: str) -> OptionButton:
        made = OptionButton(text, f"settle_reason_{at}")
        made.clicked.connect(self._on_chosen)
        return made

    def _on_chosen(self) -> None:
        chip = self.sender()
        if isinstance(chip, OptionButton):
            self._rows.set_value("settle_reason", chip.words)
            self.changed.emit()
