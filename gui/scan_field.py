"""The field on top of every page: whatever is scanned or typed and ended with Enter goes out as one text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.widgets.icon_mark import IconMark
from gui.widgets.key_hint import key_hint

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
        self.setTextMargins(36, 0, 0, 0)
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
        middle = self.height() // 2
        self._picture.move(14, middle - self._picture.height() // 2)
        hint = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - hint.width() - 14, middle - hint.height() // 2, hint.width(), hint.height()
        )

    def _on_return(self) -> None:
        text = self.text().strip()
        if text:
            self.take(text)

    def _on_text_changed(self, text: str) -> None:
        self._hint.setVisible(not text)
