"""Receipts on paper: to the receipt printer, to the printer of the desktop, or into a file, as the settings say.

No dialog comes between two customers. What fails is told in a sentence, and can be printed again from the history.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.domain.bill import Share
from core.domain.operation import reference_of
from core.domain.receipt import Receipt
from core.errors import KnownError
from core.printing.paper import PAPERS
from core.printing.receipt import receipt_layout
from core.usecases import receipts
from gui.painting.painter import missing
from gui.painting.raster import draw
from gui.printing import drawer, print_notes
from gui.printing.output import PrintFailed, set_page, write_pdf
from gui.printing.paper import print_to
from gui.printing.receipt_words import late_notice, receipt_of
from gui.wording import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.usecases.receipts import PrintedReceipt, ReceiptSource
    from gui.work.core_bridge import CoreBridge

Content = frozenset[tuple[str, Share]]


class Receipts(QObject):
    """`offered`: there is a receipt, and nobody has asked for it yet. `done` and `failed` carry finished texts.

    `shown` carries the page of a receipt to be looked at, a Layout, and the name of a file for it.
    """

    offered = Signal()
    shown = Signal(object, str)
    begun = Signal()
    done = Signal(str)
    failed = Signal(str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._last = ""
        self._printed: set[Content] = set()
        self._left_waiting: set[Content] = set()
        self._begun: Content = frozenset()
        self._under_way = False
        self._looked_at = ("", False)
        """Whose receipt was shown last, and whether it was marked as a duplicate."""

    def offer(self, operation_id: str, *, complete: bool = True) -> None:
        """Print at once where the shop always wants it, and the sale is `complete`; else say `offered`."""
        self._last = operation_id
        take = self._on_complete if complete else self._on_part
        self._read(operation_id, take)

    def take(self, operation_id: str, source: ReceiptSource | None, *, complete: bool = True) -> None:
        """Do as `offer` does, where the receipt was read already: what is offered is offered at once."""
        self._last = operation_id
        drawer.open_for(self._bridge, source)
        (self._on_complete if complete else self._on_part)(source)

    def print_last(self) -> None:
        """Print the receipt of what was done last, once more where it was printed already."""
        if self._last and not self._under_way:
            self._under_way = True
            self._read(self._last, self._on_wanted)

    def print_again(self, operation_id: str) -> None:
        """Print from the books, days later maybe: always marked as a duplicate."""
        self._read(operation_id, self._on_wanted_again)

    def show_last(self) -> None:
        """Show the receipt of what was done last, as it would be printed now."""
        if self._last:
            self._read(self._last, self._on_looked_at)

    def show_again(self, operation_id: str) -> None:
        """Show a receipt from the books, marked as a duplicate."""
        self._read(operation_id, self._on_looked_at_again)

    def note_shown(self) -> None:
        """Journal that the receipt that was shown last was printed or saved from there."""
        print_notes.note_receipt(self._bridge, self._looked_at[0], again=self._looked_at[1])

    def forget(self) -> None:
        """Offer nothing any more: the next customer comes."""
        self._last = ""

    def _read(self, operation_id: str, receiver: Callable[[ReceiptSource | None], None]) -> None:
        self._bridge.ask(partial(receipts.read_receipt, operation_id=operation_id), receiver)

    def _on_complete(self, source: ReceiptSource | None) -> None:
        if source is None:
            return
        if source.preferences["receipt.when"] == "always":
            self._print(source, duplicate=self._is_duplicate(source))
        else:
            self._on_part(source)

    def _on_part(self, source: ReceiptSource | None) -> None:
        if source is not None and source.preferences["receipt.when"] != "never":
            self.offered.emit()

    def _on_wanted(self, source: ReceiptSource | None) -> None:
        self._under_way = False
        if source is not None:
            self._print(source, duplicate=self._is_duplicate(source))

    def _on_wanted_again(self, source: ReceiptSource | None) -> None:
        if source is None:
            self._report_none()
        else:
            self._print(source, duplicate=True)

    def _on_looked_at(self, source: ReceiptSource | None) -> None:
        if source is not None:
            self._show(source, duplicate=self._is_duplicate(source))

    def _on_looked_at_again(self, source: ReceiptSource | None) -> None:
        if source is None:
            self._report_none()
        else:
            self._show(source, duplicate=True)

    def _show(self, source: ReceiptSource, *, duplicate: bool) -> None:
        layout = receipt_layout(receipt_of(source, duplicate=duplicate), PAPERS[source.preferences["receipt.paper"]])
        self._looked_at = source.rows[0].operation_id, duplicate
        self.shown.emit(layout, f"receipt-{reference_of(source.rows[0].operation_id)}.pdf")

    def _report_none(self) -> None:
        self.failed.emit(self.tr("There is no receipt for this: no money was moved."))

    def _is_duplicate(self, source: ReceiptSource) -> bool:
        """Return whether it is on paper already: by this window, or by the queue once the printer worked again."""
        came_late = source.content in self._left_waiting and not source.waits
        return came_late or source.content in self._printed

    def _print(self, source: ReceiptSource, *, duplicate: bool) -> None:
        self.begun.emit()
        self._under_way = True
        paper, printer = source.preferences["receipt.paper"], source.preferences["receipt.printer"]
        try:
            receipt = receipt_of(source, duplicate=duplicate)
            if paper != "PDF" and printer and PAPERS[paper].columns:
                self._begun = source.content
                self._left_waiting.add(self._begun)
                self._deliver(receipt, source)
            else:
                where = _saved(receipt, source) if paper == "PDF" else self._on_desktop_printer(receipt, paper)
                print_notes.note_receipt(self._bridge, source.rows[0].operation_id, again=duplicate)
                self._on_delivered((source.content, where))
        except KnownError as error:
            self._on_failed(error)

    def _on_desktop_printer(self, receipt: Receipt, paper: str) -> str:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - 4 MB; many tills never need it

        chosen = QPrinterInfo.defaultPrinter()
        if chosen.isNull():
            raise KnownError("print.receipt_nowhere")
        layout = receipt_layout(receipt, PAPERS[paper])
        printer = QPrinter(chosen, QPrinter.PrinterMode.HighResolution)
        set_page(printer, layout)
        try:
            print_to(printer, layout)
        except PrintFailed as error:  # it does not wait, as one for a receipt printer does: no promise that it comes
            raise KnownError("print.queue_missing", printer=chosen.printerName()) from error
        return chosen.printerName()

    def _deliver(self, receipt: Receipt, source: ReceiptSource) -> None:
        """Keep it on disk until the printer has it, and print it later where it has not."""
        first, late = source.rows[0].operation_id, late_notice()
        work = partial(receipts.print_receipt, operation_id=first, receipt=receipt, late=late, draw=draw)
        receiver = partial(self._on_printed, receipt, source)
        self._bridge.run(work, receiver, thread="paper", failed=self._on_failed)

    def _on_printed(self, receipt: Receipt, source: ReceiptSource, printed: PrintedReceipt) -> None:
        """Tell that the receipt printer has it, and what more there may be to say."""
        more = [self.tr("The roll is nearly at its end: have a new one at hand.")] if printed.how.low else []
        if left_out := missing("".join(receipt.texts())):
            text = self.tr("No font on this computer has {letters}, so they were left out.")
            more.append(text.format(letters=left_out))
        self._on_delivered((source.content, source.preferences["receipt.printer"]), " ".join(more))

    def _on_delivered(self, printed: tuple[Content, str], more: str = "") -> None:
        content, where = printed
        self._under_way = False
        self._printed.add(content)
        self._left_waiting.discard(content)
        self.done.emit(" ".join((self.tr("Receipt: {where}").format(where=where), more)).strip())

    def _on_failed(self, error: KnownError) -> None:
        self._under_way = False
        if error.key == "print.receipt_unkept":
            self._left_waiting.discard(self._begun)
        self.failed.emit(messages.format_error(error))


def _saved(receipt: Receipt, source: ReceiptSource) -> str:
    """Write a file that does not exist yet, and return its name. Raises KnownError."""
    layout = receipt_layout(receipt, PAPERS["PDF"])
    try:
        source.folder.mkdir(parents=True, exist_ok=True)
        path = _free(source.folder / f"receipt-{reference_of(source.rows[0].operation_id)}.pdf")
        write_pdf(replace(layout, title=path.stem), path)
    except PrintFailed as error:
        raise KnownError("print.receipt_unsaved", why=error.values["why"]) from error
    except OSError as error:
        raise KnownError("print.receipt_unsaved", why=error.strerror or error) from error
    return str(path)


def _free(path: Path) -> Path:
    """Return the path, or one with a number where it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
