"""One durable outbox entry, against a bare SQLite insert with a flush and against one append with fdatasync."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from core.store import outbox
from core.store.database import Database
from tests.bench.figures import in_turn, timed
from tests.bench.flushing import appending, counting
from tests.builders import operation_row

RUNS = 200
GOAL = 2.5


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bare = sqlite3.connect(place / "bare.db", isolation_level=None)
        inserted = _inserting(bare)
        database = Database(place / "till.db")
        flushes = counting(database)
        entry = _entering(database)
        with appending(place / "file") as append:
            yield in_turn(entry, append, RUNS, 5).line("outbox entry", "append + fdatasync", GOAL)
        yield in_turn(entry, inserted, RUNS, 5).line("outbox entry", "a bare SQLite insert, flushed")
        yield f"flushes an outbox entry: {len(flushes) / (2 * RUNS + 10):.2f} (goal 1)"
        database.close()
        bare.close()


def _entering(database: Database) -> Callable[[], float]:
    numbers = iter(range(10**6))

    def enter() -> None:
        with database.writing() as conn:
            outbox.append(conn, operation_row(f"operation-{next(numbers)}"))

    return timed(enter)


def _inserting(line: sqlite3.Connection) -> Callable[[], float]:
    """The same row into a table of the same shape, by the driver alone."""
    line.execute("PRAGMA journal_mode=WAL")
    line.execute("PRAGMA synchronous=FULL")
    row = {name: str(value) for name, value in operation_row("operation").items()}
    line.execute(f"CREATE TABLE operations (seq INTEGER PRIMARY KEY, {', '.join(row)})")
    statement = f"INSERT INTO operations ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})"
    return timed(lambda: line.execute(statement, tuple(row.values())))
