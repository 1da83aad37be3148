"""What is left of a process that crashed: where in the program each thread was, in a file of the till, told once.

Python's faulthandler writes it when the process is already lost. It knows places of the program, and no value.
"""

from __future__ import annotations

import faulthandler
import os
from contextlib import suppress
from pathlib import Path

NOW, UNTOLD, LAST = "crash.log", "crash-untold.log", "crash-last.log"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)


class CrashFile:
    """The file of one process in the till's folder; empty, and gone at the end, unless it crashes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None
        self._was_on = False

    def begin(self) -> None:
        """Keep what the last process left, and let this one's crash be written, if the folder takes it."""
        if self._file is not None:
            return
        path = self._folder / NOW
        with suppress(OSError):
            if path.exists() and path.stat().st_size > 0:
                os.replace(path, self._folder / UNTOLD)
            self._file = os.open(path, _FLAGS, 0o600)
            self._was_on = faulthandler.is_enabled()
            faulthandler.enable(self._file)

    def end(self) -> None:
        """Say that this process ended as it should."""
        if self._file is None:
            return
        faulthandler.disable()
        if self._was_on:
            faulthandler.enable()
        os.close(self._file)
        self._file = None
        with suppress(OSError):
            (self._folder / NOW).unlink()


def take_untold(folder: Path) -> Path | None:
    """Return where the report of a crash is that nobody was told of yet; the next call returns None."""
    last = folder / LAST
    try:
        os.replace(folder / UNTOLD, last)
    except OSError:
        return None
    return last
