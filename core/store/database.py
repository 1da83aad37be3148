"""The one way to the local SQLite file: `reading()` and `writing()`, WAL, FULL, foreign keys, BEGIN IMMEDIATE.

Every fault of the disk leaves here as a KnownError with its sentence, the transaction rolled back.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from core.errors import CannotStart, KnownError, StorageFailed

HEAD = "0002"
"""The newest schema this program knows."""
KNOWN_REVISIONS = frozenset({"0001", "0002"})
_BUSY_MS = 10_000
_LEAST_FREE = 256 * 1024
_AFTER = "after commit"

Session: TypeAlias = Connection
"""What `reading()` and `writing()` give, by the name that services use."""


class Database:
    """The till's database, at the newest schema once constructed."""

    def __init__(self, path: Path) -> None:
        """Raises CannotStart when the file is damaged, newer than this program, or not to be written."""
        self.path = path
        with _told(path):
            _bring_up_to_date(path)
        self._engine = create_engine(
            f"sqlite:///{path}",
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=8,
            connect_args={"check_same_thread": False},
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot; nothing is written."""
        with _told(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One BEGIN IMMEDIATE transaction: committed at the end, rolled back on any error."""
        with _told(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(counterfoil_write=True)
            connection.info.pop(_AFTER, None)
            with connection.begin():
                yield connection
            for call in connection.info.pop(_AFTER, {}).values():
                call()

    def close(self) -> None:
        self._engine.dispose()


def after_commit(connection: Session, name: str, call: Callable[[], None]) -> None:
    """`call` runs once the transaction is on the disk, never when it is rolled back; the last one by a name counts."""
    connection.info.setdefault(_AFTER, {})[name] = call


def _prepare(raw: sqlite3.Connection, _record: object) -> None:
    """The driver must not begin transactions by itself: a deferred one loses concurrent read-then-write updates."""
    raw.isolation_level = None
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA secure_delete=ON")
    raw.execute(f"PRAGMA busy_timeout={_BUSY_MS}")


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("counterfoil_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise _known(path, error.orig or error) from error
    except sqlite3.DatabaseError as error:
        raise _known(path, error) from error
    except OSError as error:
        raise CannotStart("start.database", path=path, why=error.strerror or error) from error


def _nothing_left(path: Path) -> bool:
    """SQLite calls a full disk an I/O error when its shared memory file finds no room."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False


def _known(path: Path, error: BaseException) -> KnownError:
    text = str(error).lower()
    if "full" in text or ("disk i/o" in text and _nothing_left(path)):
        return StorageFailed("start.disk_full")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return CannotStart("start.corrupt", path=path)
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)) or "no such" in text or "syntax" in text:
        raise error  # our own mistake, not the disk's
    return StorageFailed("start.disk", why=str(error))


def _bring_up_to_date(path: Path) -> None:
    """Reads the schema's revision with plain SQL: loading alembic costs half a second and is rarely needed."""
    found = _revision(path)
    if found == HEAD:
        return
    if found is not None and found not in KNOWN_REVISIONS:
        raise CannotStart("start.newer", path=path)
    from core.store.migrations.upgrade import upgrade  # noqa: PLC0415 - alembic is half a second of start-up

    side = path.with_suffix(".new")
    _remove(side)
    if found is not None:
        _copy(path, side)
    upgrade(side)
    os.replace(side, path)


def _copy(path: Path, side: Path) -> None:
    """A whole copy through SQLite's backup: the old file stays as it is until the new one is ready.

    Its write-ahead log is folded in first: left behind, it would be played into the new file.
    """
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(side)) as new:
        if old.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
            raise StorageFailed("start.disk", why="its write-ahead log could not be closed")
        old.backup(new)


def _remove(side: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        side.with_name(side.name + suffix).unlink(missing_ok=True)


def _revision(path: Path) -> str | None:
    """None for a file that does not exist yet or has no tables. Looks for damage in the parts it reads."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    raw = sqlite3.connect(path, timeout=_BUSY_MS / 1000)
    try:
        if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise CannotStart("start.corrupt", path=path)
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise CannotStart("start.corrupt", path=path)
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else "none"
    finally:
        raw.close()
