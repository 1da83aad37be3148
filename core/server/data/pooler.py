"""Notice a pooler such as PgBouncer between the service and PostgreSQL, and ask nothing of it that it cannot give.

A pooler lends a connection of the server for one transaction. What is kept in a session is lost with it, or is somebody
else's: prepared statements, settings, locks of a session.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, text

from core.errors import CannotStart
from core.server.data.schema import schema_state

SERVER = "SELECT pg_backend_pid()"
"""Asks which of its processes the server answers by; a pooler tells another one when a connection is opened."""
_LIMITS = text("SELECT name FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout') AND setting = '0'")


def notice_pooler(conn: Any) -> bool:
    """Return whether there is one behind a connection that was just opened; through it nothing is prepared.

    Raises what the driver raises.
    """
    kept, conn.autocommit = conn.autocommit, True
    (process_id,) = conn.execute(SERVER).fetchone()
    conn.autocommit = kept
    return note_server(conn, process_id)


def note_server(conn: Any, process_id: int) -> bool:
    """Do as `notice_pooler` does, once the server has said which of its processes it is."""
    if process_id != conn.info.backend_pid:
        conn.prepare_threshold = None
    return is_pooled(conn)


def is_pooled(conn: Any) -> bool:
    """Return whether there is a pooler behind a connection of the driver that was looked at."""
    return bool(conn.prepare_threshold is None)


def check_pooler(engine: Engine, shown: str) -> None:
    """Raise CannotStart for what has to be done before a service can go through a pooler; `shown`: the database."""
    with engine.connect() as conn:
        expected = _missing(conn) if is_pooled(conn.connection.driver_connection) else None
    if expected is not None:
        raise CannotStart("start.setting", key="--database", value=shown, expected=expected)


def _missing(conn: Connection) -> str | None:
    if unlimited := sorted(conn.execute(_LIMITS).scalars()):
        commands = " ".join(f"ALTER ROLE … SET {name} = '{_WANTED[name]}';" for name in unlimited)
        return f"Through a pooler the role needs limits of its own: {commands}"
    state = schema_state(conn)
    if state.version is not None and state.indexes:
        return "An index is missing, and none is built through a pooler: start once with the server's own address."
    return None


_WANTED = {"statement_timeout": "30s", "lock_timeout": "5s"}
