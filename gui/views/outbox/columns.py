"""The columns of the outbox, and its table. It stands in one order: what needs a person first, then what waits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from core.domain.operation import State
from core.rows import OperationRow
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.lists.text_delegate import TextDelegate
from gui.wording import operation_words, words

ACT = 3
"""The column whose text does something when it is clicked."""

translate = QCoreApplication.translate


def outbox_columns() -> tuple[Column[OperationRow], ...]:
    return (
        Column(
            translate("Outbox", "State"),
            lambda row: words.state_word(row.state),
            lambda row: row.state.value,
            lambda row: words.state_tone(row.state),
            width=130,
        ),
        Column(translate("Outbox", "What"), operation_words.what, lambda row: row.operation_id, width=270),
        Column(translate("Outbox", "What we know"), operation_words.known),
        Column("", _action_text, width=104),
    )


def _action_text(row: OperationRow) -> str:
    if row.state is State.PARKED:
        return translate("Outbox", "Settle…")
    return translate("Outbox", "Try now") if row.state in {State.WAITING, State.DEFERRED} else ""


class OutboxTable(Table):
    def __init__(self, model: TableModel[OperationRow], spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(model, "outbox_table", spoken, parent)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionsClickable(False)
        strong = QFont.Weight.DemiBold
        self.setItemDelegateForColumn(1, TextDelegate(self, weight=strong))
        self.setItemDelegateForColumn(2, TextDelegate(self, shade="muted", pixels=13))
        self.setItemDelegateForColumn(ACT, TextDelegate(self, shade="accent", weight=strong))
