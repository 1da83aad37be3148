"""The panel that sells: amount, usual amounts, keypad and one large button that says what it will do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.domain.command import Issue
from core.domain.issue_limit import told_in
from gui.views.card.typed_panel import TypedPanel
from gui.views.issue.sale_details import SaleDetails
from gui.widgets.amounts.ready_amounts import ReadyAmounts
from gui.widgets.buttons.button import button
from gui.widgets.forms.choice import Choice
from gui.widgets.keys.tab_order import follow
from gui.widgets.layout.panel import MARGIN
from gui.widgets.layout.reserved_space import ReservedSpace
from gui.widgets.text.labels import label
from gui.wording import currencies, messages

_LOW_EDGE, _SPACE, _LOW_SPACE = 12, 10, 6
"""px"""


class SellPanel(TypedPanel):
    """`requested` carries an Issue made of the amount here and what `details` says; `currency_chosen` by the clerk.

    What it has to say stands in a room of its own above the button, which stays where it is.
    """

    currency_chosen = Signal()

    def __init__(self, details: SaleDetails, parent: QWidget | None = None) -> None:
        super().__init__("", "sell", parent=parent)
        self.set_title(self.tr("Amount on the new card"))
        self._details = details
        self._most: dict[str, int] = {}
        self._limit = label("", "hint", "sell_limit", wrap=True)
        self._limit.hide()
        self._room = ReservedSpace((self._problem, self._waiting, self._limit))
        self._before: QWidget | None = None
        self.amount.setObjectName("sell_amount")
        self.ready = ReadyAmounts()
        self._usual, self._chosen = "USD", ""
        self._ready: tuple[tuple[int, ...], str] = ((2500, 5000, 10_000, 15_000), "USD")
        self._currency = Choice()
        self._currency.setObjectName("sell_currency")
        self._currency.setAccessibleName(self.tr("Currency of the new card"))
        self._currency_row = details.put_first(self.tr("Currency"), self._currency)
        self._currency_row.hide()
        self.body.addWidget(self.amount)
        self.body.addWidget(self.ready)
        self.body.addWidget(self.keypad, 100)
        self.several = button(self.tr("Several at &once…"), "sell_several", "quiet")
        for each in (self._room, self.button, self.several):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._apply()
        self.renew()

        self.order_tabs()
        self._currency.activated.connect(self._on_currency_chosen)
        self.ready.chosen.connect(self.amount.set_minor)
        self.ready.renewed.connect(self.order_tabs)
        details.changed.connect(self.renew)

    @property
    def foreign(self) -> bool:
        """The clerk has chosen another currency than the shop's own."""
        return bool(self._chosen)

    def set_usual(self, currency: str) -> None:
        """Set the shop's own currency: each sale begins with it."""
        if currency != self._usual:
            self._usual = currency
            self._chosen = "" if self._chosen == currency else self._chosen
            self._currency.setCurrentIndex(self._currency.findData(self._chosen or currency))
            self._apply()

    def show_currencies(self, codes: tuple[str, ...]) -> None:
        """Offer the currencies that can be sold. Of several one is chosen; a single one needs no choice."""
        self._chosen = self._chosen if self._chosen in codes else ""
        self._currency.clear()
        for code in codes:
            self._currency.addItem(currencies.own_format(code), code)
        self._currency.setCurrentIndex(self._currency.findData(self._chosen or self._usual))
        self._currency_row.setVisible(len(codes) > 1)
        self._apply()

    def show_amounts(self, amounts: tuple[int, ...], currency: str) -> None:
        """Offer the usual amounts, which are of the shop's own currency."""
        self._ready = (amounts, currency)
        self._apply()

    def empty(self) -> None:
        """Empty it for the next sale, in the shop's own currency again."""
        super().empty()
        self._chosen = ""
        self._currency.setCurrentIndex(self._currency.findData(self._usual))
        self._apply()

    def _on_currency_chosen(self) -> None:
        code = str(self._currency.currentData())
        self._chosen = "" if code == self._usual else code
        self._apply()
        self.currency_chosen.emit()
        self.take_focus()

    def _apply(self) -> None:
        currency = self._chosen or self._usual
        self.set_currency(currency)
        self.ready.show_amounts(*(((), currency) if currency != self._ready[1] else self._ready))
        self.renew()

    def order_tabs(self) -> QWidget:
        return follow(self.button, self.several, *self.ready.roving.buttons, *self.keypad.roving.buttons)

    def set_limit(self, most: int | None) -> None:
        """Set the most that may be sold at once now, minor units of the shop's own currency; None: no limit."""
        text = self.tr("Without a connection up to {amount} at once.") if most is not None else ""
        if text and self.foreign:
            text = messages.format_sentence("offline.currency", {"currency": self._usual})
        self._limit.setText(text.format(amount=messages.money(most or 0, self.amount.currency)))
        self._share_room()

    def learn_most(self, message: str) -> None:
        """Learn from a refusal of the service the most that a card can be sold for."""
        currency = self.amount.currency
        most = told_in(message, currency)
        if most is not None:
            self._most[currency] = most
            self.renew()

    def set_busy(self, busy: bool) -> None:
        """Let the focus wait on the amount, where Enter does nothing meanwhile, and give it back afterwards."""
        if busy:
            self._before = self.focusWidget()
            if self._before is self.button:
                self.take_focus()
        super().set_busy(busy)
        if not busy and self._before is self.button and self.amount.hasFocus():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._share_room()

    def show_problem(self, text: str, tone: str = "bad") -> None:
        super().show_problem(text, tone)
        self._share_room()

    def command(self) -> Issue | None:
        minor = self.amount.minor()
        if not minor or not self._details.complete or self._is_too_much(minor):
            return None
        return self._details.issue(minor, self.amount.currency)

    def _is_too_much(self, minor: int) -> bool:
        return minor > self._most.get(self.amount.currency, minor)

    def button_text(self) -> str:
        minor = self.amount.minor()
        if not minor:
            return self.tr("Sell")
        if self._is_too_much(minor):
            return self.tr("At most {amount}").format(
                amount=messages.money(self._most[self.amount.currency], self.amount.currency)
            )
        amount = messages.money(minor, self.amount.currency)
        if self._details.given_away:
            return self.tr("Give {amount}").format(amount=amount)
        return self.tr("Sell {amount}").format(amount=amount)

    def set_low(self, low: bool) -> None:
        """Let the spaces give way on a low screen."""
        edge = _LOW_EDGE if low else MARGIN
        self.body.setSpacing(_LOW_SPACE if low else _SPACE)
        self.body.setContentsMargins(MARGIN, edge, MARGIN, edge)

    def _share_room(self) -> None:
        """Show the limit while nothing else is said."""
        self._limit.setVisible(bool(self._limit.text() and not self._problem.text() and not self._busy))
        self._room.fit()

    def start(self) -> None:
        """Keep what was typed: a clerk may look elsewhere and come back. The next key takes its place."""
        self.take_focus()
        self.amount.select_all()
