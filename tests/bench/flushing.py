"""The floor of everything durable: one append of a page with fdatasync; and how often a database flushes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from core.store.database import Database
from tests.bench.figures import timed


@contextmanager
def appending(path: Path) -> Iterator[Callable[[], float]]:
    """Open a function that appends 4 KiB to `path`, flushes, and returns the seconds it took."""
    page = b"x" * 4096
    with path.open("ab", buffering=0) as file:

        def append() -> None:
            file.write(page)
            os.fdatasync(file.fileno())

        yield timed(append)


def counting(database: Database) -> list[int]:
    """Return a list that grows by one with each commit."""
    commits: list[int] = []
    event.listen(database._engine, "commit", lambda _connection: commits.append(1))
    return commits
