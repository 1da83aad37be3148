"""Tills that share one bucket, in virtual time: each has the till's own limiter, sales, a queue and its pulls."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from core.domain.priority import Priority
from core.services.link.limiter import Limiter
from tests.builders import VirtualClock

ROUND_TRIP_S = 0.1
Work = Iterator[float]
"""Yields the seconds until it is to be called again."""


@dataclass
class Bucket:
    """The platform's, as docs/api.md 5 tells: 40 calls, leaking 2 a second."""

    clock: VirtualClock
    size: int = 40
    leak: float = 2.0
    level: float = 0.0
    at: float = 0.0

    def pour(self) -> float:
        """One call. Returns 0, or Retry-After in tenths of a second for one that is refused."""
        self.level = max(0.0, self.level - (self.clock.now - self.at) * self.leak)
        self.at = self.clock.now
        if self.level + 1 > self.size:
            return round(max(0.1, (self.level + 1 - self.size) / self.leak), 1)
        self.level += 1
        return 0.0


@dataclass
class Traffic:
    """One shop of `tills` tills for as long as `run` says."""

    tills: int
    seed: int = 0
    header: bool = True
    hint: bool = True
    told_tills: int | None = None
    chance: random.Random = field(init=False)
    clock: VirtualClock = field(default_factory=VirtualClock)
    waits: list[float] = field(default_factory=list)
    asked: int = 0
    refused: list[float] = field(default_factory=list)
    served: dict[Priority, Counter[int]] = field(default_factory=lambda: {p: Counter() for p in Priority})

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.bucket = Bucket(self.clock)
        told = self.tills if self.told_tills is None else self.told_tills
        self.limiters = [Limiter(self.clock, told, self.chance.random) for _ in range(self.tills)]
        self._queue: list[tuple[float, int, Work]] = []
        self._count = count()

    def start(self, make: Callable[[int], Work], within_s: float) -> None:
        """One such work on every till, beginning at random within so many seconds."""
        for till in range(self.tills):
            self._push(self.clock.now + self.chance.random() * within_s, make(till))

    def run(self, seconds: float) -> None:
        until = self.clock.now + seconds
        while self._queue and self._queue[0][0] <= until:
            at, _, work = heapq.heappop(self._queue)
            self.clock.now = at
            pause = next(work, None)
            if pause is not None:
                self._push(at + pause, work)
        self.clock.now = until

    def sales(self, a_second: float) -> Callable[[int], Work]:
        """Customers of all tills together; each is a read and a write, and has waited until both are answered."""

        def till(number: int) -> Work:
            while True:
                yield self.chance.expovariate(a_second / self.tills)
                for _ in range(2):
                    began = self.clock.now
                    yield from self._request(number, Priority.MONEY)
                    self.waits.append(self.clock.now - began - ROUND_TRIP_S)

        return till

    def queue(self, number: int) -> Work:
        """A queue without end: a read and a write for each operation."""
        while True:
            yield from self._request(number, Priority.REPLAY)
            yield from self._request(number, Priority.QUEUE_WRITE)

    def pulls(self, number: int) -> Work:
        while True:
            yield from self._request(number, Priority.PULL)
            yield self.limiters[number].poll_interval

    def sweep(self, number: int) -> Work:
        while True:
            yield from self._request(number, Priority.SWEEP)

    def _request(self, number: int, priority: Priority) -> Work:
        """Until it is answered by anything but 429."""
        limiter = self.limiters[number]
        while True:
            while (wait := limiter.take(priority)) > 0:
                yield wait
            self.asked += 1
            refused = self.bucket.pour()
            yield ROUND_TRIP_S
            if refused:
                self.refused.append(self.clock.now)
                yield limiter.throttled(refused if self.hint else None)
                continue
            if self.header:
                limiter.told(round(self.bucket.level), self.bucket.size)
            limiter.served(priority, ROUND_TRIP_S)
            self.served[priority][number] += 1
            return

    def _push(self, at: float, work: Work) -> None:
        heapq.heappush(self._queue, (at, next(self._count), work))
