"""Issue (F2): sells a new card, then shows its code until the customer has it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.domain.code import last_four
from core.domain.command import Issue
from core.domain.outcome import Refused
from core.errors import KnownError
from core.rows import DeskStatus
from core.usecases import commands, sales, unfinished
from core.usecases.sales import Shelf
from gui.views.base import View
from gui.views.bulk.bulk import Bulk
from gui.views.bulk.waiting_orders import WaitingOrders
from gui.views.issue.code_controller import CodeController
from gui.views.issue.code_screen import CodeScreen
from gui.views.issue.plastic import Plastic
from gui.views.issue.sale_details import SaleDetails
from gui.views.issue.sell_panel import SellPanel
from gui.views.issue.waiting_codes import WaitingCodes
from gui.widgets.keys.enter import ENTER
from gui.widgets.keys.tab_order import follow, inside
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.wording import messages, outcome_words

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from core.usecases.commands import CommandResult
    from core.usecases.unfinished import ToHandOver
    from gui.work.core_bridge import CoreBridge

_WIDEST_PANEL = 560
"""px, as wide as the counter's."""
_EDGE, _LOW_EDGE, _LOW = 24, 10, 640
"""px: the margin, the one of a low page, and below what height a page is low."""


class IssueView(View):
    """The form on one page, the code on the other; the second is left only when the code is safe."""

    name = "issue"
    widest = 1720

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._code_in_hand = False
        self._pressed_early = False
        self._may_grow = True
        self._waiting = WaitingCodes()
        self._details = SaleDetails()
        self._sell = SellPanel(self._details)
        self._plastic = Plastic(bridge, self)
        self._code = CodeScreen()
        self._codes = CodeController(bridge, self._code, self)
        self._bulk = Bulk(bridge)
        self._orders = WaitingOrders()
        self._pages = QStackedWidget()
        self._form = self._make_form()
        self._arrange()

        self._connect()
        bridge.status_changed.connect(self._on_status)

    @property
    def title(self) -> str:
        return self.tr("Issue")

    def show_view(self) -> None:
        if self.bridge.status is not None:
            self._on_status(self.bridge.status)
        if self._pages.currentWidget() is self._code:
            self._codes.refresh()
            return
        if self._pages.currentWidget() is self._bulk:
            self._bulk.show_view()
            return
        self.bridge.ask(sales.read_shelf, self._on_shelf)
        self._may_grow = True
        self._read_waiting()
        self._sell.start()

    def take_focus(self) -> None:
        """Go back to the amount: digits must not go on where the focus was left (the scan field, after Esc)."""
        if self._pages.currentWidget() is self._form:
            self._sell.take_focus()

    def take_scan(self, text: str) -> bool:
        """Take the card on the counter to sell it, unless it is sold already; what is no code goes elsewhere."""
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the spaces give way on a low screen before any key of the keypad does."""
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

    def _connect(self) -> None:
        self._plastic.unsold.connect(self._on_unsold)
        self._plastic.sold.connect(self._on_sold_already)
        self._sell.requested.connect(self._on_requested)
        self._sell.currency_chosen.connect(self._on_currency_chosen)
        self._sell.several.clicked.connect(self._on_several)
        self._waiting.chosen.connect(self._codes.show_code)
        self._codes.shown.connect(self._on_code_shown)
        self._codes.left.connect(self._back_to_form)
        self._orders.chosen.connect(self._on_order_chosen)
        self._bulk.begun.connect(self._empty)
        self._bulk.left.connect(self._back_to_form)
        for each in (self._plastic, self._codes, self._bulk):
            each.notified.connect(self.notified)
        self._pages.currentChanged.connect(self._on_turned)

    # selling

    def _on_requested(self, command: Issue) -> None:
        if self.bridge.status is None:
            self._pressed_early = True  # the panel says "One moment…" until the shop's currency is known
            return
        self._code_in_hand = command.code is not None
        self._sell.set_busy(True)
        self.bridge.run(partial(commands.submit_and_run, command=command), self._on_carried, failed=self._on_not_sold)

    def _press_again(self, shown: str) -> None:
        """Go on with the sale once the core is open, unless the clerk saw another currency than it would be made in."""
        self._pressed_early = False
        self._sell.set_busy(False)
        now = self._sell.amount.currency
        if shown == now:
            self._sell.press()
        else:
            again = self.tr("This shop sells in {currency}. Nothing was sold yet; look at the amount and sell again.")
            self._sell.show_problem(again.format(currency=now))

    def _on_carried(self, result: CommandResult) -> None:
        self._sell.set_busy(False)
        outcome = result.outcome
        if result.problem is not None:
            self.notified.emit(messages.format_error(result.problem), "bad")
        if isinstance(outcome, Refused) and result.command is not None:
            words = outcome_words.of_outcome(result.command, outcome)
            self._sell.learn_most(str(outcome.message.values.get("message", "")))
            self._sell.show_problem(" ".join(filter(None, (words.sentence, words.advice))))
        else:
            self._empty()
            self.bridge.wake()
            self._codes.show_code(outcome.operation_id, code_in_hand=self._code_in_hand)

    def _empty(self) -> None:
        """Empty the form: it is sold, and a second Enter must not sell the same once more."""
        self._sell.empty()
        self._details.clear()

    def _on_not_sold(self, error: KnownError) -> None:
        self._sell.set_busy(False)
        self._sell.show_problem(messages.format_error(error), messages.tone_of(error))
        self._read_waiting()

    # a card that is there already

    def _on_unsold(self, code: str) -> None:
        self._details.use_code(code)
        text = self.tr("The card that ends in {last} will be sold. Type the amount.")
        self.notified.emit(text.format(last=last_four(code).upper()), "info")
        self._sell.take_focus()

    def _on_sold_already(self, card_id: int) -> None:
        self.card_requested.emit(card_id)
        self.notified.emit(self.tr("This card is sold already."), "warn")

    # several at once

    def _on_several(self) -> None:
        self._pages.setCurrentWidget(self._bulk)
        self._bulk.begin(self._sell.command(), self._sell.amount.currency)

    def look_through(self, path: Path) -> None:
        """Look through a file dropped on the window. A code that must not be left yet stays in front, and says so."""
        if self._pages.currentWidget() is self._code and not self._code.leave():
            return
        if self._pages.currentWidget() is self._bulk and not self._bulk.may_begin():
            return
        self._on_several()
        self._bulk.look_through(path)

    def _on_order_chosen(self, batch_id: str) -> None:
        self._pages.setCurrentWidget(self._bulk)
        self._bulk.show_order(batch_id)

    def _on_code_shown(self) -> None:
        self._pages.setCurrentWidget(self._code)

    def _back_to_form(self) -> None:
        self._codes.forget()
        self._pages.setCurrentWidget(self._form)
        self._may_grow = True
        self._read_waiting()
        self._sell.start()

    # what is around it

    def _on_turned(self) -> None:
        self.turned.emit()

    def _read_waiting(self) -> None:
        self.bridge.ask(unfinished.read_to_hand_over, self._on_waiting)

    def _on_waiting(self, found: ToHandOver) -> None:
        """Show as many lines as before, unless the page just came to the front: nothing moves under a hand."""
        if self._may_grow or (self._waiting.takes(found.sales) and self._orders.takes(found.orders)):
            self._may_grow = False
            self._waiting.show_rows(found.sales)
            self._orders.show_rows(found.orders)

    def _on_shelf(self, shelf: Shelf) -> None:
        self._details.show_designs(shelf.designs)
        self._details.show_policy(shelf.policy)
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
        if self.bridge.status is not None:
            self._on_status(self.bridge.status)

    def renew(self, changes: Changes) -> None:
        """Read again, of the page in front, the code while it is open, the order, or what waits beside the form."""
        if not changes.queue:
            return
        page = self._pages.currentWidget()
        if page is self._form:
            self._read_waiting()
        elif page is self._bulk:
            self._bulk.renew()
        else:
            self._codes.renew()
