"""Open the service's database: SQLite (WAL, FULL, BEGIN IMMEDIATE for writes) or PostgreSQL.

`reading` and `writing` are SQLAlchemy's connections, for lists, keys and starting; their holder never commits.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import CannotStart
from core.server.data.code_seal import CODE, PLAIN_CODE, UNSEALED, CodeSeal, prepare_seal
from core.server.data.pooler import check_pooler, notice_pooler
from core.server.data.schema import prepare
from core.server.data.server_watch import check_answering
from core.server.data.text_index import build_text_index

_START_WAIT_S = 5.0
_WAIT_S = 0.05
"""How long SQLite itself waits for a lock. It blocks the event loop meanwhile, which lock_wait does not."""
_GONE = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
"""Seconds, but the last: milliseconds."""
_MAPPED = 2**31 - 65536
"""Bytes of the file at most: what SQLite maps at most as it is usually built."""
_CACHE_KIB = 32 * 1024
"""At most, for each connection: holds the inner pages of the indexes of a million cards."""


def database_url(text: str | Path) -> URL:
    """Return an SQLAlchemy URL as given, or that of an SQLite file. Raises CannotStart."""
    if isinstance(text, str) and "://" in text:
        try:
            url = make_url(text)
        except ArgumentError as error:
            raise CannotStart("start.database", path=text.split("://")[0] + "://…", why=error) from error
        return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    return URL.create("sqlite", database=str(text))


def open_database(url: URL, first: Callable[[Engine], None] | None = None, seal: CodeSeal = UNSEALED) -> Engine:
    """Return an engine whose tables exist and are of our version. `first` is called once before, to fill a sandbox.

    `seal`: how codes lie in an SQLite file. Raises CannotStart; a corrupt file is left as it was.
    """
    is_file = url.get_backend_name() == "sqlite"
    preparing = _sqlite(url, _START_WAIT_S, seal) if is_file else _pooled(url)
    try:
        if is_file:
            check_not_corrupt(preparing)
        else:
            check_pooler(preparing, shown(url))
        prepare(preparing, shown(url))
        if is_file:
            prepare_seal(preparing, shown(url))
        else:
            build_text_index(preparing)
        if first is not None:
            first(preparing)
    except DBAPIError as error:
        raise cannot_start(url, error) from error
    finally:
        preparing.dispose()
    return open_prepared(url, seal)


def open_prepared(url: URL, seal: CodeSeal = UNSEALED, *, mapped: bool = False) -> Engine:
    """Return an engine of a database that `open_database` has prepared; it need not answer yet. Raises CannotStart.

    `mapped`: an SQLite file is read through the memory of the system (docs/decisions/0176).
    """
    if url.get_backend_name() != "sqlite":
        return open_served(url)
    engine = _sqlite(url, _WAIT_S, seal)
    if mapped and sys.platform == "linux":
        event.listen(engine, "connect", _map_file)
    return engine


def open_served(url: URL) -> Engine:
    """Return an engine for a PostgreSQL server as it is; none of its statements waits for ever. Raises CannotStart."""
    engine = _pooled(url)
    from core.server.data.bounded_connection import bound_connections  # noqa: PLC0415 - a till needs no PostgreSQL

    bound_connections(engine)
    return engine


def look_only(url: URL) -> Engine:
    """Return an engine for looking at a database as it is: nothing is made or changed. Raises CannotStart."""
    return create_engine(url, hide_parameters=True) if url.get_backend_name() == "sqlite" else _pooled(url)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a snapshot: several reads see the same state."""
    check_answering(engine)
    with engine.connect() as conn:
        yield conn


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a write transaction, and commit it at the end unless something is raised."""
    with engine.connect().execution_options(immediate=True) as conn, conn.begin():
        yield conn


def reason_of(error: Exception) -> str:
    """Return what the driver said, in one line."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__


def is_locked(error: DBAPIError) -> bool:
    """Return whether another process is writing to the SQLite file: nothing was written, and it can be tried again."""
    return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_cancelled(error: DBAPIError) -> bool:
    """Return whether PostgreSQL has ended the statement, because it took longer than it may."""
    return getattr(error.orig, "sqlstate", None) == "57014"


def _sqlite(url: URL, wait_s: float, seal: CodeSeal) -> Engine:
    arguments = {"check_same_thread": False, "timeout": wait_s}
    # Nothing to reset: every transaction is ended by who began it, and a single read begins none.
    engine = create_engine(url, hide_parameters=True, connect_args=arguments, pool_reset_on_return=None)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    if seal is not UNSEALED:
        engine.update_execution_options(seal=seal)
        event.listen(engine, "connect", partial(_on_connect_sealed, seal))
    return engine


def _noticed(url: URL) -> dict[str, str]:
    """Return what makes libpq notice a server that is gone, where the URL does not say: it would wait for minutes."""
    return {name: text for name, text in _GONE.items() if name not in url.query}


def _pooled(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.update_query_dict(_noticed(url)),
            hide_parameters=True,
            pool_size=10,
            max_overflow=30,
            pool_pre_ping=True,
        )
    except (ModuleNotFoundError, ArgumentError) as error:
        raise CannotStart("start.database", path=url.render_as_string(), why=error) from error
    event.listen(engine, "connect", _on_connect_pooled)
    return engine


def _on_connect_pooled(driver: Any, _entry: ConnectionPoolEntry) -> None:
    if getattr(driver, "watch", None) is None:  # a bounded connection has looked already
        notice_pooler(driver)


def _on_connect(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    driver.isolation_level = None  # the driver must not begin by itself: its BEGIN is not IMMEDIATE
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{_CACHE_KIB}"):
        driver.execute(f"PRAGMA {pragma}")


def _map_file(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    driver.execute(f"PRAGMA mmap_size={_MAPPED}")


def _on_connect_sealed(seal: CodeSeal, driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    driver.execute("PRAGMA secure_delete=ON")
    driver.create_function(PLAIN_CODE, 1, lambda sealed: seal.unseal(sealed, CODE), deterministic=True)


def _on_begin(conn: Connection) -> None:
    immediate = conn.get_execution_options().get("immediate", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def check_not_corrupt(engine: Engine) -> None:
    """Raise CannotStart for an SQLite file that is damaged."""
    with reading(engine) as conn:
        if conn.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise CannotStart("start.corrupt", path=shown(engine.url))


def shown(url: URL) -> str:
    """Return what the database is called, without a password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()


def cannot_start(url: URL, error: DBAPIError) -> CannotStart:
    """Return why nobody can start with the database."""
    code = getattr(error.orig, "sqlite_errorname", "")
    if code in ("SQLITE_NOTADB", "SQLITE_CORRUPT") or type(error) is DatabaseError:
        return CannotStart("start.corrupt", path=shown(url))
    if code == "SQLITE_FULL":
        return CannotStart("start.disk_full")
    key = "start.folder" if url.get_backend_name() == "sqlite" else "start.database"
    return CannotStart(key, path=shown(url), why=str(error.orig).strip())
