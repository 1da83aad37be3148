"""One process at a time owns a data directory, by a lock of the operating system that dies with the process.

Commands wait for one another; nobody waits for a window or an agent, which stay open all day.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from core.clock import Clock
from core.data_folder.privacy import check_files, check_folder, close_files
from core.errors import CannotStart

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        try:
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


_STAYING = {"window": "start.window_open", "agent": "start.agent_open"}
"""What has the folder all day, and what is said of it."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""A link that somebody planted at this name is an error, never followed. Windows has no such flag."""
_BREATH_S = 0.05


class Ownership:
    """Holds the folder until `release` or the end of the process, however it ends."""

    def __init__(self, folder: Path, purpose: str, clock: Clock, patience_s: float = 10.0) -> None:
        """Wait up to `patience_s` for another owner to leave. Raises CannotStart naming the owner."""
        check_folder(folder)
        check_files(folder)
        self._file = _open(folder / "owner.lock")
        deadline = clock.monotonic() + patience_s
        seen = ""
        while not _try_lock(self._file):
            before, seen = seen, _owner(self._file)
            stays = purpose != "window" and seen == before and _key_of(seen)
            if stays or clock.monotonic() >= deadline or not clock.wait(_BREATH_S):
                self._file.close()
                raise CannotStart(stays or "start.owner", owner=seen)
        close_files(folder)
        _sign(self._file, purpose)

    def release(self) -> None:
        with suppress(OSError):  # a full disk: the lock goes with the file all the same
            self._file.seek(0)
            self._file.truncate()
        with suppress(OSError):
            self._file.close()


def _open(path: Path) -> IO[str]:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_LINK, 0o600)
        return os.fdopen(descriptor, "a+", encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotStart("start.folder", path=path.parent, why=error.strerror or error) from error


def _owner(file: IO[str]) -> str:
    file.seek(0)
    return file.read(200).strip() or "an unnamed process"


def _key_of(owner: str) -> str:
    """Return the sentence that says that somebody has the folder all day; "" for a command."""
    return next((key for purpose, key in _STAYING.items() if owner.endswith(f"({purpose})")), "")


def _sign(file: IO[str], purpose: str) -> None:
    try:
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()} ({purpose})\n")
        file.flush()
    except OSError:
        pass  # a full disk must not keep the till from starting; the lock itself holds
