"""Reports (F6): the books of this till against what the service shows, and beside that the reports of the office."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.rows import CardReconciliation, Reconciliation
from core.rows.reconciliation_csv import by_gravity
from core.usecases import till
from gui.views.base import View
from gui.views.closing_controller import ClosingController
from gui.views.file_saver import FileSaver, FileToSave
from gui.views.reports import reports_words
from gui.views.reports.reconciliation_file import save_reconciliation
from gui.views.reports.report_kinds import report_kinds
from gui.views.reports.report_page import ReportPage
from gui.views.reports.sums import ReportsSums
from gui.widgets.buttons.button import button
from gui.widgets.forms.choice import Choice
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import TableModel
from gui.widgets.lists.text_delegate import TextDelegate
from gui.widgets.messages.empty_state import EmptyState
from gui.widgets.text.labels import label
from gui.widgets.text.marker import Marker

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge

_RECONCILIATION = "reconciliation"


class ReportsView(View):
    """Read again when something changed; the chosen line stays chosen and the focus where it is."""

    name = "reports"
    widest = 1720

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.model: TableModel[CardReconciliation] = TableModel(
            reports_words.report_columns(), self, key=attrgetter("card_id")
        )
        self._table = Table(self.model, "reports_table", self.tr("Cards that do not agree"))
        self._sums = ReportsSums()
        self._marker = Marker("neutral")
        self._verdict = label(self.tr("One moment…"), "strong", "reports_verdict", wrap=True)
        self._footing = label("", "hint", "reports_footing", wrap=True)
        self._again = button(self.tr("Read &again"), "reports_again", icon_name="refresh-cw")
        self._save = button(self.tr("Save as &CSV…"), "reports_save")
        self._empty = EmptyState(
            "circle-check",
            self.tr("Everything agrees"),
            self.tr("Cards on which our books and the service differ are listed here."),
            (("F1", self.tr("to the counter")), ("F4", self.tr("to the outbox"))),
        )
        self._close_day = button(self.tr("Close the &day…"), "reports_close_day")
        self._closings = button(self.tr("&Earlier closings…"), "reports_closings")
        self._closing = ClosingController(bridge, self)
        self._kinds = {kind.name: kind for kind in report_kinds()}
        self._choice = Choice()
        self._choice.setObjectName("report_kind")
        self._choice.setAccessibleName(self.tr("Report"))
        self._choice.addItem(self.tr("Reconciliation"), _RECONCILIATION)
        for kind in self._kinds.values():
            self._choice.addItem(kind.word, kind.name)
        self._report = ReportPage(bridge)
        self._reports = QStackedWidget()
        self._pages = QStackedWidget()
        self._file = FileSaver(bridge, self)
        self._begins = False
        self._arrange()

        self._table.row_chosen.connect(self._on_row_chosen)
        self._table.choice_lost.connect(self._on_choice_lost)
        self._table.set_row_actions(self._row_actions)
        self._again.clicked.connect(self._read)
        self._save.clicked.connect(self._save_reconciliation)
        self._file.notified.connect(self.notified)
        self._close_day.clicked.connect(self.close_day)
        self._closings.clicked.connect(self._closing.show_closings)
        self._closing.notified.connect(self.notified)
        self._closing.outbox_requested.connect(self._on_outbox)
        self._choice.currentIndexChanged.connect(self._show_chosen)
        self._report.notified.connect(self.notified)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self._on_save)

    @property
    def title(self) -> str:
        return self.tr("Reports")

    def show_view(self) -> None:
        if self._chosen != _RECONCILIATION:
            self._choice.setFocus()
            self._show_chosen()
            return
        self._begins = True
        self._again.setFocus()
        self._read()

    def show_part(self, part: str) -> None:
        """Show a report by its name, or the button that closes the day."""
        at = self._choice.findData(part)
        if at >= 0:
            self._choice.setCurrentIndex(at)
        super().show_part(part)
        if part == "close":
            self._begins = False
            self._close_day.setFocus()

    def go_back(self) -> bool:
        """Stop a report that is being read for long."""
        return self._report.stop()

    def close_day(self) -> None:
        """Ask what was counted in the drawer, and close the day."""
        self._closing.close_day()

    def _on_outbox(self) -> None:
        self.view_requested.emit("outbox")

    def _arrange(self) -> None:
        self._table.setWordWrap(True)
        last = len(self.model.columns) - 1
        self._table.setItemDelegateForColumn(last, TextDelegate(self, shade="muted", pixels=13))
        top = Panel(self.tr("Reconciliation"), name="reports_sums_panel")
        top.body.addLayout(_row(self._marker, self._verdict, (self._again, self._save)))
        top.body.addWidget(self._sums)
        below = Panel(name="reports_panel")
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        below.body.addWidget(self._pages, 1)
        below.body.addWidget(self._footing)
        reconciliation = QWidget()
        column = QVBoxLayout(reconciliation)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(top)
        column.addWidget(below, 1)
        self._reports.addWidget(reconciliation)
        self._reports.addWidget(self._report)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._choice)
        row.addStretch(1)
        row.addWidget(self._closings)
        row.addWidget(self._close_day)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(16)
        outer.addLayout(row)
        outer.addWidget(self._reports, 1)

    def _read(self) -> None:
        self.bridge.ask(till.read_reconciliation, self._on_read)

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

    def _on_row_chosen(self, row: CardReconciliation) -> None:
        self.card_requested.emit(row.card_id)

    def _row_actions(self, row: CardReconciliation) -> tuple[RowAction, ...]:
        return (RowAction(self.tr("Open the card"), partial(self._on_row_chosen, row)),)

    def _on_choice_lost(self) -> None:
        self.notified.emit(self.tr("The card that you had chosen agrees now, and is no longer in this list."), "info")

    def renew(self, changes: Changes) -> None:
        if changes.queue:
            (self._read if self._chosen == _RECONCILIATION else self._report.renew)()

    @property
    def _chosen(self) -> str:
        return str(self._choice.currentData())

    def _show_chosen(self) -> None:
        """Show another report; the reconciliation is read as before."""
        kind = self._kinds.get(self._chosen)
        self._reports.setCurrentIndex(0 if kind is None else 1)
        if kind is None:
            self._read()
        else:
            self._report.show_kind(kind)

    def _save_reconciliation(self) -> None:
        title = self.tr("Save the reconciliation")
        self._file.ask(FileToSave("save_report_dialog", title, "reconciliation.csv", save_reconciliation))

    def _on_save(self) -> None:
        (self._save_reconciliation if self._chosen == _RECONCILIATION else self._report.save_csv)()


def _row(marker: QWidget, text: QWidget, buttons: tuple[QPushButton, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(marker)
    row.addWidget(text, 1)
    for each in buttons:
        row.addWidget(each)
    return row
