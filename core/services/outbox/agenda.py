"""What this process knows of the open operations: which one is worked on, what each wants next, and when that is due.

In memory only: after a kill all of it is made again from the disk.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, replace

from core.clock import Clock
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardCreated, Lost
from core.protocol.machine import Action, Answer, End, NoService, Step, Wait
from core.services.outbox.records import AnyMachine
from core.services.outbox.setbacks import NO_TROUBLE, Setback, Trouble, back_off
from core.store.outbox import Operation

_PATIENT_TRIES = 3
"""What failed more often than this in silence may be its own fault: it is not hurried when the line is back."""


@dataclass(slots=True)
class Live:
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


@dataclass(frozen=True, slots=True)
class Errand:
    """An operation with an action that is due: ask, then take in. `silent`: nothing has to be sent for it."""

    operation: Operation
    live: Live

    @property
    def silent(self) -> bool:
        return self.live.unsaved is not None or isinstance(self.live.action, (Wait, NoService))


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be saved: the step an operation makes, and the answer to `before` that led to it."""

    operation: Operation
    step: Step[AnyMachine]
    before: Live | None = None
    answer: Answer | None = None


class Agenda:
    """Thread-safe where several threads meet: one of them has an operation at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._live: dict[str, Live] = {}
        self._setbacks: dict[str, Setback] = {}
        self._leased: set[str] = set()
        self._lock = threading.Lock()
        self.last_written = -math.inf
        """When the service last wrote what any of them asked for (monotonic)."""

    def lease(self, operation_id: str) -> bool:
        """False: somebody works on it."""
        with self._lock:
            free = operation_id not in self._leased
            self._leased.add(operation_id)
            return free

    def release(self, operation_id: str) -> None:
        with self._lock:
            self._leased.discard(operation_id)

    def live(self, operation_id: str) -> Live | None:
        return self._live.get(operation_id)

    def wait(self, operation_id: str) -> float:
        """Seconds until the operation is due; 0 for one that nobody has looked at yet."""
        live, setback = self._live.get(operation_id), self._setbacks.get(operation_id)
        due = max(live.due if live is not None else 0.0, setback.due if setback is not None else 0.0)
        return max(0.0, due - self._clock.monotonic())

    def forget(self, operation_id: str) -> None:
        """The operation is read from the database again before its next step."""
        self._live.pop(operation_id, None)

    def set_back(self, operation_id: str) -> bool:
        """Something that no machine knows of went wrong in this lane: it waits. True the first time."""
        times = self._setbacks[operation_id].times + 1 if operation_id in self._setbacks else 1
        self._setbacks[operation_id] = Setback(times, self._clock.monotonic() + back_off(times))
        return times == 1

    def hurry(self, operation_id: str | None = None) -> None:
        """What waits for the line is due now. A quarantine is never cut short, nor what fails by itself for long."""
        for key, live in list(self._live.items()):
            if operation_id in (None, key) and isinstance(live.action, NoService):
                broken = isinstance(live.action.cause, Lost) and live.action.cause.status is not None
                if operation_id is not None or not (broken or live.tries > _PATIENT_TRIES):
                    live.due = 0.0
        if operation_id in self._setbacks:
            self._setbacks[operation_id] = replace(self._setbacks[operation_id], due=0.0)

    def begin_anew(self, turn: Turn) -> Live:
        """What it wanted was not saved: it is read from the disk again."""
        self.forget(turn.operation.operation_id)
        again = Wait(0.0, Said("wait.service"), settled_soon=True)
        return Live(turn.step.machine, again, turn.operation.offline)

    def remember(self, turn: Turn) -> Live:
        """What was saved is what it wants from now on."""
        key, step, before = turn.operation.operation_id, turn.step, turn.before
        now = self._clock.monotonic()
        live = Live(step.machine, step.action, turn.operation.offline, since=now)
        self._setbacks.pop(key, None)
        if isinstance(turn.answer, (BalanceWritten, CardCreated)):
            self.last_written = now
        if isinstance(step.action, End):
            self.forget(key)
            return live
        if before is not None:
            live.tries, live.trouble = before.tries, before.trouble
        live.due = now + self._pause(live)
        self._live[key] = live
        return live

    def _pause(self, live: Live) -> float:
        if isinstance(live.action, Wait):
            return live.action.seconds
        if isinstance(live.action, NoService):
            live.tries += 1
            return back_off(live.tries)
        return 0.0
