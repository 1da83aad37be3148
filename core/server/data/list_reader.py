"""Read lists, searches and counts: on a replica, where there is one that has all that the primary has.

A till takes the list of cards for the database itself: a card that is not there was not made (docs/protocol.md 7). So
the replica is read only once it has replayed what the primary had flushed when the request came. A list then shows
every write that anybody was told of, and all that an earlier request showed. Else the primary is read (decision 105).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.errors import CannotStart
from core.server.data.connection_pool import ConnectionPool, open_connection
from core.server.data.database import database_url, is_cancelled, open_served, reading, reason_of, shown
from core.server.data.driver import DriverConnection, Statement
from core.server.data.quiet_log import quiet

_WAIT_S = 0.1
"""How long a request waits for a replica that is behind; one nearby replays a commit within milliseconds."""
_PAUSE_S = 0.002
_BEHIND_S = 1.0
"""How long a replica that was behind is left alone."""
_AWAY_S = 5.0
"""How long one that could not be read is."""
T = TypeVar("T")
_log = quiet(logging.getLogger(__name__))


class PrimaryPosition(NamedTuple):
    """What the primary has flushed, and on which timeline of which server and database."""

    flushed: str
    timeline: str
    server: str
    name: str


class ReplicaState(NamedTuple):
    """What a server says of itself. `caught_up`: it has replayed a position; None where it never replays."""

    caught_up: bool | None
    timeline: str
    server: str
    name: str
    replays: bool

    def is_replica_of(self, primary: PrimaryPosition) -> bool:
        """Return whether it replays this primary; positions of another mean nothing here."""
        return self.replays and self[1:4] == primary[1:]


_POSITION = Statement(
    text(
        "SELECT CAST(pg_current_wal_flush_lsn() AS text), left(pg_walfile_name(pg_current_wal_flush_lsn()), 8), "
        "CAST(system_identifier AS text), current_database() FROM pg_control_system()"
    ),
    PrimaryPosition._make,
)
_STATE = text(
    "SELECT pg_last_wal_replay_lsn() >= CAST(:flushed AS pg_lsn), upper(lpad(to_hex(timeline_id), 8, '0')), "
    "CAST(system_identifier AS text), current_database(), pg_is_in_recovery() "
    "FROM pg_control_checkpoint(), pg_control_system()"
)


class ListReader:
    """Runs what reads lists. Without a replica all of it is read on the primary."""

    def __init__(self, primary: Engine, replica: Engine | None = None) -> None:
        self._primary = primary
        self._replica = replica
        self._pool = ConnectionPool(primary)
        self._lock = threading.Lock()
        self._is_left = False
        self._ask_at = 0.0

    def use(self, replica: Engine) -> None:
        """Read on this replica from now on, whenever it has all that the primary has."""
        self._replica = replica

    def source(self) -> str | None:
        """Return where a list would be read now, "replica" or "primary"; None where there is no replica.

        Raises DBAPIError.
        """
        if self._replica is None:
            return None
        return self.read(lambda conn: "replica" if conn.engine is self._replica else "primary")

    def read(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` reads; it may be begun twice. Raises DBAPIError, and what `work` raises."""
        found = self._read_on_replica(work)
        if found is not None:
            return found[0]
        with reading(self._primary) as conn:
            return work(conn)

    def read_at_once(self, work: Callable[[Connection | DriverConnection], T]) -> T:
        """Do as `read` does, for what is a single statement: it needs no transaction, only the driver."""
        found = self._read_on_replica(work)
        if found is not None:
            return found[0]
        with open_connection(self._pool) as conn:
            return work(conn)

    def _read_on_replica(self, work: Callable[[Connection], T]) -> tuple[T] | None:
        """Return what was read in a tuple, None where the primary is to be read."""
        if self._replica is None or not self._is_asked():
            return None
        position = self._primary_position()
        try:
            with reading(self._replica) as conn:
                if self._catches_up(conn, position):
                    found = work(conn)
                    self._is_left = False
                    return (found,)
            self._leave(_BEHIND_S, "it is behind")
        except DBAPIError as error:
            if is_cancelled(error):
                raise  # it took too long, and would on the primary
            self._leave(_AWAY_S, reason_of(error))
        return None

    def check_server(self) -> None:
        """Raise CannotStart where the replica is there and replays another server, or has another database."""
        if self._replica is None:
            return
        position = self._primary_position()
        with suppress(DBAPIError), reading(self._replica) as conn:
            if _state(conn, position)[2:4] != position[2:4]:
                expected = "It is no replica of --database."
                raise CannotStart(
                    "start.setting", key="--read-database", value=shown(conn.engine.url), expected=expected
                )

    def _primary_position(self) -> PrimaryPosition:
        with open_connection(self._pool) as conn:
            return conn.one(_POSITION, {})

    def _is_asked(self) -> bool:
        """Return whether the replica is asked. One that is left alone is asked by one request, once it is time."""
        if not self._is_left:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._ask_at:
                return False
            self._ask_at = now + _AWAY_S
            return True

    def _catches_up(self, conn: Connection, position: PrimaryPosition) -> bool:
        until = time.monotonic() + (0 if self._is_left else _WAIT_S)
        while True:
            state = _state(conn, position)
            if not state.is_replica_of(position):
                return False
            if state.caught_up or time.monotonic() > until:
                return bool(state.caught_up)
            time.sleep(_PAUSE_S)

    def _leave(self, seconds: float, why: str) -> None:
        self._ask_at, self._is_left = time.monotonic() + seconds, True
        _log.warning("lists are read on the primary and not on the replica: %s", why)


def _state(conn: Connection, position: PrimaryPosition) -> ReplicaState:
    return ReplicaState._make(conn.execute(_STATE, {"flushed": position.flushed}).one())


def open_replica(primary: URL, replica: str) -> Engine:
    """Return an engine for the replica of a primary, whether it is there or not. Raises CannotStart."""
    return open_served(replica_url(primary, replica))


def replica_url(primary: URL, replica: str) -> URL:
    """Return the URL of a replica. Raises CannotStart where there can be none."""
    url = database_url(replica)
    if {url.get_backend_name(), primary.get_backend_name()} != {"postgresql"}:
        expected = "Only PostgreSQL has replicas: give --database and --read-database a URL of one each."
        raise CannotStart("start.setting", key="--read-database", value=shown(url), expected=expected)
    return url


def look_at_replica(primary: Engine, replica: str) -> str:
    """Return where lists would be read now, "replica" or "primary". Raises CannotStart for another server's database.

    One that is away or behind is no reason not to start: nothing is sold on it.
    """
    engine = open_replica(primary.url, replica)
    try:
        reader = ListReader(primary, engine)
        source = reader.source() or "primary"
        if source == "primary":
            reader.check_server()
        return source
    finally:
        engine.dispose()
