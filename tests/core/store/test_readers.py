"""Connections kept for readings: each reading has a snapshot of its own, and nothing stays open that should not."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.pool import QueuePool

from core.store import notes
from core.store.database import Connection, Database, Readers, run
from core.store.tables import CARDS


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "till.db")
    yield database
    database.close()


def note(database: Database, value: str) -> None:
    with database.writing() as conn:
        notes.set_watermark(conn, "met", value)


def driver_of(conn: Connection) -> object:
    return conn.connection.driver_connection


def open_files(path: Path) -> int:
    """How many times this process has the file itself open; as many as there are connections."""
    held = 0
    for number in os.listdir("/proc/self/fd"):
        try:
            held += Path(f"/proc/self/fd/{number}").readlink() == path
        except OSError:
            continue
    return held


def test_the_next_reading_takes_the_same_connection_and_sees_what_was_written_since(database: Database) -> None:
    note(database, "1")
    with database.reading() as conn:
        first = driver_of(conn)
        assert notes.watermark(conn, "met") == "1"
    note(database, "2")
    with database.reading() as conn:
        assert driver_of(conn) is first
        assert notes.watermark(conn, "met") == "2"


@pytest.mark.parametrize("by_sqlalchemy", [True, False])
def test_a_reading_ends_its_transaction(database: Database, by_sqlalchemy: bool) -> None:
    with database.reading() as conn:
        if by_sqlalchemy:
            conn.execute(select(CARDS)).all()
        driver = conn.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        assert driver.in_transaction
    assert not driver.in_transaction
    with closing(sqlite3.connect(database.path)) as other:
        assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "somebody still reads"


def test_a_reading_that_failed_halfway_leaves_no_old_snapshot(database: Database) -> None:
    """The unfinished statement lives as long as its traceback, and what it read with is not used again."""
    note(database, "1")
    used: list[object] = []
    with pytest.raises(ZeroDivisionError) as kept:
        _fail_halfway(database, used)
    assert kept.tb is not None
    note(database, "3")
    with database.reading() as conn:
        assert driver_of(conn) not in used
        assert notes.watermark(conn, "met") == "3"
    with closing(sqlite3.connect(database.path)) as other:
        assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "somebody still reads"


def _fail_halfway(database: Database, used: list[object]) -> None:
    with database.reading() as conn:
        used.append(driver_of(conn))
        rows = run(conn, "SELECT name FROM sqlite_master")
        assert next(rows)
        raise ZeroDivisionError


def test_of_many_readings_at_once_few_connections_are_kept(tmp_path: Path) -> None:
    """The others go back to the pool, for the writers."""
    pool = QueuePool(partial(sqlite3.connect, tmp_path / "till.db", check_same_thread=False), pool_size=8)
    engine = create_engine("sqlite://", pool=pool)
    readers = Readers(engine)
    taken = [readers.take() for _ in range(12)]
    assert len({id(driver_of(conn)) for conn in taken}) == 12
    for conn in taken:
        readers.keep(conn)
    assert pool.checkedout() == 4
    readers.close()
    assert pool.checkedout() == 0
    engine.dispose()


def test_what_is_closed_while_a_reading_ends_keeps_nothing(tmp_path: Path) -> None:
    pool = QueuePool(partial(sqlite3.connect, tmp_path / "till.db", check_same_thread=False))
    engine = create_engine("sqlite://", pool=pool)
    readers = Readers(engine)
    conn = readers.take()
    conn.execute(text("SELECT 1")).all()
    event.listen(engine, "rollback", lambda _conn: readers.close())  # as another thread does, in the midst
    readers.keep(conn)
    assert pool.checkedout() == 0
    engine.dispose()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks /proc which files are open")
def test_nothing_is_open_after_it_was_closed(tmp_path: Path) -> None:
    database = Database(tmp_path / "till.db")
    late = database.reading()
    late.__enter__()
    for _ in range(3):
        with database.reading() as conn:
            notes.watermark(conn, "met")
    assert open_files(database.path) >= 2
    database.close()
    late.__exit__(None, None, None)
    del late, conn
    assert open_files(database.path) == 0
