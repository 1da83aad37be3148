"""Opening the service's database: SQLite (WAL, FULL, BEGIN IMMEDIATE for writes) or PostgreSQL.

`reading` and `writing` are the only ways to a connection; whoever holds one never commits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import CannotStart
from core.server.tables import CHANGES, FIRST_CARD_ID, SCHEMA_VERSION, SHOP, buckets, counters, metadata

_SCHEMA = select(counters.c.value).where(counters.c.name == "schema")
_START_WAIT_S = 5.0
_WAIT_S = 0.05
"""How long SQLite itself waits for a lock: it blocks the event loop, so longer waits are core.server.app's."""
_CACHE_KIB = 32 * 1024
"""At most, for each connection: holds the inner pages of the indexes of a million cards."""


def database_url(text: str | Path) -> URL:
    """An SQLAlchemy URL as given, or that of an SQLite file. Raises CannotStart."""
    if isinstance(text, str) and "://" in text:
        try:
            url = make_url(text)
        except ArgumentError as error:
            raise CannotStart("start.database", path=text.split("://")[0] + "://…", why=error) from error
        return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    return URL.create("sqlite", database=str(text))


def open_database(url: URL, first: Callable[[Engine], None] | None = None) -> Engine:
    """An engine whose tables exist and are of our version, once `first` (say, filling a sandbox) is done too.

    Raises CannotStart; a file that is not sound is left as it was.
    """
    is_file = url.get_backend_name() == "sqlite"
    preparing = _sqlite(url, _START_WAIT_S) if is_file else _pooled(url)
    try:
        _prepare(preparing)
        if first is not None:
            first(preparing)
    except DBAPIError as error:
        raise _cannot_start(url, error) from error
    finally:
        preparing.dispose()
    return _sqlite(url, _WAIT_S) if is_file else _pooled(url)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A snapshot: several reads see the same state."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction, committed at the end unless something is raised."""
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        yield connection


def is_locked(error: DBAPIError) -> bool:
    """Another process writes to the SQLite file just now; the transaction was rolled back and can be tried again."""
    return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _sqlite(url: URL, wait_s: float) -> Engine:
    arguments = {"check_same_thread": False, "timeout": wait_s}
    # Nothing to reset: whoever begins also ends, and a lone read begins nothing.
    engine = create_engine(url, hide_parameters=True, connect_args=arguments, pool_reset_on_return=None)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _pooled(url: URL) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, pool_size=10, max_overflow=30, pool_pre_ping=True)
    except (ModuleNotFoundError, ArgumentError) as error:
        raise CannotStart("start.database", path=url.render_as_string(), why=error) from error


def _on_connect(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    driver.isolation_level = None  # the driver must not begin by itself: its BEGIN is not IMMEDIATE
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{_CACHE_KIB}"):
        driver.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _prepare(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        _check_sound(engine)
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            # Workers start together: the second waits here until the first has made the tables.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(564744552001)")
        metadata.create_all(connection)
        found = connection.execute(_SCHEMA).scalar()
        if found is None:
            first = [
                {"name": "schema", "value": SCHEMA_VERSION},
                {"name": "card", "value": FIRST_CARD_ID - 1},
            ]
            connection.execute(insert(counters), first)
        elif found > SCHEMA_VERSION:
            raise CannotStart("start.newer", path=_shown(engine.url))
        elif found < SCHEMA_VERSION:
            _bring_up(connection, found)
        if connection.execute(select(buckets)).first() is None:
            connection.execute(insert(buckets), {"name": SHOP, "level": 0.0, "at": 0.0})


def _bring_up(connection: Connection, found: int) -> None:
    for version in range(found + 1, SCHEMA_VERSION + 1):
        for change in CHANGES[version]:
            connection.exec_driver_sql(change)
    connection.execute(update(counters).where(counters.c.name == "schema").values(value=SCHEMA_VERSION))


def _check_sound(engine: Engine) -> None:
    with reading(engine) as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise CannotStart("start.corrupt", path=_shown(engine.url))


def _shown(url: URL) -> str:
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()


def _cannot_start(url: URL, error: DBAPIError) -> CannotStart:
    code = getattr(error.orig, "sqlite_errorname", "")
    if code in ("SQLITE_NOTADB", "SQLITE_CORRUPT") or type(error) is DatabaseError:
        return CannotStart("start.corrupt", path=_shown(url))
    if code == "SQLITE_FULL":
        return CannotStart("start.disk_full")
    key = "start.folder" if url.get_backend_name() == "sqlite" else "start.database"
    return CannotStart(key, path=_shown(url), why=str(error.orig).strip())
