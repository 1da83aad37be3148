"""Brings a database to the newest schema: on a copy that is counted against the old, then swapped (docs/protocol.md 9).

Whatever goes wrong before the swap, the old file is as it was but for a note of when it was changed last, and the
program that wrote it can go on with it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from core.errors import CannotStart, StorageFailed
from core.store import commits
from core.store.faults import ours
from core.store.tally import Tally, difference, tally


def renew(path: Path, *, empty: bool, found: int) -> None:
    """Renew the file; `empty`: nothing to copy. Raises CannotStart, StorageFailed, OSError or an error of SQLite.

    `found` is when it was last changed, in nanoseconds. It stays known until the till's next commit, so that a kill in
    here does not make a till of its own look like a restored one (docs/protocol.md D6).
    """
    side = path.with_suffix(".new")
    _remove(side)
    try:
        os.close(os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # of this user alone, whatever the umask
        before = {} if empty else _copy(path, side, found)
        _upgrade(path, side)
        _check(path, side, before)
        if not empty:
            _note(side, found)  # again: the copy may have taken longer than a note holds
        os.replace(side, path)
    except BaseException:
        with suppress(OSError):
            _remove(side)  # on a full disk its room is needed
        raise
    _sync_names(path.parent)


def _copy(path: Path, side: Path, found: int) -> Tally:
    """Copy all through SQLite's backup, and return what was counted in the old file meanwhile.

    Its write-ahead log is folded in first: left behind, it would be played into the new file.
    """
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(side)) as new:
        commits.note_upgrade(old, found)
        if old.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
            raise StorageFailed("start.disk", why="its write-ahead log could not be closed")
        old.backup(new)
        return tally(old)


def _upgrade(path: Path, side: Path) -> None:
    from core.store.migrations.upgrade import upgrade  # noqa: PLC0415 - alembic is half a second of start-up

    try:
        upgrade(side)
    except DatabaseError as error:
        cause = error.orig or error
        if ours(cause):
            raise CannotStart("start.upgrade", path=path, why=cause) from error
        raise


def _check(path: Path, side: Path, before: Tally) -> None:
    with closing(sqlite3.connect(side)) as new:
        (sound,) = new.execute("PRAGMA integrity_check(1)").fetchone()
        lost = difference(before, tally(new))
        orphan = new.execute("PRAGMA foreign_key_check").fetchone()
    why = "the copy is damaged" if sound != "ok" else "rows belong to nothing" if orphan else None
    if lost is not None:
        why = f"{lost} did not come out the same"
    if why is not None:
        raise CannotStart("start.upgrade", path=path, why=why)


def _note(side: Path, found: int) -> None:
    with closing(sqlite3.connect(side)) as new:
        commits.note_upgrade(new, found)


def _remove(side: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        side.with_name(side.name + suffix).unlink(missing_ok=True)


def _sync_names(folder: Path) -> None:
    """Sync the names before the new file is written to: a power cut must not leave its log beside the old one."""
    if sys.platform == "win32":
        return  # keeps the names of a folder by itself
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
