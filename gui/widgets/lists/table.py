"""The table of every list: whole rows of 49 px, chosen by Enter or a double click; pills where a column has a tone.

A choice is a person's: made with the arrow keys or the mouse, and kept by the key of its row. A row that the program
highlights is not chosen, so Enter does nothing there. Letters never choose a row: they are text, for the page above.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QWidget,
)

from gui.widgets.lists.pill_delegate import PillDelegate
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.scroll_anchor import ScrollAnchor
from gui.widgets.lists.table_menu import TableMenu
from gui.widgets.lists.table_model import ROW, TableModel

ROW_HEIGHT = 49
_LEAST = 140
"""px of the column that takes what is left."""
_ABOVE_BELOW = 12
"""px around the lines of a tall row."""
_AGE_MS = 20_000
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
"""The first and the last row; Qt's own go to the first and the last column, which a list of rows does not have."""
_MOVES = {*_ENDS, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space}


class Table(QTableView):
    """`row_chosen` and `row_current` carry the frozen row; `choice_lost`: the chosen row is no longer in the list."""

    row_chosen = Signal(object)
    row_current = Signal(object)
    choice_lost = Signal()

    def __init__(self, model: TableModel[Any], name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._meant = self._hand = False
        self._least = _LEAST
        self._is_tall: Callable[[Any], bool] | None = None
        self._menu = TableMenu(self, model)
        self._age = QTimer(self)
        self._age.setInterval(_AGE_MS)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(model)
        self._dress()
        for at, column in enumerate(model.columns):
            self._size(at, column.width)
            if column.tone:
                self.setItemDelegateForColumn(at, PillDelegate(self))

        self.doubleClicked.connect(self._on_chosen)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        self._age.timeout.connect(model.renew_texts)

    @property
    def chosen(self) -> Any:
        """The row that a person chose, or None."""
        return self._row_at(self.currentIndex()) if self._meant else None

    @property
    def in_use(self) -> bool:
        """A person chose a row or scrolled: nothing may move under the eye now."""
        return self.chosen is not None or self.verticalScrollBar().value() > 0

    def selectRow(self, row: int) -> None:
        """Highlight the row for the program. Qt's own finds no column at the edge, read from right to left."""
        self.setCurrentIndex(self.model().index(row, 0))

    def choose_row(self, row: int) -> None:
        """Highlight the row as a person's choice, after a key that means it."""
        self.setCurrentIndex(QModelIndex())
        self.selectRow(row)
        self._meant = self.currentIndex().isValid()

    def choose_none(self) -> None:
        """Highlight nothing."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self._meant = False

    def show_columns(self, orders: Collection[str], *, shown: bool) -> None:
        """Show the columns that have these orders, or leave them out; the rest shares the width anew."""
        for at, column in enumerate(self._rows.columns):
            if column.order in orders:
                self.setColumnHidden(at, not shown)
        self._share_width()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Take fresh rows: what is chosen stays chosen, the top row stays at the top, and what left is said."""
        chosen, meant = self._row_at(self.currentIndex()), self._meant
        place = ScrollAnchor(self, self._rows)
        self._rows.show_rows(rows)
        if not self._highlight_again(chosen, meant=meant) and meant:
            self._meant = False
            self.choice_lost.emit()
        self._fit_heights()
        place.keep()

    def set_least(self, least: int) -> None:
        """Let the column that takes what is left be as narrow as `least` px."""
        self._least = least
        self._share_width()

    def set_tall(self, is_tall: Callable[[Any], bool]) -> None:
        """Wrap the texts, and give each row of which `is_tall` is true the height that its texts need."""
        self._is_tall = is_tall
        self.setWordWrap(True)
        self._fit_heights()

    def set_row_actions(self, actions: Callable[[Any], Sequence[RowAction]]) -> None:
        """Put what `acts` gives for a row into its menu."""
        self._menu.actions = actions

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort, as a click on the heading does; -1 is the usual order."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.chosen is None:
                event.ignore()  # a dialog has its own use for it
            self._on_chosen(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._menu.copy()
        elif _wants_menu(event):
            self._menu.open(self.visualRect(self.currentIndex()).center())
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMANDS:
            event.ignore()  # it is text, and goes to the page
        else:
            self._by_hand(event)

    def keyboardSearch(self, _text: str) -> None:
        """Move no highlight by letters: Enter would act on a row that nobody looked at."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep the current row: Qt's own makes the first row current here, without showing it."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand = True
        super().mousePressEvent(event)
        self._hand = False
        self._meant = self.indexAt(event.position().toPoint()).isValid() or self._meant

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            at = self.indexAt(event.pos())
            if at.isValid():
                self.choose_row(at.row())
            self._menu.open(event.pos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self._fit_heights()

    def _fit_heights(self) -> None:
        """Measure the tall rows alone: to measure all of a long list would take too long."""
        if self._is_tall is None:
            return
        for at, row in enumerate(self._rows.rows):
            height = max(ROW_HEIGHT, self.sizeHintForRow(at) + _ABOVE_BELOW) if self._is_tall(row) else ROW_HEIGHT
            if self.rowHeight(at) != height:
                self.setRowHeight(at, height)

    def _share_width(self) -> None:
        """Give the column without a width what is left; where that is too little to read, the table scrolls sideways.

        So no column is ever lost, and the bar at the lower edge says that there are more.
        """
        header, columns = self.horizontalHeader(), self._rows.columns
        fixed = sum(header.sectionSize(at) for at, column in enumerate(columns) if column.width)
        for at, column in enumerate(columns):
            if not column.width and not self.isColumnHidden(at):
                tight = self.viewport().width() - fixed < self._least
                mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
                header.setSectionResizeMode(at, mode)
                if tight:
                    header.resizeSection(at, self._least)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._age.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._age.stop()
        super().hideEvent(event)

    def _by_hand(self, event: QKeyEvent) -> None:
        """Note that a person's key moved the highlight, or means the row where it is."""
        self._hand = True
        if event.key() in _ENDS and not event.modifiers():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)
        self._hand = False
        if event.key() in _MOVES:
            self._meant = self.currentIndex().isValid()

    def _row_at(self, index: QModelIndex) -> Any:
        return index.data(ROW) if index.isValid() else None

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by the heading or the menu. What is chosen stays chosen."""
        if column >= 0 and not self._rows.sortable(column):
            self.sort_by(-1, descending=False)
            return
        chosen, meant = self._row_at(self.currentIndex()), self._meant
        descending = order == Qt.SortOrder.DescendingOrder
        self._rows.mark_order(column, descending=descending)
        self._rows.order_by(column, descending=descending)
        self._fit_heights()
        self.scrollToTop()
        self._highlight_again(chosen, meant=meant)

    def _highlight_again(self, row: Any, *, meant: bool) -> bool:
        """Find the row by its key after the list began anew. Returns whether it is there, or none was asked for."""
        if row is None or self.currentIndex().isValid():
            return True
        key = self._rows.key(row)
        again = next((at for at, each in enumerate(self._rows.rows) if self._rows.key(each) == key), -1)
        if again >= 0:
            self.selectRow(again)
            self._meant = meant
        return again >= 0

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _size(self, at: int, width: int) -> None:
        header = self.horizontalHeader()
        if width:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(at, width)
        else:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and self._meant:
            self.row_chosen.emit(index.data(ROW))

    def _on_current(self, index: QModelIndex) -> None:
        self._meant = self._hand
        if index.isValid():
            self.row_current.emit(index.data(ROW))


def _wants_menu(event: QKeyEvent) -> bool:
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted)
