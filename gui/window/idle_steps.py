"""What is made while nobody waits, a little at each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

_BREATH_MS = 10


class IdleSteps(QTimer):
    """Takes a step every few milliseconds, none while `is_hindered`, until there is none left."""

    settled_ms = 2000
    """How long the start has the processor for itself before the first step."""

    def __init__(self, steps: Iterator[None], is_hindered: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._steps, self._is_hindered = steps, is_hindered
        self.timeout.connect(self.take_step)

    def begin(self) -> None:
        self.start(self.settled_ms)

    def take_step(self) -> None:
        self.setInterval(_BREATH_MS)
        if not self._is_hindered() and next(self._steps, self) is self:
            self.stop()

    def finish(self) -> None:
        """Take all steps that are left, at once."""
        for _ in self._steps:
            pass
        self.stop()
