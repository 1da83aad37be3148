"""When a lane fails by itself: how long it backs off, and when it is left to a person.

An outage parks nothing: a lane's trouble is its own only if others were written meanwhile (decision 0016).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardCreated, Lost
from core.protocol.adjustment import Adjustment, Fate
from core.protocol.creation import Creation, Stage
from core.protocol.machine import Answer, End, NoService, PostCard, ReadCard, Step, Wait
from core.services.outbox.records import AnyMachine

_FIRST_S = 1.0
_LONGEST_S = 300.0
_MOST_DOUBLINGS = 10
_HOPELESS_TIMES = 6
_HOPELESS_S = 600.0


def back_off(times: int) -> float:
    """Full jitter, 1 s doubling to 5 min (PROTOCOL.md section 9); never less than half a second."""
    longest = min(_LONGEST_S, _FIRST_S * 2.0 ** min(times, _MOST_DOUBLINGS))
    return random.uniform(_FIRST_S / 2, longest)


@dataclass(frozen=True, slots=True)
class Setback:
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
        """Often enough, for long enough, and once more after the service wrote what another asked for."""
        alone = self.since <= last_written <= self.last
        return alone and self.times >= _HOPELESS_TIMES and now - self.since >= _HOPELESS_S


NO_TROUBLE = Trouble()


def may_park(step: Step[AnyMachine]) -> bool:
    """Only where nothing is on its way and nothing in doubt: the debt is exact, and the evidence says so."""
    machine, action = step.machine, step.action
    if isinstance(machine, Adjustment) and machine.last is not None:
        if machine.last.fate in {Fate.PENDING, Fate.UNKNOWN}:
            return False
    elif isinstance(machine, Creation):
        return isinstance(action, PostCard) or (isinstance(action, NoService) and machine.stage is not Stage.POSTING)
    deferred = isinstance(action, Wait) and action.state is State.DEFERRED
    return deferred or isinstance(action, (ReadCard, NoService))


def parked_for(machine: AnyMachine, step: Step[AnyMachine], trouble: Trouble) -> Step[AnyMachine]:
    """Left to a person. A create that was about to be sent again is kept as it stood before."""
    kept = machine if isinstance(step.action, PostCard) else step.machine
    return Step(
        kept, End(State.PARKED, Said("park.trouble", {"why": trouble.why, "times": trouble.times})), step.evidence
    )
