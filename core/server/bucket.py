"""The leaky bucket of the platform: all callers share it, and it leaks at a steady rate (API.md, Limits).

It is in the database, so that all worker processes pour into one. Without a bucket nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from core.server.driver import Driver, Nothing, Statement
from core.server.lines import Lines, committing
from core.server.refusals import Refused
from core.server.switches import Switches
from core.server.tables import SHOP, buckets

HEADER = "X-Shopify-Shop-Api-Call-Limit"


class _Found(NamedTuple):
    level: float
    at: float


_LOCKED = Statement(select(buckets.c.level, buckets.c.at).where(buckets.c.name == SHOP).with_for_update(), _Found._make)
_FILL = Statement(update(buckets).where(buckets.c.name == bindparam("wanted")), Nothing._make, ("level", "at"))


class Bucket:
    """Holds `bucket_size` calls and leaks `bucket_leak` of them a second. `clock` gives UTC epoch seconds."""

    def __init__(self, lines: Lines, switches: Switches, clock: Callable[[], float]) -> None:
        self._lines = lines
        self._size = switches.bucket_size
        self._leak = switches.bucket_leak
        self._told = switches.limits_told
        self._clock = clock

    def __bool__(self) -> bool:
        """Whether there is a limit at all."""
        return self._size > 0

    def pour(self) -> tuple[tuple[str, str], ...]:
        """One call; returns the header that tells "32/40". Raises Refused 429 with Retry-After, and DBAPIError."""
        with committing(self._lines) as driver:
            level = self._level(driver) + 1
            if level > self._size:
                wait = max((level - self._size) / self._leak, 0.1)
                headers = {} if self._told == "nothing" else {"Retry_After": f"{wait:.1f}"}
                raise Refused(429, "Exceeded the rate limit. Reduce request rates.", **headers)
            driver.run(_FILL, {"wanted": SHOP, "level": level, "at": self._clock()})
        return ((HEADER, f"{round(level)}/{self._size}"),) if self._told == "all" else ()

    def _level(self, driver: Driver) -> float:
        """What has not leaked out yet; the row is locked until the end of the transaction."""
        found = driver.one(_LOCKED, {})
        return max(0.0, found.level - max(0.0, self._clock() - found.at) * self._leak)
