"""A till's empty database, made by the real migrations once in a process and copied for every further till.

Building it costs a tenth of a second of CPU and forty waits for the disk, and comes out the same each time. The tests
of the migrations themselves (tests/core/store) build each one.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.store import revisions, upgrading

build = upgrading.renew
"""What the program itself calls."""
_folder = tempfile.TemporaryDirectory(prefix="counterfoil-template-", ignore_cleanup_errors=True)


def copy(path: Path, *, empty: bool, found: int) -> None:
    """Stand for `build`: an empty database is copied, every other one brought up to date."""
    if not empty:
        build(path, empty=False, found=found)
        return
    template = Path(_folder.name) / "till.db"
    if not template.exists():
        build(template, empty=True, found=0)
    shutil.copyfile(template, path)
    sqlite3.connect(path).close()  # as `build` does: tests/leaks.py knows a folder by its first connection


def install() -> None:
    """Let every database of this process begin as a copy."""
    revisions.renew = copy  # type: ignore[attr-defined]


@contextmanager
def uninstalled() -> Iterator[None]:
    """Let the databases be built."""
    revisions.renew = build  # type: ignore[attr-defined]
    try:
        yield
    finally:
        install()
