"""From a key or a button to a closed day, and to the closings that were made: reads, asks, closes, prints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import KnownError
from core.printing.closing_page import closing_pages, closing_receipt
from core.printing.paper import PAPERS, ROLL_80
from core.printing.receipt import receipt_layout
from core.printing.sale import check_named
from core.usecases import day_closings, receipts
from gui.dialogs.closing import ClosingDialog
from gui.dialogs.closings import ClosingsDialog
from gui.dialogs.print_controller import PrintController
from gui.painting.raster import draw
from gui.printing.receipt_words import late_notice
from gui.views.output_menu import OutputMenu
from gui.views.report_output import ReportOutput, ReportSource
from gui.wording import closing_words, messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.bootstrap import Core
    from core.domain.day_closing import ClosingOrder, DayClosing, OpenDay
    from core.rows.report import Report
    from core.usecases.day_closings import DayClosed
    from core.usecases.receipts import PrintedReceipt
    from gui.work.core_bridge import CoreBridge

_STALE = frozenset({"close.changed", "close.already"})
"""Refused because the figures are not those of the dialog any more."""


class ClosingController(QObject):
    """One dialog at a time. `notified` carries a text and its tone, `outbox_requested` is for the window."""

    notified = Signal(str, str)
    outbox_requested = Signal()

    def __init__(self, bridge: CoreBridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._dialog: ClosingDialog | ClosingsDialog | None = None
        self._printing: PrintController | None = None

    def close_day(self) -> None:
        """Read the figures and open the dialog."""
        if self._dialog is None:
            self._bridge.ask(day_closings.read_open_day, self._on_day)

    def show_closings(self) -> None:
        """Open the list of the closings that were made."""
        if self._dialog is None:
            self._bridge.ask(day_closings.read_closings, self._on_closings)

    def _on_day(self, day: OpenDay) -> None:
        if self._dialog is None:
            dialog = ClosingDialog(day, self._page.window())
            dialog.signed.connect(self._on_signed)
            dialog.outbox_requested.connect(self._on_outbox)
            dialog.printed.connect(self._on_print_first)
            self._open(dialog)

    def _on_closings(self, closings: tuple[DayClosing, ...]) -> None:
        if self._dialog is None:
            dialog = ClosingsDialog(closings, self._page.window())
            dialog.printed.connect(self._on_print_again)
            output, menu = ReportOutput(self._bridge, dialog), OutputMenu(dialog.save)
            menu.chosen.connect(partial(output.give, ReportSource("closings", _read_closings)))
            output.notified.connect(self._tell)
            self._open(dialog)

    def _open(self, dialog: ClosingDialog | ClosingsDialog) -> None:
        self._dialog = dialog
        self._printing = PrintController(dialog)
        self._printing.done.connect(dialog.show_note)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_signed(self, order: ClosingOrder) -> None:
        self._bridge.run(partial(day_closings.close_day, order=order), self._on_closed, failed=self._on_not_closed)

    def _on_closed(self, done: DayClosed) -> None:
        if isinstance(self._dialog, ClosingDialog):
            self._dialog.show_closed(done.closing)

    def _on_not_closed(self, error: KnownError) -> None:
        if not isinstance(self._dialog, ClosingDialog):
            self.notified.emit(messages.format_error(error), "bad")
            return
        self._dialog.show_problem(error)
        if error.key in _STALE:
            self._bridge.ask(day_closings.read_open_day, self._on_fresh)

    def _on_fresh(self, day: OpenDay) -> None:
        if isinstance(self._dialog, ClosingDialog):
            self._dialog.show_day(day)

    def _on_outbox(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self.outbox_requested.emit()

    def _on_print_first(self, closing: DayClosing, paper: str) -> None:
        self._print(closing, paper, copy=False)

    def _on_print_again(self, closing: DayClosing, paper: str) -> None:
        self._print(closing, paper, copy=True)

    def _print(self, closing: DayClosing, paper: str, *, copy: bool) -> None:
        receiver = partial(self._on_paper, closing, paper, copy=copy)
        self._bridge.ask(day_closings.read_paper, receiver, failed=self._on_failed)

    def _on_paper(self, closing: DayClosing, paper: str, preferences: Mapping[str, str], *, copy: bool) -> None:
        if self._printing is None:
            return
        try:
            check_named(preferences["shop.name"])
        except KnownError as error:
            self._on_failed(error)
            return
        words = closing_words.closing_words(closing, preferences["shop.name"], copy=copy)
        name = f"close-of-day-{closing.number}.pdf"
        roll = PAPERS[preferences["receipt.paper"]]
        if paper == "sheet":
            self._printing.preview_pages(closing_pages(words), name)
        elif preferences["receipt.printer"] and roll.columns:
            receipt, subject = closing_receipt(words), f"closing-{closing.number}"
            work = partial(receipts.print_receipt, operation_id=subject, receipt=receipt, late=late_notice(), draw=draw)
            self._bridge.run(work, self._on_printed, thread="paper", failed=self._on_failed)
        else:
            layout = receipt_layout(closing_receipt(words), roll if roll.columns else ROLL_80)
            self._printing.preview_pages((layout,), name)

    def _on_printed(self, _printed: PrintedReceipt) -> None:
        self._tell(self.tr("Sent to the receipt printer."))

    def _on_failed(self, error: KnownError) -> None:
        self._tell(messages.format_error(error))

    def _tell(self, text: str, _tone: str = "") -> None:
        if self._dialog is not None:
            self._dialog.show_note(text)

    def _on_finished(self) -> None:
        self._dialog = self._printing = None
        self._page.window().activateWindow()  # where no window manager gives the keyboard back


def _read_closings(core: Core, _form: str) -> Report:
    return day_closings.read_closings_report(core)
