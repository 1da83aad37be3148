"""Receipts of a page of the books: printed again or looked at; where one went, or why it is nowhere, is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.dialogs.print_controller import PrintController
from gui.printing.receipts import Receipts

if TYPE_CHECKING:
    from gui.work.core_bridge import CoreBridge


class ReceiptReprints(QObject):
    """`notified`: a finished text and its tone. A receipt that is looked at opens over `page`."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, page: QWidget) -> None:
        super().__init__(page)
        self._receipts = Receipts(bridge, self)
        self._printing = PrintController(page)

        self._receipts.done.connect(self._on_done)
        self._receipts.failed.connect(self._on_failed)
        self._receipts.shown.connect(self._printing.preview)
        self._printing.done.connect(self._on_done)
        self._printing.done.connect(self._receipts.note_shown)

    def print_again(self, operation_id: str) -> None:
        """Print again, days later maybe: always marked as a duplicate."""
        self._receipts.print_again(operation_id)

    def show_again(self, operation_id: str) -> None:
        """Show the same on the screen, from where it can be printed or saved as a file."""
        self._receipts.show_again(operation_id)

    def _on_done(self, text: str) -> None:
        self.notified.emit(text, "good")

    def _on_failed(self, text: str) -> None:
        self.notified.emit(text, "warn")
