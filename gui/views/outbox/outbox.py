"""Outbox (F4): what waits, what is on its way and what needs a person, each with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from core.domain.operation import OPEN, State
from core.errors import KnownError
from core.rows import OperationRow
from gui.dialogs.confirm import Confirm
from gui.dialogs.printing import Printing
from gui.printing.told_receipts import ToldReceipts
from gui.table_model import TableModel
from gui.views.base import View
from gui.views.outbox.columns import ACT, OutboxTable, outbox_columns
from gui.views.outbox.detail import OutboxDetail
from gui.views.outbox.reading import OutboxSeen, read_outbox
from gui.views.outbox.settling import Settling
from gui.widgets.empty_state import EmptyState
from gui.widgets.panel import Panel
from gui.wording import messages

if TYPE_CHECKING:
    from gui.work.worker import Desk

_LOOK_MS = 1000
_NARROW = 900
_DETAIL_LEAST = 260


class OutboxView(View):
    """Reads again once a second while it is looked at: a state may change without any count changing."""

    name = "outbox"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._chosen = ""
        self._settled = ""
        self._arriving = False
        self._needs_person = False
        self.model = TableModel(outbox_columns(), self)
        self._table = OutboxTable(self.model, self.tr("Outbox"))
        self._detail = OutboxDetail()
        self._settling = Settling(desk, self)
        self._receipts = ToldReceipts(desk, self)
        self._printing = Printing(self)
        self._empty = EmptyState(
            "inbox",
            self.tr("Nothing waits"),
            self.tr("All that this till does with cards passes through here."),
            (("F1", self.tr("to the counter")), ("F2", self.tr("sell a card"))),
        )
        self._column = QVBoxLayout()
        self._pages = QStackedWidget()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._arrange()

        self._table.row_current.connect(self._on_row_current)
        self._table.row_chosen.connect(self._on_row_chosen)
        self._table.clicked.connect(self._on_clicked)
        self._detail.acts.retry_requested.connect(self._on_retry_requested)
        self._detail.acts.cancel_requested.connect(self._on_cancel_requested)
        self._detail.acts.card_requested.connect(self.card_requested)
        self._detail.acts.operation_requested.connect(self._on_operation_requested)
        self._detail.acts.receipt_requested.connect(self._receipts.print_again)
        self._detail.acts.view_requested.connect(self._receipts.show_again)
        self._receipts.shown.connect(self._printing.preview)
        self._printing.done.connect(self._on_receipt_kept)
        self._detail.settle_requested.connect(self._settling.ask)
        self._settling.settled.connect(self._on_settled)
        self._settling.told.connect(self.told)
        self._receipts.told.connect(self.told)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self._detail.acts.ask_receipt)
        self._look.timeout.connect(self._read)
        desk.outbox_changed.connect(self._on_outbox_changed)

    @property
    def title(self) -> str:
        return self.tr("Outbox")

    def show_view(self) -> None:
        self.take_focus()
        self._look.start()

    def take_focus(self) -> None:
        """On what needs a person, if anything does."""
        self._arriving = True
        self._table.setFocus()
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._table.setColumnWidth(1, 222 if narrow else 280)
        self._table.setColumnWidth(ACT, 92 if narrow else 104)
        self._share()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    def _share(self) -> None:
        """The list leads; while something needs a person, its evidence does. The steps scroll."""
        tenths = 6 if self._needs_person else 4
        self._detail.setMaximumHeight(max(_DETAIL_LEAST, self.height() * tenths // 10))
        for at, share in enumerate((10 - tenths, tenths)):
            self._column.setStretch(at, share)

    def _arrange(self) -> None:
        top = Panel(name="outbox_panel")
        top.body.addWidget(self._table)
        for panel, least in ((top, 180), (self._detail, _DETAIL_LEAST)):
            panel.setMinimumHeight(least)
            panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        full = QWidget()
        full.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._column.addWidget(top, 1)
        self._column.addWidget(self._detail, 1)
        bare = Panel(name="outbox_nothing")
        bare.body.addWidget(self._empty)
        self._pages.addWidget(full)
        self._pages.addWidget(bare)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addWidget(self._pages)

    # reading

    def _read(self) -> None:
        self.desk.ask(read_outbox(self._chosen), self._on_read)

    def _on_receipt_kept(self, where: str) -> None:
        self.told.emit(where, "good")

    def _on_read(self, seen: OutboxSeen) -> None:
        self._pages.setCurrentIndex(0 if seen.rows else 1)
        self._needs_person = bool(seen.rows) and seen.rows[0].state is State.PARKED
        self._share()
        self._show_rows(seen.rows)
        row = next((row for row in seen.rows if row.operation_id == self._chosen), None)
        arriving, self._arriving = self._arriving, False
        if row is None or (arriving and self._needs_person and row.state is not State.PARKED):
            self._choose(0)
        elif seen.chosen == self._chosen:
            self._go_on(row)
            self._detail.show_operation(row, seen.evidence, seen.card)

    def _go_on(self, row: OperationRow) -> None:
        """What was just settled makes room for the next one that needs a person; without one it stays in sight."""
        if self._settled == row.operation_id and row.state is not State.PARKED:
            self._settled = ""
            if self.model.row_at(0).state is State.PARKED:
                self._choose(0)

    def _show_rows(self, rows: tuple[OperationRow, ...]) -> None:
        """Rows may change places when their state does; what was chosen stays chosen."""
        self._table.blockSignals(True)
        self.model.show_rows(rows)
        at = next((at for at, row in enumerate(rows) if row.operation_id == self._chosen), -1)
        if at >= 0 and at != self._table.currentIndex().row():
            self._table.selectRow(at)
        self._table.blockSignals(False)

    def _choose(self, at: int) -> None:
        self._chosen = ""
        self._detail.show_nothing()
        if self.model.rowCount():
            self._table.setCurrentIndex(QModelIndex())
            self._table.selectRow(at)

    def _on_row_current(self, row: OperationRow) -> None:
        if row.operation_id != self._chosen:
            self._chosen = row.operation_id
            self._read()

    def _on_outbox_changed(self) -> None:
        if self.isVisible():
            self._read()

    # acting

    def _on_row_chosen(self, row: OperationRow) -> None:
        """Enter goes to the buttons of what needs a person, and opens the card of all else."""
        if self._detail.ways.take_focus():
            return
        if row.card_id > 0 or row.state in OPEN:
            self.card_requested.emit(row.card_id)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if index.column() == ACT and row.state is State.PARKED:
            self._detail.ways.take_focus()
        elif index.column() == ACT and index.data():
            self._on_retry_requested(row.operation_id)

    def _on_settled(self, operation_id: str) -> None:
        self._settled = operation_id
        self._table.setFocus()
        self._read()

    def _on_operation_requested(self, operation_id: str) -> None:
        self._chosen = operation_id
        self._table.setFocus()
        self._read()

    def _on_retry_requested(self, operation_id: str) -> None:
        self.desk.ask(
            lambda core: core.desk.retry(operation_id), self._on_retried, lane="counter", failed=self._on_failed
        )

    def _on_retried(self, _nothing: None) -> None:
        self.desk.wake()
        status = self.desk.status
        if status is not None and status.connection == "switched_off":
            self.told.emit(self.tr("This till is switched offline. Switch it online in the settings first."), "warn")
        else:
            self.told.emit(self.tr("Tried again now. What comes of it is shown here."), "info")

    def _on_cancel_requested(self, operation_id: str) -> None:
        ask = Confirm(
            self.tr("Cancel this?"),
            self.tr("It was never sent, so nothing changes on the card. Take it out of the sale at your till as well."),
            self.tr("&Cancel it"),
            self.tr("Keep it"),
            self,
        )
        ask.accepted.connect(lambda: self._cancel(operation_id))
        ask.open()

    def _cancel(self, operation_id: str) -> None:
        self.desk.ask(
            lambda core: core.desk.cancel(operation_id), self._on_cancelled, lane="counter", failed=self._on_failed
        )

    def _on_cancelled(self, _nothing: None) -> None:
        self.told.emit(self.tr("Cancelled. Nothing was sent."), "good")
        self._read()

    def _on_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "bad")
        self._read()
