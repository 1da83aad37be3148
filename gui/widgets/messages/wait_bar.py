"""That something long is on its way: for how many seconds, how much of it is done, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from core.domain.stopping import StopRequest
from gui.widgets.buttons.button import button
from gui.widgets.text.labels import label
from gui.wording import messages

_TICK_MS = 250
_PARTS = 1000


class WaitBar(QWidget):
    """Follows one StopRequest at a time; hidden by whoever has it, while there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._request: StopRequest | None = None
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._text = label("", "strong", f"{name}_text")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_progress")
        self._bar.setAccessibleName(self.tr("How much is done"))
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(40)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cancel = button(self.tr("Cancel"), f"{name}_cancel")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel)

        self.cancel.clicked.connect(self._on_cancel)
        self._tick.timeout.connect(self._show)

    def begin(self, request: StopRequest) -> None:
        """Follow this one."""
        self._request = request
        self._since.start()
        self._tick.start()
        self._show()

    def end(self) -> None:
        """Follow nothing any more."""
        self._request = None
        self._tick.stop()

    def _on_cancel(self) -> None:
        """Ask it to stop; its end is told by whoever waits for it."""
        if self._request is not None:
            self._request.stop()

    def _show(self) -> None:
        request, seconds = self._request, self._since.elapsed() // 1000
        if request is None:
            return
        text = self.tr("One moment… {n} s").format(n=messages.number(seconds)) if seconds else self.tr("One moment…")
        self._text.setText(text)
        fraction = request.fraction
        self._bar.setRange(0, 0 if fraction is None else _PARTS)
        if fraction is not None:
            self._bar.setValue(round(fraction * _PARTS))
