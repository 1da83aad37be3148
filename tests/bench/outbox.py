"""One durable outbox entry, against a bare SQLite insert with a flush and against one append with fdatasync."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import event

from core.bootstrap import open_core
from core.domain.command import Redeem
from core.settings import Settings
from core.store import cards, outbox
from core.store.database import Database
from tests.bench.figures import in_turn
from tests.builders import operation_row, server_card

RUNS = 200
CARD = 1001


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        appended, inserted = _appending(place / "file"), _inserting(place / "bare.db")
        database = Database(place / "till.db")
        flushes: list[int] = []
        event.listen(database._engine, "commit", lambda _connection: flushes.append(1))
        entry = _entering(database)
        pair = in_turn(entry, appended, RUNS, 5)
        yield pair.line("outbox entry", "append + fdatasync (goal 2.5)")
        yield in_turn(entry, inserted, RUNS, 5).line("outbox entry", "a bare SQLite insert, flushed")
        yield f"flushes an outbox entry: {len(flushes) / (2 * RUNS + 10):.2f} (goal 1)"
        database.close()
        (place / "desk").mkdir()
        yield from _submitted(place / "desk", appended)


def _submitted(folder: Path, floor: Callable[[], float]) -> Iterator[str]:
    """The whole of what a clerk waits for before it is safe: check, entry, audit entry."""
    core = open_core(Settings(folder))
    try:
        database = core.queries._database
        with database.writing() as transaction:
            cards.pulled(transaction, [server_card(card_id=CARD, balance=9_000_000)], 0.0, ())
        flushes: list[int] = []
        event.listen(database._engine, "commit", lambda _connection: flushes.append(1))
        pair = in_turn(_timed(lambda: core.desk.submit(Redeem(CARD, 1))), floor, RUNS, 5)
        yield pair.line("desk.submit of a redeem", "append + fdatasync")
        yield f"flushes a submitted command: {len(flushes) / (RUNS + 5):.2f} (goal 1)"
    finally:
        core.close()


def _entering(database: Database) -> Callable[[], float]:
    numbers = iter(range(10**6))

    def enter() -> None:
        with database.writing() as transaction:
            outbox.append(transaction, operation_row(f"operation-{next(numbers)}"))

    return _timed(enter)


def _appending(path: Path) -> Callable[[], float]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    page = b"x" * 4096

    def append() -> None:
        os.write(file, page)
        os.fdatasync(file)

    return _timed(append)


def _inserting(path: Path) -> Callable[[], float]:
    """The same row into a table of the same shape, by the driver alone."""
    line = sqlite3.connect(path, isolation_level=None)
    line.execute("PRAGMA journal_mode=WAL")
    line.execute("PRAGMA synchronous=FULL")
    row = {name: str(value) for name, value in operation_row("operation").items()}
    line.execute(f"CREATE TABLE operations (seq INTEGER PRIMARY KEY, {', '.join(row)})")
    statement = f"INSERT INTO operations ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})"
    return _timed(lambda: line.execute(statement, tuple(row.values())))


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return timed
