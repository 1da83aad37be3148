"""Issue (F2): sells a new card, then shows its code until the customer has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.domain.code import last_four
from core.domain.command import Issue
from core.domain.outcome import Confirmed, Refused
from core.errors import KnownError
from core.printing.sale import SoldCard
from core.rows import BatchRow, DeskStatus, OperationRow
from gui.printing.texts import card_words
from gui.views.base import View
from gui.views.bulk import reading as bulk_read
from gui.views.bulk.bulk import Bulk
from gui.views.bulk.waiting_orders import WaitingOrders
from gui.views.issue import sale
from gui.views.issue.code_screen import CodeScreen
from gui.views.issue.plastic import Plastic
from gui.views.issue.sale import Sale, Shelf
from gui.views.issue.sale_details import SaleDetails
from gui.views.issue.sell_panel import SellPanel
from gui.views.issue.waiting_codes import WaitingCodes
from gui.views.taking_back import TakingBack
from gui.widgets.enter import ENTER
from gui.widgets.scroll_column import ScrollColumn
from gui.widgets.tab_order import follow, inside
from gui.wording import messages, outcome_words
from gui.work import acts
from gui.work.acts import Carried

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.serving import WithCard
    from gui.work.worker import Desk

_LOOK_MS = 1000
_WIDEST_PANEL = 560
"""px, as wide as the counter's."""
_EDGE, _LOW_EDGE, _LOW = 24, 10, 640
"""px: the margin, the one of a low page, and below what height a page is low."""


