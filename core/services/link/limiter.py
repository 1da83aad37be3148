"""How fast this till may ask, shared by everything it sends: all tills of the shop drink from one bucket.

docs/protocol.md 10.2. Without a sign of a limit nothing is held back; the signs are the header that shows the bucket
and a 429. Lower priorities leave more of the bucket free, so that money of any till finds room in it.
"""

from __future__ import annotations

import math
import random
import threading
from collections.abc import Callable

from core.clock import Clock
from core.domain.priority import Priority

USUAL_LEAK = 2.0
"""Requests a second that the platform lets a shop make on its usual plan (docs/api.md 5)."""
_LEAK_OF_SIZE = 1 / 20
"""40 leak 2 a second, and the larger plans in proportion."""
_MAY_FILL = {
    Priority.MONEY: 0.97,
    Priority.QUEUE_WRITE: 0.97,
    Priority.COUNTER: 0.9,
    Priority.REPLAY: 0.6,
    Priority.PULL: 0.5,
    Priority.SWEEP: 0.25,
}
_ROOMY = 0.25
_BACKGROUND_SHARE = 0.5
_PATIENCE_OF_CLASS_S = 60.0
"""After this long a pull goes before the queue, so that a long queue never starves it; a sweep after twice that."""
_GROWTH_A_MINUTE = 1 / 20
_ROOMY_GROWTH = 1.1
_SLOWEST = 1 / 60
_DEEPEST = 4.0
_FIRST_PAUSE_S = 2.0
_LONGEST_PAUSE_S = 60.0
_POLL_SHARE = 0.25
_LEAST_POLL_S = 30.0
_SOON_S = 0.001


