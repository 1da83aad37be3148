"""The database of a simulated till: the real one, whose engine outlives the till."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from core.domain.staff import Author
from core.store import commits, notes
from core.store.database import Database, Readers, place_of
from tests.simulation.scheduler import Actor, Scheduler

LIMITS = {"offline.per_sale": "80.00", "offline.per_card_day": "250.00", "offline.per_till": "600.00"}
_ENGINES: dict[Path, tuple[Engine, Readers]] = {}


def let_go(path: Path) -> None:
    """Close what is open of the file at `path`, if anything is."""
    if path in _ENGINES:
        engine, readers = _ENGINES[path]
        readers.close()
        engine.dispose()


class SimulatedDatabase(Database):
    """The real one; before and after each transaction others may have their turn, and the till may be killed.

    The engine of a path is kept: its compiled statements are most of what opening costs.
    """

    def __init__(self, path: Path, scheduler: Scheduler, boundary: Callable[[], None]) -> None:
        if path in _ENGINES:
            self._engine, kept = _ENGINES[path]
            kept.close()
            self._readers = Readers(self._engine)
            self.path, self.commits, self.observer = path, 0, None
            self.found, self.place, self.left = commits.changed_at(path), place_of(path), None
            with self._engine.connect() as conn:
                self.found_commit = commits.newest(conn.connection.driver_connection)  # type: ignore[arg-type]
        else:
            super().__init__(path)
        _ENGINES[path] = self._engine, self._readers
        self._scheduler = scheduler
        self._boundary = boundary

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        actor = self._begins()
        try:
            with super().reading() as conn:
                yield conn
        finally:
            actor.inside -= 1

    @contextmanager
    def writing(self, author: Author | None = None) -> Iterator[Connection]:
        actor = self._begins()
        try:
            with super().writing(author) as conn:
                yield conn
        finally:
            actor.inside -= 1
        self._between()

    def _begins(self) -> Actor:
        """Return whose transaction it is, after the others had their turn."""
        self._between()
        actor = self._scheduler.running
        actor.inside += 1
        return actor

    def _between(self) -> None:
        if not self._scheduler.running.inside:
            self._boundary()


def template(folder: Path) -> Path:
    """An empty database of a till with its offline limits, made once a process."""
    path = folder / "template.db"
    if not path.exists():
        database = Database(path)
        with database.writing() as conn:
            for key, value in LIMITS.items():
                notes.set_preference(conn, key, value)
        database.close()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE")
    return path
