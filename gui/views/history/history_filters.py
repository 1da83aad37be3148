"""What narrows the history: kind, days, clerk and till, each a list to choose from. States are chips of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from core.domain.journal_groups import JournalGroup
from core.domain.operation import Kind
from core.domain.period import Period
from core.rows.history import APPROVALS, MONEY, HistoryFilter, kind_of, narrow_to
from core.rows.saved_filter import SavedFilter
from core.usecases.operations import HistoryQuestion
from gui.widgets.forms.choice import Choice
from gui.widgets.text.labels import label
from gui.wording import days, journal_words, words

_BETWEEN = "between"
_ISO = "yyyy-MM-dd"
_WIDTH = 150


class HistoryFilters(QWidget):
    """`changed` whenever one of them is; two days count once both can be read, and an empty one has no end."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = self._choice("history_kind", self.tr("What was done"), self.tr("Everything"))
        self._offer_kinds()
        self._when = self._choice("history_when", self.tr("Days"), self.tr("All days"))
        for period, text in self._periods():
            self._when.addItem(text, period)
        self._first = self._day_line("history_from", self.tr("From this day"))
        self._last = self._day_line("history_to", self.tr("Until this day"))
        self._dash = label("–", "hint")
        example = days.show_day(QDate.currentDate())
        self._problem = label(
            self.tr("This is no day. Write it like {example}.").format(example=example), "hint", "history_day_problem"
        )
        self._problem.hide()
        self._clerk = self._choice("history_clerk", self.tr("Clerk"), self.tr("Everybody"))
        self._till = self._choice("history_till", self.tr("Till"), self.tr("All tills"))
        self._till.hide()
        self._arrange()
        self._show_days(False)

        for choice in (self._kind, self._clerk, self._till):
            choice.currentIndexChanged.connect(self.changed)
        self._when.currentIndexChanged.connect(self._on_when)
        for line in (self._first, self._last):
            line.editingFinished.connect(self._on_day)

    def narrow(self, question: HistoryQuestion) -> HistoryQuestion:
        """Return the question with what is chosen here; its states stay."""
        when = self._when.currentData()
        between = when == _BETWEEN
        narrowed = HistoryFilter(
            states=question.narrowed.states,
            clerk=self._clerk.currentData() or "",
            till=self._till.currentData() or "",
            first_day=_iso(self._first) if between else "",
            last_day=_iso(self._last) if between else "",
        )
        narrowed = narrow_to(narrowed, self._kind.currentData() or "")
        return replace(question, narrowed=narrowed, period=None if between or not when else Period(when))

    def show_filter(self, saved: SavedFilter) -> None:
        """Choose here what a saved filter has, without a word; its states are chips of the page."""
        narrowed = saved.narrowed
        between = bool(narrowed.first_day or narrowed.last_day)
        when = _BETWEEN if between else saved.period.value if saved.period else ""
        for choice, value in (
            (self._kind, kind_of(narrowed)),
            (self._when, when),
            (self._clerk, narrowed.clerk),
            (self._till, narrowed.till),
        ):
            with QSignalBlocker(choice):
                if value and choice.findData(value) < 0:
                    choice.addItem(value, value)
                choice.setCurrentIndex(choice.findData(value))
        for line, day in ((self._first, narrowed.first_day), (self._last, narrowed.last_day)):
            line.setText(days.show_day(QDate.fromString(day, _ISO)) if day else "")
        self._show_days(between)
        self._problem.hide()

    def offer(self, people: Sequence[str], tills: Sequence[str]) -> None:
        """Offer these names; what is chosen stays. Tills are only asked about where there are several."""
        for choice, names in ((self._clerk, people), (self._till, tills)):
            with QSignalBlocker(choice):
                chosen = choice.currentData()
                while choice.count() > 1:
                    choice.removeItem(1)
                for name in names:
                    choice.addItem(name, name)
                choice.setCurrentIndex(max(0, choice.findData(chosen)))
        self._till.setVisible(len(tills) > 1)

    def _offer_kinds(self) -> None:
        """Offer operations, all and by kind, and then what else happens at a till."""
        self._kind.addItem(self.tr("Cards and money"), MONEY)
        for kind in Kind:
            self._kind.addItem(words.kind_word(kind), kind.value)
        self._kind.insertSeparator(self._kind.count())
        for group in JournalGroup:
            self._kind.addItem(journal_words.group_word(group), group.value)
        self._kind.addItem(self.tr("Approvals"), APPROVALS)

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

    def _choice(self, name: str, what: str, every: str) -> Choice:
        choice = Choice()
        choice.setObjectName(name)
        choice.setAccessibleName(what)
        choice.setMinimumWidth(_WIDTH)
        choice.addItem(every, "")
        return choice

    def _day_line(self, name: str, what: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(what)
        line.setPlaceholderText(days.show_day(QDate.currentDate()))
        line.setMaximumWidth(_WIDTH)
        return line

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (
            self._kind,
            self._when,
            self._first,
            self._dash,
            self._last,
            self._clerk,
            self._till,
            self._problem,
        ):
            row.addWidget(widget)
        row.addStretch(1)

    def _show_days(self, shown: bool) -> None:
        for widget in (self._first, self._dash, self._last):
            widget.setVisible(shown)

    def _on_when(self) -> None:
        between = self._when.currentData() == _BETWEEN
        self._show_days(between)
        self._problem.hide()
        if between:
            self._first.setFocus()
        self.changed.emit()

    def _on_day(self) -> None:
        """Write a day out as it was understood, and ask; what is no day is said and asks for nothing."""
        wrong = False
        for line in (self._first, self._last):
            day = days.read_day(line.text())
            wrong = wrong or (day is None and bool(line.text().strip()))
            if day is not None:
                line.setText(days.show_day(day))
        self._problem.setVisible(wrong)
        if not wrong:
            self.changed.emit()


def _iso(line: QLineEdit) -> str:
    day = days.read_day(line.text())
    return "" if day is None else day.toString(_ISO)
