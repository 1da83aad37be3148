"""Receipts on paper: to the receipt printer, to the printer of the desktop, or into a file, as the settings say.

No dialog comes between two customers. What fails is told in a sentence, and can be printed again from the history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from core.domain.bill import Share
from core.domain.printer import Printer, parse_printer
from core.errors import KnownError
from core.printing import escpos
from core.printing.delivery import deliver
from core.printing.paper import PAPERS
from core.printing.receipt import Receipt, receipt_layout
from gui.printing.output import PrintFailed, set_page, write_pdf
from gui.printing.paper import print_to
from gui.printing.receipt_source import ReceiptSource, read_receipt
from gui.printing.receipt_words import receipt_of, reference
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk

Content = frozenset[tuple[str, Share]]


class Receipts(QObject):
    """`offered`: there is a receipt, and nobody has asked for it yet. `done` and `failed` carry finished texts."""

    offered = Signal()
    begun = Signal()
    done = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._last = ""
        self._printed: set[Content] = set()
        self._under_way = False

    def offer(self, operation_id: str, *, complete: bool = True) -> None:
        """Prints at once where the shop wants it always, and the sale is `complete`; else says `offered`."""
        self._last = operation_id
        take = self._on_complete if complete else self._on_part
        self._desk.ask(read_receipt(operation_id), take)

    def take(self, operation_id: str, source: ReceiptSource | None, *, complete: bool = True) -> None:
        """As `offer`, where the receipt was read already: what is offered is offered at once."""
        self._last = operation_id
        (self._on_complete if complete else self._on_part)(source)

    def print_last(self) -> None:
        """The receipt of what was done last, once more where it was printed already."""
        if self._last and not self._under_way:
            self._under_way = True
            self._desk.ask(read_receipt(self._last), self._on_wanted)

    def print_again(self, operation_id: str) -> None:
        """From the books, days later maybe: always marked as a duplicate."""
        self._desk.ask(read_receipt(operation_id), self._on_wanted_again)

    def forget(self) -> None:
        """The next customer: nothing is offered any more."""
        self._last = ""

    def _on_complete(self, source: ReceiptSource | None) -> None:
        if source is None:
            return
        if source.preferences["receipt.when"] == "always":
            self._print(source, duplicate=source.content in self._printed)
        else:
            self._on_part(source)

    def _on_part(self, source: ReceiptSource | None) -> None:
        if source is not None and source.preferences["receipt.when"] != "never":
            self.offered.emit()

    def _on_wanted(self, source: ReceiptSource | None) -> None:
        self._under_way = False
        if source is not None:
            self._print(source, duplicate=source.content in self._printed)

    def _on_wanted_again(self, source: ReceiptSource | None) -> None:
        if source is None:
            self.failed.emit(self.tr("There is no receipt for this: no money was moved."))
        else:
            self._print(source, duplicate=True)

    def _print(self, source: ReceiptSource, *, duplicate: bool) -> None:
        self.begun.emit()
        self._under_way = True
        receipt = receipt_of(source, duplicate=duplicate)
        paper, printer = source.preferences["receipt.paper"], source.preferences["receipt.printer"]
        try:
            if paper == "PDF":
                self._on_delivered((source.content, _saved(receipt, source)))
            elif printer and PAPERS[paper].columns:
                content = escpos.receipt_bytes(receipt, PAPERS[paper].columns)
                work = _delivery(content, parse_printer(printer), source.content)
                self._desk.ask(work, self._on_delivered, lane="paper", failed=self._on_failed)
            else:
                self._on_delivered((source.content, self._on_desktop_printer(receipt, paper)))
        except KnownError as error:
            self._on_failed(error)

    def _on_desktop_printer(self, receipt: Receipt, paper: str) -> str:
        chosen = QPrinterInfo.defaultPrinter()
        if chosen.isNull():
            raise KnownError("print.receipt_nowhere")
        layout = receipt_layout(receipt, PAPERS[paper])
        printer = QPrinter(chosen, QPrinter.PrinterMode.HighResolution)
        set_page(printer, layout)
        try:
            print_to(printer, layout)
        except PrintFailed as error:
            raise KnownError("print.receipt_failed", printer=chosen.printerName(), why=error.values["why"]) from error
        return chosen.printerName()

    def _on_delivered(self, printed: tuple[Content, str]) -> None:
        content, where = printed
        self._under_way = False
        self._printed.add(content)
        self.done.emit(self.tr("Receipt: {where}").format(where=where))

    def _on_failed(self, error: KnownError) -> None:
        self._under_way = False
        self.failed.emit(messages.say_error(error))


def _delivery(receipt: bytes, printer: Printer, content: Content) -> Callable[[Core], tuple[Content, str]]:
    def work(_core: Core) -> tuple[Content, str]:
        deliver(receipt, printer)
        return content, str(printer)

    return work


def _saved(receipt: Receipt, source: ReceiptSource) -> str:
    """Writes a file that does not exist yet, and returns its name. Raises KnownError."""
    layout = receipt_layout(receipt, PAPERS["PDF"])
    try:
        source.folder.mkdir(parents=True, exist_ok=True)
        path = _free(source.folder / f"receipt-{reference(source.rows[0].operation_id)}.pdf")
        write_pdf(replace(layout, title=path.stem), path)
    except PrintFailed as error:
        raise KnownError("print.receipt_unsaved", why=error.values["why"]) from error
    except OSError as error:
        raise KnownError("print.receipt_unsaved", why=error.strerror or error) from error
    return str(path)


def _free(path: Path) -> Path:
    """The path, or one with a number where it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
