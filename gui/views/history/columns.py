"""The columns of the history, and which of them give way when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.card import local_reference
from core.rows import OperationRow
from gui.widgets.lists.table_model import Column
from gui.wording import kept_words, messages, operation_words, words

translate = QCoreApplication.translate


def history_columns() -> tuple[Column[OperationRow], ...]:
    return (
        Column(translate("History", "When"), _when, lambda row: row.created_at, width=116, order="when"),
        Column(
            translate("History", "What"),
            lambda row: words.kind_word(row.kind),
            lambda row: row.kind.value,
            width=96,
            order="what",
        ),
        Column(translate("History", "Card"), _card, lambda row: row.card_id, width=76, order="card"),
        Column(
            translate("History", "Amount"),
            operation_words.amount_text,
            lambda row: row.want,
            right=True,
            width=104,
            order="amount",
        ),
        Column(
            translate("History", "Outcome"),
            lambda row: words.state_word(row.state),
            lambda row: row.state.value,
            lambda row: words.state_tone(row.state),
            width=124,
            order="outcome",
        ),
        Column(
            translate("History", "Afterwards"), _balance, lambda row: row.balance, right=True, width=104, order="after"
        ),
        Column(translate("History", "Clerk"), _clerk, width=96, order="clerk"),
        Column(translate("History", "Till"), lambda row: row.till, width=96, order="till"),
        Column(translate("History", "Reason"), _reason, order="reason"),
    )


def _when(row: OperationRow) -> str:
    """Write the time of day always: a history is read to the minute."""
    time = messages.clock(row.created_at)
    if messages.is_today(row.created_at):
        return translate("History", "today {time}").format(time=time)
    return f"{messages.when(row.created_at)}, {time}"


def _card(row: OperationRow) -> str:
    return row.last_characters.upper() or local_reference(row.card_id)


def _clerk(row: OperationRow) -> str:
    """Return the clerk, with the manager who approved it."""
    return ", ".join(filter(None, (row.clerk, row.approver)))


def _reason(row: OperationRow) -> str:
    return kept_words.reason_word(row.reason)


def _balance(row: OperationRow) -> str:
    return messages.money(row.balance, row.currency) if row.balance is not None else ""
