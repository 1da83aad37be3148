"""Search (F3): all cards as you type, filtered by status, page by page as far as somebody scrolls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.domain.card import Status
from core.rows import CardRow, DeskStatus
from core.rows.order import USUAL, Order
from core.usecases import cards
from gui.views.lists.filter_chips import FilterChips
from gui.views.lists.growing_model import GrowingModel
from gui.views.lists.list_field import ListField
from gui.views.lists.list_view import ListView
from gui.views.search.card_columns import card_columns
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.table import Table
from gui.widgets.messages.empty_state import EmptyState
from gui.widgets.text.labels import label
from gui.wording import messages, words

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge

PAGE = 100
_COMING_MS = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; an answer to another question than the last is dropped."""

    text: str = ""
    status: str = ""
    offset: int = 0
    limit: int = PAGE
    order: Order = USUAL


class SearchView(ListView):
    """`card_requested` when a card is chosen."""

    name = "search"

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._question = Question()
        self._open_single = False
        self._asking = self._anew = False
        self._cards_known = 0
        self._all_came = bridge.status is not None and bridge.status.first_pull_done
        self._since = QElapsedTimer()
        self.model = GrowingModel(card_columns(), self, key=attrgetter("card_id"))
        self._table = Table(self.model, "search_table", self.tr("Cards"))
        self._field = ListField(
            "search_field", self.tr("Search the cards"), self.tr("Last four, name in the note, amount, number…")
        )
        self._field.lead(self._table)
        self._chips = FilterChips("search_status", self._statuses())
        self._count = label("", "hint", "search_count", wrap=True)
        self._empty = EmptyState("search", "", "", (("F2", self.tr("sell a card")), ("Esc", self.tr("clear"))))
        self._pages = QStackedWidget()
        self._arrange()

        self._field.searched.connect(self._on_searched)
        self._field.entered.connect(self._on_entered)
        self._chips.chosen.connect(self._on_status_chosen)
        self._table.row_chosen.connect(self._on_row_chosen)
        self._table.set_row_actions(self._row_actions)
        self.model.more_wanted.connect(self._on_more_wanted)
        self.model.order_wanted.connect(self._on_order_wanted)
        bridge.status_changed.connect(self._on_desk_status)

    @property
    def title(self) -> str:
        return self.tr("Search")

    def show_view(self) -> None:
        self.take_focus()
        self._read_again()

    def take_focus(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    def show_news(self) -> None:
        self._ask_anew(self._question)

    def _statuses(self) -> tuple[tuple[str, str], ...]:
        shown = (Status.ACTIVE, Status.PENDING, Status.DISABLED, Status.EXPIRED)
        return (("", self.tr("All")), *((status.value, words.status_word(status)) for status in shown))

    def _arrange(self) -> None:
        panel = Panel(name="search_panel")
        panel.body.addWidget(self._field)
        panel.body.addLayout(_row(self._chips, self.make_news(), self._count))
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

        page = (question.limit, question.offset)
        work = partial(cards.search_cards, text=question.text, status=status, page=page, order=question.order)
        self.bridge.ask(work, partial(self._on_cards, question))

    def _ask_anew(self, question: Question) -> None:
        self._anew = True
        self._table.choose_none()
        self._table.scrollToTop()
        self._ask(replace(question, offset=0, limit=PAGE))

    def _read_again(self) -> None:
        """Ask the same question for as many rows as are shown."""
        self._ask(replace(self._question, offset=0, limit=max(PAGE, self.model.rowCount())))

    def _on_searched(self, text: str) -> None:
        if text != self._question.text:
            self._ask_anew(replace(self._question, text=text))

    def _on_status_chosen(self, status: str) -> None:
        self._ask_anew(replace(self._question, status=status))

    def _on_more_wanted(self) -> None:
        made = sum(row.card_id > 0 for row in self.model.rows)
        self._ask(replace(self._question, offset=made, limit=PAGE))

    def _on_order_wanted(self, name: str, descending: bool) -> None:
        self._ask_anew(replace(self._question, order=Order(name, descending)))

    # answers

    def _on_cards(self, question: Question, rows: tuple[CardRow, ...]) -> None:
        if question != self._question:
            return
        self._asking = False
        full = len(rows) >= question.limit
        if question.offset:
            known = {row.card_id for row in self.model.rows}
            fresh = tuple(row for row in rows if row.card_id not in known)
            if full and not fresh:  # new cards pushed the next page on
                self._ask(replace(question, offset=question.offset + PAGE))
                return
            self.model.add_rows(fresh)
        else:
            self._note_cards()
            self.take_rows(rows, ended=not full, anew=self._anew)
            self._anew = False
        self.model.expect_more(full)
        self._show_count()
        if self._open_single:
            self._on_entered()

    def _show_count(self) -> None:
        shown = self.model.rowCount()
        self._pages.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._count.setText("")
            self._show_empty()
        elif self.model.complete:
            every = self.tr("1 card") if shown == 1 else self.tr("{count} cards")
            self._count.setText(every.format(count=messages.number(shown)))
        else:
            usual = self._question.order == USUAL
            text = (
                self.tr("the newest {count}; scroll for more")
                if usual
                else self.tr("the first {count}; scroll for more")
            )
            self._count.setText(text.format(count=messages.number(shown)))

    def _show_empty(self) -> None:
        status = self.bridge.status
        coming = status is not None and not status.first_pull_done
        if coming and (self._question.text or self._question.status):
            self._empty.show_message(
                self.tr("No card matches yet"),
                self.tr("Not all cards are here yet. Scan the card or type its whole code: the service is asked then."),
            )
        elif self._question.text or self._question.status:
            self._empty.show_message(
                self.tr("No card matches"),
                self.tr("Try fewer letters, another filter, or scan the whole code into the field at the top."),
            )
        elif coming:
            self._empty.show_message(
                self.tr("The cards are on their way"),
                self.tr("They are read from the service for the first time. What is here can be used already."),
            )
        else:
            self._empty.show_message(
                self.tr("No cards yet"), self.tr("Cards that you sell, and those of the service, are listed here.")
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

    def _row_actions(self, row: CardRow) -> tuple[RowAction, ...]:
        return (RowAction(self.tr("Open the card"), partial(self._on_row_chosen, row)),)

    # what happens elsewhere

    def _on_desk_status(self, status: DeskStatus) -> None:
        """Read nothing under a hand while the cards come for the first time, and else not at each page of them."""
        if not self.isVisible() or self._asking:
            return
        before, self._all_came = self._all_came, status.first_pull_done
        if before and self._all_came:
            return  # what changes from now on is told
        if status.first_pull_done or self.model.rowCount() < PAGE:
            self._read_again()
        elif self.in_use:
            self.show_new_count(status.cards - self._cards_known)
        elif not self._since.isValid() or self._since.hasExpired(_COMING_MS):
            self._read_again()

    def renew(self, changes: Changes) -> None:
        if changes.queue or (self._all_came and (changes.any_card or changes.cards)):
            self._read_again()

    def _note_cards(self) -> None:
        """Note how many cards there were when the list was read last."""
        self._since.start()
        self._cards_known = self.bridge.status.cards if self.bridge.status else 0


def _row(chips: QWidget, news: QWidget, count: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(chips)
    row.addWidget(news, 0)
    row.addWidget(count, 1, Qt.AlignmentFlag.AlignVCenter)
    count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return row