class Limiter:
    """Thread-safe; waits for nobody: it says how long to wait. `tills` is how many share the bucket."""

    def __init__(self, clock: Clock, tills: int = 1, chance: Callable[[], float] = random.random) -> None:
        self._clock = clock
        self.tills = tills
        self._chance = chance
        self._lock = threading.Lock()
        self._silent_until = 0.0
        self._hintless = 0
        self._size: int | None = None
        self._level = 0.0
        self._level_at = 0.0
        self._rate: float | None = None
        self._rate_at = 0.0
        self._tokens = 1.0
        self._recent = 0.0
        self._recent_at = clock.monotonic()
        self._round_trip = 0.0
        self._served = dict.fromkeys(Priority, clock.monotonic())

    def pause(self, priority: Priority) -> float:
        """Return the seconds until a request of this priority may leave; takes nothing."""
        with self._lock:
            wait = self._wait(priority, self._clock.monotonic())
            return wait if wait > _SOON_S else 0.0

    def take(self, priority: Priority) -> float:
        """Return 0 when the request may leave, which is counted then; else the seconds to wait before asking again."""
        with self._lock:
            now = self._clock.monotonic()
            wait = self._wait(priority, now)
            if wait > _SOON_S:
                return wait
            self._count(priority, now)
            return 0.0

    def told(self, level: int, size: int) -> None:
        """Take in what a reply says of the bucket: "32/40"."""
        with self._lock:
            now = self._clock.monotonic()
            self._size, self._level, self._level_at = size, float(level), now
            if self._rate is None:
                self._begin_at(self._share(), now)

    def served(self, priority: Priority, seconds: float) -> None:
        """Take in any answer but a 429, and its seconds. A full bucket slows the background, an empty one helps it."""
        with self._lock:
            self._hintless = 0
            self._round_trip = seconds if not self._round_trip else 0.8 * self._round_trip + 0.2 * seconds
            if self._size is None or priority < Priority.REPLAY:
                return
            fill = self._level / self._size
            if fill > _MAY_FILL[priority]:
                self._halve()
            elif fill < _ROOMY:
                self._rate = min((self._rate or 0.0) * _ROOMY_GROWTH, self._leak)

    def throttled(self, retry_after: float | None) -> float:
        """Keep silent after a 429 as long as was asked, or 2 s doubling to a minute. Returns those seconds.

        What comes meanwhile left before it: several requests that are on their way at once are refused as one.
        """
        with self._lock:
            now = self._clock.monotonic()
            again = now >= self._silent_until
            seconds = self._asked(retry_after) if again or retry_after is not None else self._silent_until - now
            self._silent_until = max(self._silent_until, now + seconds)
            if self._rate is None:
                self._begin_at(min(self._speed(now) / 2, self._share()), now)
            elif again:
                self._halve()
            if self._size is not None:
                self._level, self._level_at = float(self._size), now
            return seconds

    def lanes(self, most: int) -> int:
        """Return how many requests at once are worth while: a measured rate over a measured round trip, 1 to `most`."""
        with self._lock:
            if self._rate is None:
                return most
            return max(1, min(most, math.ceil(self._leak * self._round_trip)))

    @property
    def poll_interval(self) -> float:
        """Seconds between two pulls: all tills together use a quarter of the calls for them."""
        with self._lock:
            return max(_LEAST_POLL_S, self.tills * 60 / (_POLL_SHARE * self._leak * 60))

    @property
    def rate(self) -> float | None:
        """Requests a second of the background; None while no limit was met."""
        with self._lock:
            return self._rate

    # inside the lock

    @property
    def _leak(self) -> float:
        return USUAL_LEAK if self._size is None else self._size * _LEAK_OF_SIZE

    def _share(self) -> float:
        return self._leak * _BACKGROUND_SHARE / max(1, self.tills)

    def _wait(self, priority: Priority, now: float) -> float:
        aged = self._aged(priority, now)
        wait = max(self._silent_until - now, self._until_room(Priority.REPLAY if aged else priority, now))
        return max(wait, self._until_token(0.0 if aged else 1.0, now)) if priority >= Priority.REPLAY else wait

    def _aged(self, priority: Priority, now: float) -> bool:
        waited = now - self._served[priority]
        return priority > Priority.REPLAY and waited > _PATIENCE_OF_CLASS_S * (priority - Priority.REPLAY)

    def _until_room(self, priority: Priority, now: float) -> float:
        if self._size is None:
            return 0.0
        level = max(0.0, self._level - (now - self._level_at) * self._leak)
        return (level + 1 - max(1.0, self._size * _MAY_FILL[priority])) / self._leak

    def _until_token(self, needed: float, now: float) -> float:
        if self._rate is None and self.tills > 1:
            self._begin_at(self._share(), now)
        if self._rate is None:
            return 0.0
        self._grow(now)
        return (needed - self._tokens) / self._rate

    def _grow(self, now: float) -> None:
        """Grow by a twentieth a minute; unseen, several tills that share a bucket keep each to its part of it."""
        assert self._rate is not None
        passed, self._rate_at = now - self._rate_at, now
        self._tokens = min(max(1.0, min(_DEEPEST, self._rate)), self._tokens + passed * self._rate)
        self._rate *= 1 + _GROWTH_A_MINUTE * passed / 60
        if self._size is not None:
            self._rate = min(self._rate, self._leak)
        elif self.tills > 1:
            self._rate = min(self._rate, self._share())

    def _count(self, priority: Priority, now: float) -> None:
        self._served[priority] = now
        self._recent = self._speed(now) + 0.1
        self._recent_at = now
        if self._size is not None:
            self._level = max(0.0, self._level - (now - self._level_at) * self._leak) + 1
            self._level_at = now
        if self._rate is not None and priority in {
            Priority.QUEUE_WRITE,
            Priority.REPLAY,
            Priority.PULL,
            Priority.SWEEP,
        }:
            self._grow(now)
            self._tokens -= 1

    def _speed(self, now: float) -> float:
        """Return our own requests a second over about the last ten."""
        return self._recent * math.exp(-(now - self._recent_at) / 10)

    def _begin_at(self, rate: float, now: float) -> None:
        self._rate, self._rate_at, self._tokens = max(_SLOWEST, rate), now, self._chance()

    def _halve(self) -> None:
        self._rate = max(_SLOWEST, (self._rate or self._share()) / 2)

    def _asked(self, retry_after: float | None) -> float:
        """Return a little more than was asked for, at random: tills sent away together must not return together."""
        if retry_after is not None:
            self._hintless = 0
            return max(retry_after, 0.0) * (1 + 0.25 * self._chance())
        longest = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2.0 ** min(self._hintless, 10))
        self._hintless += 1
        return longest * (0.5 + 0.5 * self._chance())
