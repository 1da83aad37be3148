"""Wait while another process has the SQLite file locked."""

from __future__ import annotations

import asyncio
import logging
import time

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.server.contract.refusals import busy
from core.server.data.database import is_locked, reason_of
from core.server.data.quiet_log import quiet

LOCK_WAIT_S = 2.0
"""How long a request waits for a locked SQLite file before the answer is 503."""
_log = quiet(logging.getLogger(__name__))


class LockWait:
    """Waits while another process has the SQLite file locked; other requests go on meanwhile."""

    def __init__(self) -> None:
        self._deadline = time.monotonic() + LOCK_WAIT_S

    def check(self, error: DBAPIError | PoolTimeout) -> None:
        """Raise RequestRefused 503 for an error that is no lock, and for a lock that took too long."""
        if not (isinstance(error, DBAPIError) and is_locked(error)) or time.monotonic() > self._deadline:
            _log.warning("the database could not be used: %s", reason_of(error))
            raise busy() from error

    async def wait(self) -> None:
        """Wait before the next try."""
        await asyncio.sleep(0.01)
