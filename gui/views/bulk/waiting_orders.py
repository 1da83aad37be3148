"""Orders that are not through, or whose cards nobody handed over: after a kill they go on from here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.rows import BatchRow
from gui.views.bulk import bulk_words
from gui.views.lists.waiting_lines import MOST, WaitingLines, WaitingRow


class WaitingOrders(WaitingLines):
    """`chosen` carries the batch_id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Several at once, not finished"), "waiting_orders", parent)
        self._shown: tuple[BatchRow, ...] = ()

    def takes(self, rows: tuple[BatchRow, ...]) -> bool:
        """Return whether the list stays as high as it is with these."""
        return min(len(rows), MOST) == min(len(self._shown), MOST)

    def show_rows(self, rows: tuple[BatchRow, ...]) -> None:
        if rows != self._shown:
            self._shown = rows
            self.show_lines([self._order(at, order) for at, order in enumerate(rows[:MOST])])

    def _order(self, at: int, order: BatchRow) -> WaitingRow:
        action = self.tr("&Go on") if order.waiting else self.tr("S&how")
        return WaitingRow(order.batch_id, bulk_words.order_line(order), action, f"show_order_{at}")
