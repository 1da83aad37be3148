"""Carry out reads of a few rows on the event loop, as the read of one card is: a thread costs more than such a read.

They are short while their rows are in memory. On a slow disk, and with rows that are not, one may take as long as a
hundred balance writes: then those that follow go to the threads for a while (docs/decisions/0175).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from core.server.contract.replies import Reply
from core.server.data.pending_read import PendingRead

LONG_S = 0.01
"""A read that took as long was not short."""
FIRST_PAUSE_S = 0.25
"""How long none is carried out on the event loop after one of them; twice as long after each further one."""
LONGEST_PAUSE_S = 64.0


class ShortReads:
    """Knows whether short reads are short just now. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._again_at = clock()
        self._pause_s = FIRST_PAUSE_S

    def takes(self, read: PendingRead) -> bool:
        """Return whether the event loop may carry it out."""
        return read.is_short and self._clock() >= self._again_at

    def run(self, read: PendingRead) -> Reply:
        """Return the reply. Raises RequestRefused and DBAPIError."""
        began = self._clock()
        try:
            return read.execute()
        finally:
            self._note(began, self._clock())

    def _note(self, began: float, ended: float) -> None:
        if ended - began < LONG_S:
            self._pause_s = FIRST_PAUSE_S
            return
        self._again_at = ended + self._pause_s
        self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)
