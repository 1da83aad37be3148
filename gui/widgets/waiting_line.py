"""Says at once that the service is being asked, and for how long already; hidden while nothing is on its way."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.labels import label
from gui.widgets.marker import Marker
from gui.widgets.message_bar import announce

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
        self.tell(0)
        self.show()
        self._tick.start()
        self._for_pin = False
        announce(self, self._text.text())

    def wait_for_pin(self, waits: bool) -> None:
        """Nothing is asked of the service while a person is asked for a PIN; after it the seconds begin anew."""
        if self.isHidden() or waits == self._for_pin:
            return
        self.begin()
        self._for_pin = waits
        if waits:
            self._text.setText(self.tr("Waiting for the PIN…"))

    def end(self) -> None:
        self._tick.stop()
        self.hide()

    def tell(self, seconds: int) -> None:
        """The words after so many seconds."""
        if seconds < _LONG_S:
            self._text.setText(self.tr("Asking the service…"))
        else:
            text = self.tr("Still asking, {n} s. It is kept here and counts only once.")
            self._text.setText(text.format(n=seconds))

    def _on_tick(self) -> None:
        if not self._for_pin:
            self.tell(self._since.elapsed() // 1000)
