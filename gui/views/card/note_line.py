"""The shop's note on a card, below its face, with the way to change it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.text.icon_mark import IconMark
from gui.widgets.text.key_hint import chord_hint
from gui.widgets.text.two_line_label import TwoLineLabel


class NoteLine(Panel):
    """Hidden while there is no note: Edit writes the first one."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name="card_note_line")
        self._note = TwoLineLabel("card_note")
        self.change = button(self.tr("Re&write"), "card_note_change", "quiet")
        self.change.setAccessibleName(self.tr("Rewrite the note"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconMark("pencil"))
        row.addWidget(self._note, 1)
        row.addWidget(self.change)
        row.addWidget(chord_hint(self.change))
        self.body.addLayout(row)
        self.body.setContentsMargins(16, 4, 12, 4)
        self.hide()

        self.change.clicked.connect(self.change_wanted)

    @property
    def empty(self) -> bool:
        return not self._note.text()

    def show_note(self, note: str | None) -> None:
        self._note.show_text(note or "")
        self.setVisible(not self.empty)
