"""Which days a report is of: a period by its name, or two days that are typed."""

from __future__ import annotations

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from core.domain.period import Period
from core.usecases.reports import ReportDays
from gui.widgets.forms.choice import Choice
from gui.widgets.text.labels import label
from gui.wording import days

_BETWEEN = "between"
_ISO = "yyyy-MM-dd"
_WIDTH = 118


class ReportDaysChoice(QWidget):
    """`changed` whenever other days are meant; a day that cannot be read is said and changes nothing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period = Choice()
        self._period.setObjectName("report_period")
        self._period.setAccessibleName(self.tr("Days"))
        for period, text in self._periods():
            self._period.addItem(text, period)
        self._period.setCurrentIndex(self._period.findData(Period.MONTH.value))
        self._first = self._day_line("report_from", self.tr("From this day"))
        self._last = self._day_line("report_to", self.tr("Until this day"))
        self._dash = label("–", "hint")
        example = days.show_day(QDate.currentDate())
        self._problem = label(
            self.tr("This is no day. Write it like {example}.").format(example=example), "hint", "report_day_problem"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._period, self._first, self._dash, self._last, self._problem):
            row.addWidget(widget)
        self._problem.hide()
        self._show_lines(False)

        self._period.currentIndexChanged.connect(self._on_period)
        for line in (self._first, self._last):
            line.editingFinished.connect(self._on_day)

    @property
    def days(self) -> ReportDays:
        """The days that are chosen; an empty line has no end, which is today."""
        period = self._period.currentData()
        if period != _BETWEEN:
            return ReportDays(Period(period))
        return ReportDays(None, _iso(self._first), _iso(self._last))

    def _periods(self) -> tuple[tuple[str, str], ...]:
        return (
            (Period.TODAY.value, self.tr("Today")),
            (Period.YESTERDAY.value, self.tr("Yesterday")),
            (Period.WEEK.value, self.tr("Last 7 days")),
            (Period.MONTH.value, self.tr("This month")),
            (Period.LAST_MONTH.value, self.tr("Last month")),
            (Period.YEAR.value, self.tr("This year")),
            (_BETWEEN, self.tr("From … until …")),
        )

    def _day_line(self, name: str, what: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(what)
        line.setPlaceholderText(days.show_day(QDate.currentDate()))
        line.setMaximumWidth(_WIDTH)
        return line

    def _show_lines(self, shown: bool) -> None:
        for widget in (self._first, self._dash, self._last):
            widget.setVisible(shown)

    def _on_period(self) -> None:
        between = self._period.currentData() == _BETWEEN
        self._show_lines(between)
        self._problem.hide()
        if between:
            self._first.setFocus()
        else:
            self.changed.emit()

    def _on_day(self) -> None:
        """Write a day out as it was understood, and ask once both can be read."""
        typed = [(line, days.read_day(line.text())) for line in (self._first, self._last)]
        for line, day in typed:
            if day is not None:
                line.setText(days.show_day(day))
        wrong = any(day is None and line.text().strip() for line, day in typed)
        self._problem.setVisible(wrong)
        if not wrong:
            self.changed.emit()


def _iso(line: QLineEdit) -> str:
    day = days.read_day(line.text())
    return "" if day is None else day.toString(_ISO)
