"""Search (F3): all cards as you type, filtered by status, page by page as far as somebody scrolls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.domain.card import Status
from core.rows import CardRow, DeskStatus
from gui.views.lists.filter_chips import FilterChips
from gui.views.lists.growing_model import GrowingModel
from gui.views.lists.list_field import ListField
from gui.views.lists.list_view import ListView
from gui.views.lists.steady_rows import replace_rows
from gui.views.search.card_columns import NARROW_WITHOUT, card_columns
from gui.widgets.empty_state import EmptyState
from gui.widgets.labels import label
from gui.widgets.panel import Panel
from gui.widgets.table import Table
from gui.wording import words

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk

PAGE = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; an answer to another question than the last is dropped."""

    text: str = ""
    status: str = ""
    offset: int = 0
    limit: int = PAGE


class SearchView(ListView):
    """`card_requested` when a card is chosen."""

    name = "search"
    narrow_without = NARROW_WITHOUT

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._question = Question()
        self._open_single = False
        self._asking = False
        self.model = GrowingModel(card_columns(), self)
        self._table = Table(self.model, "search_table", self.tr("Cards"))
        self._field = ListField(
            "search_field", self.tr("Search the cards"), self.tr("Last four, name in the note, amount, number…")
        )
        self._field.lead(self._table)
        self._chips = FilterChips("search_status", self._statuses())
        self._count = label("", "hint", "search_count")
        self._empty = EmptyState("search", "", "", (("F2", self.tr("sell a card")), ("Esc", self.tr("clear"))))
        self._pages = QStackedWidget()
        self._arrange()

        self._field.searched.connect(self._on_searched)
        self._field.entered.connect(self._on_entered)
        self._chips.chosen.connect(self._on_status_chosen)
        self._table.row_chosen.connect(self._on_row_chosen)
        self.model.more_wanted.connect(self._on_more_wanted)
        desk.status_changed.connect(self._on_desk_status)
        desk.outbox_changed.connect(self._on_outbox_changed)

    @property
    def title(self) -> str:
        return self.tr("Search")

    def show_view(self) -> None:
        self.take_focus()
        self._read_again()

    def take_focus(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    def _statuses(self) -> tuple[tuple[str, str], ...]:
        shown = (Status.ACTIVE, Status.PENDING, Status.DISABLED, Status.EXPIRED)
        return (("", self.tr("All")), *((status.value, words.status_word(status)) for status in shown))

    def _arrange(self) -> None:
        panel = Panel(name="search_panel")
        panel.body.addWidget(self._field)
        panel.body.addLayout(_row(self._chips, self._count))
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        panel.body.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(panel)

    # asking

    def _ask(self, question: Question) -> None:
        self._question, self._asking = question, True
        status = Status(question.status) if question.status else None

        def read(core: Core) -> tuple[Question, tuple[CardRow, ...]]:
            return question, core.queries.cards(question.text, status, question.limit, question.offset)

        self.desk.ask(read, self._on_cards)

    def _ask_anew(self, question: Question) -> None:
        self._table.clearSelection()
        self._table.setCurrentIndex(self.model.index(-1, -1))
        self._table.scrollToTop()
        self._ask(replace(question, offset=0, limit=PAGE))

    def _read_again(self) -> None:
        """The same question for as many rows as are shown, so that nothing moves."""
        self._ask(replace(self._question, offset=0, limit=max(PAGE, self.model.rowCount())))

    def _on_searched(self, text: str) -> None:
        if text != self._question.text:
            self._ask_anew(replace(self._question, text=text))

    def _on_status_chosen(self, status: str) -> None:
        self._ask_anew(replace(self._question, status=status))

    def _on_more_wanted(self) -> None:
        made = sum(row.card_id > 0 for row in self.model.rows)
        self._ask(replace(self._question, offset=made, limit=PAGE))

    # answers

    def _on_cards(self, answer: tuple[Question, tuple[CardRow, ...]]) -> None:
        question, rows = answer
        if question != self._question:
            return
        self._asking = False
        if question.offset:
            known = {row.card_id for row in self.model.rows}
            self.model.add_rows(tuple(row for row in rows if row.card_id not in known))
        else:
            replace_rows(self._table, self.model, rows, attrgetter("card_id"))
        self.model.expect_more(len(rows) >= question.limit)
        self._show_count()
        if self._open_single:
            self._on_entered()

    def _show_count(self) -> None:
        shown = self.model.rowCount()
        self._pages.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._count.setText("")
            self._say_empty()
        elif self.model.complete:
            self._count.setText(self.tr("1 card") if shown == 1 else self.tr("{count} cards").format(count=shown))
        else:
            self._count.setText(self.tr("the newest {count}; scroll for more").format(count=shown))

    def _say_empty(self) -> None:
        status = self.desk.status
        if self._question.text or self._question.status:
            self._empty.say(
                self.tr("No card matches"),
                self.tr("Try fewer letters, another filter, or scan the whole code into the field at the top."),
            )
        elif status is not None and not status.first_pull_done:
            self._empty.say(
                self.tr("The cards are on their way"),
                self.tr("They are read from the service for the first time. What is here can be used already."),
            )
        else:
            self._empty.say(
                self.tr("No cards yet"), self.tr("Cards that you sell, and those of the service, stand here.")
            )

    # choosing

    def _on_entered(self) -> None:
        """Enter in the field: a single card is opened, more of them are gone through with the arrows."""
        self._open_single = self._asking
        if self._asking:
            return
        if self.model.rowCount() == 1:
            self._on_row_chosen(self.model.row_at(0))
        else:
            self._field.go_down()

    def _on_row_chosen(self, row: CardRow) -> None:
        self.card_requested.emit(row.card_id)

    def _on_desk_status(self, _status: DeskStatus) -> None:
        if self.isVisible() and not self._asking:
            self._read_again()

    def _on_outbox_changed(self) -> None:
        if self.isVisible():
            self._read_again()


def _row(chips: QWidget, count: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(chips)
    row.addStretch(1)
    row.addWidget(count, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
