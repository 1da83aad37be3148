"""Time as the till sees it. Wall time is shown to people and decides nothing; monotonic time measures waits."""

from __future__ import annotations

import threading
import time


class Clock:
    """The real clock. `wait` ends early when `stop` is called, so that a closing program never hangs in a pause."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def wall(self) -> float:
        """Seconds since 1970 UTC by the till's own clock."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that only go forward; a change of the wall clock does not move them."""
        return time.monotonic()

    def wait(self, seconds: float) -> bool:
        """Pause. False when the program is closing."""
        return not self._stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        self._stopped.set()
