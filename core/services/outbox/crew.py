"""The hands that send: several requests under way at once, each of another lane. They touch no database.

Whoever leads the crew gives errands out and takes what was answered in, several answers a commit.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from core.protocol.machine import Answer
from core.services.outbox.agenda import Errand
from core.services.outbox.lanes import Lanes

MOST = 8
_STOCK = 4
"""Errands ready for each hand, so that none is idle while a commit is under way."""
_GATHER_S = 0.02
_TOGETHER_S = 0.002
_LAST_WORDS_S = 2.0


@dataclass(frozen=True, slots=True)
class Returned:
    """An errand that is over: answered, or stopped by a bug."""

    errand: Errand
    answer: Answer | None
    bug: Exception | None = None


class Crew:
    """`hands` says how many requests at once are worth while now, at most MOST. Threads start when first needed."""

    def __init__(self, lanes: Lanes, hands: Callable[[int], int]) -> None:
        self._lanes = lanes
        self._hands = hands
        self._changed = threading.Condition()
        self._ready: deque[Errand] = deque()
        self._out = 0
        self._returned: list[Returned] = []
        self._threads: list[threading.Thread] = []
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Something is under way, or answered and not yet taken in."""
        with self._changed:
            return bool(self._ready or self._out or self._returned)

    @property
    def room(self) -> int:
        """How many more errands are worth preparing."""
        with self._changed:
            return max(0, self._hands(MOST) * _STOCK - len(self._ready) - self._out - len(self._returned))

    def send(self, errand: Errand, *, first: bool = False) -> None:
        """`first`: it continues what was begun, and its read must not grow old."""
        with self._changed:
            if errand.silent:
                self._returned.append(Returned(errand, self._lanes.ask(errand)))
            elif first:
                self._ready.appendleft(errand)
            else:
                self._ready.append(errand)
            self._man()
            self._changed.notify_all()

    def give_back(self, operation_id: str) -> bool:
        """Whoever cannot wait takes an errand that has not left yet, and does it. False: it has left."""
        with self._changed:
            for errand in self._ready:
                if errand.operation.operation_id == operation_id:
                    self._ready.remove(errand)
                    self._lanes.agenda.release(operation_id)
                    return True
        return False

    def gather(self, patience_s: float) -> list[Returned]:
        """What was answered: waits for the first, then for those that come with it while no hand is idle."""
        with self._changed:
            self._changed.wait_for(lambda: self._returned or not (self._ready or self._out), patience_s)
            until = time.monotonic() + _GATHER_S
            while self._returned and self._out and time.monotonic() < until:
                if not self._ready and not self._changed.wait(_TOGETHER_S):
                    break
                self._changed.wait_for(lambda: not self._ready, until - time.monotonic())
            returned, self._returned = self._returned, []
            return returned

    def stop(self) -> list[Returned]:
        """Nothing leaves any more; what is under way may still be answered for a moment."""
        with self._changed:
            self._stopped = True
            for errand in self._ready:
                self._lanes.agenda.release(errand.operation.operation_id)
            self._ready.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._out, _LAST_WORDS_S)
            returned, self._returned = self._returned, []
            return returned

    def _man(self) -> None:
        wanted = min(self._hands(MOST), len(self._ready) + self._out)
        while len(self._threads) < wanted and not self._stopped:
            thread = threading.Thread(target=self._work, name=f"crew {len(self._threads) + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (errand := self._next()) is not None:
            returned = self._run(errand)
            with self._changed:
                self._out -= 1
                self._returned.append(returned)
                self._changed.notify_all()

    def _next(self) -> Errand | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or (self._ready and self._out < self._hands(MOST)))
            if self._stopped:
                return None
            self._out += 1
            return self._ready.popleft()

    def _run(self, errand: Errand) -> Returned:
        try:
            return Returned(errand, self._lanes.ask(errand, queued=True))
        except Exception as bug:  # noqa: BLE001 - carried to whoever leads the crew, who tells the last resort
            return Returned(errand, None, bug)
