"""A file that is written or chosen, and what opens it; what is wrong is said below its field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs import file_dialog
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.errors import KnownError

PLACE = 1000
"""Characters of the place of a file at the most."""


@dataclass(frozen=True, slots=True)
class FileWanted:
    """`name` begins the names of button and dialog, `title` is the dialog's, `kind` and `pattern` what it offers.

    `not_typed` asks for what opens the file; `not_opened` is the key of the error that it did not.
    """

    name: str
    title: str
    kind: str
    pattern: str
    not_typed: str
    not_opened: str


class FileForm(QWidget):
    """The first field is the file, the second what opens it. `submitted`: Enter in a field."""

    submitted = Signal()

    def __init__(self, wanted: FileWanted, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._file, self._key = fields[0].name, fields[1].name
        self.rows = FieldRows(fields)
        choose = button(self.tr("Choose the &file…"), f"{wanted.name}_choose")
        self.rows.put_beside(self._file, choose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.rows)

        choose.clicked.connect(self._on_choose)
        self.rows.submitted.connect(self._on_submitted)
        self.rows.changed.connect(self.rows.clear_errors)

    def take_focus(self) -> None:
        self.rows.input(self._file).setFocus()

    def take_key(self, text: str) -> None:
        """Take what opens the file as it was scanned."""
        self.rows.set_value(self._key, text)
        self._on_submitted()

    def asked(self) -> object | None:
        """Return what was filled in, file and key as it comes; None once it is told what is missing."""
        return self.file_and_key()

    def file_and_key(self) -> tuple[Path, str] | None:
        """Return the file and what opens it; None once it is told which of them is missing."""
        if not self.rows.value(self._file):
            self.rows.point_out(self._file, self.tr("Which file? Write its whole place, or choose it."))
        elif not self.rows.typed(self._key):
            self.rows.point_out(self._key, self._wanted.not_typed)
        else:
            self.rows.clear_errors()
            return Path(self.rows.value(self._file)).expanduser(), self.rows.typed(self._key)
        return None

    def show_problem(self, error: KnownError) -> None:
        """Tell what the core could not do, below the field that can mend it."""
        at = self._key if error.key == self._wanted.not_opened else self._file
        self.rows.point_out(at, messages.format_error(error))

    def _on_submitted(self) -> None:
        self.submitted.emit()

    def _on_choose(self) -> None:
        wanted = self._wanted
        kinds = f"{wanted.kind} ({wanted.pattern});;{self.tr('All files')} (*)"
        dialog = file_dialog.open_file(f"{wanted.name}_file_dialog", wanted.title, kinds, self)
        dialog.fileSelected.connect(self._on_chosen)

    def _on_chosen(self, path: str) -> None:
        self.rows.clear_errors()
        self.rows.set_value(self._file, path)
        self.rows.input(self._key).setFocus()
