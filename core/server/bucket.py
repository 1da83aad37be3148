"""The leaky bucket of the platform: all callers share it, and it leaks at a steady rate (API.md, Limits)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from core.server.refusals import Refused

HEADER = "X-Shopify-Shop-Api-Call-Limit"


class Bucket:
    """Holds `size` calls and leaks `leak` of them a second. Thread-safe. Size 0: no limit."""

    def __init__(self, size: int, leak: float, clock: Callable[[], float]) -> None:
        self._size = size
        self._leak = leak
        self._clock = clock
        self._level = 0.0
        self._at = clock()
        self._lock = threading.Lock()

    def pour(self) -> str | None:
        """One call; returns "32/40" for the header. Raises Refused 429, with Retry-After in seconds."""
        if not self._size:
            return None
        with self._lock:
            now = self._clock()
            self._level = max(0.0, self._level - (now - self._at) * self._leak)
            self._at = now
            if self._level + 1 > self._size:
                wait = (self._level + 1 - self._size) / self._leak
                raise Refused(
                    429, "Exceeded the rate limit. Reduce request rates.", Retry_After=f"{max(wait, 0.1):.1f}"
                )
            self._level += 1
            return f"{round(self._level)}/{self._size}"
