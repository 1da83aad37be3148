"""Reads the history for its page: that of this till at once, that of all tills beside the work, to be stopped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.stopping import StopRequest, stoppable
from core.usecases import all_tills, operations
from gui.widgets.messages.announcement import announce
from gui.widgets.messages.wait_bar import WaitBar

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.usecases.all_tills import TillsAnswer
    from core.usecases.operations import HistoryQuestion
    from gui.work.core_bridge import CoreBridge

_PATIENCE_MS = 300
"""After so long without an answer it is said that one is on its way."""


class HistoryReading(QObject):
    """`answered` carries a HistoryAnswer or a TillsAnswer, `summed` totals, `named` people and tills.

    `waiting`: the journals are being read, and `page` should be seen. `ended` carries why nothing was read.
    """

    answered = Signal(object)
    summed = Signal(object)
    named = Signal(object)
    waiting = Signal(bool)
    ended = Signal(object)

    def __init__(self, bridge: CoreBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.of_all = False
        """The journals of all tills are asked."""
        self.page = QWidget()
        self._wait = WaitBar("history_wait")
        self._request: StopRequest | None = None
        self._shown = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        column = QVBoxLayout(self.page)
        column.addWidget(self._wait)
        column.addStretch(1)

        self._patience.timeout.connect(self._on_long)

    def read(self, question: HistoryQuestion, *, sums: bool = True) -> None:
        """Read the lines, and what all of them come to; of all tills both come together."""
        if self.of_all:
            self._read_all(question)
            return
        self._end()
        self._bridge.ask(partial(operations.read_history, question=question), self._on_lines)
        if sums:
            self._bridge.ask(partial(operations.sum_history, question=question), self._on_sums)

    def read_names(self) -> None:
        """Read who did something and where; of all tills the names come with the lines."""
        if not self.of_all:
            self._bridge.ask(operations.read_people_and_tills, self._on_names)

    def stop(self) -> bool:
        """Ask a long reading to stop; False where there is none."""
        if self._request is None or not self._shown:
            return False
        self._request.stop()
        return True

    def _read_all(self, question: HistoryQuestion) -> None:
        if self._request is not None:
            self._request.stop()
        self._request = request = StopRequest()
        self._wait.begin(request)
        if not self._shown:
            self._patience.start()
        work = partial(all_tills.read_tills_history, question=question)
        self._bridge.ask(
            stoppable(request, work),
            partial(self._on_read, request),
            thread="paper",  # a year of several tills takes seconds, and no card may wait for it
            failed=partial(self._on_failed, request),
        )

    def _on_lines(self, answer: object) -> None:
        self.answered.emit(answer)

    def _on_sums(self, totals: object) -> None:
        self.summed.emit(totals)

    def _on_names(self, names: object) -> None:
        self.named.emit(names)

    def _on_long(self) -> None:
        self._shown = True
        self.waiting.emit(True)
        announce(self.page, self.tr("The journals of all tills are being read."))

    def _on_read(self, request: StopRequest, answer: TillsAnswer) -> None:
        if request is not self._request:
            return
        self._end()
        self.named.emit((answer.people, answer.tills))
        self.answered.emit(answer)
        self.summed.emit(answer.totals)

    def _on_failed(self, request: StopRequest, error: KnownError) -> None:
        if request is self._request:  # else another question was asked meanwhile
            self._end()
            self.ended.emit(error)

    def _end(self) -> None:
        if self._request is not None:
            self._request.stop()
            self._request = None
        self._patience.stop()
        self._wait.end()
        if self._shown:
            self._shown = False
            self.waiting.emit(False)
