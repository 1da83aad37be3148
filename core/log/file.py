"""The files of the log: one that grows to a megabyte, and the four before it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NAME = "counterfoil.log"
MOST_BYTES, OLD_FILES = 1_000_000, 4
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


class LogFile:
    """Appends whole lines to a file of this user alone, opened with the first line. Used by one thread."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path, self._most = folder / NAME, most_bytes
        self._file: int | None = None
        self._size = 0
        self._torn = False
        """A full disk took half a line: the next one begins anew."""

    def append(self, line: str) -> None:
        """Raise OSError where the disk does not take the line; the next one is tried all the same."""
        content = line.encode("utf-8", "replace") + b"\n"
        try:
            self._write(b"\n" + content if self._torn else content)
            self._torn = False
        except OSError:
            self._torn = True
            self.close()
            raise

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def _write(self, content: bytes) -> None:
        file = self._open()
        if self._size and self._size + len(content) > self._most:
            self._rotate()
            file = self._open()
        rest = memoryview(content)
        while rest:
            written = os.write(file, rest)
            self._size += written
            rest = rest[written:]

    def _open(self) -> int:
        if self._file is None:
            self._file = os.open(self._path, _FLAGS, 0o600)
            self._size = os.fstat(self._file).st_size
            if hasattr(os, "fchmod"):
                os.fchmod(self._file, 0o600)  # one of an older version may be open to others
        return self._file

    def _rotate(self) -> None:
        self.close()
        names = [self._path, *(self._path.with_name(f"{NAME}.{number}") for number in range(1, OLD_FILES + 1))]
        for older, newer in zip(reversed(names), reversed(names[:-1]), strict=False):
            with suppress(FileNotFoundError):
                os.replace(newer, older)
