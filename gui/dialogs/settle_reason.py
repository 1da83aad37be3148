"""The reason of a settlement: ready ones by Alt and a digit, or any other in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.field_rows import Field, FieldRows
from gui.widgets.flow import Flow
from gui.widgets.way_button import WayButton
from gui.wording.kept_words import kept_reason, reason_word

_MOST = 200


class SettleReason(QWidget):
    """A ready reason fills the field, where it can still be changed; it is kept in English (decision 0022)."""

    changed = Signal()

    def __init__(self, ready: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        field = Field("settle_reason", self.tr("Reason"), placeholder=self.tr("How do you know?"), most=_MOST)
        self._rows = FieldRows((field,))
        chips = QWidget()
        flow = Flow(chips, gap=8)
        for digit, text in enumerate(ready, 1):
            flow.addWidget(self._chip(digit, text))
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

    def _chip(self, digit: int, reason: str) -> WayButton:
        text = reason_word(reason)
        made = WayButton(text, self.tr("Alt {digit}").format(digit=digit), f"settle_reason_{digit}")
        made.setProperty("reason", text)
        made.clicked.connect(self._on_chosen)
        QShortcut(QKeySequence(f"Alt+{digit}"), self).activated.connect(made.click)
        return made

    def _on_chosen(self) -> None:
        chip = self.sender()
        self._rows.set_value("settle_reason", str(chip.property("reason")))
        if isinstance(chip, WayButton) and chip.hasFocus():
            self.take_focus()  # so that the next Enter settles
        self.changed.emit()
