"""The one way to the local SQLite file: `reading()` and `writing()`, WAL, FULL, foreign keys, BEGIN IMMEDIATE.

Every fault of the disk leaves here as a KnownError with its sentence, the transaction rolled back.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, cast
from weakref import ref

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from core.domain import stopping
from core.domain.staff import Author
from core.errors import CannotStart, StorageFailed
from core.store import commits
from core.store.faults import converting_errors
from core.store.revisions import bring_up_to_date

__all__ = [
    "Connection",
    "Database",
    "after_commit",
    "ask",
    "author_of",
    "interrupted_by",
    "run",
    "run_each",
    "sign",
]

_BUSY_MS = 10_000
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether a statement is to stop: a millisecond or so."""
_MOST_KEPT = 4
"""More are seldom at work at once, and each takes a place that a writer may need from the engine's pool."""
_AFTER = "after commit"
_AUTHOR = "author"


class _Driver(sqlite3.Connection):
    """A connection that ends its statements before it closes.

    SQLite closes a file for good once the last statement on it has ended, and writes the log back then. One that a
    fault left unfinished lives as long as its traceback: the file changed after everything was told, and the next start
    took the till for a restored one (docs/protocol.md D6).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cursors: set[ref[sqlite3.Cursor]] = set()
        """Not a WeakSet, which takes longer for each statement than SQLite takes to find a row."""

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        made = super().cursor(*args, **kwargs)
        self._cursors.add(ref(made, self._cursors.discard))
        return made

    def execute(self, *args: Any) -> Any:
        """Run SQL on a cursor that is known here: the method of the library makes one by itself."""
        return self.cursor().execute(*args)

    def close(self) -> None:
        for known in tuple(self._cursors):
            cursor = known()
            if cursor is not None:
                cursor.close()
        super().close()


class Readers:
    """Connections that stay open for readings: to check one out of the pool takes 20 µs, a row by its key 7 µs.

    Thread-safe. One that is kept has no transaction open.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: deque[Connection] = deque()
        self._closed = False

    def take(self) -> Connection:
        """Return a connection without a transaction, a kept one before a new one."""
        try:
            return self._kept.pop()
        except IndexError:
            return self._engine.connect()

    def keep(self, conn: Connection) -> None:
        """End the snapshot of a connection, and keep it for the next reading."""
        if conn.in_transaction():
            conn.rollback()
        else:  # begun by the driver alone
            conn.connection.rollback()
        if len(self._kept) >= _MOST_KEPT:
            conn.close()
        else:
            self._kept.append(conn)
            if self._closed:  # be it a moment ago, by another thread: the engine's pool is gone too
                self.close()

    def discard(self, conn: Connection) -> None:
        """Close a connection for good. After a fault: a statement that was left halfway would hold its snapshot."""
        conn.invalidate()
        conn.close()

    def close(self) -> None:
        """Close what is kept, and keep nothing from now on."""
        self._closed = True
        with suppress(IndexError):
            while True:
                self.discard(self._kept.pop())


