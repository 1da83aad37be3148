"""Virtual time: actors are threads of which exactly one runs at any moment, in the order that the seed decides.

Whoever waits hands over to whatever is due next; nobody ever waits for real.
"""

from __future__ import annotations

import heapq
import random
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

_STACK_BYTES = 512 * 1024


class Killed(BaseException):
    """Thrown into an actor whose process was killed. Not an Exception: nobody in the core may catch it and go on."""


class Stuck(AssertionError):
    """Nothing is due any more, but somebody still waits."""


@dataclass(eq=False, slots=True)
class Actor:
    """A thread that runs only while it holds the turn."""

    name: str
    turn: threading.Lock = field(default_factory=threading.Lock)
    killed: bool = False
    parked: bool = False
    """Waits for `ready`, not for a time."""
    entry: list[object] | None = None
    """Its place in the queue while it sleeps."""
    inside: int = 0
    """How many transactions it is in; it is never made to wait inside one."""


class Scheduler:
    """`now` is true time in seconds since the world began. Equal times are drawn by lot."""

    def __init__(self, chance: random.Random) -> None:
        self.now = 0.0
        self.failure: str | None = None
        self._chance = chance
        self._queue: list[list[Any]] = []
        self._count = count()
        self._threads: list[threading.Thread] = []
        self.main = Actor("main")
        self.main.turn.acquire()
        self.running = self.main

    def at(self, when: float, event: Callable[[], None]) -> None:
        """`event` happens then; it must not wait."""
        self._push(when, event)

    def start(self, name: str, work: Callable[[], None]) -> Actor:
        """A new actor, from now on. What it raises (but Killed) is the failure of the world."""
        actor = Actor(name)
        actor.turn.acquire()
        threading.stack_size(_STACK_BYTES)
        thread = threading.Thread(target=self._live, args=(actor, work), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()
        actor.entry = self._push(self.now, actor)
        return actor

    def sleep(self, seconds: float) -> None:
        """The running actor waits. Raises Killed."""
        me = self.running
        if me.killed:
            raise Killed
        when = self.now + max(0.0, seconds)
        if when < self._next_due():  # nothing happens meanwhile
            self.now = when
            return
        me.entry = self._push(when, me)
        self._hand_over(me)

    def park(self) -> None:
        """The running actor waits until somebody calls `ready`. Raises Killed."""
        me = self.running
        if me.killed:
            raise Killed
        me.parked = True
        self._hand_over(me)

    def ready(self, actor: Actor) -> None:
        if actor.parked:
            actor.parked = False
            actor.entry = self._push(self.now, actor)

    def kill(self, actor: Actor) -> None:
        """It gets Killed where it waits, at once; the running one at its next wait."""
        actor.killed = True
        if actor.parked:
            self.ready(actor)
        elif actor.entry is not None:
            actor.entry[3] = None
            actor.entry = self._push(self.now, actor)

    def finish(self) -> None:
        """Waits for real until all threads have ended; every actor must be done or killed."""
        while self._queue and any(thread.is_alive() for thread in self._threads):
            self.sleep(0.001)
        for thread in self._threads:
            thread.join(10)

    def _next_due(self) -> float:
        return self._queue[0][0] if self._queue else float("inf")

    def _push(self, when: float, what: object) -> list[object]:
        entry: list[object] = [when, self._chance.random(), next(self._count), what]
        heapq.heappush(self._queue, entry)  # type: ignore[misc]
        return entry

    def _hand_over(self, me: Actor | None) -> None:
        """Runs events until an actor is due; returns when that is `me`, and at once for a thread that ends."""
        while True:
            if not self._queue:
                self.failure = self.failure or "nothing is due any more, and somebody still waits"
                following: object = self.main
            else:
                when, _, _, following = heapq.heappop(self._queue)
                self.now = max(self.now, when)
            if isinstance(following, Actor):
                break
            if following is not None:
                following()  # type: ignore[operator]
        following.entry = None
        self.running = following
        if following is not me:
            following.turn.release()
            if me is None:
                return
            me.turn.acquire()
        if me.killed:
            raise Killed

    def _live(self, actor: Actor, work: Callable[[], None]) -> None:
        actor.turn.acquire()
        try:
            if not actor.killed:
                work()
        except Killed:
            pass
        except BaseException:  # noqa: BLE001 - whatever it is, it is how this world failed
            self.failure = self.failure or f"{actor.name} failed:\n{traceback.format_exc()}"
        self._hand_over(None)
