"""Which days are meant: a period by its name, or two days that are typed; where it is offered, all days as well."""

from __future__ import annotations

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from core.domain.period import Period
from gui.widgets.forms.choice import Choice
from gui.widgets.text.labels import label
from gui.wording import days

_BETWEEN = "between"
_ISO = "yyyy-MM-dd"
_WIDTH = 118


class DaysChoice(QWidget):
    """`changed` whenever other days are meant; a day that cannot be read is said and changes nothing.

    Its parts are called after `name`. It begins with `first`, or with all days where that is None.
    """

    changed = Signal()

    def __init__(self, name: str, first: Period | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Choice()
        self._choice.setObjectName(f"{name}_period")
        self._choice.setAccessibleName(self.tr("Days"))
        if first is None:
            self._choice.addItem(self.tr("All days"), "")
        for period, text in self._periods():
            self._choice.addItem(text, period)
        self._choice.setCurrentIndex(self._choice.findData(first.value if first is not None else ""))
        self._first = self._day_line(f"{name}_from", self.tr("From this day"))
        self._last = self._day_line(f"{name}_to", self.tr("Until this day"))
        self._dash = label("–", "hint")
        example = days.show_day(QDate.currentDate())
        text = self.tr("This is no day. Write it like {example}.").format(example=example)
        self._problem = label(text, "hint", f"{name}_day_problem")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._choice, self._first, self._dash, self._last, self._problem):
            row.addWidget(widget)
        self._problem.hide()
        self._show_lines(False)

        self._choice.currentIndexChanged.connect(self._on_chosen)
        for line in (self._first, self._last):
            line.editingFinished.connect(self._on_day)

    @property
    def period(self) -> Period | None:
        """The period that is chosen by its name; None for all days, and for days that are typed."""
        chosen = self._choice.currentData()
        return Period(chosen) if chosen and chosen != _BETWEEN else None

    @property
    def typed(self) -> tuple[str, str]:
        """The first and the last day that are typed, ISO; "" for no end, and where none are typed."""
        if self._choice.currentData() != _BETWEEN:
            return "", ""
        return _iso(self._first), _iso(self._last)

    def choose(self, period: Period | None, first_day: str = "", last_day: str = "") -> None:
        """Choose these days without a word; days that are typed are ISO."""
        between = bool(first_day or last_day)
        with QSignalBlocker(self._choice):
            value = _BETWEEN if between else period.value if period is not None else ""
            self._choice.setCurrentIndex(max(0, self._choice.findData(value)))
        for line, day in ((self._first, first_day), (self._last, last_day)):
            line.setText(days.show_day(QDate.fromString(day, _ISO)) if day else "")
        self._show_lines(between)
        self._problem.hide()

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

    def _on_chosen(self) -> None:
        """Wait for the days that are to be typed; another choice counts at once."""
        between = self._choice.currentData() == _BETWEEN
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
