"""What narrows the history: kind, days, clerk and till, each a list to choose from. States are chips of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from core.domain.journal_groups import JournalGroup
from core.domain.operation import Kind
from core.rows.history import APPROVALS, MONEY, HistoryFilter, kind_of, narrow_to
from core.rows.saved_filter import SavedFilter
from core.usecases.operations import HistoryQuestion
from gui.widgets.forms.choice import Choice
from gui.widgets.forms.days_choice import DaysChoice
from gui.widgets.layout.flow import Flow
from gui.wording import journal_words, words

_WIDTH = 150
_ALL = "all"


class HistoryFilters(QWidget):
    """`changed` whenever one of them is, `books_chosen` when it is asked for all tills of the shop, or no more."""

    changed = Signal()
    books_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = self._choice("history_kind", self.tr("What was done"), self.tr("Everything"))
        self._offer_kinds()
        self._days = DaysChoice("history")
        self._clerk = self._choice("history_clerk", self.tr("Clerk"), self.tr("Everybody"))
        self._till = self._choice("history_till", self.tr("Till"), self.tr("All tills"))
        self._till.hide()
        self._books = self._choice("history_books", self.tr("Whose history"), self.tr("This till"))
        self._books.addItem(self.tr("All tills of the shop"), _ALL)
        self._books.hide()
        self._arrange()

        for choice in (self._kind, self._clerk, self._till):
            choice.currentIndexChanged.connect(self.changed)
        self._days.changed.connect(self.changed)
        self._books.currentIndexChanged.connect(lambda at: self.books_chosen.emit(at > 0))

    def narrow(self, question: HistoryQuestion) -> HistoryQuestion:
        """Return the question with what is chosen here; its states stay."""
        first_day, last_day = self._days.typed
        narrowed = HistoryFilter(
            states=question.narrowed.states,
            clerk=self._clerk.currentData() or "",
            till=self._till.currentData() or "",
            first_day=first_day,
            last_day=last_day,
        )
        narrowed = narrow_to(narrowed, self._kind.currentData() or "")
        return replace(question, narrowed=narrowed, period=self._days.period)

    def show_filter(self, saved: SavedFilter) -> None:
        """Choose here what a saved filter has, without a word; its states are chips of the page."""
        narrowed = saved.narrowed
        for choice, value in (
            (self._kind, kind_of(narrowed)),
            (self._clerk, narrowed.clerk),
            (self._till, narrowed.till),
        ):
            with QSignalBlocker(choice):
                if value and choice.findData(value) < 0:
                    choice.addItem(value, value)
                choice.setCurrentIndex(choice.findData(value))
        self._days.choose(saved.period, narrowed.first_day, narrowed.last_day)

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

    def offer_books(self, *, offered: bool) -> None:
        """Offer the journals of all tills, where there are any."""
        self._books.setVisible(offered)
        if not offered:
            self.choose_books(of_all=False)

    def choose_books(self, *, of_all: bool) -> None:
        """Ask for all tills, or for this one alone."""
        self._books.setCurrentIndex(int(of_all))

    def _offer_kinds(self) -> None:
        """Offer operations, all and by kind, and then what else happens at a till."""
        self._kind.addItem(self.tr("Cards and money"), MONEY)
        for kind in Kind:
            self._kind.addItem(words.kind_word(kind), kind.value)
        self._kind.insertSeparator(self._kind.count())
        for group in JournalGroup:
            self._kind.addItem(journal_words.group_word(group), group.value)
        self._kind.addItem(self.tr("Approvals"), APPROVALS)

    def _choice(self, name: str, what: str, every: str) -> Choice:
        choice = Choice()
        choice.setObjectName(name)
        choice.setAccessibleName(what)
        choice.setMinimumWidth(_WIDTH)
        choice.addItem(every, "")
        return choice

    def _arrange(self) -> None:
        row = Flow(self, gap=12)  # in a narrow window they take a second line
        for widget in (self._books, self._kind, self._days, self._clerk, self._till):
            row.addWidget(widget)
