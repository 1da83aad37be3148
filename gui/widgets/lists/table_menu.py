"""The menu of a table: what can be done with the chosen row, copying it, and the order of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt

from gui.widgets.lists.row_menu import RowAction, copy_row, plain_menu

if TYPE_CHECKING:
    from gui.widgets.lists.table import Table
    from gui.widgets.lists.table_model import TableModel


class TableMenu(QObject):
    """`acts` gives what can be done with a row; it is set by the page."""

    def __init__(self, table: Table, model: TableModel[Any]) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self.actions: Callable[[Any], Sequence[RowAction]] = lambda _row: ()

    def copy(self) -> None:
        """Put the highlighted row on the clipboard."""
        at, columns = self._table.currentIndex().row(), self._model.columnCount()
        if at >= 0:
            copy_row([str(self._model.index(at, each).data()) for each in range(columns)])

    def open(self, place: QPoint) -> None:
        """Open it at `place` in the viewport. It stays about the row that is chosen now, whatever the list does."""
        row, orders = self._table.chosen, self._orders()
        actions: list[RowAction | None] = []
        if row is not None:
            actions += [*self.actions(row), None, RowAction(self.tr("Copy the row"), self.copy)]
        if actions and orders:
            actions.append(None)
        if actions or orders:
            plain_menu((*actions, *orders), self._table).popup(self._table.viewport().mapToGlobal(place))

    def _orders(self) -> list[RowAction]:
        header = self._table.horizontalHeader()
        if not header.sectionsClickable():
            return []
        now, made = header.sortIndicatorSection(), []
        for at, column in enumerate(self._model.columns):
            if self._model.sortable(at) and not self._table.isColumnHidden(at):
                down = at == now and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
                text = self.tr("Sort down by: {column}") if down else self.tr("Sort by: {column}")
                sort = partial(self._table.sort_by, at, descending=down)
                made.append(RowAction(text.format(column=column.title), sort))
        usual = partial(self._table.sort_by, -1, descending=False)
        return [*made, RowAction(self.tr("The usual order"), usual, now >= 0)] if made else []
