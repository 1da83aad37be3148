"""One errand at a time in a thread of its own, before there is a core: the lanes of the desk need one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread

from gui.work.lane import Answer, Job, Lane


class Errands(QObject):
    """`receiver` and `failed` are bound methods of QObjects and run in the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._lane = Lane()
        self._lane.moveToThread(self._thread)
        self._thread.finished.connect(self._lane.deleteLater)
        self._lane.answered.connect(self._on_answered)
        self._thread.start()

    def run(self, work: Callable[[], Any], receiver: Callable[[Any], Any], failed: Callable[[Any], Any]) -> None:
        self._lane.take(Job(lambda _no_core: work(), receiver, failed))

    def end(self) -> None:
        """Waits for what is under way: it has a time-out of its own."""
        self._thread.quit()
        self._thread.wait()

    def _on_answered(self, answer: Answer) -> None:
        answer.deliver()
