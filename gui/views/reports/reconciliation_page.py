"""The books of this till against what the service shows: a verdict, sums, and the cards that do not agree."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.errors import ReadingStopped
from core.rows import CardReconciliation, Reconciliation
from core.rows.reconciliation_csv import by_gravity
from core.usecases import till
from gui.views.file_saver import FileSaver, FileToSave
from gui.views.long_reading import LongReading
from gui.views.reports import reports_words
from gui.views.reports.reconciliation_file import save_reconciliation
from gui.views.reports.sums import ReportsSums
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import TableModel
from gui.widgets.lists.text_delegate import TextDelegate
from gui.widgets.messages.empty_state import EmptyState
from gui.widgets.messages.wait_bar import WaitBar
from gui.widgets.text.labels import label
from gui.widgets.text.marker import Marker
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class ReconciliationPage(QWidget):
    """`read` reads it anew; the chosen line stays chosen and the focus where it is."""

    card_requested = Signal(object)
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: TableModel[CardReconciliation] = TableModel(
            reports_words.report_columns(), self, key=attrgetter("card_id")
        )
        self._table = Table(self.model, "reports_table", self.tr("Cards that do not agree"))
        self._sums = ReportsSums()
        self._marker = Marker("neutral")
        self._verdict = label(self.tr("One moment…"), "strong", "reports_verdict", wrap=True)
        self._footing = label("", "hint", "reports_footing", wrap=True)
        self._wait = WaitBar("reports_wait")
        self._again = button(self.tr("Read &again"), "reports_again", icon_name="refresh-cw")
        self._save = button(self.tr("Save as &CSV…"), "reports_save")
        self._empty = EmptyState(
            "circle-check",
            self.tr("Everything agrees"),
            self.tr("Cards on which our books and the service differ are listed here."),
            (("F1", self.tr("to the counter")), ("F4", self.tr("to the outbox"))),
        )
        self._pages = QStackedWidget()
        self._file = FileSaver(bridge, self)
        self._reading = LongReading(bridge, self._wait, self)
        self._begins = self._outdated = False
        self._arrange()

        self._table.row_chosen.connect(self._on_row_chosen)
        self._table.choice_lost.connect(self._on_choice_lost)
        self._table.set_row_actions(self._row_actions)
        self._again.clicked.connect(self.read)
        self._save.clicked.connect(self.save_csv)
        self._file.notified.connect(self.notified)
        self._reading.waiting.connect(self._show_waiting)

    def begin(self) -> None:
        """Read it; with the answer the first card that does not agree has the focus, until somebody moves on."""
        self._begins = True
        self._again.setFocus()
        self.read()

    def leave_focus(self) -> None:
        """Leave the focus where it is put now."""
        self._begins = False

    def read(self) -> None:
        """Read it anew; what is still being read is stopped."""
        self._outdated = False
        self._reading.read(till.read_reconciliation, self._on_read, self._on_failed)

    def renew(self) -> None:
        """Read it anew; while an answer is on its way, once that is there: what changes often would let none end."""
        if self._reading.busy:
            self._outdated = True
        else:
            self.read()

    def stop(self) -> bool:
        """Ask a reading that takes long to stop; False where there is none."""
        return self._reading.stop()

    def save_csv(self) -> None:
        """Ask for the name of a CSV file."""
        title = self.tr("Save the reconciliation")
        self._file.ask(FileToSave("save_report_dialog", title, "reconciliation.csv", save_reconciliation))

    def _arrange(self) -> None:
        self._table.setWordWrap(True)
        last = len(self.model.columns) - 1
        self._table.setItemDelegateForColumn(last, TextDelegate(self, shade="muted", pixels=13))
        top = Panel(self.tr("Reconciliation"), name="reports_sums_panel")
        top.body.addLayout(_row(self._marker, self._verdict, (self._again, self._save)))
        top.body.addWidget(self._wait)
        top.body.addWidget(self._sums)
        self._wait.hide()
        below = Panel(name="reports_panel")
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        below.body.addWidget(self._pages, 1)
        below.body.addWidget(self._footing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(top)
        column.addWidget(below, 1)

    def _on_read(self, found: Reconciliation) -> None:
        text, tone = reports_words.verdict(found)
        self._verdict.setText(text)
        self._marker.set_tone(tone)
        self._sums.show_report(found)
        footing = reports_words.footing(found)
        self._footing.setText(footing)
        self._footing.setVisible(bool(footing))
        self._table.show_rows(by_gravity(found.cards))
        self._pages.setCurrentIndex(0 if found.cards else 1)
        if self._begins and found.cards and self._again.hasFocus():
            self._table.setFocus()
        self._begins = False
        if self._outdated:
            self.read()

    def _on_failed(self, error: KnownError) -> None:
        if not isinstance(error, ReadingStopped):
            self.notified.emit(messages.format_error(error), "bad")
            return
        self._marker.set_tone("neutral")
        self._verdict.setText(self.tr("Cancelled. What stands below was read before."))

    def _show_waiting(self, waiting: bool) -> None:
        """Show how long it takes already in the place of the sums, which would be those of before."""
        self._wait.setVisible(waiting)
        self._sums.setVisible(not waiting)

    def _on_row_chosen(self, row: CardReconciliation) -> None:
        self.card_requested.emit(row.card_id)

    def _row_actions(self, row: CardReconciliation) -> tuple[RowAction, ...]:
        return (RowAction(self.tr("Open the card"), partial(self._on_row_chosen, row)),)

    def _on_choice_lost(self) -> None:
        self.notified.emit(self.tr("The card that you had chosen agrees now, and is no longer in this list."), "info")


def _row(marker: QWidget, text: QWidget, buttons: tuple[QPushButton, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(marker)
    row.addWidget(text, 1)
    for each in buttons:
        row.addWidget(each)
    return row
