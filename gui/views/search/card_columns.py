"""The columns of a list of cards, and which of them give way when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.rows import CardRow
from gui.widgets.lists.table_model import Column
from gui.wording import messages, words

translate = QCoreApplication.translate


def card_columns() -> tuple[Column[CardRow], ...]:
    """Return the columns in their order on the screen."""
    return (
        Column(translate("Search", "Last four"), lambda row: row.last_characters.upper(), width=92, order="last"),
        *_amount_columns(),
        Column(
            translate("Search", "Status"),
            _status,
            lambda row: (row.status.value, row.frozen is not None),
            lambda row: "warn" if row.frozen else words.status_tone(row.status),
            width=128,
            order="status",
        ),
        Column(translate("Search", "Usable until"), _until, lambda row: row.expires_on, width=136, order="until"),
        Column(translate("Search", "Note"), lambda row: row.note or "", lambda row: row.note, order="note"),
        Column(
            translate("Search", "Updated"),
            lambda row: messages.when(row.updated_at),
            lambda row: row.updated_at,
            width=120,
            order="updated",
        ),
    )


def _amount_columns() -> tuple[Column[CardRow], ...]:
    return (
        Column(
            translate("Search", "Balance"), _balance, lambda row: row.balance, right=True, width=112, order="balance"
        ),
        Column(
            translate("Search", "Waiting"),
            _waiting,
            lambda row: row.pending,
            lambda _: "warn",
            right=True,
            width=122,
            order="pending",
        ),
        Column(
            translate("Search", "Sold for"),
            _initial,
            lambda row: row.initial_value,
            right=True,
            width=104,
            order="initial",
        ),
    )


def _status(row: CardRow) -> str:
    """Say frozen first: on this till it is what counts."""
    return translate("Search", "Frozen here") if row.frozen else words.status_word(row.status)


def _balance(row: CardRow) -> str:
    return messages.money(row.balance, row.currency)


def _waiting(row: CardRow) -> str:
    return messages.money(row.pending, row.currency, sign=True) if row.pending else ""


def _initial(row: CardRow) -> str:
    return messages.money(row.initial_value, row.currency)


def _until(row: CardRow) -> str:
    return messages.day(row.expires_on) if row.expires_on else translate("Search", "no end")
