"""The rate limit, a leaky bucket that all callers share (docs/api.md 5).

Its level is in the database, one for all worker processes. Without a limit nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from core.server.contract.refusals import RequestRefused
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.tables import SHOP, buckets

HEADER = "X-Shopify-Shop-Api-Call-Limit"


class _Level(NamedTuple):
    level: float
    at: float


_LOCKED = Statement(select(buckets.c.level, buckets.c.at).where(buckets.c.name == SHOP).with_for_update(), _Level._make)
_FILL = Statement(update(buckets).where(buckets.c.name == bindparam("wanted")), NoRow._make, ("level", "at"))


class LeakyBucket:
    """Holds `bucket_size` requests and leaks `bucket_leak` of them a second. `clock` gives UTC epoch seconds."""

    def __init__(self, pool: ConnectionPool, switches: Switches, clock: Callable[[], float]) -> None:
        self._pool = pool
        self._size = switches.bucket_size
        self._leak = switches.bucket_leak
        self._shown = switches.limits_told
        self._clock = clock

    def __bool__(self) -> bool:
        """Return whether there is a limit at all."""
        return self._size > 0

    def add_request(self) -> tuple[tuple[str, str], ...]:
        """Count one request; return the header that says "32/40", or none.

        Raises RequestRefused 429 with Retry-After, and DBAPIError.
        """
        with begin_write(self._pool) as conn:
            level = self._lock_level(conn) + 1
            if level > self._size:
                wait = max((level - self._size) / self._leak, 0.1)
                headers = {} if self._shown == "nothing" else {"Retry_After": f"{wait:.1f}"}
                raise RequestRefused(
                    429, "Exceeded the rate limit. Reduce request rates.", code="rate_limited", **headers
                )
            conn.execute(_FILL, {"wanted": SHOP, "level": level, "at": self._clock()})
        return ((HEADER, f"{round(level)}/{self._size}"),) if self._shown == "all" else ()

    def _lock_level(self, conn: DriverConnection) -> float:
        """Return what has not leaked out yet. Locks the row until the end of the transaction."""
        found = conn.one(_LOCKED, {})
        return max(0.0, found.level - max(0.0, self._clock() - found.at) * self._leak)
