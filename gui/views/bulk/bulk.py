"""Several cards at once, from the file or the number to cards handed over: asks the core, and lets its pages show."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.domain.batch import Plan
from core.domain.command import Issue
from core.errors import KnownError
from core.printing.layout import Layout
from gui.dialogs import file_dialog, print_dialog
from gui.dialogs.confirm import Confirm
from gui.dialogs.print_dialog import PrintDialog
from gui.printing import preferred
from gui.printing.printers import Printers
from gui.views.bulk import reading as bulk_read
from gui.views.bulk.reading import Printed, Seen
from gui.views.bulk.running import BulkRun
from gui.views.bulk.start import BulkStart
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk

_LOOK_MS = 500


class Bulk(QWidget):
    """`left`: back to the single sale. What was begun goes on by itself until it is paused."""

    begun = Signal()
    """The cards are being made: what was typed for them is used up."""
    left = Signal()
    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk")
        self._desk = desk
        self._issue: Issue | None = None
        self._wanted = ""
        self._dialog: PrintDialog | None = None
        self._start, self._run = BulkStart(), BulkRun()
        self._pages = QStackedWidget()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        for page in (self._start, self._run):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()

    def begin(self, issue: Issue | None, currency: str) -> None:
        """A new order; `issue` is what equal cards would be."""
        self._issue, self._wanted = issue, ""
        self._pages.setCurrentWidget(self._start)
        self._start.start(issue, currency)

    def may_begin(self) -> bool:
        """Whether another order may take the place of what is shown; else the page says why not."""
        return self._pages.currentWidget() is not self._run or self._run.leave()

    def look_through(self, path: Path) -> None:
        """As when the file is chosen."""
        self._on_file_chosen(str(path))

    def show_order(self, batch_id: str) -> None:
        self._wanted = batch_id
        self._pages.setCurrentWidget(self._run)
        self.show_view()

    def show_view(self) -> None:
        if self._wanted:
            self._read()
            self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    def go_back(self) -> bool:
        """Escape: always taken here; it leaves when nothing would be lost."""
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
        self._look.timeout.connect(self._read)

    def _leave(self) -> None:
        self._look.stop()
        self._wanted = ""
        self._run.forget()
        self.left.emit()

    # before the first card

    def _on_counted(self, count: int) -> None:
        if self._issue is not None:
            self._desk.ask(
                bulk_read.plan_equal(self._issue, count), self._start.show_plan, failed=self._on_start_failed
            )

    def _on_file_wanted(self) -> None:
        dialog = file_dialog.open_file(
            "bulk_file_dialog", self.tr("Cards to be made"), self.tr("CSV files (*.csv *.txt)"), self
        )
        dialog.fileSelected.connect(self._on_file_chosen)

    def _on_file_chosen(self, name: str) -> None:
        self._desk.ask(
            bulk_read.plan_file(Path(name)), self._start.show_plan, lane="paper", failed=self._on_start_failed
        )

    def _on_accepted(self, plan: Plan) -> None:
        self._desk.ask(bulk_read.begin(plan), self._on_begun, lane="counter", failed=self._on_start_failed)

    def _on_begun(self, batch_id: str) -> None:
        self._desk.wake()
        self.begun.emit()
        self.show_order(batch_id)

    def _on_start_failed(self, error: KnownError) -> None:
        self._start.show_plan(None)
        self._start.tell_problem(messages.say_error(error))

    # on its way

    def _read(self) -> None:
        if self._wanted:
            self._desk.ask(bulk_read.read(self._wanted), self._on_read, failed=self._on_failed)

    def _on_read(self, seen: Seen) -> None:
        if seen.order.batch_id == self._wanted:
            self._run.show_seen(seen)
            if not self._run.moving:
                self._look.stop()

    def _on_pause(self, batch_id: str) -> None:
        self._desk.ask(lambda core: core.batch_run.pause(batch_id), self._on_changed)

    def _on_go(self, batch_id: str) -> None:
        self._desk.ask(bulk_read.go(batch_id), self._on_changed, failed=self._on_failed)

    def _on_stop(self, batch_id: str) -> None:
        ask = Confirm(
            self.tr("Stop for good?"),
            self.tr("What is made stays. The rest is not made, unless the file is chosen again."),
            self.tr("&Stop it"),
            self.tr("Keep it"),
            self,
        )
        ask.accepted.connect(lambda: self._stop(batch_id))
        ask.open()

    def _stop(self, batch_id: str) -> None:
        self._desk.ask(lambda core: core.batch_run.stop(batch_id), self._on_changed, failed=self._on_failed)

    def _on_changed(self, _nothing: None) -> None:
        self._desk.wake()
        self.show_view()

    def _on_failed(self, error: KnownError) -> None:
        self._run.tell_problem(messages.say_error(error))

    # on paper

    def _sales(self) -> tuple[str, ...]:
        return bulk_read.to_print(self._run.seen.cards) if self._run.seen else ()

    def _on_print(self, _batch_id: str) -> None:
        """The pages are made in a lane, and then shown with the choice of a printer."""
        sales = self._sales()
        self._desk.ask(
            bulk_read.read_sheets(sales), partial(self._on_sheets, sales), lane="paper", failed=self._on_failed
        )

    def _on_sheets(self, sales: tuple[str, ...], pages: tuple[Layout, ...]) -> None:
        self._dialog = print_dialog.show(pages, preferred.name(), self)
        self._dialog.print_requested.connect(partial(self._on_printer_chosen, sales, pages))
        self._dialog.file_requested.connect(self._on_file_instead)

    def _on_printer_chosen(self, sales: tuple[str, ...], pages: tuple[Layout, ...], name: str) -> None:
        self._close_dialog()
        work = bulk_read.print_all(sales, pages, Printers().open(name))
        self._desk.ask(work, self._on_printed, lane="paper", failed=self._on_failed)

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
        work = bulk_read.save(self._sales(), Path(name))
        self._desk.ask(work, self._on_printed, lane="paper", failed=self._on_failed)

    def _on_result(self, _batch_id: str) -> None:
        dialog = file_dialog.save_file("order_save_csv", self.tr("Save"), self.tr("Gift cards.csv"), self)
        dialog.fileSelected.connect(self._on_csv_chosen)

    def _on_csv_chosen(self, name: str) -> None:
        work = bulk_read.save_result(self._wanted, Path(name))
        self._desk.ask(work, self._run.tell, lane="paper", failed=self._on_failed)

    def _on_printed(self, printed: Printed) -> None:
        self._run.show_printed(printed)

    def _on_handed_over(self, batch_id: str, sales: tuple[str, ...]) -> None:
        def work(core: Core) -> None:
            core.batches.hand_over(batch_id, sales)

        self._desk.ask(work, self._on_hand_over_done, lane="counter", failed=self._on_failed)

    def _on_hand_over_done(self, _nothing: None) -> None:
        order = self._run.seen.order if self._run.seen else None
        if order is not None and order.waiting:
            self._read()
            return
        self._leave()
        self.told.emit(self.tr("Handed over. The codes are no longer kept here."), "good")
