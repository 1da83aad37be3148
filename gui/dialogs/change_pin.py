"""Asks for a new PIN of one's own, twice; and for the old one, unless it was typed a moment ago."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label

_OLD, _NEW, _AGAIN = "pin_old", "pin_new", "pin_again"


class ChangePinDialog(FittingDialog):
    """`chosen` carries the old and the new PIN; the answer comes back with `accept` or `show_problem`."""

    keeps_input = False

    chosen = Signal(str, str)

    def __init__(self, name: str, parent: QWidget, *, old: str = "") -> None:
        """Ask `name`. `old`: they typed it already, and have to choose another one before anything else."""
        super().__init__(parent)
        self.setObjectName("change_pin_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("A new PIN for {name}").format(name=name))
        self.setMinimumWidth(440)
        self._known = old
        fields = [] if old else [Field(_OLD, self.tr("PIN until now"), secret=True, most=64)]
        fields += [
            Field(_NEW, self.tr("New PIN"), self.tr("Not 1234, not 1212."), secret=True, most=64),
            Field(_AGAIN, self.tr("The same again"), secret=True, most=64),
        ]
        self._rows = FieldRows(tuple(fields))
        self._confirm = BigButton(self.tr("Change the PIN"), "change_pin_enter", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "change_pin_back")
        self._arrange(is_due=bool(old))

        self._rows.submitted.connect(self._on_chosen)
        self._rows.changed.connect(self._rows.clear_errors)
        self._confirm.clicked.connect(self._on_chosen)
        self._back.clicked.connect(self.reject)

    def reject(self) -> None:
        """Stay open while it is stored: the answer comes here."""
        if self._confirm.isEnabled():
            super().reject()

    def show_problem(self, text: str) -> None:
        """Say why the PIN is the old one still; what was typed is gone."""
        self._set_busy(busy=False)
        for name in self._rows.values():
            self._rows.set_value(name, "")
        self._rows.point_out(next(iter(self._rows.values())), text)

    def _arrange(self, *, is_due: bool) -> None:
        told = self.tr("This PIN is old, or somebody else knows it. Choose one that only you know.")
        usual = self.tr("Choose one that only you know. Nobody else can read it.")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._confirm, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.windowTitle(), "heading", "change_pin_heading", wrap=True))
        column.addWidget(label(told if is_due else usual, "muted", "change_pin_sentence", wrap=True))
        column.addWidget(self._rows)
        column.addLayout(row)
        self._rows.input(next(iter(self._rows.values()))).setFocus()

    def _on_chosen(self) -> None:
        values = self._rows.values()
        empty = next((name for name, text in values.items() if not text), "")
        if empty:
            self._rows.input(empty).setFocus()
        elif values[_NEW] != values[_AGAIN]:
            self._rows.set_value(_AGAIN, "")
            self._rows.point_out(_AGAIN, self.tr("The two are not the same."))
        elif self._confirm.isEnabled():
            self._set_busy(busy=True)
            self.chosen.emit(self._known or values[_OLD], values[_NEW])

    def _set_busy(self, *, busy: bool) -> None:
        self._confirm.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self._confirm.setText(self.tr("One moment…") if busy else self.tr("Change the PIN"))
