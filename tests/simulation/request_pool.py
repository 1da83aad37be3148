"""core.services.outbox.request_pool on virtual time: due operations sent and answered alike; its threads are actors."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from core.bootstrap import Core
from core.services.outbox.request_pool import MOST, CompletedRequest
from core.services.outbox.schedule import DueOperation
from tests.simulation.scheduler import Actor

if TYPE_CHECKING:
    from tests.simulation.till import Till

_STOCK = 4
_TOGETHER_S = 0.02


class VirtualRequestPool:
    """Stands where the rounds have their crew of real threads, whose waits are measured by the real clock."""

    def __init__(self, till: Till, core: Core) -> None:
        dispatcher = core.dispatcher
        self._till, self._runner, self.lanes = till, dispatcher.runner, dispatcher.pool.lanes
        self._ready: deque[DueOperation] = deque()
        self._out = 0
        self._returned: list[CompletedRequest] = []
        self._leader: Actor | None = None

    @property
    def busy(self) -> bool:
        return bool(self._ready or self._out or self._returned)

    @property
    def room(self) -> int:
        return max(0, self.lanes(MOST) * _STOCK - len(self._ready) - self._out - len(self._returned))

    def send(self, due: DueOperation, *, first: bool = False) -> None:
        if due.silent:
            self._returned.append(CompletedRequest(due, self._runner.ask(due)))
        elif first:
            self._ready.appendleft(due)
        else:
            self._ready.append(due)
        self._start_requests()

    def give_back(self, operation_id: str) -> bool:
        for due in self._ready:
            if due.operation.operation_id == operation_id:
                self._ready.remove(due)
                self._runner.schedule.release(operation_id)
                return True
        return False

    def gather(self, patience_s: float) -> list[CompletedRequest]:
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

    def stop(self) -> list[CompletedRequest]:
        return []

    def _start_requests(self) -> None:
        while self._ready and self._out < self.lanes(MOST):
            due = self._ready.popleft()
            self._out += 1
            self._till.hire(lambda due=due: self._work(due))  # type: ignore[misc]

    def _work(self, due: DueOperation) -> None:
        returned = CompletedRequest(due, self._runner.ask(due, queued=True))
        self._out -= 1
        self._returned.append(returned)
        self._start_requests()
        if self._leader is not None:
            self._till.world.scheduler.ready(self._leader)
