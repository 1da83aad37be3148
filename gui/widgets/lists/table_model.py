"""A table over a tuple of frozen rows: texts are made a page at a time and kept, so painting only looks them up.

`Qt.UserRole` gives the raw value of a cell, `ROW` the row itself. A row is known by its key, never by its number: where
the keys are no longer the same in the same order the model begins anew, and with that nothing is chosen any more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.look.direction import plain_line

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

RAW = int(Qt.ItemDataRole.UserRole)
ROW = RAW + 1
TONE = RAW + 2
"""The tone of a cell that is shown as a pill, or None."""

_ARROWS = (" \u2191", " \u2193")
"""Up: the least comes first. Qt's own mark points the other way on some systems, and is read to nobody."""
PAGE_ROWS = 64
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`text` is what is shown, `raw` what it means; `tone` makes the cell a pill; `width` 0 takes what is left.

    `order` is the name by which a paged list is sorted where it is read; other lists sort by the raw value.
    """

    title: str
    text: Callable[[Row], str]
    raw: Callable[[Row], object] | None = None
    tone: Callable[[Row], str] | None = None
    right: bool = False
    width: int = 0
    order: str = ""

    def value(self, row: Row) -> object:
        """Return what the cell means."""
        return self.raw(row) if self.raw else self.text(row)


class TableModel(QAbstractTableModel, Generic[Row]):
    """Read only. `show_rows` replaces all; rows that are equal keep the model as it is.

    `key` tells which row it is; without one, a row that changed is another row.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        parent: QObject | None = None,
        *,
        key: Callable[[Row], Hashable] = lambda row: row,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._given: tuple[Row, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._order: tuple[int, bool] | None = None
        self._marked = (-1, False)
        self._pages: dict[int, list[tuple[str, ...]]] = {}

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._given = tuple(rows)
        fresh = self._sorted(self._given)
        if fresh == self._rows:
            return
        same = [*map(self.key, fresh)] == [*map(self.key, self._rows)]
        if same:
            self._rows = fresh
            self.renew_texts()
            return
        self.beginResetModel()
        self._rows = fresh
        self._pages.clear()
        self.endResetModel()

    def renew_texts(self) -> None:
        """Write the cells anew: "now" is "today 10:42" a minute later."""
        self._pages.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def sortable(self, column: int) -> bool:
        """Return whether the list can be sorted by `column`."""
        return 0 <= column < len(self.columns) and bool(self.columns[column].title)

    def mark_order(self, column: int, *, descending: bool) -> None:
        """Say in the heading by which column the list is sorted; -1 by none."""
        self._marked = (column, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def order_by(self, column: int, *, descending: bool) -> None:
        """Sort by the raw values of `column`; -1 is the order in which the rows were given."""
        self._order = (column, descending) if column >= 0 else None
        self.show_rows(self._given)

    def _sorted(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Return the rows sorted; what has no value comes last, whichever way."""
        if self._order is None:
            return rows
        column, descending = self.columns[self._order[0]], self._order[1]
        known = [row for row in rows if column.value(row) is not None]
        known.sort(key=lambda row: _rank(column.value(row)), reverse=descending)
        return (*known, *(row for row in rows if column.value(row) is None))

    def row_at(self, at: int) -> Row:
        return self._rows[at]

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            at = index.row()
            return self._page(at // PAGE_ROWS)[at % PAGE_ROWS][index.column()] if index.isValid() else None
        if role < RAW and role != _ALIGN:
            return None
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == _ALIGN:
            return _RIGHT if column.right else _LEFT
        if role == RAW:
            return column.value(row)
        if role == ROW:
            return row
        return column.tone(row) if role == TONE and column.tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title + (_ARROWS[self._marked[1]] if section == self._marked[0] else "")
        if role == _ALIGN:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def _page(self, number: int) -> list[tuple[str, ...]]:
        page = self._pages.get(number)
        if page is None:
            rows = self._rows[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
            page = [tuple(plain_line(column.text(row)) for column in self.columns) for row in rows]
            self._pages[number] = page
        return page


def _rank(value: object) -> Any:
    """Rank words as they are read, in either case."""
    return value.casefold() if isinstance(value, str) else value
