"""The cell of a column that has a tone: a pill."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.look.direction import mirrored
from gui.widgets.lists.table_model import TONE
from gui.widgets.text.pill import PillLook, paint_pill, pill_width

_CELL_LEFT = 13
"""Where a cell and its header begin or end: the padding of 10 in the sheet, and 3 that the style adds to a cell."""


class PillDelegate(QStyledItemDelegate):
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
        paint_pill(painter, box, PillLook(text, str(tone), chosen))
