"""Puts a backup in the place of a till's files, whole or not at all. What was there is laid aside, never lost.

The start after it finds a till that was restored or moved, and treats what waits so (docs/protocol.md D6).
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from core.data_folder.privacy import check_folder
from core.errors import RuleRefused, StorageFailed
from core.security.vault import open_vault
from core.services.till.backup_file import DATABASE, SMALL, Bundle, sync_names
from core.services.till.lost_books import UNFINISHED
from core.store.copying import facts_of


def check_place(folder: Path, *, replace: bool) -> bool:
    """Return whether a till's books are here that would be laid aside. Raises RuleRefused unless that was said."""
    there = any(folder.glob("till*.db"))
    if there and not replace:
        raise RuleRefused("restore.books_there", path=folder)
    return there


def put_back(bundle: Bundle, folder: Path) -> Path | None:
    """Put the files of the bundle in place; return where what was here is now. Raises StorageFailed, CannotStart.

    Killed anywhere, a start finds either what was here or all that is new, or is refused until this is done again: the
    database goes first and comes last.
    """
    check_folder(folder)
    side = folder / UNFINISHED
    try:
        _lay_out(bundle, side)
        facts_of(side / DATABASE)
        open_vault(side, make=False)
        aside = _lay_aside(folder)
        for name in (*SMALL, DATABASE):
            if (side / name).exists():
                os.replace(side / name, folder / name)
        sync_names(folder)
        shutil.rmtree(side)
    except OSError as error:
        raise StorageFailed("restore.unwritten", path=folder, why=error.strerror or error) from error
    return aside


def _lay_out(bundle: Bundle, side: Path) -> None:
    shutil.rmtree(side, ignore_errors=True)
    side.mkdir(mode=0o700)
    for name, content in bundle.files.items():
        descriptor = os.open(side / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _lay_aside(folder: Path) -> Path | None:
    """Move what is here into a folder of its own, the database first."""
    here = [
        path for path in (*sorted(folder.glob(f"{DATABASE}*")), *(folder / name for name in SMALL)) if path.exists()
    ]
    if not here:
        return None
    aside = _new_room(folder, time.strftime("replaced-%Y%m%d-%H%M%S"))
    for path in here:
        os.replace(path, aside / path.name)
    return aside


def _new_room(folder: Path, name: str) -> Path:
    """Make a folder that was not there: a restore that is done again within the second has one of its own."""
    for number in count(1):
        room = folder / (name if number == 1 else f"{name}-{number}")
        with suppress(FileExistsError):
            room.mkdir(mode=0o700)
            return room
    raise AssertionError("unreachable")
