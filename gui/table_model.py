"""A table over a tuple of frozen rows: texts are made a page at a time and kept, so painting only looks them up.

`Qt.UserRole` gives the raw value of a cell, `ROW` the row itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.look.direction import plain_line

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

RAW = int(Qt.ItemDataRole.UserRole)
ROW = RAW + 1
TONE = RAW + 2
"""The tone of a cell that is shown as a pill, or None."""

_PAGE = 64
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`text` is what is shown, `raw` what it means; `tone` makes the cell a pill; `width` 0 takes what is left."""

    title: str
    text: Callable[[Row], str]
    raw: Callable[[Row], object] | None = None
    tone: Callable[[Row], str] | None = None
    right: bool = False
    width: int = 0


class TableModel(QAbstractTableModel, Generic[Row]):
    """Read only. `show_rows` replaces all; rows that are equal keep the model as it is."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._pages: dict[int, list[tuple[str, ...]]] = {}

    def show_rows(self, rows: Sequence[Row]) -> None:
        fresh = tuple(rows)
        if fresh == self._rows:
            return
        if len(fresh) == len(self._rows):
            self._rows = fresh
            self._pages.clear()
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self._pages.clear()
        self.endResetModel()

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
            return self._page(at // _PAGE)[at % _PAGE][index.column()] if index.isValid() else None
        if role < RAW and role != _ALIGN:
            return None
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == _ALIGN:
            return _RIGHT if column.right else _LEFT
        if role == RAW:
            return column.raw(row) if column.raw else column.text(row)
        if role == ROW:
            return row
        return column.tone(row) if role == TONE and column.tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def _page(self, number: int) -> list[tuple[str, ...]]:
        page = self._pages.get(number)
        if page is None:
            rows = self._rows[number * _PAGE : (number + 1) * _PAGE]
            page = [tuple(plain_line(column.text(row)) for column in self.columns) for row in rows]
            self._pages[number] = page
        return page
