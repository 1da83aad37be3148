"""Says at once that the service is being asked, and for how long already; hidden while nothing is on its way."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.widgets.text.marker import Marker

_TICK_MS = 1000
_LONG_S = 3
"""An answer usually comes sooner; from here on a person wants to know that all is well."""


class WaitingLine(QWidget):
    """`begin` shows it in the same turn of the event loop, well before anybody wonders."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._for_pin = False
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._text = label("", "text", name, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Marker("info"))
        row.addWidget(self._text, 1)
        self.hide()

        self._tick.timeout.connect(self._on_tick)

    def begin(self) -> None:
        self._since.start()
        self.show_seconds(0)
        self.show()
        self._tick.start()
        self._for_pin = False
        announce(self, self._text.text())

    def wait_for_pin(self, waits: bool) -> None:
        """Hide while a person is asked for a PIN, as nothing is asked of the service; then begin the seconds anew."""
        if self.isHidden() or waits == self._for_pin:
            return
        self.begin()
        self._for_pin = waits
        if waits:
            self._text.setText(self.tr("Waiting for the PIN…"))

    def end(self) -> None:
        self._tick.stop()
        self.hide()

    def show_seconds(self, seconds: int) -> None:
        """Show the words after so many seconds."""
        if seconds < _LONG_S:
            self._text.setText(self.tr("Asking the service…"))
        else:
            text = self.tr("Still asking, {n} s. It is kept here and counts only once.")
            self._text.setText(text.format(n=seconds))

    def _on_tick(self) -> None:
        if not self._for_pin:
            self.show_seconds(self._since.elapsed() // 1000)
