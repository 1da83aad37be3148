"""Something long that a person waits for: done beside the thread that shows cards, and stopped when they say so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from core.domain.stopping import StopRequest, stoppable
from gui.dialogs.wait import WaitDialog
from gui.views.long_reading import THREAD

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge

PATIENCE_MS = 500
"""After so long it is said that it is on its way."""


class LongTask(QObject):
    """One at a time; it deletes itself when it has been answered."""

    def __init__(self, bridge: CoreBridge, title: str, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._title = title
        self._window = window
        self._request = StopRequest()
        self._dialog: WaitDialog | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)

        self._patience.timeout.connect(self._on_long)

    def start(
        self, work: Callable[[Core], Any], receiver: Callable[[Any], Any], failed: Callable[[KnownError], Any]
    ) -> None:
        """Do it; one of the two hears of its end."""
        self._patience.start()
        done, wrong = partial(self._on_end, receiver), partial(self._on_end, failed)
        self._bridge.ask(stoppable(self._request, work), done, thread=THREAD, failed=wrong)

    def _on_long(self) -> None:
        self._dialog = WaitDialog(self._title, self._request, self._window)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None

    def _on_end(self, receiver: Callable[[Any], Any], answer: object) -> None:
        self._patience.stop()
        if self._dialog is not None:
            self._dialog.finish()
        self.deleteLater()
        receiver(answer)
