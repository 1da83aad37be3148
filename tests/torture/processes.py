"""Processes without the cost of a start: forked from one that has everything imported and no thread yet."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
WORKERS = 2
_LONGEST_S = 600
"""A case that takes longer hangs, and ends by SIGALRM."""


class Child:
    """A process that runs `work`. Its result comes over a pipe; it can be held back until `go`."""

    def __init__(self, work: Callable[..., Any], *given: Any, longest_s: int = _LONGEST_S) -> None:
        results, self._words = os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(results[0])
            os.close(self._words[1])
            signal.alarm(longest_s)
            _end(results[1], work, (*given, _Word(self._words[0])))
        os.close(results[1])
        os.close(self._words[0])
        self._result = results[0]

    def go(self, word: Any) -> None:
        """What the child's last argument returns when it is asked. One that has ended is told nothing."""
        with suppress(BrokenPipeError):  # it never asked, or was killed first: `result` says which
            os.write(self._words[1], pickle.dumps(word))
        os.close(self._words[1])

    def result(self) -> Any:
        """None when it was killed by SIGKILL. Raises AssertionError with its traceback for any other end."""
        with os.fdopen(self._result, "rb") as file:
            told = file.read()
        _, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return None
        assert told, f"the process ended with {status} and no result"
        good, result = pickle.loads(told)
        assert good, result
        return result


class _Word:
    """Waits for the parent's word."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __call__(self) -> Any:
        with os.fdopen(self._descriptor, "rb") as file:
            return pickle.load(file)  # not to its end: a later child may have inherited the other end


def in_child(work: Callable[..., T], *given: Any) -> T:
    """The result of `work(*given)`, run in a process of its own."""
    child = Child(_without_a_word, work, given)
    child.go(None)
    result: T = child.result()
    return result


def _without_a_word(work: Callable[..., T], given: tuple[Any, ...], _word: _Word) -> T:
    return work(*given)


def share_out(work: Callable[[int, Sequence[Any]], list[T]], jobs: Sequence[Any]) -> Iterator[T]:
    """`work(worker, its jobs)` in so many processes at a time; all their results."""
    lots = [jobs[worker::WORKERS] for worker in range(WORKERS)]
    children = [Child(_without_a_word, work, (worker, lot), longest_s=0) for worker, lot in enumerate(lots) if lot]
    for child in children:
        child.go(None)
    for child in children:
        yield from child.result()


def _end(pipe: int, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """Never returns into the code of the parent."""
    try:
        try:
            told = pickle.dumps((True, work(*given)))
        except BaseException:  # noqa: BLE001 - the parent tells it
            told = pickle.dumps((False, traceback.format_exc()))
        with os.fdopen(pipe, "wb") as file:
            file.write(told)
        sys.stdout.flush()
    finally:
        os._exit(0)
