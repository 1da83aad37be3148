"""Cards that were sold but never handed over: after a kill, a power cut or a busy moment their code is still here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.rows import OperationRow
from gui.views.issue import sale_words
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.widgets.panel import Panel
from gui.widgets.pill import Pill
from gui.wording import messages, words

_MOST = 3


class WaitingCodes(Panel):
    """Hidden while there are none. `chosen` carries the operation_id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Not handed over yet"), parent, name="waiting_codes")
        self._shown: tuple[OperationRow, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._rest = label("", "hint", "waiting_codes_rest", wrap=True)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._rest)
        self.hide()

    def show_rows(self, rows: tuple[OperationRow, ...]) -> None:
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in rows[:_MOST]:
            self._lines.addWidget(self._line(row))
        over = len(rows) - _MOST
        self._rest.setText(self.tr("and {count} more; they come up here one after the other").format(count=over))
        self._rest.setVisible(over > 0)

    def _line(self, row: OperationRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        amount = messages.money(row.want, row.currency)
        text = sale_words.short(amount, row.last_characters, row.created_at, row.clerk)
        show = button(self.tr("Show the code"), f"show_code_{row.last_characters}", "quiet")
        show.setAccessibleDescription(text)
        show.setProperty("operation", row.operation_id)
        across.addWidget(Pill(words.state_word(row.state), words.state_tone(row.state)))
        across.addWidget(label(text, "text", wrap=True), 1)
        across.addWidget(show)
        show.clicked.connect(self._on_show)
        return line

    def _on_show(self) -> None:
        self.chosen.emit(str(self.sender().property("operation")))
