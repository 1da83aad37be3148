"""Outbox (F4): what waits, what is on its way and what needs a person, each with its evidence."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from core.domain.countdown import counts_down
from core.domain.operation import OPEN, State
from core.errors import KnownError
from core.rows import OperationRow
from core.usecases import commands, operations
from core.usecases.operations import OUTBOX_PAGE, OutboxPage
from core.usecases.receipts import has_receipt
from gui.dialogs.confirm import Confirm, Confirmation
from gui.views.base import View
from gui.views.lists.growing_model import GrowingModel
from gui.views.lists.steady_rows import hold
from gui.views.outbox.columns import ACT, OutboxTable, outbox_columns
from gui.views.outbox.detail import OutboxDetail
from gui.views.outbox.settle_controller import SettleController
from gui.views.receipt_reprints import ReceiptReprints
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.messages.empty_state import EmptyState
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge

_LOOK_MS = 1000
_NARROW = 900
_DETAIL_LEAST = 260


class OutboxView(View):
    """Counts down once a second while it is looked at; it reads again when the outbox changed."""

    name = "outbox"
    widest = 1720

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._chosen = ""
        self._settled = ""
        self._arriving = False
        self._needs_person = False
        self._limit, self._more = OUTBOX_PAGE, False
        self.model = GrowingModel(outbox_columns(), self, key=attrgetter("operation_id"))
        self._table = OutboxTable(self.model, self.tr("Outbox"))
        self._detail = OutboxDetail()
        self._settle = SettleController(bridge, self)
        self._receipts = ReceiptReprints(bridge, self)
        self._empty = EmptyState(
            "inbox",
            self.tr("Nothing waits"),
            self.tr("All that this till does with cards passes through here."),
            (("F1", self.tr("to the counter")), ("F2", self.tr("sell a card"))),
        )
        self._count = label("", "hint", "outbox_count")
        self._count.hide()
        self._column = QVBoxLayout()
        self._pages = QStackedWidget()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Outbox")

    def _connect(self) -> None:
        self._table.row_current.connect(self._on_row_current)
        self._table.row_chosen.connect(self._on_row_chosen)
        self._table.clicked.connect(self._on_clicked)
        self._table.choice_lost.connect(self._on_choice_lost)
        self._table.set_row_actions(self._row_actions)
        self.model.more_wanted.connect(self._on_more_wanted)
        self._detail.buttons.retry_requested.connect(self._on_retry_requested)
        self._detail.buttons.cancel_requested.connect(self._on_cancel_requested)
        self._detail.buttons.card_requested.connect(self.card_requested)
        self._detail.buttons.operation_requested.connect(self._on_operation_requested)
        self._detail.buttons.receipt_requested.connect(self._receipts.print_again)
        self._detail.buttons.view_requested.connect(self._receipts.show_again)
        self._detail.settle_requested.connect(self._settle.ask)
        self._settle.settled.connect(self._on_settled)
        self._settle.notified.connect(self.notified)
        self._receipts.notified.connect(self.notified)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(
            self._detail.buttons.ask_receipt
        )
        self._look.timeout.connect(self._count_down)

    def show_view(self) -> None:
        self.take_focus()
        self._look.start()

    def show_part(self, part: str) -> None:
        """Come to the front with an operation, by its id."""
        if part:
            self._chosen = part
            self._table.choose_none()
        super().show_part(part)

    def take_focus(self) -> None:
        """Focus what needs a person, if anything does; it is asked for again, with what came meanwhile."""
        self._arriving, self._limit = True, OUTBOX_PAGE
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

    def _count_down(self) -> None:
        """Make "in 90 s" into "in 89 s" a second later."""
        if any(counts_down(row.message) for row in self.model.rows):
            self.model.renew_texts()

    def _share(self) -> None:
        """Share the room: the list leads; while something needs a person, its evidence does. The steps scroll."""
        tenths = 6 if self._needs_person else 4
        self._detail.setMaximumHeight(max(_DETAIL_LEAST, self.height() * tenths // 10))
        for at, share in enumerate((10 - tenths, tenths)):
            self._column.setStretch(at, share)

    def _arrange(self) -> None:
        top = Panel(name="outbox_panel")
        top.body.setSpacing(4)
        top.body.addWidget(self._table)
        top.body.addWidget(self._count)
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
        work = partial(operations.read_outbox, chosen=self._chosen, limit=self._limit)
        self.bridge.ask(work, self._on_read)

    def _on_more_wanted(self) -> None:
        self._limit, self._more = self.model.rowCount() + OUTBOX_PAGE, True
        self._read()

    def _on_read(self, seen: OutboxPage) -> None:
        self._pages.setCurrentIndex(0 if seen.rows else 1)
        self._needs_person = bool(seen.rows) and seen.rows[0].state is State.PARKED
        self._share()
        settled = self._is_settled(seen)
        self._take_rows(seen, anew=self._arriving or settled)
        arriving, self._arriving = self._arriving, False
        if settled or (arriving and not self._still_fits(seen)) or (not self._chosen and seen.rows):
            self._choose(0)
        elif seen.row is not None and seen.chosen == self._chosen:
            self._detail.setEnabled(True)
            self._detail.show_operation(seen.row, seen.evidence, seen.card)
        elif seen.row is None and seen.chosen == self._chosen:
            self._choose(0)

    def _is_settled(self, seen: OutboxPage) -> bool:
        """Return whether what was just settled makes room for the next one; without a next one it stays in sight."""
        row = seen.row
        if row is None or self._settled != row.operation_id or row.state is State.PARKED:
            return False
        self._settled = ""
        return self._needs_person

    def _still_fits(self, seen: OutboxPage) -> bool:
        """Return whether the line from before still fits: not when it is done with, or something needs a person."""
        if seen.row is None or seen.chosen != self._chosen:
            return False
        return seen.row.state is State.PARKED or (seen.row.state in OPEN and not self._needs_person)

    def _take_rows(self, seen: OutboxPage, *, anew: bool) -> None:
        """Move rows when somebody comes here; under a hand renew them where they stand."""
        more, self._more = self._more, False
        self.model.expect_more(not seen.complete)
        if anew or not self._table.in_use:
            self._table.show_rows(seen.rows)
            self._highlight()
            self._show_count(0)
            return
        held = hold(self.model.rows, seen.rows, self.model.key, ended=seen.complete)
        self._table.show_rows(held.rows)
        if more:
            self.model.add_rows(held.further)
        self._show_count(held.new)

    def _highlight(self) -> None:
        """Highlight the line whose story is told below."""
        if self._table.currentIndex().isValid():
            return
        at = next((at for at, row in enumerate(self.model.rows) if row.operation_id == self._chosen), -1)
        if at >= 0:
            self._table.selectRow(at)

    def _show_count(self, new: int) -> None:
        """Show what is not in sight: new lines wait for F4, and a long list says that it goes on."""
        said = []
        if new:
            said.append(self.tr("{count} new: F4 shows them.").format(count=messages.number(new)))
        if not self.model.complete:
            text = self.tr("The first {count} lines; scroll for more.")
            said.append(text.format(count=messages.number(self.model.rowCount())))
            said.append(self._of_all())
        self._count.setText(" ".join(said))
        self._count.setVisible(bool(said))  # below the list: what appears here moves no row

    def _of_all(self) -> str:
        status = self.bridge.status
        waiting = status.pending + status.needs_attention if status is not None else 0
        text = self.tr("{count} wait or need you in all.")
        return text.format(count=messages.number(waiting)) if waiting > self.model.rowCount() else ""

    def _choose(self, at: int) -> None:
        self._chosen = ""
        self._detail.show_nothing()
        self._table.choose_none()
        if self.model.rowCount():
            self._table.scrollToTop()
            self._table.selectRow(at)

    def _on_row_current(self, row: OperationRow) -> None:
        if row.operation_id != self._chosen:
            self._chosen = row.operation_id
            self._detail.setEnabled(False)  # until it tells of this row, nothing can be done to the one before
            self._read()

    def _on_choice_lost(self) -> None:
        self.notified.emit(self.tr("The line that you had chosen is no longer among those shown."), "info")

    def renew(self, changes: Changes) -> None:
        if changes.queue or changes.any_card or (changes.cards and self._chosen):
            self._read()

    # acting

    def _on_row_chosen(self, row: OperationRow) -> None:
        """Enter goes to the buttons of what needs a person, and opens the card of all else."""
        if row.state is State.PARKED:
            self._go_to_ways(row)
        elif row.card_id > 0 or row.state in OPEN:
            self.card_requested.emit(row.card_id)

    def _go_to_ways(self, row: OperationRow) -> None:
        """Go to the ways, only where the story below is that of `row`."""
        if self._detail.isEnabled() and row.operation_id == self._chosen:
            self._detail.ways.take_focus()

    def _row_actions(self, row: OperationRow) -> tuple[RowAction, ...]:
        actions = self._detail.buttons
        return (
            RowAction(self.tr("Settle…"), partial(self._go_to_ways, row), bool(row.ways)),
            RowAction(self.tr("Open the card"), partial(self.card_requested.emit, row.card_id), row.card_id > 0),
            RowAction(self.tr("Try now"), partial(actions.retry_requested.emit, row.operation_id), _waits(row)),
            RowAction(
                self.tr("Print the receipt"), partial(self._receipts.print_again, row.operation_id), has_receipt(row)
            ),
        )

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if index.column() == ACT and row.state is State.PARKED:
            self._go_to_ways(row)
        elif index.column() == ACT and index.data():
            self._on_retry_requested(row.operation_id)

    def _on_settled(self, operation_id: str) -> None:
        self._settled = operation_id
        self._table.setFocus()
        self._read()

    def _on_operation_requested(self, operation_id: str) -> None:
        self._chosen = operation_id
        self._table.choose_none()
        self._highlight()
        self._table.setFocus()
        self._read()

    def _on_retry_requested(self, operation_id: str) -> None:
        work = partial(commands.retry_soon, operation_id=operation_id)
        self.bridge.run(work, self._on_retried, failed=self._on_failed)

    def _on_retried(self, _changes: Changes) -> None:
        self.bridge.wake()
        status = self.bridge.status
        if status is not None and status.connection == "switched_off":
            self.notified.emit(
                self.tr("This till is switched offline. Switch it online in the settings first."), "warn"
            )
        else:
            self.notified.emit(self.tr("Tried again now. The result is shown here."), "info")

    def _on_cancel_requested(self, operation_id: str) -> None:
        asked = Confirmation(
            self.tr("Cancel this?"),
            self.tr("It was never sent, so nothing changes on the card. Take it out of the sale at your till as well."),
            self.tr("&Cancel it"),
            self.tr("Keep it"),
        )
        ask = Confirm(asked, self)
        ask.accepted.connect(lambda: self._cancel(operation_id))
        ask.open()

    def _cancel(self, operation_id: str) -> None:
        work = partial(commands.cancel, operation_id=operation_id)
        self.bridge.run(work, self._on_cancelled, failed=self._on_failed)

    def _on_cancelled(self, _changes: Changes) -> None:
        self.notified.emit(self.tr("Cancelled. Nothing was sent."), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")
        self._read()


def _waits(row: OperationRow) -> bool:
    return row.state in {State.WAITING, State.DEFERRED}
