"""Cards that were sold but never handed over: after a kill, a power cut or a busy moment their code is still here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.rows import OperationRow
from gui.views.issue import sale_words
from gui.views.lists.waiting_lines import MOST, WaitingLines, WaitingRow
from gui.widgets.text.labels import label
from gui.widgets.text.pill import Pill
from gui.wording import messages, words


class WaitingCodes(WaitingLines):
    """`chosen` carries the operation_id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Not handed over yet"), "waiting_codes", parent)
        self._shown: tuple[OperationRow, ...] = ()
        self._rest = label("", "hint", "waiting_codes_rest", wrap=True)
        self.body.addWidget(self._rest)

    def takes(self, rows: tuple[OperationRow, ...]) -> bool:
        """Return whether the list stays as high as it is with these."""
        return min(len(rows), MOST + 1) == min(len(self._shown), MOST + 1)

    def show_rows(self, rows: tuple[OperationRow, ...]) -> None:
        if rows == self._shown:
            return
        self._shown = rows
        self.show_lines([self._code(row) for row in rows[:MOST]])
        over = len(rows) - MOST
        self._rest.setText(self.tr("and {count} more; they come up here one after the other").format(count=over))
        self._rest.setVisible(over > 0)

    def _code(self, row: OperationRow) -> WaitingRow:
        text = sale_words.short(messages.money(row.want, row.currency), row.last_characters, row.created_at, row.clerk)
        state = Pill(words.state_word(row.state), words.state_tone(row.state))
        return WaitingRow(row.operation_id, text, self.tr("Show the &code"), f"show_code_{row.last_characters}", state)
