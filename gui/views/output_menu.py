"""A button with the ways out of a list or a page: paper, PDF, CSV and a workbook."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QPushButton

from gui.widgets.lists.row_menu import RowAction, plain_menu

PRINT = "print"
FORMS = ("pdf", "csv", "xlsx")
"""The endings of files."""


class OutputMenu(QObject):
    """`chosen` carries PRINT, or one of FORMS."""

    chosen = Signal(str)

    def __init__(self, button: QPushButton, forms: tuple[str, ...] = FORMS) -> None:
        super().__init__(button)
        self._button, self._forms = button, forms

        button.clicked.connect(self._on_clicked)

    def actions(self) -> tuple[RowAction, ...]:
        """Return what there is to choose."""
        texts = {
            PRINT: self.tr("Print…"),
            "pdf": self.tr("Save as PDF…"),
            "csv": self.tr("Save as CSV…"),
            "xlsx": self.tr("Save as XLSX…"),
        }
        return tuple(RowAction(texts[form], partial(self.chosen.emit, form)) for form in (PRINT, *self._forms))

    def _on_clicked(self) -> None:
        menu = plain_menu(self.actions(), self._button)
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
