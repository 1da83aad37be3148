"""Several cards at once, from the file or the number to cards handed over: asks the core, and lets its pages show."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.domain.batch import BatchPlan
from core.domain.command import Issue
from core.errors import KnownError
from core.printing.layout import Layout
from core.usecases import orders
from core.usecases.orders import BegunOrder, OrderStatus
from gui.dialogs import file_dialog, print_dialog
from gui.dialogs.confirm import Confirm, Confirmation
from gui.dialogs.print_dialog import PrintDialog
from gui.printing import preferred
from gui.printing.printers import Printers
from gui.views.bulk import order_printing
from gui.views.bulk.order_printing import Printed
from gui.views.bulk.running import BulkRun
from gui.views.bulk.start import BulkStart
from gui.wording import messages

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge


class Bulk(QWidget):
    """`left`: back to the single sale. What was begun goes on by itself until it is paused."""

    begun = Signal()
    """The cards are being made: what was typed for them is used up."""
    left = Signal()
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk")
        self._bridge = bridge
        self._issue: Issue | None = None
        self._wanted = ""
        self._dialog: PrintDialog | None = None
        self._start, self._run = BulkStart(), BulkRun()
        self._pages = QStackedWidget()
        for page in (self._start, self._run):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()

    def begin(self, issue: Issue | None, currency: str) -> None:
        """Begin a new order; `issue` is what equal cards would be."""
        self._issue, self._wanted = issue, ""
        self._pages.setCurrentWidget(self._start)
        self._start.start(issue, currency)

    def may_begin(self) -> bool:
        """Return whether another order may take the place of what is shown; else the page says why not."""
        return self._pages.currentWidget() is not self._run or self._run.leave()

    def look_through(self, path: Path) -> None:
        """Look through a file, as when it is chosen."""
        self._on_file_chosen(str(path))

    def show_order(self, batch_id: str) -> None:
        self._wanted = batch_id
        self._pages.setCurrentWidget(self._run)
        self.show_view()

    def show_view(self) -> None:
        if self._wanted:
            self._read()

    def renew(self) -> None:
        """Read the order again: the outbox changed, so it may have gone on."""
        if self._pages.currentWidget() is self._run:
            self._read()

    def go_back(self) -> bool:
        """Take Escape always; the page leaves when nothing would be lost."""
        if self._pages.currentWidget() is self._start or self._run.leave():
            self._leave()
        return True

    def _connect(self) -> None:
        self._start.counted.connect(self._on_counted)
        self._start.file_wanted.connect(self._on_file_wanted)
        self._start.accepted.connect(self._on_accepted)
        self._start.left.connect(self._leave)
        self._run.pause_requested.connect(self._on_pause)
        self._run.go_requested.connect(self._on_go)
        self._run.stop_requested.connect(self._on_stop)
        self._run.print_requested.connect(self._on_print)
        self._run.save_requested.connect(self._on_save)
        self._run.result_requested.connect(self._on_result)
        self._run.handed_over.connect(self._on_handed_over)
        self._run.left.connect(self.go_back)

    def _leave(self) -> None:
        self._wanted = ""
        self._run.forget()
        self.left.emit()

    # before the first card

    def _on_counted(self, count: int) -> None:
        if self._issue is not None:
            work = partial(orders.plan_equal, issue=self._issue, count=count)
            self._bridge.ask(work, self._start.show_plan, failed=self._on_start_failed)

    def _on_file_wanted(self) -> None:
        dialog = file_dialog.open_file(
            "bulk_file_dialog", self.tr("Cards to be made"), self.tr("CSV files (*.csv *.txt)"), self
        )
        dialog.fileSelected.connect(self._on_file_chosen)

    def _on_file_chosen(self, name: str) -> None:
        work = partial(orders.plan_file, path=Path(name))
        self._bridge.ask(work, self._start.show_plan, thread="paper", failed=self._on_start_failed)

    def _on_accepted(self, plan: BatchPlan) -> None:
        self._bridge.run(partial(orders.begin_order, plan=plan), self._on_begun, failed=self._on_start_failed)

    def _on_begun(self, begun: BegunOrder) -> None:
        self._bridge.wake()
        self.begun.emit()
        self.show_order(begun.batch_id)

    def _on_start_failed(self, error: KnownError) -> None:
        self._start.show_plan(None)
        self._start.show_problem(messages.format_error(error))

    # on its way

    def _read(self) -> None:
        if self._wanted:
            work = partial(orders.read_order, batch_id=self._wanted)
            self._bridge.ask(work, self._on_read, failed=self._on_failed)

    def _on_read(self, seen: OrderStatus) -> None:
        if seen.order.batch_id == self._wanted:
            self._run.show_seen(seen)

    def _on_pause(self, batch_id: str) -> None:
        self._bridge.run(partial(orders.pause_order, batch_id=batch_id), self._on_changed)

    def _on_go(self, batch_id: str) -> None:
        work = partial(orders.resume_order, batch_id=batch_id)
        self._bridge.run(work, self._on_changed, failed=self._on_failed)

    def _on_stop(self, batch_id: str) -> None:
        ask = Confirm(
            Confirmation(
                self.tr("Stop for good?"),
                self.tr("What is made stays. The rest is not made, unless the file is chosen again."),
                self.tr("&Stop it"),
                self.tr("Keep it"),
            ),
            self,
        )
        ask.accepted.connect(lambda: self._stop(batch_id))
        ask.open()

    def _stop(self, batch_id: str) -> None:
        work = partial(orders.stop_order, batch_id=batch_id)
        self._bridge.run(work, self._on_changed, failed=self._on_failed)

    def _on_changed(self, _changes: Changes) -> None:
        self._bridge.wake()

    def _on_failed(self, error: KnownError) -> None:
        self._run.show_problem(messages.format_error(error))

    # on paper

    def _sales(self) -> tuple[str, ...]:
        return orders.printable_sales(self._run.seen.cards) if self._run.seen else ()

    def _on_print(self, _batch_id: str) -> None:
        """Make the pages in a thread, and then show them with the choice of a printer."""
        sales = self._sales()
        work, receiver = partial(order_printing.read_sheets, sales), partial(self._on_sheets, sales)
        self._bridge.ask(work, receiver, thread="paper", failed=self._on_failed)

    def _on_sheets(self, sales: tuple[str, ...], pages: tuple[Layout, ...]) -> None:
        self._dialog = print_dialog.show(pages, preferred.name(), self)
        self._dialog.print_requested.connect(partial(self._on_printer_chosen, sales, pages))
        self._dialog.file_requested.connect(self._on_file_instead)

    def _on_printer_chosen(self, sales: tuple[str, ...], pages: tuple[Layout, ...], name: str) -> None:
        self._close_dialog()
        work = partial(order_printing.print_all, sales, pages, Printers().open(name))
        self._bridge.ask(work, self._on_printed, thread="paper", failed=self._on_failed)

    def _on_file_instead(self) -> None:
        self._close_dialog()
        self._on_save("")

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _on_save(self, _batch_id: str) -> None:
        dialog = file_dialog.save_file("order_save_pdf", self.tr("Save"), self.tr("Gift cards.pdf"), self)
        dialog.fileSelected.connect(self._on_pdf_chosen)

    def _on_pdf_chosen(self, name: str) -> None:
        work = partial(order_printing.save, self._sales(), Path(name))
        self._bridge.ask(work, self._on_printed, thread="paper", failed=self._on_failed)

    def _on_result(self, _batch_id: str) -> None:
        dialog = file_dialog.save_file("order_save_csv", self.tr("Save"), self.tr("Gift cards.csv"), self)
        dialog.fileSelected.connect(self._on_csv_chosen)

    def _on_csv_chosen(self, name: str) -> None:
        work = partial(order_printing.save_result, self._wanted, Path(name))
        self._bridge.ask(work, self._run.show_done, thread="paper", failed=self._on_failed)

    def _on_printed(self, printed: Printed) -> None:
        self._run.show_printed(printed)

    def _on_handed_over(self, batch_id: str, sales: tuple[str, ...]) -> None:
        work = partial(orders.hand_over_order, batch_id=batch_id, operations=sales)
        self._bridge.run(work, self._on_hand_over_done, failed=self._on_failed)

    def _on_hand_over_done(self, _changes: Changes) -> None:
        order = self._run.seen.order if self._run.seen else None
        if order is not None and order.waiting:
            self._read()
            return
        self._leave()
        self.notified.emit(self.tr("Handed over. The codes are no longer kept here."), "good")
