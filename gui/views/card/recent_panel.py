"""The cards that were served lately, below the empty counter: one is back on it with Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.views.card.recent_cards import RecentCard
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.table import ROW_HEIGHT, Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.key_hint import chord_hint
from gui.wording import messages, words

_WIDEST = 760
_SHOWN = 4
"""Rows in sight; the others are scrolled to."""
_FRAME = 4


class RecentPanel(Panel):
    """`card_chosen` carries the card_id. Hidden while there is none."""

    card_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name="recent_cards")
        self.model: TableModel[RecentCard] = TableModel(self._columns(), self)
        self.table = Table(self.model, "recent_cards_table", self.tr("Cards that were served lately"))
        self.table.horizontalHeader().hide()
        self._go = button(self.tr("Ser&ved lately"), "recent_cards_go", "quiet")
        self.setMaximumWidth(_WIDEST)
        self.body.setContentsMargins(12, 6, 12, 12)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._go)
        head.addWidget(chord_hint(self._go))
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.table)
        self.hide()

        self._go.clicked.connect(self._on_go)
        self.table.row_chosen.connect(self._on_chosen)

    def show_rows(self, rows: tuple[RecentCard, ...]) -> None:
        self.model.show_rows(rows)
        self.table.setFixedHeight(ROW_HEIGHT * min(_SHOWN, max(1, len(rows))) + _FRAME)

    def _columns(self) -> tuple[Column[RecentCard], ...]:
        return (
            Column(self.tr("Card"), _last_four, width=140),
            Column(self.tr("Balance"), _balance, raw=_raw_balance, right=True, width=130),
            Column(self.tr("State"), _state, tone=_tone, width=150),
            Column(self.tr("Note"), _note),
            Column(self.tr("Served"), _served, raw=_raw_served, right=True, width=140),
        )

    def _on_go(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _on_chosen(self, row: RecentCard) -> None:
        self.card_chosen.emit(row.card.card_id)


def _last_four(row: RecentCard) -> str:
    return f"•••• {row.card.last_characters.upper()}"


def _balance(row: RecentCard) -> str:
    return messages.money(row.card.balance, row.card.currency)


def _raw_balance(row: RecentCard) -> int:
    return row.card.balance


def _state(row: RecentCard) -> str:
    return words.card_word(row.card)


def _tone(row: RecentCard) -> str:
    return words.card_tone(row.card)


def _note(row: RecentCard) -> str:
    return row.card.note or ""


def _served(row: RecentCard) -> str:
    return messages.when(row.at)


def _raw_served(row: RecentCard) -> float:
    return row.at
