"""One errand at a time in a thread of its own, before there is a core: the bridge needs one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread

from gui.work.task_thread import Task, TaskResult, TaskThread


class BackgroundTasks(QObject):
    """`receiver` and `failed` are bound methods of QObjects and run in the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._tasks = TaskThread()
        self._tasks.moveToThread(self._thread)
        self._thread.finished.connect(self._tasks.deleteLater)
        self._tasks.answered.connect(self._on_answered)
        self._thread.start()

    def run(self, work: Callable[[], Any], receiver: Callable[[Any], Any], failed: Callable[[Any], Any]) -> None:
        self._tasks.take(Task(lambda _no_core: work(), receiver, failed))

    def end(self) -> None:
        """Wait for what is under way: it has a time-out of its own."""
        self._thread.quit()
        self._thread.wait()

    def _on_answered(self, answer: TaskResult) -> None:
        answer.deliver()
