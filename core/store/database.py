"""The one way to the local SQLite file: `reading()` and `writing()`, WAL, FULL, foreign keys, BEGIN IMMEDIATE.

Every fault of the disk leaves here as a KnownError with its sentence, the transaction rolled back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import QueuePool

from core.domain import stopping
from core.domain.staff import Author
from core.errors import CannotStart, StorageFailed
from core.store import commits
from core.store.faults import converting_errors
from core.store.tables import SCHEMA
from core.store.upgrading import renew

__all__ = [
    "HEAD",
    "KNOWN_REVISIONS",
    "Connection",
    "Database",
    "after_commit",
    "ask",
    "author_of",
    "missing_scripts",
    "run",
    "sign",
]

HEAD = SCHEMA
"""The newest schema this program knows."""
KNOWN_REVISIONS = frozenset(f"{number:04}" for number in range(1, int(HEAD) + 1))
SCRIPTS = Path(__file__).parent / "migrations" / "versions"
_BUSY_MS = 10_000
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether a statement is to stop: a millisecond or so."""
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
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        made = super().cursor(*args, **kwargs)
        self._cursors.add(made)
        return made

    def execute(self, *args: Any) -> Any:
        """Run SQL on a cursor that is known here: the method of the library makes one by itself."""
        return self.cursor().execute(*args)

    def close(self) -> None:
        for cursor in self._cursors:
            cursor.close()
        super().close()


class Database:
    """The till's database, at the newest schema once constructed."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises CannotStart when it is damaged, newer than this program, or not to be written."""
        self.path = path
        with converting_errors(path):
            self.found = _bring_up_to_date(path)
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
        with converting_errors(self.path), self._engine.connect() as conn, _stoppable(conn):
            run(conn, "BEGIN")
            yield conn

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
            self._engine.dispose()

    def finish(self) -> None:
        """Write the log back into the file, and close it. What changes the file so is told by the newest commit."""
        self._engine.dispose()


@contextmanager
def _stoppable(conn: Connection) -> Iterator[None]:
    """Let what waits for this snapshot interrupt its statements, where anything may."""
    request, driver = stopping.current(), _driver(conn)
    if request is None:
        yield
        return
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
    driver: sqlite3.Connection = conn.connection.driver_connection  # type: ignore[assignment]
    return driver


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


def _bring_up_to_date(path: Path) -> int:
    """Return when the file was last changed before. The schema's revision is read with plain SQL.

    Loading alembic costs half a second and is rarely needed.
    """
    revision, changed = _revision(path)
    if revision == HEAD:
        return changed
    if revision is not None and revision not in KNOWN_REVISIONS:
        raise CannotStart("start.newer", path=path)
    missing = missing_scripts()
    if missing:
        raise CannotStart("start.scripts_missing", missing=", ".join(missing), path=path)
    renew(path, empty=revision is None, found=changed)
    return changed


def missing_scripts() -> list[str]:
    """Return the revisions whose scripts this installation lacks: without them no database is made or brought on."""
    return sorted(KNOWN_REVISIONS - {path.name[1:5] for path in SCRIPTS.glob("r*.py")})


def _revision(path: Path) -> tuple[str | None, int]:
    """Return the revision, and when the file was last changed by anything but an upgrade (nanoseconds).

    The revision is None for a file that is not there or has no tables. Looks for damage in what it reads.
    """
    changed = commits.changed_at(path)
    if path.is_dir():
        raise CannotStart("start.database_folder", path=path)
    if not path.exists() or path.stat().st_size == 0:
        return None, changed
    raw = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=_BUSY_MS / 1000, uri=True)
    try:
        if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise CannotStart("start.corrupt", path=path)
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if not tables:
            return None, changed
        if "alembic_version" not in tables:
            raise CannotStart("start.corrupt", path=path)
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else "none", commits.before_upgrade(raw, changed)
    finally:
        raw.close()
