"""A column whose text is strong, or looks like a link because a click on it does something."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.look import theme


class TextDelegate(QStyledItemDelegate):
    """`shade` is the name of a token, asked at paint time; `pixels` is the height of the letters."""

    def __init__(
        self, parent: QObject, *, shade: str = "text", weight: QFont.Weight = QFont.Weight.Normal, pixels: int = 14
    ) -> None:
        super().__init__(parent)
        self._shade = shade
        self._font = theme.text_font(pixels, weight)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.font = self._font
        colour = QColor(getattr(theme.tokens(), self._shade))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, colour)
