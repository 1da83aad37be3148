"""When a lane fails by itself: how long it backs off, and when it is left to a person.

An outage parks nothing: a lane's trouble is its own only if others were written meanwhile (decision 0016).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import BalanceWritten, CardCreated, Lost, NotSent, Throttled, Unauthorised
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.creation import Creation, CreationStage
from core.protocol.machine import WRITES, Action, Answer, End, NoService, PostCard, ReadCard, Step, Wait
from core.services.outbox.machine_store import AnyMachine

_FIRST_S = 1.0
_LONGEST_S = 300.0
_MOST_DOUBLINGS = 10
_HOPELESS_TIMES = 6
_HOPELESS_S = 600.0
_MOST_PROOFS = 2


def back_off(times: int) -> float:
    """Return the seconds to wait: full jitter, 1 s doubling to 5 min (docs/protocol.md 9); at least half a second."""
    longest = min(_LONGEST_S, _FIRST_S * 2.0 ** min(times, _MOST_DOUBLINGS))
    return random.uniform(_FIRST_S / 2, longest)


@dataclass(frozen=True, slots=True)
class Backoff:
    """A fault that no machine knows of met this lane so many times; due on the monotonic clock."""

    times: int
    due: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """How often the service answered this operation with what is no answer; first and last time (monotonic)."""

    times: int = 0
    since: float = 0.0
    last: float = 0.0
    why: str = ""

    def after(self, answer: Answer, now: float) -> Trouble:
        """Silence does not count: that is the line."""
        if isinstance(answer, (BalanceWritten, CardCreated)):
            return NO_TROUBLE
        if not isinstance(answer, Lost) or answer.status is None:
            return self
        return replace(self, times=self.times + 1, since=self.since or now, last=now, why=answer.why)

    def hopeless(self, now: float, last_written: float) -> bool:
        """Return whether it failed often enough, for long enough, and once more after the service wrote for another."""
        alone = self.since <= last_written <= self.last
        return alone and self.times >= _HOPELESS_TIMES and now - self.since >= _HOPELESS_S


NO_TROUBLE = Trouble()


def may_park(step: Step[AnyMachine]) -> bool:
    """Return whether nothing is on its way and nothing in doubt: the debt is exact, and the evidence says so."""
    machine, action = step.machine, step.action
    if isinstance(machine, Adjustment):
        if machine.doubtful:
            return False
    elif isinstance(machine, Creation):
        return isinstance(action, PostCard) or (
            isinstance(action, NoService) and machine.stage is not CreationStage.POSTING
        )
    deferred = isinstance(action, Wait) and action.state is State.DEFERRED
    return deferred or isinstance(action, (ReadCard, NoService))


def parked_for(machine: AnyMachine, step: Step[AnyMachine], trouble: Trouble) -> Step[AnyMachine]:
    """Return the step that leaves it to a person. A create about to be sent again is kept as it stood before."""
    kept = machine if isinstance(step.action, PostCard) else step.machine
    return Step(
        kept, End(State.PARKED, Message("park.trouble", {"why": trouble.why, "times": trouble.times})), step.evidence
    )


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Refusals of a write without a word that can be read: who says so is not known, so each is doubted first.

    `proofs` counts how often it was proved since that the write was not applied, with the same `status` each time.
    In memory only: after a restart it is counted anew. That costs two more requests, each proved not to be applied
    before the next one, and a few minutes; no money hangs on the count, and so no column does.
    """

    status: int = 0
    proofs: int = 0

    def after(self, action: Action, answer: Answer, before: AnyMachine, step: Step[AnyMachine]) -> Unexplained:
        """Return the count after `answer` to `action` led from `before` to `step`.

        What did not even arrive (held back, turned away for now) says nothing about what did.
        """
        if isinstance(action, WRITES) and isinstance(answer, (NotSent, Throttled, Unauthorised)):
            return self
        if isinstance(action, WRITES):
            status = answer.refused if isinstance(answer, Lost) else 0
            return self if status and status == self.status else Unexplained(status)
        proved = isinstance(step.action, WRITES)
        if isinstance(step.machine, Adjustment):
            proved = _fate(step.machine) is Fate.DISPROVED and _fate(before) is not Fate.DISPROVED
        return replace(self, proofs=self.proofs + 1) if self.status and proved else self

    @property
    def hopeless(self) -> bool:
        """Tell whether it was refused and proved not to be applied often enough for a person (docs/protocol.md D8)."""
        return self.proofs >= _MOST_PROOFS

    def parked(self, machine: AnyMachine, step: Step[AnyMachine]) -> Step[AnyMachine]:
        """Return the end of it. A write that was about to be sent again is kept as it stood before."""
        kept = machine if isinstance(step.action, WRITES) else step.machine
        return Step(kept, End(State.PARKED, Message("park.unexplained", {"status": self.status})), step.evidence)


NOT_REFUSED = Unexplained()


def _fate(machine: AnyMachine) -> Fate | None:
    return machine.last.fate if isinstance(machine, Adjustment) and machine.last is not None else None
