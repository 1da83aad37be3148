"""What a file of settings would change, or what is wrong with it, before any of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.dialogs.fitting import FittingDialog
from gui.dialogs.take_over import TakeOver, lay_out, table_of
from gui.widgets.lists.table_model import Column
from gui.wording import messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.domain.settings_file import FileSettings

_SIZE = 640, 520
"""px"""
_Columns = tuple[Column[tuple[str, str]], ...]
_Rows = tuple[_Columns, tuple[tuple[str, str], ...]]
"""What a table is made of."""


class SettingsImportDialog(FittingDialog):
    """`accepted` only where all of the file counts from now on. It deletes itself."""

    keeps_input = False

    def __init__(self, file: str, found: FileSettings, names: Mapping[str, str], parent: QWidget) -> None:
        """Make it; `file` is its name, `found` what is in it, `names` what the settings are called, by key."""
        super().__init__(parent)
        self._names = names
        self.resize(*_SIZE)
        key = "settings_file.problems" if found.problems else "settings_file.sound"
        sentence = messages.format_sentence(key, {"count": len(found.values), "file": file})
        asked = TakeOver(
            "settings_import", self.tr("Import settings"), sentence, self.tr("&Take them all"), not found.problems
        )
        columns, rows = self._problems(found) if found.problems else self._values(found)
        lay_out(self, asked, table_of(self, asked.name, columns, rows))

    def _values(self, found: FileSettings) -> _Rows:
        columns: _Columns = (
            Column(self.tr("Setting"), lambda each: each[0], width=280),
            Column(self.tr("Value"), lambda each: each[1]),
        )
        return columns, tuple((self._names.get(key, key), text) for key, text in found.values.items())

    def _problems(self, found: FileSettings) -> _Rows:
        columns: _Columns = (
            Column(self.tr("Line"), lambda each: each[0], width=80),
            Column(self.tr("What is wrong"), lambda each: each[1]),
        )
        return columns, tuple((str(each.line or ""), messages.format_message(each.message)) for each in found.problems)
