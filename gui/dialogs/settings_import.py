"""What a file of settings would change, or what is wrong with it, before any of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.domain.settings_file import FileSettings

_SIZE = 640, 520
_ROW, _HIGH = 36, 52
"""px"""


_Columns = tuple[Column[tuple[str, str]], ...]


class SettingsImportDialog(FittingDialog):
    """`accepted` only where all of the file counts from now on. It deletes itself."""

    keeps_input = False

    def __init__(self, file: str, found: FileSettings, names: Mapping[str, str], parent: QWidget) -> None:
        """Make it; `file` is its name, `found` what is in it, `names` what the settings are called, by key."""
        super().__init__(parent)
        self._names = names
        self.setObjectName("settings_import_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Import settings"))
        self.resize(*_SIZE)
        count = {"count": len(found.values), "file": file}
        key = "settings_file.problems" if found.problems else "settings_file.sound"
        sentence = label(messages.format_sentence(key, count), "text", "settings_import_sentence", wrap=True)
        take = button(self.tr("&Take them all"), "settings_import_take")
        take.setMinimumHeight(_HIGH)
        back = BigButton(self.tr("Keep"), "settings_import_back", key=self.tr("Enter"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back, 1)
        row.addWidget(take)
        take.setVisible(not found.problems)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Import settings"), "heading", "settings_import_heading", wrap=True))
        column.addWidget(sentence)
        column.addWidget(self._problems(found) if found.problems else self._values(found), 1)
        column.addLayout(row)

        take.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        back.setDefault(True)
        back.setFocus()

    def _values(self, found: FileSettings) -> Table:
        columns: _Columns = (
            Column(self.tr("Setting"), lambda each: each[0], width=280),
            Column(self.tr("Value"), lambda each: each[1]),
        )
        return self._table(columns, tuple((self._names.get(key, key), text) for key, text in found.values.items()))

    def _problems(self, found: FileSettings) -> Table:
        columns: _Columns = (
            Column(self.tr("Line"), lambda each: each[0], width=80),
            Column(self.tr("What is wrong"), lambda each: each[1]),
        )
        rows = tuple((str(each.line or ""), messages.format_message(each.message)) for each in found.problems)
        return self._table(columns, rows)

    def _table(self, columns: _Columns, rows: tuple[tuple[str, str], ...]) -> Table:
        model = TableModel(columns, self)
        table = Table(model, "settings_import_rows", self.tr("What is in the file"))
        table.verticalHeader().setDefaultSectionSize(_ROW)
        model.show_rows(rows)
        return table