class IssueView(View):
    """The form on one page, the code on the other; the second is left only when the code is safe."""

    name = "issue"
    widest = 1720

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ticket = 0
        self._code_in_hand = False
        self._pressed_early = False
        self._wanted = ""
        self._may_grow = True
        self._waiting = WaitingCodes()
        self._details = SaleDetails()
        self._sell = SellPanel(self._details)
        self._plastic = Plastic(desk, self)
        self._code = CodeScreen()
        self._taking_back = TakingBack(desk, self)
        self._bulk = Bulk(desk)
        self._orders = WaitingOrders()
        self._pages = QStackedWidget()
        self._form = self._make_form()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._arrange()

        self._plastic.unsold.connect(self._on_unsold)
        self._plastic.sold.connect(self._on_sold_already)
        self._plastic.told.connect(self.told)
        self._sell.requested.connect(self._on_requested)
        self._sell.currency_chosen.connect(self._on_currency_chosen)
        self._waiting.chosen.connect(self._on_code_chosen)
        self._code.handed_over.connect(self._on_handed_over)
        self._code.left.connect(self._back_to_form)
        self._code.label_wanted.connect(self._on_label_wanted)
        self._code.take_back_requested.connect(self._taking_back.ask)
        self._taking_back.ended.connect(self._on_taken_back)
        self._taking_back.told.connect(self.told)
        self._sell.several.clicked.connect(self._on_several)
        self._orders.chosen.connect(self._on_order_chosen)
        self._bulk.begun.connect(self._empty)
        self._bulk.left.connect(self._back_to_form)
        self._bulk.told.connect(self.told)
        self._look.timeout.connect(self._on_look)
        self._pages.currentChanged.connect(self._on_turned)
        desk.status_changed.connect(self._on_status)
        desk.outbox_changed.connect(self._on_outbox_changed)

    @property
    def title(self) -> str:
        return self.tr("Issue")

    def show_view(self) -> None:
        if self.desk.status is not None:
            self._on_status(self.desk.status)
        if self._pages.currentWidget() is self._code:
            self._show_code(self._code.operation_id)  # also one that has ended: the shop may have a name now
            self._look.start()
            return
        if self._pages.currentWidget() is self._bulk:
            self._bulk.show_view()
            return
        self.desk.ask(sale.read_shelf, self._on_shelf)
        self._may_grow = True
        self._read_waiting()
        self._sell.start()

    def take_focus(self) -> None:
        """Back to the amount, so that digits do not go on where the focus was left (the scan field, after Esc)."""
        if self._pages.currentWidget() is self._form:
            self._sell.take_focus()

    def take_scan(self, text: str) -> bool:
        """A card that lies on the counter is to be sold, unless it is sold already; what is no code goes elsewhere."""
        if self._pages.currentWidget() is not self._form or not self._plastic.wants(text):
            return False
        self._plastic.look(text)
        return True

    def go_back(self) -> bool:
        if self._pages.currentWidget() is self._bulk:
            return self._bulk.go_back()
        if self._pages.currentWidget() is not self._code:
            return False
        if self._code.leave():
            self._back_to_form()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means the sale wherever the focus is, but not while it is in a text."""
        if self._pages.currentWidget() is self._form and event.key() in ENTER:
            self._sell.keyPressEvent(event)
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the spaces give way before any key of the keypad does."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        edge = _LOW_EDGE if low else _EDGE
        self._sell.set_low(low)
        if (layout := self.layout()) is not None:
            beside = layout.contentsMargins()
            layout.setContentsMargins(beside.left(), edge, beside.right(), edge)

    def _make_form(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self._orders)
        column.addWidget(self._waiting)
        column.addWidget(self._details, 1)
        scroll = ScrollColumn(left, "issue_scroll", self.tr("New gift card"))
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(scroll, 5)
        row.addWidget(self._sell, 3)
        self._sell.setMinimumWidth(330)
        self._sell.setMaximumWidth(_WIDEST_PANEL)
        follow(self._sell.order_tabs(), *inside(left))
        return form

    def _arrange(self) -> None:
        self._pages.addWidget(self._form)
        self._pages.addWidget(self._code)
        self._pages.addWidget(self._bulk)
        several = QShortcut(QKeySequence("Ctrl+B"), self._form)
        several.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        several.activated.connect(self._on_several)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self._pages)

    # selling

    def _on_requested(self, command: Issue) -> None:
        if self.desk.status is None:
            self._pressed_early = True  # the panel says "One moment…" until the shop's currency is known
            return
        self._ticket += 1
        self._code_in_hand = command.code is not None
        self._sell.set_busy(True)
        self.desk.ask(acts.carry_out(command, self._ticket), self._on_carried, lane="counter", failed=self._on_not_sold)

    def _press_again(self, shown: str) -> None:
        """The desk is ready: the sale goes on, unless the clerk saw another currency than it would be made in."""
        self._pressed_early = False
        self._sell.set_busy(False)
        now = self._sell.amount.currency
        if shown == now:
            self._sell.press()
        else:
            again = self.tr("This shop sells in {currency}. Nothing was sold yet; look at the amount and sell again.")
            self._sell.tell_problem(again.format(currency=now))

    def _on_carried(self, carried: Carried) -> None:
        self._sell.set_busy(False)
        outcome = carried.outcome
        if isinstance(outcome, KnownError):
            self._on_not_sold(outcome)
        elif isinstance(outcome, Refused):
            words = outcome_words.of_outcome(carried.command, outcome)
            self._sell.learn_most(str(outcome.said.values.get("message", "")))
            self._sell.tell_problem(" ".join(filter(None, (words.sentence, words.advice))))
        else:
            self._empty()
            self.desk.wake()
            self._show_code(outcome.operation_id)

    def _empty(self) -> None:
        """It is sold: a second Enter must not sell the same once more."""
        self._sell.empty()
        self._details.clear()

    def _on_not_sold(self, error: KnownError) -> None:
        self._sell.set_busy(False)
        self._sell.tell_problem(messages.say_error(error))
        self._read_waiting()

    # a card that is there already

    def _on_unsold(self, code: str) -> None:
        self._details.use_code(code)
        text = self.tr("The card that ends in {last} will be sold. Type the amount.")
        self.told.emit(text.format(last=last_four(code).upper()), "info")
        self._sell.take_focus()

    def _on_sold_already(self, card_id: int) -> None:
        self.card_requested.emit(card_id)
        self.told.emit(self.tr("This card is sold already."), "warn")

    # several at once

    def _on_several(self) -> None:
        self._pages.setCurrentWidget(self._bulk)
        self._bulk.begin(self._sell.command(), self._sell.amount.currency)

    def look_through(self, path: Path) -> None:
        """A file of cards dropped on the window. A code that must not be left yet stays in front, and says so."""
        if self._pages.currentWidget() is self._code and not self._code.leave():
            return
        if self._pages.currentWidget() is self._bulk and not self._bulk.may_begin():
            return
        self._on_several()
        self._bulk.look_through(path)

    def _on_order_chosen(self, batch_id: str) -> None:
        self._pages.setCurrentWidget(self._bulk)
        self._bulk.show_order(batch_id)

    # the code

    def _on_label_wanted(self, sold: SoldCard) -> None:
        words = card_words(sold)
        self.desk.ask(
            lambda core: core.labels.print(words, sold.code, sold.payload),
            self._code.label_printed,
            lane="paper",
            failed=self._code.label_failed,
        )

    def _on_code_chosen(self, operation_id: str) -> None:
        self._code_in_hand = False
        self._show_code(operation_id)

    def _show_code(self, operation_id: str) -> None:
        self._wanted = operation_id
        self.desk.ask(sale.read_sale(operation_id), self._on_sale)

    def _on_sale(self, found: Sale | None) -> None:
        if not self._wanted:
            return  # an answer that comes after the page was left
        if found is None or (found.code is None and found.stand == sale.CONFIRMED):
            self._back_to_form()
            return
        self._pages.setCurrentWidget(self._code)
        self._code.show_sale(found, code_in_hand=self._code_in_hand)
        if not found.ended and self.isVisible():
            self._look.start()

    def _on_look(self) -> None:
        """How it stands by now, once a second while it is still open."""
        if self._pages.currentWidget() is not self._code or self._code.ended:
            self._look.stop()
        else:
            self._show_code(self._code.operation_id)

    def _on_handed_over(self, operation_id: str) -> None:
        self.desk.ask(
            sale.hand_over(operation_id), self._on_hand_over_done, lane="counter", failed=self._on_hand_over_failed
        )

    def _on_hand_over_done(self, _nothing: None) -> None:
        self._back_to_form()
        self.told.emit(self.tr("Handed over. The code is no longer kept here."), "good")

    def _on_hand_over_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "bad")

    def _on_taken_back(self, original: OperationRow, served: WithCard[Carried]) -> None:
        """Nobody gets that card any more; what is not known yet leaves its code where it is."""
        if isinstance(served.answer.outcome, Confirmed):
            self._back_to_form()
        self._taking_back.tell(original, served)

    def _back_to_form(self) -> None:
        self._look.stop()
        self._wanted = ""
        self._code.forget()
        self._pages.setCurrentWidget(self._form)
        self._may_grow = True
        self._read_waiting()
        self._sell.start()

    # what is around it

    def _on_turned(self) -> None:
        self.turned.emit()

    def _read_waiting(self) -> None:
        self.desk.ask(_unfinished, self._on_waiting)

    def _on_waiting(self, unfinished: tuple[tuple[OperationRow, ...], tuple[BatchRow, ...]]) -> None:
        """As many lines as before, unless the page just came to the front: nothing moves under a hand."""
        codes, orders = unfinished
        if self._may_grow or (self._waiting.takes(codes) and self._orders.takes(orders)):
            self._may_grow = False
            self._waiting.show_rows(codes)
            self._orders.show_rows(orders)

    def _on_shelf(self, shelf: Shelf) -> None:
        self._details.show_designs(shelf.designs)
        self._sell.show_amounts(shelf.amounts, shelf.currency)
        self._sell.show_currencies(shelf.currencies)

    def _on_status(self, status: DeskStatus) -> None:
        shown = self._sell.amount.currency
        self._sell.set_usual(status.currency)
        allowed = status.allowance
        cut_off = status.connection in {"offline", "switched_off"}
        self._sell.set_limit(min(allowed.per_sale, allowed.till_left) if cut_off else None)
        if self._pressed_early:
            self._press_again(shown)

    def _on_currency_chosen(self) -> None:
        if self.desk.status is not None:
            self._on_status(self.desk.status)

    def _on_outbox_changed(self) -> None:
        if self.isVisible():
            self._read_waiting()


def _unfinished(core: Core) -> tuple[tuple[OperationRow, ...], tuple[BatchRow, ...]]:
    """Codes that nobody handed over, and orders that are not through."""
    return sale.read_waiting(core), bulk_read.orders(core)
