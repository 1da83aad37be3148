"""The service's empty SQLite database, made by the real preparation once in a process and copied for every further one.

Making its tables costs as much CPU as all else that a service does when it starts, and comes out the same each time.
The tests of the schema itself (tests/core/server/data) make each one.
"""

import atexit
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import cast

from sqlalchemy import Engine

from core.server.data import database, schema

build = schema.prepare
"""What the program itself calls."""
_template = sqlite3.connect(":memory:", check_same_thread=False)  # services start in threads too
atexit.register(_template.close)


def copy(engine: Engine, shown: str) -> None:
    """Stand for `build`: an empty SQLite database is copied, every other one brought to our version."""
    if engine.dialect.name != "sqlite":
        build(engine, shown)
        return
    with closing(engine.raw_connection()) as pooled:
        conn = cast(sqlite3.Connection, pooled.driver_connection)
        if _is_empty(conn) and not _is_empty(_template):
            _template.backup(conn)
            return
        was_empty = _is_empty(conn)
        build(engine, shown)
        if was_empty:
            conn.backup(_template)


def install() -> None:
    """Let every database of a service of this process begin as a copy."""
    database.prepare = copy  # type: ignore[attr-defined]


@contextmanager
def uninstalled() -> Iterator[None]:
    """Let the databases be made."""
    database.prepare = build  # type: ignore[attr-defined]
    try:
        yield
    finally:
        install()


def _is_empty(conn: sqlite3.Connection) -> bool:
    return conn.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
