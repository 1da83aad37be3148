"""Reports (F6): the books of this till against what the service shows, and beside that the reports of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.views.base import View
from gui.views.closing_controller import ClosingController
from gui.views.reports.reconciliation_page import ReconciliationPage
from gui.views.reports.report_kinds import report_kinds
from gui.views.reports.report_page import ReportPage
from gui.widgets.buttons.button import button
from gui.widgets.forms.choice import Choice

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge

_RECONCILIATION = "reconciliation"


class ReportsView(View):
    """Read again when something changed."""

    name = "reports"
    widest = 1720

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
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
        self._reconciliation = ReconciliationPage(bridge)
        self._report = ReportPage(bridge)
        self._reports = QStackedWidget()
        self._arrange()

        self._reconciliation.card_requested.connect(self.card_requested)
        self._reconciliation.notified.connect(self.notified)
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
        self._reconciliation.begin()

    def show_part(self, part: str) -> None:
        """Show a report by its name, or the button that closes the day."""
        at = self._choice.findData(part)
        if at >= 0:
            self._choice.setCurrentIndex(at)
        super().show_part(part)
        if part == "close":
            self._reconciliation.leave_focus()
            self._close_day.setFocus()

    def go_back(self) -> bool:
        """Stop a report that is being read for long."""
        return self._shown_page.stop()

    def close_day(self) -> None:
        """Ask what was counted in the drawer, and close the day."""
        self._closing.close_day()

    def renew(self, changes: Changes) -> None:
        if changes.queue:
            self._shown_page.renew()

    def _on_outbox(self) -> None:
        self.view_requested.emit("outbox")

    def _arrange(self) -> None:
        self._reports.addWidget(self._reconciliation)
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

    @property
    def _chosen(self) -> str:
        return str(self._choice.currentData())

    @property
    def _shown_page(self) -> ReconciliationPage | ReportPage:
        return self._reconciliation if self._chosen == _RECONCILIATION else self._report

    def _show_chosen(self) -> None:
        """Show another report; the reconciliation is read as before."""
        kind = self._kinds.get(self._chosen)
        self._reports.setCurrentIndex(0 if kind is None else 1)
        if kind is None:
            self._reconciliation.read()
        else:
            self._report.show_kind(kind)

    def _on_save(self) -> None:
        self._shown_page.save_csv()
