"""One line that tells what just happened and goes when told to; it is spoken to screen readers as it comes."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.buttons import icon_button
from gui.widgets.labels import label, set_look
from gui.widgets.marker import Marker

_SHOWN_MS = 5_000


class MessageBar(QWidget):
    """Good news leaves by itself; what needs a person stays until it is closed. Hidden, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._box = QFrame()
        self._box.setProperty("role", "message")
        self._marker = Marker()
        self._text = label("", "strong", "message_text", wrap=True)
        close = icon_button(self.tr("Close this message"), "message_close", "x")
        around = QHBoxLayout(self)
        around.setContentsMargins(24, 12, 24, 0)
        around.addWidget(self._box)
        row = QHBoxLayout(self._box)
        row.setContentsMargins(16, 4, 6, 4)
        row.setSpacing(12)
        row.addWidget(self._marker)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_SHOWN_MS)
        self.hide()

        close.clicked.connect(self.hide)
        self._leaving.timeout.connect(self.hide)

    def tell(self, text: str, tone: str = "info") -> None:
        """`tone` is good, info, warn or bad."""
        self._text.setText(text)
        self._marker.set_tone(tone)
        set_look(self._box, tone=tone)
        self.show()
        self._leaving.stop()
        if tone in {"good", "info"}:
            self._leaving.start()
        announce(self, text)

    def turn_page(self) -> None:
        """Good news belongs to the page on which it came; what needs a person goes along."""
        if self._leaving.isActive():
            self.hide()


def announce(widget: QWidget, text: str) -> None:
    """Lets a screen reader say `text` now."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
