"""Which cards a pull must not touch: those whose reply of our own came in after the pull's request left."""

from __future__ import annotations

import threading


class LocalWrites:
    """Counts our own writes to the cache. In memory only: no pull outlives its process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._last: dict[int, int] = {}

    def touch(self, card_id: int) -> None:
        with self._lock:
            self._count += 1
            self._last[card_id] = self._count

    def now(self) -> int:
        with self._lock:
            return self._count

    def since(self, moment: int) -> set[int]:
        """Return the cards touched after `moment` (a value of `now`)."""
        with self._lock:
            return {card_id for card_id, count in self._last.items() if count > moment}
