"""A long reading that whoever waits for it may stop: asked for in one thread, noticed in the one that reads.

What reads looks at `step` now and then; a statement of the database is interrupted by core.store.database. Nothing is
written by halves: a file is written once all of it is there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from core.errors import ReadingStopped

S = TypeVar("S")
T = TypeVar("T")


class StopRequest:
    """Thread-safe. `fraction` is how much is done, 0 to 1; None while nobody can tell."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self.fraction: float | None = None

    @property
    def stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Ask it to stop. What is done already is told all the same."""
        self._stopped.set()

    def interrupts(self) -> bool:
        """Tell whether a statement of the database is to end now; called again and again while one runs."""
        return self.stopped


_current: ContextVar[StopRequest | None] = ContextVar("stop request", default=None)


def current() -> StopRequest | None:
    """Return what may stop this thread; None for most."""
    return _current.get()


@contextmanager
def stopped_by(request: StopRequest) -> Iterator[None]:
    """Let `request` stop what is read in here. Raises ReadingStopped."""
    token = _current.set(request)
    try:
        yield
    finally:
        _current.reset(token)


def stoppable(request: StopRequest, work: Callable[[S], T]) -> Callable[[S], T]:
    """Return `work` as something that `request` stops."""

    def run(given: S) -> T:
        with stopped_by(request):
            step()
            return work(given)

    return run


def step(done: int = 0, total: int = 0) -> None:
    """Note that `done` of `total` parts are done. Raises ReadingStopped once somebody asked for that."""
    request = _current.get()
    if request is None:
        return
    request.fraction = done / total if total else None
    if request.stopped:
        raise ReadingStopped


class Parts:
    """Counts the parts of something long, and lets it be stopped at each of them."""

    def __init__(self, total: int) -> None:
        self._done, self._total = 0, total

    def done(self) -> None:
        """Note one more. Raises ReadingStopped."""
        self._done += 1
        step(min(self._done, self._total), self._total)
