"""Waiting for a long reading on the console: how long it takes is told, and Ctrl+C ends it at once.

Python hears of Ctrl+C between two of its own steps; while the database works there are none, but for `interrupts`.
"""

from __future__ import annotations

import time

from core.console.caller import caller
from core.domain.stopping import StopRequest

_PATIENCE_S = 2.0


class ConsoleWait(StopRequest):
    """Tells on standard error, where a person sees it, for how many seconds it has been reading."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = time.monotonic()
        self._told = 0

    @property
    def stopped(self) -> bool:
        """Whether it was asked to stop; what reads without the database asks this, and it is told how long it takes."""
        self._tell()
        if caller().has_gone():
            self.stop()
        return super().stopped

    def interrupts(self) -> bool:
        try:
            return self.stopped
        except KeyboardInterrupt:
            self.stop()
        return True

    def end(self) -> None:
        """Wipe what was told."""
        if self._told:
            caller().err.write("\r\033[K")
            self._told = 0

    def _tell(self) -> None:
        seconds = int(time.monotonic() - self._begun)
        if seconds > max(self._told, _PATIENCE_S) and caller().err.isatty():
            self._told = seconds
            caller().err.write(f"\rReading: {seconds} s. Ctrl+C stops it.")
            caller().err.flush()
