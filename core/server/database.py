"""Opening the service's database: SQLite (WAL, FULL, BEGIN IMMEDIATE for writes) or PostgreSQL.

`reading` and `writing` are the only ways to a connection; whoever holds one never commits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import CannotStart
from core.server.tables import FIRST_CARD_ID, SCHEMA_VERSION, counters, metadata

_SCHEMA = select(counters.c.value).where(counters.c.name == "schema")
_BUSY_S = 2.0
"""How long a locked SQLite file is waited for before the request is answered 503."""


def database_url(text: str | Path) -> URL:
    """An SQLAlchemy URL as given, or that of an SQLite file. Raises CannotStart."""
    if isinstance(text, str) and "://" in text:
        try:
            url = make_url(text)
        except ArgumentError as error:
            raise CannotStart("start.folder", path=text.split("://")[0] + "://…", why=error) from error
        return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    return URL.create("sqlite", database=str(text))


def open_database(url: URL) -> Engine:
    """An engine whose tables exist and are of our version. Raises CannotStart; the file is left as it was."""
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _pooled(url)
    try:
        _prepare(engine)
    except DBAPIError as error:
        engine.dispose()
        raise _cannot_start(url, error) from error
    except CannotStart:
        engine.dispose()
        raise
    return engine


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


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": _BUSY_S})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _pooled(url: URL) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, pool_size=10, max_overflow=30, pool_pre_ping=True)
    except (ModuleNotFoundError, ArgumentError) as error:
        raise CannotStart("start.folder", path=url.render_as_string(), why=error) from error


def _on_connect(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    driver.isolation_level = None  # the driver must not begin by itself: its BEGIN is not IMMEDIATE
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        driver.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _prepare(engine: Engine) -> None:
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            _check_sound(connection, engine.url)
        else:
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


def _check_sound(connection: Connection, url: URL) -> None:
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise CannotStart("start.corrupt", path=_shown(url))


def _shown(url: URL) -> str:
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()


def _cannot_start(url: URL, error: DBAPIError) -> CannotStart:
    code = getattr(error.orig, "sqlite_errorname", "")
    if code in ("SQLITE_NOTADB", "SQLITE_CORRUPT") or type(error) is DatabaseError:
        return CannotStart("start.corrupt", path=_shown(url))
    if code == "SQLITE_FULL":
        return CannotStart("start.disk_full")
    return CannotStart("start.folder", path=_shown(url), why=str(error.orig).strip())
