"""Shows a guide: Markdown with pictures that are never wider than the page. Links lead within the guides only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui.look import theme

_PAGE, _TEXT, _CODE = 20, 14, 13
_HEADINGS = {1: 24, 2: 18, 3: 15}
_ABOVE, _BELOW = {0: 3, 1: 0, 2: 22, 3: 14}, {0: 8, 1: 10, 2: 6, 3: 4}
_CELL = 6
"""px: around the page, the letters of text, code and each level of heading, the space over and under a paragraph (0)
and each heading, and around what stands in a table."""
_LINE_PERCENT = 130.0
_PICTURE = "\ufffc"
"""What stands for a picture in the text of its paragraph."""


class GuideBrowser(QTextBrowser):
    """`show_guide` loads a file. Arrow keys and Page Down scroll; nothing in it can be changed or opened outside."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else its coming changes the width
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._file: Path | None = None
        self._text = ""
        self._drawn_for = 0

    def show_guide(self, file: Path) -> None:
        """Show the Markdown of `file`, from its beginning. Raises OSError where it cannot be read."""
        self._file, self._text = file, file.read_text(encoding="utf-8")
        self.verticalScrollBar().setValue(0)
        self._draw()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, no wider than the page; nothing else is ever loaded."""
        place = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or self._file is None or not place.isRelative():
            return None
        picture, scale = QImage(str(self._file.parent / place.path())), self.devicePixelRatio()
        if picture.isNull():
            return None
        room = QSize(round(self._room() * scale), picture.height() * 4)
        shown = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(scale)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._file is not None and self._room() != self._drawn_for:
            self._draw()

    def _room(self) -> int:
        return max(1, self.viewport().width() - 2 * _PAGE - 2)  # its frame takes a fraction more

    def _draw(self) -> None:
        """Lay the text out anew: pictures are scaled to the page when they are loaded."""
        at, self._drawn_for = self.verticalScrollBar().value(), self._room()
        document = QTextDocument(self)
        document.setDocumentMargin(_PAGE)
        document.setDefaultFont(theme.text_font(_TEXT))
        document.setMarkdown(self._text)
        _set_blocks(document)
        _set_tables(document, self._room())
        self.setDocument(document)  # which deletes the one before
        self.verticalScrollBar().setValue(at)


def _set_blocks(document: QTextDocument) -> None:
    """Give paragraphs and headings their sizes and the space between them; Qt's own have none."""
    block = document.begin()
    while block.isValid():
        cursor, shape = QTextCursor(block), QTextBlockFormat()
        level = block.blockFormat().headingLevel()
        inside = cursor.currentTable() is not None
        shape.setTopMargin(0 if inside else _ABOVE[level])
        shape.setBottomMargin(0 if inside else _BELOW[level])
        if _PICTURE not in block.text():
            shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(shape)
        if level or block.blockFormat().hasProperty(QTextBlockFormat.Property.BlockCodeFence.value):
            letters = QTextCharFormat()
            letters.setProperty(QTextCharFormat.Property.FontPixelSize.value, _HEADINGS.get(level, _CODE))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(letters)
        block = block.next()


def _set_tables(document: QTextDocument, width: int) -> None:
    """Give every table the width of the page, px, and thin lines."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setWidth(QTextLength(QTextLength.Type.FixedLength, width))
            shape.setCellPadding(_CELL)
            shape.setBorderCollapse(True)
            shape.setBorder(1)
            shape.setBorderBrush(QColor(theme.tokens().line))
            shape.setTopMargin(_CELL)
            shape.setBottomMargin(2 * _CELL)
            frame.setFormat(shape)
