"""Reads the history for its page: the lines of this till at once, what takes long beside the work, to be stopped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.usecases import all_tills, operations
from gui.views.long_reading import LongReading
from gui.widgets.messages.announcement import announce
from gui.widgets.messages.wait_bar import WaitBar

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.usecases.all_tills import TillsAnswer
    from core.usecases.operations import HistoryQuestion
    from gui.work.core_bridge import CoreBridge


class HistoryReading(QObject):
    """`answered` carries a HistoryAnswer or a TillsAnswer, `named` people and tills, `summed` totals.

    None in place of totals: they take long, and are on their way.
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
        self._sums = LongReading(bridge, None, self)
        self._journals = LongReading(bridge, self._wait, self)
        column = QVBoxLayout(self.page)
        column.addWidget(self._wait)
        column.addStretch(1)

        self._sums.waiting.connect(self._on_summing)
        self._journals.waiting.connect(self._on_waiting)

    def read(self, question: HistoryQuestion, *, sums: bool = True) -> None:
        """Read the lines, and what all of them come to; of all tills both come together."""
        if self.of_all:
            self._sums.forget()
            work = partial(all_tills.read_tills_history, question=question)
            self._journals.read(work, self._on_read, self._on_ended)
            return
        self._journals.forget()
        self._bridge.ask(partial(operations.read_history, question=question), self._on_lines)
        if sums:
            self._sums.read(partial(operations.sum_history, question=question), self._on_sums)

    def read_names(self) -> None:
        """Read who did something and where; of all tills the names come with the lines."""
        if not self.of_all:
            self._bridge.ask(operations.read_people_and_tills, self._on_names)

    def stop(self) -> bool:
        """Ask a long reading to stop; False where there is none."""
        return self._journals.stop()

    def _on_lines(self, answer: object) -> None:
        self.answered.emit(answer)

    def _on_sums(self, totals: object) -> None:
        self.summed.emit(totals)

    def _on_summing(self, waiting: bool) -> None:
        """Let no sum of an older question stand there while that of a large history is on its way."""
        if waiting:
            self.summed.emit(None)

    def _on_names(self, names: object) -> None:
        self.named.emit(names)

    def _on_waiting(self, waiting: bool) -> None:
        self.waiting.emit(waiting)
        if waiting:
            announce(self.page, self.tr("The journals of all tills are being read."))

    def _on_read(self, answer: TillsAnswer) -> None:
        self.named.emit((answer.people, answer.tills))
        self.answered.emit(answer)
        self.summed.emit(answer.totals)

    def _on_ended(self, error: KnownError) -> None:
        self.ended.emit(error)
