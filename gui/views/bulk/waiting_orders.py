"""Orders that are not through, or whose cards nobody handed over: after a kill they go on from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.rows import BatchRow
from gui.views.bulk import bulk_words
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.widgets.panel import Panel

_MOST = 3


class WaitingOrders(Panel):
    """Hidden while there are none. `chosen` carries the batch_id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Several at once, not finished"), parent, name="waiting_orders")
        self._shown: tuple[BatchRow, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_rows(self, rows: tuple[BatchRow, ...]) -> None:
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for at, order in enumerate(rows[:_MOST]):
            self._lines.addWidget(self._line(at, order))

    def _line(self, at: int, order: BatchRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        text = bulk_words.order_line(order)
        show = button(self.tr("Go on") if order.waiting else self.tr("Show"), f"show_order_{at}", "quiet")
        show.setAccessibleDescription(text)
        show.setProperty("order", order.batch_id)
        across.addWidget(label(text, "text", wrap=True), 1)
        across.addWidget(show)
        show.clicked.connect(self._on_show)
        return line

    def _on_show(self) -> None:
        self.chosen.emit(str(self.sender().property("order")))
