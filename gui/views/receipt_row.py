"""The receipt of what just happened: a button, and where it went or why it is nowhere."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.print_controller import PrintController
from gui.printing.receipts import Receipts
from gui.widgets.buttons.button import button
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look


class ReceiptRow(QWidget):
    """Follows `receipts`; `reset` before each outcome."""

    def __init__(self, receipts: Receipts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipt_row")
        self._receipts = receipts
        self._print = button(self.tr("&Print the receipt"), "receipt_print", icon_name="printer")
        self._view = button(self.tr("&View it"), "receipt_view", "quiet")
        self._printing = PrintController(self)
        self._note = label("", "muted", "receipt_said", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._print, 1)
        row.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._note)
        column.addLayout(row)
        self.reset()

        self._print.clicked.connect(receipts.print_last)
        self._view.clicked.connect(receipts.show_last)
        self._printing.done.connect(self._on_done)
        self._printing.done.connect(receipts.note_shown)
        receipts.shown.connect(self._printing.preview)
        receipts.offered.connect(self._on_offered)
        receipts.begun.connect(self._on_begun)
        receipts.done.connect(self._on_done)
        receipts.failed.connect(self._on_failed)

    def reset(self) -> None:
        """Offer nothing, tell nothing."""
        self._show("", "muted")
        self._offer("")

    def _on_offered(self) -> None:
        self._offer(self.tr("&Print the receipt"))

    def _on_begun(self) -> None:
        self._show(self.tr("Printing the receipt…"), "muted")

    def _on_done(self, text: str) -> None:
        self._show(text, "muted")
        self._offer(self.tr("&Print it again"))

    def _on_failed(self, text: str) -> None:
        self._show(text, "bad")
        self._offer(self.tr("Try to &print again"))

    def _offer(self, text: str) -> None:
        if text:  # hidden it keeps its last words: no control is ever without a name
            self._print.setText(text)
        self._print.setVisible(bool(text))
        self._view.setVisible(bool(text))

    def _show(self, text: str, look: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))
        set_look(self._note, role=look)
        if text:
            announce(self, text)
