"""A TableModel that grows while it is scrolled: it asks for more rows and takes them without moving the ones it has."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal

from gui.widgets.lists.table_model import PAGE_ROWS, Column, Index, Row, TableModel


class GrowingModel(TableModel[Row]):
    """`more_wanted` is said once for each length of the table; `add_rows` or `show_rows` answers it."""

    more_wanted = Signal()
    order_wanted = Signal(str, bool)
    """The name of an order ("" is the usual one) and whether it descends: the rows are sorted where they are read."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        parent: QObject | None = None,
        *,
        key: Callable[[Row], Hashable] = lambda row: row,
    ) -> None:
        super().__init__(columns, parent, key=key)
        self._more = False
        self._asked = False

    @property
    def complete(self) -> bool:
        """Nothing more is to be had."""
        return not self._more

    def expect_more(self, more: bool) -> None:
        """Note whether there are rows behind the last one; also the answer to `more_wanted`."""
        self._more, self._asked = more, False

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Put `rows` behind the last one."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows = self._given = (*self._rows, *rows)
        self._pages.pop(first // PAGE_ROWS, None)
        self.endInsertRows()

    def sortable(self, column: int) -> bool:
        return super().sortable(column) and bool(self.columns[column].order)

    def order_by(self, column: int, *, descending: bool) -> None:
        self.order_wanted.emit(self.columns[column].order if column >= 0 else "", descending)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()
