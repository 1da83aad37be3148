"""core.services.outbox.crew on virtual time: the same errands, given out and taken in alike; its hands are actors."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from core.bootstrap import Core
from core.services.outbox.agenda import Errand
from core.services.outbox.crew import MOST, Returned
from tests.simulation.scheduler import Actor

if TYPE_CHECKING:
    from tests.simulation.till import Till

_STOCK = 4
_TOGETHER_S = 0.02


class VirtualCrew:
    """Stands where the rounds have their crew of real threads, whose waits are measured by the real clock."""

    def __init__(self, till: Till, core: Core) -> None:
        rounds = core.replay._rounds
        self._till, self._lanes, self._hands = till, rounds._lanes, rounds._limiter.lanes
        self._ready: deque[Errand] = deque()
        self._out = 0
        self._returned: list[Returned] = []
        self._leader: Actor | None = None

    @property
    def busy(self) -> bool:
        return bool(self._ready or self._out or self._returned)

    @property
    def room(self) -> int:
        return max(0, self._hands(MOST) * _STOCK - len(self._ready) - self._out - len(self._returned))

    def send(self, errand: Errand, *, first: bool = False) -> None:
        if errand.silent:
            self._returned.append(Returned(errand, self._lanes.ask(errand)))
        elif first:
            self._ready.appendleft(errand)
        else:
            self._ready.append(errand)
        self._man()

    def give_back(self, operation_id: str) -> bool:
        for errand in self._ready:
            if errand.operation.operation_id == operation_id:
                self._ready.remove(errand)
                self._lanes.agenda.release(operation_id)
                return True
        return False

    def gather(self, patience_s: float) -> list[Returned]:
        """What was answered; waits for the first, and a moment for those that come with it."""
        scheduler = self._till.world.scheduler
        if not self._returned and (self._ready or self._out):
            me = self._leader = scheduler.running
            scheduler.at(scheduler.now + patience_s, lambda: scheduler.ready(me))
            scheduler.park()
            self._leader = None
        if self._returned and self._out:
            scheduler.sleep(self._till.chance.uniform(0, _TOGETHER_S))
        returned, self._returned = self._returned, []
        return returned

    def stop(self) -> list[Returned]:
        return []

    def _man(self) -> None:
        while self._ready and self._out < self._hands(MOST):
            errand = self._ready.popleft()
            self._out += 1
            self._till.hire(lambda errand=errand: self._work(errand))  # type: ignore[misc]

    def _work(self, errand: Errand) -> None:
        returned = Returned(errand, self._lanes.ask(errand, queued=True))
        self._out -= 1
        self._returned.append(returned)
        self._man()
        if self._leader is not None:
            self._till.world.scheduler.ready(self._leader)
