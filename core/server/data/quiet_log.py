"""Keep the log readable when a fault repeats: a database that is away, or a client that knocks all day."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

PERIOD_S = 60.0


class OncePerMinute(logging.Filter):
    """Lets each message through once in `PERIOD_S`; the next one says how many were left out.

    Messages are told apart by their text before its arguments. Of errors with a traceback nothing is left out.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        if record.exc_info:
            return True
        now, text = self._clock(), str(record.msg)
        with self._lock:
            until, left_out = self._seen.get(text, (now, 0))
            if now < until:
                self._seen[text] = (until, left_out + 1)
                return False
            self._seen[text] = (now + PERIOD_S, 0)
        if left_out:
            record.msg = f"{text} ({left_out} more since the last line)"
        return True


def quiet(logger: logging.Logger) -> logging.Logger:
    """Return the logger, with the filter on it once."""
    if not any(isinstance(each, OncePerMinute) for each in logger.filters):
        logger.addFilter(OncePerMinute())
    return logger
