"""What this process knows of the open operations: which one is worked on, what each wants next, and when that is due.

In memory only: after a kill all of it is made again from the disk.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, replace

from core.clock import Clock
from core.domain.outcome import Message
from core.domain.reply import BalanceWritten, CardCreated, Lost
from core.protocol.machine import Action, Answer, End, NoService, Step, Wait
from core.services.outbox.backoff import NO_TROUBLE, NOT_REFUSED, Backoff, Trouble, Unexplained, back_off
from core.services.outbox.machine_store import AnyMachine
from core.store.outbox import Operation

_PATIENT_TRIES = 3
"""What failed more often than this in silence may be its own fault: it is not hurried when the service is back."""


@dataclass(slots=True)
class RunningOperation:
    """An open operation in this process: its machine, the action it wants next, and when that is due."""

    machine: AnyMachine
    action: Action
    offline: bool
    """As the operation was when the machine was made; an operation accepted offline since then begins anew."""
    due: float = 0.0
    tries: int = 0
    unsaved: Answer | None = None
    """The answer to a write that the disk would not take: it is saved before anything else is sent."""
    since: float = 0.0
    """When the action was decided, for what must not be sent late."""
    trouble: Trouble = NO_TROUBLE
    unexplained: Unexplained = NOT_REFUSED


@dataclass(frozen=True, slots=True)
class DueOperation:
    """An operation with an action that is due: ask, then take in. `silent`: nothing has to be sent for it."""

    operation: Operation
    running: RunningOperation

    @property
    def silent(self) -> bool:
        return self.running.unsaved is not None or isinstance(self.running.action, (Wait, NoService))


@dataclass(frozen=True, slots=True)
class PendingStep:
    """What is to be saved: the step an operation makes, and the answer to `before` that led to it."""

    operation: Operation
    step: Step[AnyMachine]
    before: RunningOperation | None = None
    answer: Answer | None = None


class Schedule:
    """Thread-safe where several threads meet: one of them has an operation at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._running: dict[str, RunningOperation] = {}
        self._backoffs: dict[str, Backoff] = {}
        self._leased: set[str] = set()
        self.releases = 0
        """How often an operation was given back: unchanged, nobody has worked on any since."""
        self._lock = threading.Lock()
        self.last_written = -math.inf
        """When the service last wrote what any of them asked for (monotonic)."""

    def lease(self, operation_id: str) -> bool:
        """Return False when another thread works on it."""
        with self._lock:
            free = operation_id not in self._leased
            self._leased.add(operation_id)
            return free

    def release(self, operation_id: str) -> None:
        with self._lock:
            self._leased.discard(operation_id)
            self.releases += 1

    def running(self, operation_id: str) -> RunningOperation | None:
        """Return the operation as it is under way in this process, if it is."""
        return self._running.get(operation_id)

    def wait(self, operation_id: str) -> float:
        """Return the seconds until the operation is due; 0 for one that nobody has looked at yet."""
        running, backoff = self._running.get(operation_id), self._backoffs.get(operation_id)
        due = max(running.due if running is not None else 0.0, backoff.due if backoff is not None else 0.0)
        return max(0.0, due - self._clock.monotonic())

    def forget(self, operation_id: str) -> None:
        """Read the operation from the database again before its next step."""
        self._running.pop(operation_id, None)

    def set_back(self, operation_id: str) -> bool:
        """Let a lane wait in which something went wrong that no machine knows of. Return True the first time."""
        times = self._backoffs[operation_id].times + 1 if operation_id in self._backoffs else 1
        self._backoffs[operation_id] = Backoff(times, self._clock.monotonic() + back_off(times))
        return times == 1

    def hurry(self, operation_id: str | None = None) -> None:
        """Make due what waits for the service. A quarantine is never cut short, nor what fails by itself for long."""
        for key, running in list(self._running.items()):
            if operation_id in (None, key) and isinstance(running.action, NoService):
                broken = isinstance(running.action.cause, Lost) and running.action.cause.status is not None
                if operation_id is not None or not (broken or running.tries > _PATIENT_TRIES):
                    running.due = 0.0
        if operation_id in self._backoffs:
            self._backoffs[operation_id] = replace(self._backoffs[operation_id], due=0.0)

    def begin_anew(self, pending: PendingStep) -> RunningOperation:
        """Return an operation that is read from the disk again: what it wanted was not saved."""
        self.forget(pending.operation.operation_id)
        again = Wait(0.0, Message("wait.service"), settled_soon=True)
        return RunningOperation(pending.step.machine, again, pending.operation.offline)

    def remember(self, pending: PendingStep) -> RunningOperation:
        """Keep what was saved as what it wants from now on."""
        key, step, before = pending.operation.operation_id, pending.step, pending.before
        now = self._clock.monotonic()
        running = RunningOperation(step.machine, step.action, pending.operation.offline, since=now)
        self._backoffs.pop(key, None)
        if isinstance(pending.answer, (BalanceWritten, CardCreated)):
            self.last_written = now
        if isinstance(step.action, End):
            self.forget(key)
            return running
        if before is not None:
            running.tries, running.trouble, running.unexplained = before.tries, before.trouble, before.unexplained
        running.due = now + self._pause(running)
        self._running[key] = running
        return running

    def _pause(self, running: RunningOperation) -> float:
        if isinstance(running.action, Wait):
            return running.action.seconds
        if isinstance(running.action, NoService):
            running.tries += 1
            return back_off(running.tries)
        return 0.0
