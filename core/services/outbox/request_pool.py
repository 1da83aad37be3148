"""Several requests under way at once, each of another lane. The threads of the pool touch no database.

The dispatcher hands out what is due and saves what was answered, several answers a commit.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from core.protocol.machine import Answer
from core.services.outbox.runner import OperationRunner
from core.services.outbox.schedule import DueOperation

MOST = 8
_STOCK = 4
"""Requests ready for each thread, so that none is idle while a commit is under way."""
_GATHER_S = 0.02
_TOGETHER_S = 0.002
_LAST_WORDS_S = 2.0


@dataclass(frozen=True, slots=True)
class CompletedRequest:
    """A request that is over: answered, or stopped by a bug."""

    due: DueOperation
    answer: Answer | None
    bug: Exception | None = None


class RequestPool:
    """`lanes` says how many requests at once are worth while now, at most MOST. Threads start when first needed."""

    def __init__(self, runner: OperationRunner, lanes: Callable[[int], int]) -> None:
        self.lanes = lanes
        self._runner = runner
        self._changed = threading.Condition()
        self._ready: deque[DueOperation] = deque()
        self._out = 0
        self._completed: list[CompletedRequest] = []
        self._threads: list[threading.Thread] = []
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Return whether something is under way, or answered and not yet saved."""
        with self._changed:
            return bool(self._ready or self._out or self._completed)

    @property
    def room(self) -> int:
        """Return how many more requests are worth preparing."""
        with self._changed:
            return max(0, self.lanes(MOST) * _STOCK - len(self._ready) - self._out - len(self._completed))

    def send(self, due: DueOperation, *, first: bool = False) -> None:
        """Send it when its turn comes. `first`: it continues what was begun, and its read must not grow old."""
        with self._changed:
            if due.silent:
                self._completed.append(CompletedRequest(due, self._runner.ask(due)))
            elif first:
                self._ready.appendleft(due)
            else:
                self._ready.append(due)
            self._start_threads()
            self._changed.notify_all()

    def give_back(self, operation_id: str) -> bool:
        """Give up a request that has not left yet, so that another thread can do it. Return False when it has left."""
        with self._changed:
            for due in self._ready:
                if due.operation.operation_id == operation_id:
                    self._ready.remove(due)
                    self._runner.schedule.release(operation_id)
                    return True
        return False

    def gather(self, patience_s: float) -> list[CompletedRequest]:
        """Return what was answered: wait for the first, then for those that come with it while no thread is idle."""
        with self._changed:
            self._changed.wait_for(lambda: self._completed or not (self._ready or self._out), patience_s)
            until = time.monotonic() + _GATHER_S
            while self._completed and self._out and time.monotonic() < until:
                if not self._ready and not self._changed.wait(_TOGETHER_S):
                    break
                self._changed.wait_for(lambda: not self._ready, until - time.monotonic())
            completed, self._completed = self._completed, []
            return completed

    def stop(self) -> list[CompletedRequest]:
        """Let nothing leave any more; what is under way may still be answered for a moment."""
        with self._changed:
            self._stopped = True
            for due in self._ready:
                self._runner.schedule.release(due.operation.operation_id)
            self._ready.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._out, _LAST_WORDS_S)
            completed, self._completed = self._completed, []
            return completed

    def _start_threads(self) -> None:
        wanted = min(self.lanes(MOST), len(self._ready) + self._out)
        while len(self._threads) < wanted and not self._stopped:
            thread = threading.Thread(target=self._work, name=f"request {len(self._threads) + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (due := self._next()) is not None:
            completed = self._run(due)
            with self._changed:
                self._out -= 1
                self._completed.append(completed)
                self._changed.notify_all()

    def _next(self) -> DueOperation | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or (self._ready and self._out < self.lanes(MOST)))
            if self._stopped:
                return None
            self._out += 1
            return self._ready.popleft()

    def _run(self, due: DueOperation) -> CompletedRequest:
        try:
            return CompletedRequest(due, self._runner.ask(due, queued=True))
        except Exception as bug:  # noqa: BLE001 - carried to the dispatcher, which reports it
            return CompletedRequest(due, None, bug)
