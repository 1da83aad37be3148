"""The table of every list: whole rows of 49 px, chosen by Enter or a double click; pills where a column has a tone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.look.direction import mirrored
from gui.table_model import ROW, TONE, Row, TableModel
from gui.widgets.pill import paint_pill, pill_width

ROW_HEIGHT = 49
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
"""The first and the last row; Qt's own go to the first and the last column, which a list of rows does not have."""
_CELL_LEFT = 13
"""Where a cell and its header begin or end: the padding of 10 in the sheet, and 3 that the style adds to a cell."""


class _PillDelegate(QStyledItemDelegate):
    """Paints the text of a toned cell as a pill."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tone, text = index.data(TONE), str(index.data() or "")
        if not tone or not text:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            option.widget.style().ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        wide = min(pill_width(text), option.rect.width() - _CELL_LEFT - 2)
        right = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        left = option.rect.right() - _CELL_LEFT - wide + 1 if right else option.rect.left() + _CELL_LEFT
        box = mirrored(painter, QRectF(left, option.rect.center().y() - 11.5, wide, 24), QRectF(option.rect))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_pill(painter, box, text, str(tone), chosen=chosen)


class Table(QTableView):
    """`row_chosen` and `row_current` carry the frozen row."""

    row_chosen = Signal(object)
    row_current = Signal(object)

    def __init__(self, model: TableModel[Row], name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(model)
        self._dress()
        for at, column in enumerate(model.columns):
            self._size(at, column.width)
            if column.tone:
                self.setItemDelegateForColumn(at, _PillDelegate(self))

        self.doubleClicked.connect(self._on_chosen)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def selectRow(self, row: int) -> None:
        """Qt's own looks for a column at the edge of the table; read from right to left it finds none there."""
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._on_chosen(self.currentIndex())
            return
        if event.key() in _ENDS and not event.modifiers() and self.model().rowCount():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def _size(self, at: int, width: int) -> None:
        header = self.horizontalHeader()
        if width:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(at, width)
        else:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.data(ROW))

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_current.emit(index.data(ROW))
