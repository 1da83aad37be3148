"""The local file: faults of the disk are sentences, what is not ours stays as it is, upgrades work on a copy."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from core.errors import CannotStart, StorageFailed
from core.store import notes, outbox
from core.store import revisions as module
from core.store.database import Database, ask
from tests.builders import operation_row
from tests.core.store.disk import full


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "till.db")
    yield database
    database.close()


def many(database: Database, count: int = 300) -> None:
    for number in range(count):
        with database.writing() as conn:
            outbox.append(conn, operation_row(f"more {number}", reason="x" * 400))


def rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT COUNT(*) FROM operations").fetchone()[0])


def test_a_full_disk_loses_nothing_and_goes_on_with_space(database: Database) -> None:
    with database.writing() as conn:
        outbox.append(conn, operation_row("first"))
    with full(database, to_the_brim=True), pytest.raises(StorageFailed) as failed:
        many(database)
    assert failed.value.key == "start.disk_full"
    with database.reading() as conn:
        assert outbox.get(conn, "first") is not None
    kept = rows(database.path)
    with database.writing() as conn:
        outbox.append(conn, operation_row("last"))
    assert rows(database.path) == kept + 1


def test_a_file_that_cannot_be_written_is_one_sentence(database: Database) -> None:
    def read_only(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA query_only=ON")

    event.listen(database._engine, "connect", read_only)
    database._engine.dispose()
    with pytest.raises(StorageFailed) as failed, database.writing() as conn:
        notes.set_watermark(conn, "met", "1")
    assert failed.value.key == "start.disk"
    assert "readonly" in failed.value.sentence


def test_an_error_rolls_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as conn:
        notes.set_watermark(conn, "met", str(1 // 0 if notes.watermark(conn, "met") is None else 1))
    with database.reading() as conn:
        assert notes.watermark(conn, "met") is None


def test_a_mistake_of_ours_is_no_fault_of_the_disk(database: Database) -> None:
    with pytest.raises(sqlite3.Error), database.writing() as conn:
        conn.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def test_read_then_write_of_many_threads_loses_no_update(database: Database) -> None:
    def add() -> None:
        for _ in range(25):
            with database.writing() as conn:
                notes.set_watermark(conn, "sum", str(int(notes.watermark(conn, "sum") or 0) + 1))

    with ThreadPoolExecutor(6) as pool:
        for future in [pool.submit(add) for _ in range(6)]:
            future.result(timeout=60)
    with database.reading() as conn:
        assert notes.watermark(conn, "sum") == "150"


def test_a_reader_is_not_held_up_by_a_writer(database: Database) -> None:
    read = threading.Event()
    with database.writing() as conn, ThreadPoolExecutor(1) as pool:
        notes.set_watermark(conn, "met", "1")

        def look() -> str | None:
            with database.reading() as other:
                read.set()
                return notes.watermark(other, "met")

        assert pool.submit(look).result(timeout=10) is None
    assert read.is_set()


@pytest.mark.parametrize("content", [b"not a database at all" * 400, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "till.db"
    path.write_bytes(content)
    with pytest.raises(CannotStart) as failed:
        Database(path)
    assert failed.value.key == "start.corrupt"
    assert path.read_bytes() == content


def test_a_foreign_database_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE recipes (name)")
    content = path.read_bytes()
    with pytest.raises(CannotStart):
        Database(path)
    assert path.read_bytes() == content


def test_a_folder_where_the_file_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "till.db").mkdir()
    with pytest.raises((CannotStart, StorageFailed)):
        Database(tmp_path / "till.db")


def test_a_newer_schema_is_refused_and_left(database: Database) -> None:
    with database.writing() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(CannotStart) as failed:
        Database(database.path)
    assert failed.value.key == "start.newer"
    with closing(sqlite3.connect(database.path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_an_upgrade_keeps_a_full_outbox(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    many(database, 50)
    database.close()
    monkeypatch.setattr(module, "HEAD", "9999")  # so that the file counts as one of an older program
    Database(database.path).close()
    assert rows(database.path) == 50
    assert not database.path.with_suffix(".new").exists()


def test_an_upgrade_that_fails_leaves_the_old_file(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    many(database, 50)
    database.close()
    monkeypatch.setattr(module, "HEAD", "9999")
    database.path.with_suffix(".new").mkdir()
    with pytest.raises(CannotStart) as failed:
        Database(database.path)
    assert failed.value.key == "start.database"
    assert rows(database.path) == 50


def test_half_an_upgrade_of_a_killed_start_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "till.new").write_bytes(b"half a database")
    database = Database(tmp_path / "till.db")
    many(database, 1)
    database.close()
    assert rows(database.path) == 1


def test_a_statement_that_a_fault_left_unfinished_holds_nothing_open(database: Database) -> None:
    """SQLite closes a file for good once its last statement ends: here after all was told."""
    many(database, 3)
    with database.reading() as conn:
        unfinished = ask(conn, "SELECT * FROM operations")
        next(unfinished)
    database.finish()
    as_closed = database.path.stat().st_mtime_ns, database.path.read_bytes()
    log = database.path.with_name(f"{database.path.name}-wal")
    assert not log.exists()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        next(unfinished)
    del unfinished
    assert (database.path.stat().st_mtime_ns, database.path.read_bytes()) == as_closed
