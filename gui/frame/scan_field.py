"""The field on top of every page: whatever is scanned or typed and ended with Enter goes out as one text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from gui.look.direction import right_to_left
from gui.widgets.icon_mark import IconMark
from gui.widgets.key_hint import key_hint

_EDGE, _GAP = 14, 16
_MOST = 400
"""A signed QR payload is well below this; a scanner gone wild stops here."""


class ScanField(QLineEdit):
    """Empties itself when the text is taken, ready for the next card."""

    code_scanned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scan_field")
        self.setProperty("role", "scan")
        self.setAccessibleName(self.tr("Scan or type a card"))
        self.setPlaceholderText(self.tr("Scan, or type a code, last four, name, amount…"))
        self.setMaxLength(_MOST)
        self.setMinimumHeight(44)
        self._picture = IconMark("scan-barcode", 20, parent=self)
        self._hint = key_hint(self.tr("any time"))
        self._hint.setParent(self)

        self.returnPressed.connect(self._on_return)
        self.textChanged.connect(self._on_text_changed)

    def take(self, text: str) -> None:
        """A text that came from a scanner, wherever the focus was."""
        self.clear()
        self.code_scanned.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        picture, hint = self._picture.rect(), QRect(QPoint(), self._hint.sizeHint())
        for part, left in ((picture, _EDGE), (hint, self.width() - hint.width() - _EDGE)):
            part.moveTopLeft(QPoint(left, (self.height() - part.height()) // 2))
        self._picture.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), picture))
        self._hint.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), hint))
        start, end = picture.width() + _GAP, hint.width() + _GAP
        self.setTextMargins(*((end, 0, start, 0) if right_to_left() else (start, 0, end, 0)))

    def _on_return(self) -> None:
        text = self.text().strip()
        if text:
            self.take(text)

    def _on_text_changed(self, text: str) -> None:
        self._hint.setVisible(not text)
