"""A disk that fills up: SQLite's own page limit on every connection of one till's database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from core.errors import StorageFailed
from core.store.database import Database

_FILLER = """INSERT INTO evidence (operation_id, at, what, said)
    SELECT operation_id, 0, 'filler', json_object('key', 'evidence.already', 'values', json_object('x', :x))
    FROM operations LIMIT 1"""


@contextmanager
def full(database: Database, *, to_the_brim: bool = False) -> Iterator[None]:
    """No page can be added, as on a full disk; `to_the_brim` leaves no room in the last page of evidence either."""
    engine = database._engine

    def limit(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA max_page_count=1")

    event.listen(engine, "connect", limit)
    engine.dispose()
    for length in (1000, 100, 1) if to_the_brim else ():
        _fill(database, "x" * length)
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


def _fill(database: Database, filler: str) -> None:
    try:
        while True:
            with database.writing() as conn:
                conn.exec_driver_sql(_FILLER, {"x": filler})
    except StorageFailed:
        return
