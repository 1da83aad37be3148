"""Where a backup goes and the password that seals it, twice; what is wrong is said below its field."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.backup import BackupAsked
from gui.dialogs import file_dialog
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError

ENDING = ".backup"
_FILE, _PASSWORD, _AGAIN = "backup_file", "backup_password", "backup_again"
_OF_PASSWORD = frozenset({"backup.password_short"})


class BackupForm(QWidget):
    """`submitted`: Enter in a field. `asked` says what was filled in, or tells what is wrong with it."""

    submitted = Signal()

    def __init__(self, till: str, parent: QWidget | None = None) -> None:
        """Make it; `till` is the name of the till, for the name of the file."""
        super().__init__(parent)
        self._chosen = ""
        """The file that the file dialog gave: that has asked before one takes the place of another."""
        self._rows = FieldRows(
            (
                Field(_FILE, self.tr("File"), self.tr("Best on a stick: on this computer it is lost with it."),
                      most=1000),
                Field(_PASSWORD, self.tr("Password"),
                      self.tr("At least ten characters. Whoever loses it has no backup."), secret=True, most=500),
                Field(_AGAIN, self.tr("The same password again"), secret=True, most=500),
            )
        )  # fmt: skip
        self._choose = button(self.tr("Choose the &place…"), "backup_choose")
        self._rows.put_beside(_FILE, self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)
        self._rows.set_value(_FILE, str(_free(Path(file_dialog.last_folder()), till)))

        self._choose.clicked.connect(self._on_choose)
        self._rows.changed.connect(self._rows.clear_errors)
        self._rows.submitted.connect(self.submitted)

    def take_focus(self) -> None:
        self._rows.input(_PASSWORD).setFocus()

    def asked(self) -> BackupAsked | None:
        """Return what was filled in; None once it is told what is missing or wrong."""
        text = self._rows.value(_FILE)
        path, password = Path(text).expanduser(), self._rows.typed(_PASSWORD)
        if not text or not path.is_absolute():
            self._tell(_FILE, self.tr("Write the whole place of the file, or choose it."))
        elif path.suffix != ENDING:
            self._tell(_FILE, self.tr("The name of a backup ends with {ending}.").format(ending=ENDING))
        elif path.exists() and text != self._chosen:
            self._tell(_FILE, self.tr("This file is there already. Take another name, or choose it to replace it."))
        elif not password:
            self._tell(_PASSWORD, self.tr("Type a password for the backup."))
        elif password != self._rows.typed(_AGAIN):
            self._tell(_AGAIN, messages.format_sentence("backup.passwords_differ", {}))
        else:
            self._rows.clear_errors()
            return BackupAsked(path, password, replace=text == self._chosen)
        return None

    def show_problem(self, error: KnownError) -> None:
        """Tell what the core could not do, below the field that can mend it."""
        self._tell(_PASSWORD if error.key in _OF_PASSWORD else _FILE, messages.format_error(error))

    def _tell(self, field: str, text: str) -> None:
        self._rows.clear_errors()
        self._rows.point_out(field, text)

    def _on_choose(self) -> None:
        name = Path(self._rows.value(_FILE)).name or f"till{ENDING}"
        if not name.endswith(ENDING):
            name += ENDING
        dialog = file_dialog.save_file("backup_place", self.tr("Where the backup goes"), name, self)
        dialog.fileSelected.connect(self._on_chosen)

    def _on_chosen(self, path: str) -> None:
        self._chosen = path
        self._rows.clear_errors()
        self._rows.set_value(_FILE, path)
        self.take_focus()


def _free(folder: Path, till: str) -> Path:
    """Return a file of today in the folder that is not there yet."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in till).strip("-") or "till"
    name = f"{plain}-{time.strftime('%Y-%m-%d')}"
    path, number = folder / f"{name}{ENDING}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ENDING}"
    return path
