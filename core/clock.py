"""Time as the till sees it: wall time for people, monotonic time for waits, and the service's time for the shop's day.

The day decides about money: whether a card still works, what counts for a limit of the day. A till's clock may be wrong
by years, so it is the time that the service told last, and what went by since (docs/protocol.md D9).
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import timezone

_COUNTS_SLEEP = getattr(time, "CLOCK_BOOTTIME", None)
"""Monotonic time stands still on Linux while the machine is suspended. Elsewhere it does not."""
MOST_OFF_S = 120
"""A clock that is further off than this is told to people."""


class _Heard(NamedTuple):
    """What the service's `Date` said, in seconds since 1970 UTC, and when (`Clock.boottime`)."""

    date: int
    at: float


class Clock:
    """The real clock. `wait` ends early when `stop` is called, so that a closing program never hangs in a pause."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._heard: _Heard | None = None
        self._recalled = 0
        self._offset: tuple[int, int] | None = None

    def wall(self) -> float:
        """Return the seconds since 1970 UTC by the till's own clock."""
        return time.time()

    def hear(self, date: int, offset: tuple[int, int] | None) -> None:
        """Take in the service's own time as it just came. `offset`: when, and seconds east of UTC, of one of its times.

        The offset of the newest time counts: one of last summer may be an hour off.
        """
        self._heard = _Heard(date, self.boottime())
        if offset is not None and (self._offset is None or offset[0] >= self._offset[0]):
            self._offset = offset

    def recall(self, date: int, offset: tuple[int, int] | None) -> None:
        """Take in what was heard last before this start."""
        self._recalled, self._offset = date, offset

    @property
    def knows_day(self) -> bool:
        """Tell whether the service told its time in this process."""
        return self._heard is not None

    @property
    def offset(self) -> tuple[int, int] | None:
        """Return the offset that counts, as `hear` was told."""
        return self._offset

    def service_time(self) -> float:
        """Return the time of the service: as heard, and since. Before that the wall clock, or what was known last."""
        if self._heard is None:
            return max(self.wall(), self._recalled)
        return self._heard.date + self.boottime() - self._heard.at

    def off_s(self) -> float:
        """Return by how many seconds the till's clock is ahead of the service's; 0 while that is not known."""
        return self.wall() - self.service_time() if self.knows_day else 0.0

    def shop_day(self) -> str:
        """Return today in the shop, YYYY-MM-DD: in the offset of the service's own times, else in the till's zone."""
        return self.shop_day_of(self.service_time())

    def shop_day_of(self, at: float) -> str:
        """Return the day in the shop, YYYY-MM-DD, of a time in seconds since 1970 UTC."""
        there = time.localtime(at) if self._offset is None else time.gmtime(at + self._offset[1])
        return f"{there.tm_year:04}-{there.tm_mon:02}-{there.tm_mday:02}"

    def begin_of(self, day: str) -> float:
        """Return when a day of the shop begins, YYYY-MM-DD, in seconds since 1970 UTC."""
        from datetime import datetime  # noqa: PLC0415 - the first frame has no days

        zone, midnight = self._zone(), datetime.fromisoformat(day)
        return (midnight.astimezone() if zone is None else midnight.replace(tzinfo=zone)).timestamp()

    def end_of(self, day: str) -> float:
        """Return when a day of the shop ends, which is when the next one begins."""
        from datetime import date, timedelta  # noqa: PLC0415 - as above

        return self.begin_of((date.fromisoformat(day) + timedelta(days=1)).isoformat())

    def _zone(self) -> timezone | None:
        from datetime import timedelta, timezone  # noqa: PLC0415 - as above

        return None if self._offset is None else timezone(timedelta(seconds=self._offset[1]))

    def monotonic(self) -> float:
        """Return seconds that only go forward; a change of the wall clock does not move them."""
        return time.monotonic()

    def boottime(self) -> float:
        """Return seconds that only go forward, also while the machine sleeps."""
        return time.monotonic() if _COUNTS_SLEEP is None else time.clock_gettime(_COUNTS_SLEEP)

    def wait(self, seconds: float) -> bool:
        """Pause. False when the program is closing."""
        return not self._stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        self._stopped.set()
