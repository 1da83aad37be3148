"""The one way to the local SQLite file: `reading()` and `writing()`, WAL, FULL, foreign keys, BEGIN IMMEDIATE.

Every fault of the disk leaves here as a KnownError with its sentence, the transaction rolled back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import QueuePool

from core.errors import CannotStart
from core.store.faults import told
from core.store.upgrading import renew

HEAD = "0004"
"""The newest schema this program knows."""
KNOWN_REVISIONS = frozenset({"0001", "0002", "0003", "0004"})
_BUSY_MS = 10_000
_AFTER = "after commit"

Session: TypeAlias = Connection
"""What `reading()` and `writing()` give, by the name that services use."""


class Database:
    """The till's database, at the newest schema once constructed."""

    def __init__(self, path: Path) -> None:
        """Raises CannotStart when the file is damaged, newer than this program, or not to be written."""
        self.path = path
        with told(path):
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
        with told(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One BEGIN IMMEDIATE transaction: committed at the end, rolled back on any error."""
        with told(self.path), self._engine.connect() as plain:
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


def _bring_up_to_date(path: Path) -> None:
    """Reads the schema's revision with plain SQL: loading alembic costs half a second and is rarely needed."""
    found = _revision(path)
    if found == HEAD:
        return
    if found is not None and found not in KNOWN_REVISIONS:
        raise CannotStart("start.newer", path=path)
    renew(path, empty=found is None)


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
