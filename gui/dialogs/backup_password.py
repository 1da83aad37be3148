"""Asks for the password that opens the scheduled backups, twice; closed meanwhile, it is set all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError

_WIDTH = 560
_NEW, _AGAIN = "backups_password_new", "backups_password_again"


class BackupPasswordDialog(FittingDialog):
    """`asked` carries the password; `show_problem` or `accept` answers it."""

    keeps_input = False

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backups_password_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Password of the scheduled backups"))
        self.setMinimumWidth(_WIDTH)
        told = self.tr(
            "The till writes these backups alone and cannot open them: only this password does. Keep it where this "
            "till is not. Backups that are there already keep the password they were made with."
        )
        self._rows = FieldRows(
            (
                Field(_NEW, self.tr("Password"), self.tr("At least ten characters."), secret=True, most=500),
                Field(_AGAIN, self.tr("The same password again"), secret=True, most=500),
            )
        )
        self._go = BigButton(self.tr("Set the password"), "backups_password_set", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "backups_password_back")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._go, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.windowTitle(), "heading", "backups_password_heading", wrap=True))
        column.addWidget(label(told, "muted", "backups_password_sentence", wrap=True))
        column.addWidget(self._rows)
        column.addStretch(1)
        column.addLayout(row)

        self._rows.changed.connect(self._rows.clear_errors)
        self._rows.submitted.connect(self._on_go)
        self._go.clicked.connect(self._on_go)
        self._back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._rows.input(_NEW).setFocus()

    def show_problem(self, error: KnownError) -> None:
        self._go.setEnabled(True)
        self._tell(_NEW, messages.format_error(error))

    def _on_go(self) -> None:
        if not self._go.isEnabled():
            return
        if not self._rows.typed(_NEW):
            self._tell(_NEW, self.tr("Type a password for the backups."))
        elif self._rows.typed(_NEW) != self._rows.typed(_AGAIN):
            self._tell(_AGAIN, messages.format_sentence("backup.passwords_differ", {}))
        else:
            self._rows.clear_errors()
            self._go.setEnabled(False)
            self.asked.emit(self._rows.typed(_NEW))

    def _tell(self, field: str, text: str) -> None:
        self._rows.clear_errors()
        self._rows.point_out(field, text)
