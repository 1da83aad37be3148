"""Who goes first when the service lets only so many requests through (docs/protocol.md 10.2)."""

from __future__ import annotations

from enum import IntEnum


class Priority(IntEnum):
    """In this order. QUEUE_WRITE is the write after a read of the queue: what it was read for must not grow old."""

    MONEY = 0
    QUEUE_WRITE = 1
    COUNTER = 2
    REPLAY = 3
    PULL = 4
    SWEEP = 5
