"""Cards that may not be at the service any more: noted by whoever is told so, looked into by the pull."""

from __future__ import annotations

import threading


class Suspects:
    """Cards of which the service said 404 to somebody who asked. In memory only: whoever asks again finds out again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids: set[int] = set()

    def add(self, card_id: int) -> None:
        with self._lock:
            self._ids.add(card_id)

    def take(self) -> int | None:
        """Return one of them, and forget it."""
        with self._lock:
            return self._ids.pop() if self._ids else None
