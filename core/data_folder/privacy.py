"""The till's folder is this user's alone: what an earlier version left open is closed, and an open folder is refused.

A folder into which others may write, or which is another user's, is no place for a till: they could put another
database or key there, or another record of how far its journal went.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from core.errors import CannotStart
from core.file_owners import check_file, check_owner

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OURS = (
    *(
        "*.db",
        "*.db-wal",
        "*.db-shm",
        "*.db-journal",
        "till.key",
        "*.sealed",
        "owner.*",
        "service-url",
        "service-token",
    ),
    *("first-run", "set-up-begun", "language", "crash*.log", "log/*", "receipts/*"),
)
"""What the program itself writes; whatever else lies in the folder is not ours to change."""


def check_folder(folder: Path) -> None:
    """Raise CannotStart for a folder that every user of this computer may write into, or that is another user's."""
    if os.name != "nt" and folder.exists() and folder.stat().st_mode & stat.S_IWOTH:
        raise CannotStart("start.folder_open", path=folder)
    check_owner(folder)


def check_files(folder: Path) -> None:
    """Raise CannotStart for a file of the till that belongs to another user."""
    for path in sorted(known_files(folder)):
        check_file(path)


def is_open_to_group(folder: Path) -> bool:
    """Tell whether a group may write into the folder: the doctor says so, since that group may be this user alone."""
    return os.name != "nt" and folder.exists() and bool(folder.stat().st_mode & stat.S_IWGRP)


def close_files(folder: Path) -> int:
    """Take from everybody else what they may do with the till's files; return how many were open. Links are left."""
    if os.name == "nt":
        return 0
    return sum(map(_close, known_files(folder)))


def known_files(folder: Path) -> set[Path]:
    """Return what the program itself wrote into the folder."""
    return {path for pattern in _OURS for path in folder.glob(pattern)}


def _close(path: Path) -> bool:
    with suppress(OSError):  # gone meanwhile, or another user's
        kept = path.lstat()
        if stat.S_ISREG(kept.st_mode) and kept.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(kept.st_mode) & ~_OTHERS)
            return True
    return False
