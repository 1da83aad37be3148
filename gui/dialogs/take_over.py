"""What a dialog that asks before a file counts looks like: what was found, as rows, and Keep or Take below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label

Row = TypeVar("Row")
translate = QCoreApplication.translate

_ROW, _HIGH = 36, 52
"""px"""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """`name` begins the names of all parts. `sound`: it can be taken; else there is only the way back."""

    name: str
    title: str
    sentence: str
    take: str
    sound: bool = True


def lay_out(dialog: FittingDialog, asked: TakeOver, table: Table) -> None:
    """Fill the dialog; it is accepted only by Take, and deletes itself."""
    name = asked.name
    dialog.setObjectName(f"{name}_dialog")
    dialog.setModal(True)
    dialog.setWindowTitle(asked.title)
    take = button(asked.take, f"{name}_take")
    take.setMinimumHeight(_HIGH)
    back = BigButton(translate("TakeOver", "Keep"), f"{name}_back", key=translate("TakeOver", "Enter"))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(back, 1)
    row.addWidget(take)
    take.setVisible(asked.sound)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 22, 24, 24)
    column.setSpacing(12)
    column.addWidget(label(asked.title, "heading", f"{name}_heading", wrap=True))
    column.addWidget(label(asked.sentence, "text", f"{name}_sentence", wrap=True))
    column.addWidget(table, 1)
    column.addLayout(row)

    take.clicked.connect(dialog.accept)
    back.clicked.connect(dialog.reject)
    dialog.finished.connect(dialog.deleteLater)
    back.setDefault(True)
    back.setFocus()


def table_of(dialog: FittingDialog, name: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Table:
    """Return what is in the file, as rows; `name` as in TakeOver."""
    model = TableModel(tuple(columns), dialog)
    table = Table(model, f"{name}_rows", translate("TakeOver", "What is in the file"))
    table.verticalHeader().setDefaultSectionSize(_ROW)
    model.show_rows(tuple(rows))
    return table
