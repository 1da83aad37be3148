"""What can be done with the chosen line of the history: its receipt once more, and taking it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.rows.history import HistoryRow
from core.rows.journal import JournalRow
from core.usecases.receipts import has_receipt
from gui.views.history.entry_details import entry_text
from gui.widgets.buttons.button import button
from gui.widgets.buttons.offers import WHY_NOT
from gui.widgets.text.key_hint import chord_hint
from gui.widgets.text.labels import label


class LineActions(QWidget):
    """Each signal carries the number of the operation. What cannot be done says why."""

    print_requested = Signal(str)
    view_requested = Signal(str)
    take_back_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operation_id = ""
        self._receipt = button(self.tr("&Print the receipt"), "history_receipt", icon_name="printer")
        self._view = button(self.tr("&View it"), "history_view_receipt", "quiet")
        self._take_back = button(self.tr("Ta&ke it back…"), "history_take_back")
        self._about = label("", "hint", "history_about", wrap=True)
        self._arrange()
        self.show_line(None)

        self._receipt.clicked.connect(self.print_receipt)
        self._view.clicked.connect(self._on_view)
        self._take_back.clicked.connect(self._on_take_back)

    def show_line(self, row: HistoryRow | None) -> None:
        """Offer what can be done with this line; None: nothing is chosen."""
        operation = None if isinstance(row, JournalRow) else row
        self._operation_id = "" if operation is None else operation.operation_id
        paid = operation is not None and has_receipt(operation)
        reversible = operation is not None and operation.can_be_taken_back
        for each in (self._receipt, self._view):
            each.setEnabled(paid)
            each.setProperty(WHY_NOT, self._why_no_receipt(row))
        self._take_back.setEnabled(reversible)
        self._take_back.setProperty(WHY_NOT, self._why_not_back(row))
        whole = entry_text(row) if isinstance(row, JournalRow) else ""
        self._about.setText(whole or self.tr("It is marked as a duplicate."))

    def print_receipt(self) -> None:
        """Ask for the receipt of the chosen line on paper, where it has one."""
        if self._receipt.isEnabled():
            self.print_requested.emit(self._operation_id)

    def _why_no_receipt(self, row: HistoryRow | None) -> str:
        if row is None:
            return self.tr("Choose a line first.")
        if isinstance(row, JournalRow):
            return self.tr("This line moved no money, so it has no receipt.")
        return self.tr("No money was moved or promised, so there is no receipt.")

    def _why_not_back(self, row: HistoryRow | None) -> str:
        if row is None:
            return self.tr("Choose a line first.")
        if isinstance(row, JournalRow):
            return self.tr("This line changed no card's balance, so there is nothing to take back.")
        return self.tr("This cannot be taken back, or it was taken back already.")

    def _on_view(self) -> None:
        self.view_requested.emit(self._operation_id)

    def _on_take_back(self) -> None:
        self.take_back_requested.emit(self._operation_id)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._receipt)
        row.addWidget(chord_hint(self._receipt))
        row.addWidget(self._view)
        row.addWidget(self._about, 1)
        row.addWidget(self._take_back)
        row.addWidget(chord_hint(self._take_back))
