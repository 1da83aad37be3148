"""What a fault of the disk is called. It leaves the store as a KnownError with its sentence; our mistakes stay bugs."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from core.errors import CannotStart, KnownError, ReadingStopped, StorageFailed

_LEAST_FREE = 256 * 1024


@contextmanager
def converting_errors(path: Path) -> Iterator[None]:
    """Convert the errors of all that touches the file at `path`. Raises CannotStart or StorageFailed."""
    try:
        yield
    except DatabaseError as error:
        raise _known(path, error.orig or error) from error
    except sqlite3.DatabaseError as error:
        raise _known(path, error) from error
    except OSError as error:
        raise CannotStart("start.database", path=path, why=error.strerror or error) from error


def ours(error: BaseException) -> bool:
    """Return whether it is a mistake in a statement, or a row that must not be: nothing to blame the disk for."""
    text = str(error).lower()
    wrong = (sqlite3.IntegrityError, sqlite3.ProgrammingError)
    return isinstance(error, wrong) or "no such" in text or "syntax" in text


def _known(path: Path, error: BaseException) -> KnownError:
    text = str(error).lower()
    if text == "interrupted":  # by core.store.database and nobody else
        return ReadingStopped()
    if "full" in text or ("disk i/o" in text and _nothing_left(path)):
        return StorageFailed("start.disk_full")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return CannotStart("start.corrupt", path=path)
    if ours(error):
        raise error
    return StorageFailed("start.disk", why=str(error))


def _nothing_left(path: Path) -> bool:
    """Return whether the disk is full: SQLite calls it an I/O error when its shared memory file finds no room."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False