class Database:
    """The till's database, at the newest schema once constructed."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises CannotStart when it is damaged, newer than this program, or not to be written."""
        self.path = path
        with converting_errors(path):
            self.found = bring_up_to_date(path)
        """When the file was last changed as this process found it, in nanoseconds; 0 where nobody can tell.

        What an upgrade changes does not count, nor one that a kill cut short before.
        """
        self._engine = create_engine(
            f"sqlite:///{path}",
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=8,
            connect_args={"check_same_thread": False, "factory": _Driver},
        )
        event.listen(self._engine, "connect", _prepare)
        self._readers = Readers(self._engine)
        self.commits = 0
        """How many transactions were written. Whoever shows something compares: one process owns the folder."""
        self.observer: Callable[[int], None] | None = None
        """Hears the number of each commit, counted over all runs, before anything is sent because of it."""
        with converting_errors(path), self._engine.connect() as conn:
            self.found_commit = commits.newest(_driver(conn))
        """The newest commit as this process found it."""
        self.place = place_of(path)
        """The file that is open, told from another one that may take its name."""
        self.left: CannotStart | None = None
        """Why nothing more is written, once these books have moved to another machine: set in that transaction."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a snapshot; nothing is written. Raises ReadingStopped where core.domain.stopping asks for it."""
        with converting_errors(self.path):
            conn = self._readers.take()
            try:
                request = stopping.current()
                with nullcontext() if request is None else interrupted_by(request, conn):
                    run(conn, "BEGIN")
                    yield conn
            except BaseException:
                self._readers.discard(conn)
                raise
            self._readers.keep(conn)

    @contextmanager
    def writing(self, author: Author | None = None) -> Iterator[Connection]:
        """Open one BEGIN IMMEDIATE transaction: committed at the end, rolled back on any error.

        `author` signs it; without one the gate does, inside (core/services/people/gate.py).

        Raises StorageFailed when the file was deleted or replaced under the running program (docs/protocol.md D6), and
        what `left` says.
        """
        self.check_place()
        with converting_errors(self.path), self._engine.connect() as conn:
            conn.info.pop(_AFTER, None)
            conn.info[_AUTHOR] = author
            with conn.begin():
                run(conn, "BEGIN IMMEDIATE")
                if self.left is not None:  # whoever waited for the lock comes too late as well
                    raise self.left
                driver = _driver(conn)
                before = driver.total_changes
                yield conn
                number = commits.count(driver) if driver.total_changes > before else None
            self.commits += 1  # two at once may count as one: it has changed all the same
            for call in conn.info.pop(_AFTER, {}).values():
                call()
            if number is not None and self.observer is not None:
                self.observer(number)

    def check_place(self) -> None:
        """Raise StorageFailed unless the file at the path is still the one that is open."""
        if place_of(self.path) != self.place:
            raise StorageFailed("start.database_gone", path=self.path)

    def close(self) -> None:
        """Close the file as it lies there, its log beside it: a log that is written back changes the file.

        A till that changed its file with no commit to tell of it would be taken for a restored one (docs/protocol.md
        D6), say after a kill and `journal verify`.
        """
        with _log_kept(self.path):
            self.finish()

    def finish(self) -> None:
        """Write the log back into the file, and close it. What changes the file so is told by the newest commit."""
        self._readers.close()
        self._engine.dispose()


@contextmanager
def interrupted_by(request: stopping.StopRequest, conn: Connection) -> Iterator[None]:
    """Let what waits for this snapshot interrupt its statements."""
    driver = _driver(conn)
    driver.set_progress_handler(request.interrupts, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, _STEPS)


def run(conn: Connection, statement: str, values: dict[str, Any] | None = None) -> sqlite3.Cursor:
    """Run finished SQL on the driver, in the transaction of `conn`. `values` by name; rows are tuples, JSON is text.

    For what a clerk waits for: a row takes 5 µs so, and 50 to 90 µs by way of SQLAlchemy.
    """
    return _driver(conn).execute(statement, values or {})


def run_each(conn: Connection, statement: str, rows: Sequence[Mapping[str, Any] | tuple[Any, ...]]) -> None:
    """Run finished SQL once for each row of values."""
    _driver(conn).cursor().executemany(statement, rows)


def ask(conn: Connection, statement: str, **values: Any) -> Iterator[dict[str, Any]]:
    """Return the rows by the names of their columns, each as it is asked for; as quick as `run`."""
    found = run(conn, statement, values)
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)


def place_of(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at `path` from any other; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _driver(conn: Connection) -> sqlite3.Connection:
    # as the pool has it: half the way of its own name
    return cast(sqlite3.Connection, conn.connection.dbapi_connection)


def after_commit(conn: Connection, name: str, call: Callable[[], None]) -> None:
    """Run `call` once the transaction is on the disk, never when it is rolled back; the last one by a name counts."""
    conn.info.setdefault(_AFTER, {})[name] = call


def sign(conn: Connection, author: Author) -> None:
    """Say who stands behind this transaction. The last word counts: the till carries out what a person asked for."""
    conn.info[_AUTHOR] = author


def author_of(conn: Connection) -> Author | None:
    """Return who signed this transaction; None when nobody did."""
    author: Author | None = conn.info.get(_AUTHOR)
    return author


def _prepare(raw: sqlite3.Connection, _record: object) -> None:
    """Keep the driver from beginning transactions: a deferred one loses concurrent read-then-write updates."""
    raw.isolation_level = None
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA secure_delete=ON")
    raw.execute(f"PRAGMA busy_timeout={_BUSY_MS}")


@contextmanager
def _log_kept(path: Path) -> Iterator[None]:
    """Leave the last word to a connection that may only read: the last one to close writes the log back if it can."""
    log = path.with_name(f"{path.name}-wal")
    with ExitStack() as stack:
        with suppress(sqlite3.Error, OSError):
            if log.stat().st_size:
                raw = stack.enter_context(closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)))
                raw.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield
