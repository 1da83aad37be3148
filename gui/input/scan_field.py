"""The field on top of every page: whatever is scanned or typed and ended with Enter goes out as one text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.look.direction import laid, right_to_left
from gui.widgets.text.icon_mark import IconMark
from gui.widgets.text.key_hint import key_hint

_EDGE, _GAP, _WITH_HINT = 14, 16, 300
_MOST = 400
"""A signed QR payload is well below this; a scanner gone wild stops here."""


class ScanField(QLineEdit):
    """Empties itself when the text is taken, ready for the next card."""

    code_entered = Signal(str)

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

        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

        self.returnPressed.connect(self.submit)
        self.textChanged.connect(self._on_text_changed)

    def begin(self, text: str) -> None:
        """Go on here, in sight, with what was typed elsewhere and is no amount."""
        self.setText(text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)

    def submit(self) -> None:
        """Submit as Enter does."""
        text = self.text().strip()
        if text:
            self.clear()
            self.code_entered.emit(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Allow a keyboard on the screen once tapped; else none opens, and no input method changes a scan."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        picture, hint = self._picture.rect(), QRect(QPoint(), self._hint.sizeHint())
        for part, left in ((picture, _EDGE), (hint, self.width() - hint.width() - _EDGE)):
            part.moveTopLeft(QPoint(left, (self.height() - part.height()) // 2))
        self._picture.setGeometry(laid(picture, self.rect()))
        self._hint.setGeometry(laid(hint, self.rect()))
        self._hint.setVisible(self._hint_fits and not self.text())
        start, end = picture.width() + _GAP, hint.width() + _GAP if self._hint_fits else _GAP
        self.setTextMargins(*((end, 0, start, 0) if right_to_left() else (start, 0, end, 0)))

    @property
    def _hint_fits(self) -> bool:
        """The words of the field come first."""
        return self.width() >= _WITH_HINT

    def _on_text_changed(self, text: str) -> None:
        self._hint.setVisible(self._hint_fits and not text)
