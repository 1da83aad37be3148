"""History (F5): all that was ever done at this till, newest first, and who did it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.domain.operation import OPEN
from core.domain.outcome import Message
from core.errors import ReadingStopped
from core.rows import OperationRow
from core.rows.history import HistoryFilter
from core.rows.journal import JournalRow
from core.rows.order import USUAL, Order
from core.rows.saved_filter import SavedFilter
from core.usecases import all_tills, operations
from core.usecases.all_tills import TillsAnswer
from core.usecases.operations import HISTORY_PAGE, HistoryAnswer, HistoryQuestion
from core.usecases.receipts import has_receipt
from gui.views.history.columns import OF_OPERATIONS, history_columns
from gui.views.history.entry_details import entry_text
from gui.views.history.filter_menu import FilterMenu
from gui.views.history.history_file import history_source
from gui.views.history.history_filters import HistoryFilters
from gui.views.history.line_actions import LineActions
from gui.views.history.reading import HistoryReading
from gui.views.lists.filter_chips import FilterChips
from gui.views.lists.growing_model import GrowingModel
from gui.views.lists.list_field import ListField
from gui.views.lists.list_view import ListView
from gui.views.output_menu import OutputMenu
from gui.views.receipt_reprints import ReceiptReprints
from gui.views.report_output import ReportOutput
from gui.views.take_back_controller import TakeBackController
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.table import Table
from gui.widgets.messages.empty_state import EmptyState
from gui.widgets.text.labels import label
from gui.wording import history_words, messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows.history import HistoryRow, HistoryTotal
    from core.usecases.all_tills import TillsOffer
    from core.usecases.changes import Changes
    from core.usecases.commands import CommandResult
    from core.usecases.counter import WithCard
    from gui.work.core_bridge import CoreBridge


class HistoryView(ListView):
    """`card_requested` when a line is chosen whose card exists."""

    name = "history"

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._question = HistoryQuestion()
        self._anew = self._more = False
        self.model = GrowingModel(history_columns(), self, key=attrgetter("key"))
        self._table = Table(self.model, "history_table", self.tr("History"))
        self._field = ListField(
            "history_field", self.tr("Filter the history"), self.tr("Last four, clerk, reason, number…")
        )
        self._field.lead(self._table)
        self._filters = HistoryFilters()
        self._reading = HistoryReading(bridge, self)
        self._told = label("", "hint", "history_told", wrap=True)
        self._told.hide()
        self._offered = False
        self._saved = FilterMenu(bridge, self)
        self._states = FilterChips("history_state", self._state_words())
        self._count = label("", "hint", "history_count")
        self._totals = label("", "text", "history_totals", wrap=True)
        self._save = button(self.tr("Print or &save…"), "history_save", "quiet")
        self._save_menu = OutputMenu(self._save)
        self._output = ReportOutput(bridge, self)
        self._actions = LineActions()
        self._receipts = ReceiptReprints(bridge, self)
        self._take_backs = TakeBackController(bridge, self)
        self._empty = EmptyState("history", "", "", (("F2", self.tr("sell a card")), ("F1", self.tr("to the counter"))))
        self._pages = QStackedWidget()
        self._arrange()

        self._field.searched.connect(self._on_searched)
        self._field.entered.connect(self._field.go_down)
        self._filters.changed.connect(self._on_filtered)
        self._filters.books_chosen.connect(self._on_books_chosen)
        self._reading.answered.connect(self._on_read)
        self._reading.summed.connect(self._on_summed)
        self._reading.named.connect(self._on_names)
        self._reading.waiting.connect(self._on_waiting)
        self._reading.ended.connect(self._on_ended)
        self._saved.chosen.connect(self._on_saved_chosen)
        self._saved.notified.connect(self.notified)
        self._states.chosen.connect(self._on_states_chosen)
        self._table.row_chosen.connect(self._on_row_chosen)
        self._table.row_current.connect(self._on_row_current)
        self._actions.print_requested.connect(self._receipts.print_again)
        self._actions.view_requested.connect(self._receipts.show_again)
        self._actions.take_back_requested.connect(self._take_backs.ask)
        self._receipts.notified.connect(self.notified)
        self._table.choice_lost.connect(self._on_current_gone)
        self._table.set_row_actions(self._row_actions)
        self.model.order_wanted.connect(self._on_order_wanted)
        self._save_menu.chosen.connect(self._on_save)
        self._output.notified.connect(self.notified)
        self._take_backs.ended.connect(self._on_taken_back)
        self._take_backs.notified.connect(self.notified)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self._actions.print_receipt)
        self.model.more_wanted.connect(self._on_more_wanted)

    @property
    def title(self) -> str:
        return self.tr("History")

    def show_view(self) -> None:
        self.take_focus()
        self._read()
        self._reading.read_names()
        self.bridge.ask(all_tills.read_offer, self._on_offer)
        self._saved.read()

    def show_part(self, part: str) -> None:
        """Come to the front with all that one person did, by name; "" for where work starts."""
        self.show_view()
        if part:
            self._on_saved_chosen(SavedFilter("", "", HistoryFilter(clerk=part)))

    def take_focus(self) -> None:
        self._field.setFocus()

    def show_news(self) -> None:
        self._ask_anew(self._question)

    def _state_words(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("All")),
            ("done", self.tr("Done")),
            ("open", self.tr("Waiting")),
            ("parked", self.tr("Needs you")),
            ("refused", self.tr("Refused")),
        )

    def _arrange(self) -> None:
        panel = Panel(name="history_panel")
        panel.body.addWidget(self._field)
        panel.body.addWidget(self._filters)
        panel.body.addLayout(_row(self._states, self.make_news(), self._count))
        panel.body.addWidget(self._told)
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._reading.page)
        panel.body.addWidget(self._pages, 1)
        panel.body.addLayout(_row(self._totals, self._saved.button, self._save, stretched=True))
        panel.body.addWidget(self._actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(panel)

    def _read(self) -> None:
        """Read the rows, and sum all that matches."""
        self._reading.read(self._meant_question())

    def _meant_question(self) -> HistoryQuestion:
        """Return the question with what its words mean in the language of the window."""
        return replace(self._question, meant=history_words.meant_by(self._question.text))

    def _ask_anew(self, question: HistoryQuestion) -> None:
        self._question, self._anew = replace(question, limit=HISTORY_PAGE), True
        self._saved.follow(self._question)
        self._table.show_columns(OF_OPERATIONS, shown=question.narrowed.has_operations)
        if self._reading.of_all:
            self._table.show_columns(("after",), shown=False)  # no journal tells it
        self._table.choose_none()
        self._on_current_gone()
        self._table.scrollToTop()
        self._read()

    def _on_searched(self, text: str) -> None:
        if text != self._question.text:
            self._ask_anew(replace(self._question, text=text))

    def _on_filtered(self) -> None:
        self._ask_anew(self._filters.narrow(self._question))

    def _on_saved_chosen(self, saved: SavedFilter) -> None:
        """Ask as the saved filter does, and show in every place what it has there."""
        self._filters.show_filter(saved)
        self._states.choose(_chip_of(saved))
        with QSignalBlocker(self._field):
            self._field.setText(saved.text)
        self._ask_anew(replace(self._question, text=saved.text, narrowed=saved.narrowed, period=saved.period))

    def _on_offer(self, offer: TillsOffer) -> None:
        """Offer the journals of all tills; a desk, which has no acts of its own, begins with them."""
        self._filters.offer_books(offered=offer.offered)
        begins, self._offered = offer.first and not self._offered, self._offered or offer.offered
        if begins:
            self._filters.choose_books(of_all=True)

    def _on_books_chosen(self, of_all: bool) -> None:
        self._reading.of_all = of_all
        for each in (self._told, self._count, self._totals):
            each.setText("")
        self._told.hide()
        self._actions.setVisible(not of_all)  # a receipt, and what is taken back, is a matter of its own till
        self._table.show_rows(())
        self._ask_anew(self._question)
        self._reading.read_names()

    def _on_waiting(self, waits: bool) -> None:
        self._pages.setCurrentIndex(2 if waits else 0 if self.model.rowCount() else 1)

    def _on_ended(self, error: KnownError) -> None:
        """Go back to this till's own history, which needs no reading."""
        self.notified.emit(messages.format_error(error), "info" if isinstance(error, ReadingStopped) else "bad")
        self._filters.choose_books(of_all=False)

    def _on_states_chosen(self, states: str) -> None:
        narrowed = replace(self._question.narrowed, states=operations.STATES[states])
        self._ask_anew(replace(self._question, narrowed=narrowed))

    def _on_more_wanted(self) -> None:
        self._question, self._more = replace(self._question, limit=self.model.rowCount() + HISTORY_PAGE), True
        self._reading.read(self._meant_question(), sums=False)  # the sum is of all, however many are shown

    def _on_order_wanted(self, name: str, descending: bool) -> None:
        self._ask_anew(replace(self._question, order=Order(name, descending)))

    def _on_read(self, answer: HistoryAnswer | TillsAnswer) -> None:
        of_all = isinstance(answer, TillsAnswer)
        if answer.question != self._question or of_all != self._reading.of_all:
            return
        if isinstance(answer, TillsAnswer):
            said = (*answer.notes, Message("tills.source"))
            self._told.setText(" ".join(map(messages.format_message, said)))
            self._told.show()
        self.take_rows(answer.rows, ended=answer.complete, anew=self._anew, more=self._more)
        self._anew = self._more = False
        if (chosen := self._table.chosen) is not None:
            self._on_row_current(chosen)  # it may have been taken back meanwhile
        self.model.expect_more(not answer.complete)
        self._show_count()

    def _on_summed(self, totals: tuple[HistoryTotal, ...] | None) -> None:
        self._totals.setText(self.tr("Adding up…") if totals is None else history_words.totals_text(totals))

    def _on_names(self, names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        self._filters.offer(*names)

    def _on_save(self, form: str) -> None:
        """Print or save all that matches, not only what is shown."""
        self._output.give(history_source(self._meant_question(), of_all=self._reading.of_all), form)

    def _show_count(self) -> None:
        shown = self.model.rowCount()
        self._pages.setCurrentIndex(0 if shown else 1)
        if shown:
            every = self.tr("1 entry") if shown == 1 else self.tr("{count} entries")
            usual = self._question.order == USUAL
            part = (
                self.tr("the newest {count}; scroll for more")
                if usual
                else self.tr("the first {count}; scroll for more")
            )
            self._count.setText((every if self.model.complete else part).format(count=messages.number(shown)))
            return
        self._count.setText("")
        if self._question == HistoryQuestion():
            self._empty.show_message(
                self.tr("Nothing happened yet"), self.tr("Whatever is done at this till is kept here.")
            )
        else:
            self._empty.show_message(self.tr("Nothing matches"), self.tr("Try fewer letters or another filter."))

    def _on_row_chosen(self, row: HistoryRow) -> None:
        if isinstance(row, JournalRow):
            self._open_card_of(row)
        elif row.card_id > 0 or (row.state in OPEN and not self._reading.of_all):
            self.card_requested.emit(row.card_id)
        else:
            self.notified.emit(self.tr("This card was never made, so there is nothing to show."), "info")

    def _open_card_of(self, row: JournalRow) -> None:
        if row.card_id > 0 or (row.card_id and not self._reading.of_all):
            self.card_requested.emit(row.card_id)
        else:
            self.notified.emit(entry_text(row), "info")

    def _on_row_current(self, row: HistoryRow) -> None:
        self._actions.show_line(None if self._reading.of_all else row)

    def _on_current_gone(self) -> None:
        """Switch off what prints or takes back: nothing is chosen."""
        self._actions.show_line(None)

    def _row_actions(self, row: HistoryRow) -> tuple[RowAction, ...]:
        if isinstance(row, JournalRow):
            return (RowAction(self.tr("Open the card"), partial(self._open_card_of, row), bool(row.card_id)),)
        if self._reading.of_all:
            return (RowAction(self.tr("Open the card"), partial(self._on_row_chosen, row), row.card_id > 0),)
        again = partial(self._receipts.print_again, row.operation_id)
        return (
            RowAction(self.tr("Open the card"), partial(self._on_row_chosen, row)),
            RowAction(self.tr("Print the receipt"), again, has_receipt(row)),
            RowAction(
                self.tr("Take it back…"),
                partial(self._take_backs.ask, row.operation_id),
                row.can_be_taken_back,
            ),
        )

    def _on_taken_back(self, row: OperationRow, served: WithCard[CommandResult]) -> None:
        self._take_backs.show_outcome(row, served.answer)

    def renew(self, changes: Changes) -> None:
        """Read again what is new; of all tills when the page comes to the front, for that may take long."""
        if changes.queue and not self._reading.of_all:
            self._read()

    def go_back(self) -> bool:
        """Stop what is being read, before anything else that Escape leaves."""
        return self._reading.stop() or super().go_back()


def _row(first: QWidget, *others: QWidget, stretched: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(first, 1 if stretched else 0)
    if not stretched:
        row.addStretch(1)
    for each in others:
        row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _chip_of(saved: SavedFilter) -> str:
    """Return the chip of these states; that of all where no chip has them."""
    chips = (name for name, states in operations.STATES.items() if states == saved.narrowed.states)
    return next(chips, "")
