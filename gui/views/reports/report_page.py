"""Any report on the screen: what it is asked, its chart, its table beside it, and the ways out to paper and files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.period import Comparison, Period
from core.errors import ReadingStopped
from core.rows.activity import ActivityBy
from core.rows.tills_report import JOURNALS
from core.usecases.reports import ReportDays
from gui.views.long_reading import LongReading
from gui.views.output_menu import PRINT
from gui.views.report_output import ReportOutput, source_of
from gui.views.reports.report_kinds import AskedReport, ReportKind, by_words, compare_words
from gui.views.reports.report_table import is_dense, make_table
from gui.widgets.buttons.button import button
from gui.widgets.charts.chart import Chart
from gui.widgets.forms.choice import Choice
from gui.widgets.forms.days_choice import DaysChoice
from gui.widgets.layout.panel import MARGIN, Panel
from gui.widgets.messages.wait_bar import WaitBar
from gui.widgets.text.labels import label
from gui.wording import messages
from gui.wording.report_writing import ReportTexts

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows.report import Report, ReportTable
    from gui.widgets.lists.table import Table
    from gui.work.core_bridge import CoreBridge

_AROUND = 2 * MARGIN + 16
"""px beside a table: the margins of its panel and its scroll bar."""


class ReportPage(QWidget):
    """Reads a report when it is shown and whenever something else is asked; an answer to an older question is dropped.

    A report in several currencies shows one table at a time: sums of different currencies never stand in one line.
    """

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_page")
        self._kind: ReportKind | None = None
        self._asked = AskedReport()
        self._report: Report | None = None
        self._texts = ReportTexts()
        self._days = DaysChoice("report", Period.MONTH)
        self._by = _choice("report_by", self.tr("Summed by"), by_words())
        self._compare = _choice("report_compare", self.tr("Compared with"), compare_words())
        self._till = _choice("report_till", self.tr("Till"), (("", self.tr("All tills")),))
        self._till.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._which = _choice("report_table_choice", self.tr("Currency and table"), ())
        self._which.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._heading = label("", "strong", "report_heading", wrap=True)
        self._notes = label("", "hint", "report_notes", wrap=True)
        self._chart = Chart("report_chart", self._texts)
        self._table: Table | None = None
        self._print = button(self.tr("&Print…"), "report_print", icon_name="printer")
        self._pdf = button(self.tr("PD&F…"), "report_pdf")
        self._csv = button(self.tr("C&SV…"), "report_csv")
        self._xlsx = button(self.tr("&XLSX…"), "report_xlsx")
        self._output = ReportOutput(bridge, self)
        self._wait = WaitBar("report_wait")
        self._again = button(self.tr("Read again"), "report_read_again", icon_name="refresh-cw")
        self._reading = LongReading(bridge, self._wait, self)
        self._outdated = self._dense = False
        self._below = QVBoxLayout()
        self._arrange()

        self._days.changed.connect(self._on_asked)
        self._by.currentIndexChanged.connect(self._on_asked)
        self._compare.currentIndexChanged.connect(self._on_asked)
        self._till.currentIndexChanged.connect(self._on_asked)
        self._which.currentIndexChanged.connect(self._show_table)
        for each, form in ((self._print, PRINT), (self._pdf, "pdf"), (self._csv, "csv"), (self._xlsx, "xlsx")):
            each.clicked.connect(partial(self._save, form))
        self._output.notified.connect(self.notified)
        self._again.clicked.connect(self.read)
        self._reading.waiting.connect(self._show_waiting)

    def show_kind(self, kind: ReportKind) -> None:
        """Show this report, with what was chosen last."""
        self._kind = kind
        self._days.setVisible(kind.has_days)
        self._by.setVisible(kind.has_sums)
        self._compare.setVisible(kind.has_comparison)
        self._till.setVisible(kind.has_tills)
        self.read()

    @property
    def shown(self) -> str:
        """The name of the report that can be seen, "" before there is one."""
        return self._report.name if self._report is not None else ""

    def read(self) -> None:
        """Read anew what is shown; what is still being read for an older question is stopped."""
        if self._kind is None:
            return
        kind, asked = self._kind, self._asked
        self._again.hide()
        self._outdated = False
        self._reading.read(lambda core: kind.read(core, asked), self._on_read, self._on_failed)

    def renew(self) -> None:
        """Read anew what is shown; while an answer is on its way, once that is there: never two long ones at a time."""
        if self._reading.busy:
            self._outdated = True
        else:
            self.read()

    def stop(self) -> bool:
        """Ask what is being read to stop; False where nothing is said to be on its way."""
        return self._reading.stop()

    def save_csv(self) -> None:
        """Ask for the name of a CSV file."""
        self._save("csv")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the letters of the table smaller before its columns are wider than the page, or larger again."""
        super().resizeEvent(event)
        table = self._chosen_table()
        if table is not None and is_dense(table.shortened(), self._room()) != self._dense:
            self._show_table()

    def _room(self) -> int:
        """Return px for the columns of a table."""
        return self.width() - _AROUND

    def _chosen_table(self) -> ReportTable | None:
        at, tables = self._which.currentIndex(), self._report.tables if self._report else ()
        return tables[at] if 0 <= at < len(tables) else None

    def _arrange(self) -> None:
        panel = Panel(name="report_panel")
        asked = QHBoxLayout()
        asked.setSpacing(8)
        for widget in (self._by, self._days, self._compare, self._till):
            asked.addWidget(widget)
        asked.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._heading, 1)
        top.addWidget(self._wait, 1)
        top.addWidget(self._again)
        top.addWidget(self._which)
        for each in (self._print, self._pdf, self._csv, self._xlsx):
            top.addWidget(each)
            each.setEnabled(False)
        for row in (asked, top):
            panel.body.addLayout(row)
        panel.body.addWidget(self._chart, 2)
        panel.body.addLayout(self._below, 3)
        panel.body.addWidget(self._notes)
        self._chart.hide()
        self._wait.hide()
        self._again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def _on_asked(self) -> None:
        by, compare = ActivityBy(self._by.currentData()), Comparison(self._compare.currentData())
        days, till = ReportDays(self._days.period, *self._days.typed), str(self._till.currentData() or "")
        self._asked = replace(self._asked, days=days, by=by, compare=compare, till=till)
        self.read()

    def _on_read(self, report: Report) -> None:
        self._heading.setText(self._texts.say(report.subtitle))
        if report != self._report:
            self._report = report
            self._notes.setText(" ".join(map(self._texts.say, (*report.notes, *report.sources))))
            self._offer_tables(report.tables)
            self._offer_tills(report)
            self._show_table()
        self._enable_outputs(True)
        if self._outdated:
            self._outdated = False
            self.read()

    def _offer_tables(self, tables: tuple[ReportTable, ...]) -> None:
        """Offer the tables by name; the one that was chosen stays chosen where there is one of its name."""
        names = [self._name_of(table) for table in tables]
        with QSignalBlocker(self._which):
            chosen = self._which.currentText()
            self._which.clear()
            self._which.addItems(names)
            self._which.setCurrentIndex(max(0, self._which.findText(chosen)) if names else -1)
        self._which.setVisible(len(names) > 1)

    def _offer_tills(self, report: Report) -> None:
        """Offer the tills whose journals are there; the chosen one stays chosen."""
        names = [str(row[0]) for table in report.tables if table.name == JOURNALS for row in table.rows]
        with QSignalBlocker(self._till):
            while self._till.count() > 1:
                self._till.removeItem(1)
            for name in names:
                self._till.addItem(name, name)
            self._till.setCurrentIndex(max(0, self._till.findData(self._asked.till)))

    def _name_of(self, table: ReportTable) -> str:
        return " · ".join(filter(None, (self._texts.say(table.title) if table.title else "", table.currency)))

    def _show_table(self) -> None:
        """Show the chosen table and its chart; the focus stays in the table where it was there."""
        table = self._chosen_table()
        series = table.series if table is not None else None
        self._chart.setVisible(series is not None)
        spoken = self._spoken(table)
        if table is not None and series is not None:
            self._chart.show_series(series, table.currency, spoken)
        focused = self._table is not None and self._table.hasFocus()
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        if table is not None:
            short = table.shortened()
            self._dense = is_dense(short, self._room())
            self._table = make_table(short, "report_table", spoken, dense=self._dense)
            self._below.addWidget(self._table)
            self._table.show()
            if focused:
                self._table.setFocus()

    def _spoken(self, table: ReportTable | None) -> str:
        """Return what a screen reader calls the chart and the table."""
        if self._report is None or table is None:
            return ""
        said = (self._texts.say(self._report.title), self._name_of(table), self._texts.say(self._report.subtitle))
        return ", ".join(said)

    def _save(self, form: str) -> None:
        """Print what is shown, or ask where to save it."""
        if self._report is not None:
            self._output.give(source_of(self._report), form)

    def _show_waiting(self, waiting: bool) -> None:
        """Show how long it takes already in the place of the days, so that nothing below moves."""
        self._heading.setVisible(not waiting)
        self._wait.setVisible(waiting)
        self._enable_outputs(not waiting and self._report is not None)

    def _enable_outputs(self, enabled: bool) -> None:
        """Let what is shown leave the till, and nothing of an older question while another one is read."""
        for each in (self._print, self._pdf, self._csv, self._xlsx):
            each.setEnabled(enabled)

    def _on_failed(self, error: KnownError) -> None:
        self._report = None
        self._notes.setText("")
        self._offer_tables(())
        self._show_table()
        self._enable_outputs(False)
        if isinstance(error, ReadingStopped):
            self._heading.setText(self.tr("Cancelled."))
            self._again.show()
            self._again.setFocus()
        else:
            self._heading.setText("")
            self.notified.emit(messages.format_error(error), "bad")


def _choice(name: str, what: str, words: tuple[tuple[str, str], ...]) -> Choice:
    made = Choice()
    made.setObjectName(name)
    made.setAccessibleName(what)
    for value, text in words:
        made.addItem(text, value)
    return made
