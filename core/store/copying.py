"""A whole copy of the database while it is used, by SQLite's online backup; and whether a copy can be worked with."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, StorageFailed
from core.store.database import Database
from core.store.faults import converting_errors
from core.store.revisions import KNOWN_REVISIONS
from core.store.states import OPEN_SQL
from core.store.tally import difference, tally


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copy holds: the till that it is of, the entries of its journal, and how many operations are open."""

    revision: str
    till: str
    entries: int
    waiting: int


def copy_database(database: Database, side: Path) -> CopyFacts:
    """Copy all of it to `side`, which must not be there, and look it through. Raises StorageFailed.

    The snapshot is that of one moment; who writes meanwhile is neither held up nor in it.
    """
    with converting_errors(side):
        os.close(os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with database.reading() as conn, closing(sqlite3.connect(side)) as copy:
            source: sqlite3.Connection = conn.connection.driver_connection  # type: ignore[assignment]
            before = tally(source)
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            (sound,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            lost = difference(before, tally(copy))
    if sound != "ok" or lost is not None:
        raise StorageFailed("backup.copy_unsound", why=lost or sound)
    return facts_of(side)


def facts_of(copy: Path) -> CopyFacts:
    """Return what a copy holds. Raises BadInput for what is no database of a till, or one of a newer program."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            (sound,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
            (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
            till = raw.execute("SELECT value FROM watermarks WHERE name = 'till.id'").fetchone()
            (entries,) = raw.execute("SELECT COALESCE(MAX(number), 0) FROM journal").fetchone()
            (waiting,) = raw.execute(f"SELECT COUNT(*) FROM operations WHERE state IN {OPEN_SQL}").fetchone()
    except (sqlite3.Error, TypeError):
        raise BadInput("backup.damaged") from None
    if sound != "ok":
        raise BadInput("backup.damaged")
    if revision not in KNOWN_REVISIONS:
        raise BadInput("backup.newer")
    return CopyFacts(revision, till[0] if till else "", entries, waiting)
