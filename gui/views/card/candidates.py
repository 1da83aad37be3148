"""Several cards that a text may have meant: the clerk chooses, the program never guesses."""

from __future__ import annotations

from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.rows import CardRow
from gui.widgets.layout.panel import Panel
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.wording import messages, words


class Candidates(Panel):
    """`card_chosen` carries the card_id."""

    card_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name="candidates")
        self._heading = label("", "heading", "candidates_heading", wrap=True)
        self._sentence = label("", "muted", "candidates_sentence", wrap=True)
        self.model: TableModel[CardRow] = TableModel(self._columns(), self, key=attrgetter("card_id"))
        self.table = Table(self.model, "candidates_table", self.tr("Cards that it may be"))
        self.body.addWidget(self._heading)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self.table, 1)
        how = self.tr("None is chosen yet: take one with the arrow keys and Enter, or with a double click.")
        self.body.addWidget(label(how, "hint", "candidates_how", wrap=True))

        self.table.row_chosen.connect(self._on_chosen)
        self.table.set_row_actions(self._row_actions)

    def show_cards(self, heading: str, sentence: str, cards: tuple[CardRow, ...]) -> None:
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self.table.sort_by(-1, descending=False)
        self.model.show_rows(cards)
        self.table.choose_none()  # typed digits and Enter are for a card; which one, a person says
        self.table.setFocus()

    def _columns(self) -> tuple[Column[CardRow], ...]:
        return (
            Column(self.tr("State"), _status, tone=_status_tone, width=130),
            Column(self.tr("Card"), _last_four, width=90),
            Column(self.tr("Balance"), _balance, raw=_raw_balance, right=True, width=120),
            Column(self.tr("Sold"), _sold, raw=_raw_sold, width=130),
            Column(self.tr("Note"), _note),
        )

    def _row_actions(self, card: CardRow) -> tuple[RowAction, ...]:
        return (RowAction(self.tr("Open the card"), partial(self._on_chosen, card)),)

    def _on_chosen(self, card: CardRow) -> None:
        self.card_chosen.emit(card.card_id)


def _status(card: CardRow) -> str:
    return words.status_word(card.status)


def _status_tone(card: CardRow) -> str:
    return words.status_tone(card.status)


def _last_four(card: CardRow) -> str:
    return card.last_characters.upper()


def _balance(card: CardRow) -> str:
    return messages.money(card.balance, card.currency)


def _raw_balance(card: CardRow) -> int:
    return card.balance


def _sold(card: CardRow) -> str:
    return messages.when(card.created_at)


def _raw_sold(card: CardRow) -> int:
    return card.created_at


def _note(card: CardRow) -> str:
    return card.note or ""
