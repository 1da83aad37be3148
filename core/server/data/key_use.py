"""When each API key was used last: noted in memory, written beside the requests, at most once a minute for each key.

No request waits for it. What could not be written is written with the next use, a minute later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from sqlalchemy import Engine, bindparam, event, or_, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.database import reason_of
from core.server.data.driver import NoRow, Statement
from core.server.data.quiet_log import quiet
from core.server.data.tables import api_keys

EVERY_S = 60
_DUE = or_(api_keys.c.last_used_at.is_(None), api_keys.c.last_used_at <= bindparam("before"))
_USED = Statement(update(api_keys).where(api_keys.c.name == bindparam("wanted"), _DUE), NoRow._make, ("last_used_at",))
_log = quiet(logging.getLogger(__name__))


class KeyUse:
    """Notes the uses of one process; the database keeps the newest of all. `clock` gives UTC epoch seconds."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._pool = ConnectionPool(engine)
        self._clock = clock
        self._noted: dict[str, float] = {}
        self._writer = ThreadPoolExecutor(1, "key-use")  # its thread begins with the first use
        event.listen(engine, "engine_disposed", self._close, once=True)

    def note(self, name: str) -> None:
        """Note that the key of that name was used just now. Called on the event loop alone; returns at once."""
        now = self._clock()
        if not 0 <= now - self._noted.get(name, -EVERY_S) < EVERY_S:
            self._noted[name] = now
            with suppress(RuntimeError):  # a last reply while the service ends
                self._writer.submit(self._write, name, int(now))

    def _write(self, name: str, now: int) -> None:
        """Write unless another process did in the same minute; the connection is closed, the next use is far."""
        try:
            with begin_write(self._pool) as conn:
                conn.execute(_USED, {"wanted": name, "before": now - EVERY_S, "last_used_at": now})
        except (DBAPIError, PoolTimeout) as error:
            _log.info("the last use of a key could not be written: %s", reason_of(error))
        finally:
            self._pool.close()

    def _close(self, _engine: Engine) -> None:
        """Wait until all that was noted is written, or was given up."""
        self._writer.shutdown()
