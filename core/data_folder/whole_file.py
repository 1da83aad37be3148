"""A file for a person or another program: there as a whole, or not at all and an older one stays."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from core.errors import StorageFailed


def write_whole(path: Path, content: bytes) -> None:
    """Write to a side file first, which this user alone may read. Raises StorageFailed."""
    side = path.with_name(path.name + ".new")
    try:
        side.unlink(missing_ok=True)
        descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # never into what somebody planted
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(side, path)
    except OSError as error:
        with suppress(OSError):  # what is left of it is in nobody's way
            side.unlink(missing_ok=True)
        raise StorageFailed("journal.unwritten", path=path, why=error.strerror or error) from error
