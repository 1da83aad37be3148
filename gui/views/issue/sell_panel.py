"""The panel that sells: amount, usual amounts, keypad and one large button that says what it will do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.command import Issue
from gui.views.card.typed_panel import TypedPanel
from gui.views.issue.sale_details import SaleDetails
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.widgets.panel import MARGIN
from gui.widgets.ready_amounts import ReadyAmounts
from gui.widgets.still_room import StillRoom
from gui.wording import messages

_LOW_EDGE, _SPACE, _LOW_SPACE = 12, 10, 6
"""px"""


class SellPanel(TypedPanel):
    """`requested` carries an Issue made of the amount here and what `details` says.

    What it has to say stands in a room of its own above the button, which stays where it is.
    """

    def __init__(self, details: SaleDetails, parent: QWidget | None = None) -> None:
        super().__init__("", "sell", parent=parent)
        self.set_title(self.tr("Amount on the new card"))
        self._details = details
        self._limit = label("", "hint", "sell_limit", wrap=True)
        self._limit.hide()
        self._room = StillRoom((self._problem, self._waiting, self._limit))
        self._before: QWidget | None = None
        self.amount.setObjectName("sell_amount")
        self.ready = ReadyAmounts()
        self.body.addWidget(self.amount)
        self.body.addWidget(self.ready)
        self.body.addWidget(self.keypad, 100)
        self.several = button(self.tr("Several at &once…"), "sell_several", "quiet")
        for each in (self._room, self.button, self.several):
            self.body.addWidget(each)
        self.set_currency("USD")
        self.ready.show_amounts((2500, 5000, 10_000, 15_000), "USD")
        self.renew()

        self.ready.chosen.connect(self.amount.set_minor)
        details.changed.connect(self.renew)

    def set_limit(self, most: int | None) -> None:
        """The most that may be sold at once now, minor units; None: no limit."""
        text = self.tr("Without a connection up to {amount} at once.") if most is not None else ""
        self._limit.setText(text.format(amount=messages.money(most or 0, self.amount.currency)))
        self._share_room()

    def set_busy(self, busy: bool) -> None:
        """The focus waits on the amount, where Enter does nothing meanwhile, and comes back to where it was."""
        if busy:
            self._before = self.focusWidget()
            if self._before is self.button:
                self.take_focus()
        super().set_busy(busy)
        if not busy and self._before is self.button and self.amount.hasFocus():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._share_room()

    def tell_problem(self, text: str) -> None:
        super().tell_problem(text)
        self._share_room()

    def command(self) -> Issue | None:
        minor = self.amount.minor()
        if not minor or not self._details.complete:
            return None
        return self._details.issue(minor, self.amount.currency)

    def button_text(self) -> str:
        minor = self.amount.minor()
        if not minor:
            return self.tr("Sell")
        amount = messages.money(minor, self.amount.currency)
        if self._details.given_away:
            return self.tr("Give {amount}").format(amount=amount)
        return self.tr("Sell {amount}").format(amount=amount)

    def set_low(self, low: bool) -> None:
        """On a low screen the spaces give way."""
        edge = _LOW_EDGE if low else MARGIN
        self.body.setSpacing(_LOW_SPACE if low else _SPACE)
        self.body.setContentsMargins(MARGIN, edge, MARGIN, edge)

    def _share_room(self) -> None:
        """The limit is said while nothing else is."""
        self._limit.setVisible(bool(self._limit.text() and not self._problem.text() and not self._busy))
        self._room.fit()

    def start(self) -> None:
        """What was typed stays: a clerk may look elsewhere and come back."""
        self.take_focus()
