"""The backup that a till comes back from, and its password; what is wrong is said below its field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs import file_dialog
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError

_FILE, _PASSWORD = "restore_file", "restore_password"
_OF_PASSWORD = frozenset({"backup.not_opened"})


class RestoreForm(QWidget):
    """`submitted`: Enter in a field. `given` returns what was filled in, or tells what is missing."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = self.tr("The backup of the till. Its name ends with .backup.")
        self._rows = FieldRows(
            (
                Field(_FILE, self.tr("File"), hint, most=1000),
                Field(_PASSWORD, self.tr("Password of the backup"), secret=True, most=500),
            )
        )
        choose = button(self.tr("Choose the &file…"), "restore_choose")
        self._rows.put_beside(_FILE, choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)

        choose.clicked.connect(self._on_choose)
        self._rows.submitted.connect(self.submitted)
        self._rows.changed.connect(self._rows.clear_errors)

    def take_focus(self) -> None:
        self._rows.input(_FILE).setFocus()

    def given(self) -> tuple[Path, str] | None:
        """Return file and password; None once it is told which of them is missing."""
        if not self._rows.value(_FILE):
            self._rows.point_out(_FILE, self.tr("Which file? Write its whole place, or choose it."))
        elif not self._rows.typed(_PASSWORD):
            self._rows.point_out(_PASSWORD, self.tr("Type the password of the backup."))
        else:
            self._rows.clear_errors()
            return Path(self._rows.value(_FILE)).expanduser(), self._rows.typed(_PASSWORD)
        return None

    def show_problem(self, error: KnownError) -> None:
        """Tell what the core could not do, below the field that can mend it."""
        self._rows.point_out(_PASSWORD if error.key in _OF_PASSWORD else _FILE, messages.format_error(error))

    def _on_choose(self) -> None:
        kinds = f"{self.tr('Backups')} (*.backup);;{self.tr('All files')} (*)"
        dialog = file_dialog.open_file("restore_file_dialog", self.tr("Choose the backup"), kinds, self)
        dialog.fileSelected.connect(self._on_chosen)

    def _on_chosen(self, path: str) -> None:
        self._rows.clear_errors()
        self._rows.set_value(_FILE, path)
        self._rows.input(_PASSWORD).setFocus()
