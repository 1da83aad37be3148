"""Notices when the window stands still: how much later than due the event loop comes round, and a line in the log.

A hand that waits 50 ms sees it. The log tells only of what nobody could miss, so that a busy machine does not fill it.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

from core.log import area

_log = area("window")

EVERY_MS = 250
LIMIT_S = 0.5
_QUIET_S = 60.0
"""At most one line a minute: a sleeping laptop or a machine under load is told once."""


class Watchdog(QObject):
    """`lateness` keeps what was measured, in seconds, while `keeps` is set; the program itself keeps nothing."""

    def __init__(self, parent: QObject, *, every_ms: int = EVERY_MS, keeps: bool = False) -> None:
        super().__init__(parent)
        self.lateness: list[float] = []
        self._every_s, self._keeps = every_ms / 1000, keeps
        self._last = time.monotonic()
        self._reported_at: float | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _on_beat(self) -> None:
        now = time.monotonic()
        self.met(now - self._last - self._every_s, now)
        self._last = now

    def met(self, late: float, now: float) -> None:
        """Note that the loop came round `late` seconds after it was due."""
        if self._keeps:
            self.lateness.append(max(0.0, late))
        if late > LIMIT_S and (self._reported_at is None or now - self._reported_at > _QUIET_S):
            self._reported_at = now
            _log.warning("the window stood still", seconds=round(late, 1))


def slowest(lateness: list[float], share: float) -> float:
    """Return the lateness that `share` of all beats kept within, seconds; 0 when there were none."""
    ordered = sorted(lateness)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
