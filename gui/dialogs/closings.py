"""The closings that were made, newest first: each is printed again, as a copy."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.day_closing import DayClosing
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import button
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import closing_words, messages

translate = QCoreApplication.translate


class ClosingsDialog(FittingDialog):
    """`printed` carries the closing that was chosen, and what on: `roll`, `sheet`. `save` is for all of them."""

    printed = Signal(object, str)

    def __init__(self, closings: tuple[DayClosing, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("closings_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Earlier closings"))
        self._model: TableModel[DayClosing] = TableModel(_columns(), self, key=attrgetter("number"))
        self._table = Table(self._model, "closings_table", self.tr("Closings, newest first"))
        told = "" if closings else messages.format_sentence("close.none", {})
        self._note = label(told, "muted", "closings_note", wrap=True)
        self._roll = button(self.tr("Print the &receipt"), "closings_roll")
        self._sheet = button(self.tr("Print on A4 or &save…"), "closings_sheet")
        self.save = button(self.tr("Save the &list…"), "closings_save")
        self.save.setEnabled(bool(closings))
        self._close = button(self.tr("&Close"), "closings_close", "quiet")
        self._arrange()
        self._model.show_rows(closings)
        if closings:
            self._table.choose_row(0)
        self._renew()
        self._table.setFocus()

        self._table.row_current.connect(self._renew)
        self._table.row_chosen.connect(self._on_sheet)
        self._roll.clicked.connect(self._on_roll)
        self._sheet.clicked.connect(self._on_sheet)
        self._close.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def show_note(self, text: str) -> None:
        """Say where a page went, or why it is nowhere."""
        self._note.setText(text)
        announce(self, text)

    def _arrange(self) -> None:
        self._table.setMinimumSize(600, 260)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for each in (self._roll, self._sheet, self.save):
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "heading", "closings_heading"))
        column.addWidget(self._table, 1)
        column.addWidget(self._note)
        column.addLayout(buttons)
        self.resize(820, 520)

    def _renew(self) -> None:
        for each in (self._roll, self._sheet):
            each.setEnabled(self._table.chosen is not None)

    def _on_roll(self) -> None:
        self.printed.emit(self._table.chosen, "roll")

    def _on_sheet(self) -> None:
        if self._table.chosen is not None:
            self.printed.emit(self._table.chosen, "sheet")


def _columns() -> tuple[Column[DayClosing], ...]:
    return (
        Column(
            translate("Closing", "Number"), lambda row: str(row.number), lambda row: row.number, right=True, width=90
        ),
        Column(translate("Closing", "Day"), lambda row: messages.day(row.day), lambda row: row.day, width=140),
        Column(
            translate("Closing", "Closed by"), lambda row: ", ".join(filter(None, (row.clerk, row.approver))), width=190
        ),
        Column(translate("Closing", "Difference"), _state, tone=_tone),
    )


def _people(closing: DayClosing) -> str:
    return ", ".join(filter(None, (closing.clerk, closing.approver)))


def _state(closing: DayClosing) -> str:
    if closing.changed:
        return translate("Closing", "CHANGED after it was signed")
    return closing_words.difference_words(closing)


def _tone(closing: DayClosing) -> str:
    if closing.changed:
        return "bad"
    return "warn" if any(each.difference for each in closing.currencies) else "good"
