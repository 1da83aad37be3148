"""The card as a card: balance at 46 px, what is confirmed and since when, status and match, last four, usable until."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from core.domain.card import Match
from core.rows import CardRow
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.wording import expiry_words, messages, words


class CardFace(QFrame):
    """Shows one CardRow. `tick` renews only the age, so that nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_face")
        self.setProperty("role", "card")
        self.setMinimumHeight(168)
        self.setMaximumHeight(214)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._row: CardRow | None = None
        self._shop = label("", "strong", "card_shop")
        self._state = label("", "strong", "card_state")
        self._balance = label("", "balance", "card_balance")
        self._line = label("", "line", "card_line", wrap=True)
        self.again = button(self.tr("Read again  B"), "card_again", "on_card")
        self._digits = label("", "digits", "card_last")
        self._until = label("", "until", "card_until", wrap=True)
        self._arrange()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(22, 18, 22, 18)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._shop, 0, 0)
        grid.addWidget(self._state, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(1, 1)
        grid.addWidget(self._balance, 2, 0)
        grid.addWidget(self.again, 2, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._line, 3, 0, 1, 2)
        grid.setRowStretch(4, 2)
        grid.addWidget(self._digits, 5, 0)
        self._until.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._until, 5, 1)
        grid.setColumnStretch(1, 1)

    def show_card(self, row: CardRow, match: Match | None, shop: str) -> None:
        """`match` None: the card was chosen from a list, not presented."""
        self._row = row
        self._shop.setText(self.tr("{shop} gift card").format(shop=shop) if shop else self.tr("Gift card"))
        self._state.setText(self._state_text(row, match))
        self._balance.setText(messages.money(row.balance, row.currency))
        self._digits.setText(f"•••• •••• •••• {row.last_characters.upper()}")
        self._until.setText(expiry_words.until(row))
        self.tick()

    def tick(self) -> None:
        """Renews the age of the balance."""
        if self._row is not None:
            self._line.setText(self._line_text(self._row))

    def _state_text(self, row: CardRow, match: Match | None) -> str:
        parts = [words.status_word(row.status)]
        if match is not None:
            parts.append(words.match_word(match))
        if row.pending:
            parts.append(self.tr("pending"))
        if row.unsettled:
            parts.append(self.tr("needs you"))
        if row.frozen:
            parts.insert(1, self.tr("frozen here"))
        return " · ".join(parts)

    def _line_text(self, row: CardRow) -> str:
        age = messages.ago(row.seen_at, time.time())
        if row.card_id < 0:
            return self.tr("not yet confirmed by the service")
        if row.pending:
            return self.tr("{confirmed} confirmed {age}, {pending} waiting").format(
                confirmed=messages.money(row.confirmed_balance, row.currency),
                age=age,
                pending=messages.money(row.pending, row.currency, sign=True),
            )
        return self.tr("confirmed {age} · sold for {initial}").format(
            age=age, initial=messages.money(row.initial_value, row.currency)
        )
