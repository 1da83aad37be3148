"""The backup that a till comes back from, and its password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.dialogs.file_form import PLACE, FileForm, FileWanted
from gui.widgets.forms.field_rows import Field


class RestoreForm(FileForm):
    """`asked` returns file and password, or tells what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        wanted = FileWanted(
            "restore",
            self.tr("Choose the backup"),
            self.tr("Backups"),
            "*.backup",
            self.tr("Type the password of the backup."),
            "backup.not_opened",
        )
        hint = self.tr("The backup of the till. Its name ends with .backup.")
        fields = (
            Field("restore_file", self.tr("File"), hint, most=PLACE),
            Field("restore_password", self.tr("Password of the backup"), secret=True, most=500),
        )
        super().__init__(wanted, fields, parent)

    def asked(self) -> tuple[Path, str] | None:
        return self.file_and_key()
