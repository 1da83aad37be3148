"""The columns of the history, and which of them give way when there is little room."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from core.domain.card import local_reference
from core.rows import OperationRow
from core.rows.history import HistoryRow
from core.rows.journal import JournalRow
from gui.views.history.entry_details import entry_text
from gui.widgets.lists.table_model import Column
from gui.wording import journal_words, kept_words, messages, operation_words, words

translate = QCoreApplication.translate
T = TypeVar("T")

OF_OPERATIONS = ("amount", "outcome", "after")
"""The orders of the columns that are empty for every entry of the journal."""


def history_columns() -> tuple[Column[HistoryRow], ...]:
    """Return the columns; an entry of the journal has no amounts and no outcome, and is told in the last one."""
    return (
        Column(translate("History", "When"), _when, lambda row: row.created_at, width=116, order="when"),
        Column(translate("History", "What"), _what, _kind, width=112, order="what"),
        Column(translate("History", "Card"), _card, lambda row: row.card_id, width=76, order="card"),
        Column(
            translate("History", "Amount"),
            _of_operation(operation_words.amount_text),
            _of_operation(attrgetter("want")),
            right=True,
            width=104,
            order="amount",
        ),
        Column(
            translate("History", "Outcome"),
            _of_operation(lambda row: words.state_word(row.state)),
            _of_operation(lambda row: row.state.value),
            _of_operation(lambda row: words.state_tone(row.state)),
            width=124,
            order="outcome",
        ),
        Column(
            translate("History", "Afterwards"),
            _of_operation(_balance),
            _of_operation(attrgetter("balance")),
            right=True,
            width=104,
            order="after",
        ),
        Column(translate("History", "Clerk"), _clerk, width=96, order="clerk"),
        Column(translate("History", "Till"), lambda row: row.till, width=96, order="till"),
        Column(translate("History", "Details"), _details, order="reason"),
    )


def _of_operation(read: Callable[[OperationRow], T]) -> Callable[[HistoryRow], T | str]:
    """Return what reads an operation; of an entry there is nothing to read."""
    return lambda row: "" if isinstance(row, JournalRow) else read(row)


def _when(row: HistoryRow) -> str:
    """Write the time of day always: a history is read to the minute."""
    time = messages.clock(row.created_at)
    if messages.is_today(row.created_at):
        return translate("History", "today {time}").format(time=time)
    return f"{messages.when(row.created_at)}, {time}"


def _what(row: HistoryRow) -> str:
    return journal_words.entry_words()[row.what] if isinstance(row, JournalRow) else words.kind_word(row.kind)


def _kind(row: HistoryRow) -> str:
    return row.what if isinstance(row, JournalRow) else row.kind.value


def _card(row: HistoryRow) -> str:
    return row.last_characters.upper() or (local_reference(row.card_id) if row.card_id else "")


def _clerk(row: HistoryRow) -> str:
    """Return the clerk, with the manager who approved it."""
    return ", ".join(filter(None, (row.clerk, row.approver)))


def _details(row: HistoryRow) -> str:
    """Return what an entry says, and of an operation the reason that was given."""
    return entry_text(row) if isinstance(row, JournalRow) else kept_words.reason_word(row.reason)


def _balance(row: OperationRow) -> str:
    return messages.money(row.balance, row.currency) if row.balance is not None else ""
