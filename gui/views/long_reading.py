"""A question whose answer may take seconds: read beside the work, one at a time, stopped by a newer one or a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.stopping import StopRequest, stoppable

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.widgets.messages.wait_bar import WaitBar
    from gui.work.core_bridge import CoreBridge

T = TypeVar("T")

_PATIENCE_MS = 300
"""After so long without an answer it is said that one is on its way."""
THREAD = "reports"
"""No card, no status, no receipt and no drawer waits for it."""


class LongReading(QObject):
    """`waiting` carries True once it takes longer than a moment, and False at its end. `wait` follows it meanwhile."""

    waiting = Signal(bool)

    def __init__(self, bridge: CoreBridge, wait: WaitBar | None, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._wait = bridge, wait
        self._request: StopRequest | None = None
        self._shown = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)

        self._patience.timeout.connect(self._on_long)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._request is not None

    def read(
        self,
        work: Callable[[Core], T],
        receiver: Callable[[T], Any],
        failed: Callable[[KnownError], Any] | None = None,
    ) -> None:
        """Read it; one of the two hears of its end, unless something newer is asked before.

        Without `failed` a KnownError is told as that of any other question.
        """
        if self._request is not None:
            self._request.stop()
        self._request = request = StopRequest()
        if self._wait is not None:
            self._wait.begin(request)
        if not self._shown:
            self._patience.start()
        done = partial(self._on_end, request, receiver)
        wrong = partial(self._on_end, request, failed or self._on_failed)
        self._bridge.ask(stoppable(request, work), done, thread=THREAD, failed=wrong)

    def stop(self) -> bool:
        """Ask it to stop, and tell how it ends; False where nobody was told that one is on its way."""
        if self._request is None or not self._shown:
            return False
        self._request.stop()
        return True

    def forget(self) -> None:
        """Stop it, and tell nobody of its end."""
        if self._request is not None:
            self._request.stop()
        self._end()

    def _on_long(self) -> None:
        self._shown = True
        self.waiting.emit(True)

    def _on_end(self, request: StopRequest, receiver: Callable[[Any], Any], answer: object) -> None:
        if request is self._request:  # else another question was asked meanwhile
            self._end()
            receiver(answer)

    def _on_failed(self, error: KnownError) -> None:
        self._bridge.trouble.emit(error)

    def _end(self) -> None:
        self._request = None
        self._patience.stop()
        if self._wait is not None:
            self._wait.end()
        if self._shown:
            self._shown = False
            self.waiting.emit(False)
