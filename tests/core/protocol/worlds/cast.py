"""The tills of a world: each is a real machine with what it wants next and what its disk holds, kept once by number.

A world has far fewer different tills than states, so a machine is stepped once for each answer it can get here and
the states are small tuples of numbers. Steps that no other party can see are taken at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from core.domain.capabilities import PLAIN, Capabilities
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import CardRead, ServerCard
from core.domain.witness import Witness
from core.protocol import adjustment
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Attempt, Fate
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import (
    Action,
    Answer,
    Elapsed,
    End,
    ListTransactions,
    NoService,
    PutBalance,
    ReadCard,
    Step,
    Wait,
)
from tests.core.protocol.worlds.disk import Saving, saved

QUARANTINE_S = 90.0
CARD = ServerCard(7, 0, "USD", 100, 1000, 1000, None, None, None, None, "7k2m")


@dataclass(frozen=True, slots=True)
class Client:
    """How tills of one kind are made and kept: the real machine, or one that was broken on purpose."""

    machine: type[Adjustment] = Adjustment
    ledger: type[AttemptLedger] = AttemptLedger
    resolver: type[DoubtResolver] = DoubtResolver
    made: Callable[[Client, int, bool], Any] | None = None
    """How a machine is made that is none of ours: for a want, and promised offline or not."""
    saving: Saving = saved
    quarantine_s: float = QUARANTINE_S
    able: Capabilities = PLAIN
    witnessed: bool = True
    """Whether a till that comes out of a backup asks for what its card must still be like (D6)."""
    constants: tuple[tuple[str, int], ...] = ()
    """Constants of core.protocol.adjustment that are another value for this client."""

    def make(self, want: int, offline: bool) -> Any:
        if self.made is not None:
            return self.made(self, want, offline)
        doubt = self.resolver(self.quarantine_s, self.able, _middle)
        name = "c" if self.able != PLAIN else ""
        return self.machine(self.ledger(7, "USD", want), doubt, offline, name, card=CARD.identity)

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """The constants of this client, for as long as its world is explored."""
        kept = {name: getattr(adjustment, name) for name, _ in self.constants}
        for name, value in self.constants:
            setattr(adjustment, name, value)
        try:
            yield
        finally:
            for name, value in kept.items():
                setattr(adjustment, name, value)


@dataclass(frozen=True, slots=True)
class Record:
    """One till as it stands. `fresh`: its next read comes after a whole quarantine, so it is no stale one (A3)."""

    machine: Adjustment
    action: Action
    disk: Adjustment
    fresh: bool = False
    seen: frozenset[str] = frozenset()
    """The kinds of evidence kept so far, where the world asks for them."""

    @property
    def end(self) -> str | None:
        """How it ended: done, declined, deferred, or the sentence that parked it."""
        if isinstance(self.action, Wait) and self.action.state is State.DEFERRED:
            return "deferred"
        if not isinstance(self.action, End):
            return None
        said = self.action.message
        return said.key if self.action.state is State.PARKED and said else self.action.state.value

    @property
    def kind(self) -> str:
        if self.end is not None:
            return "end"
        if isinstance(self.action, PutBalance):
            return "put"
        if isinstance(self.action, ListTransactions):
            return "list"
        return "read" if isinstance(self.action, ReadCard) else "rest"


class Cast:
    """All different tills that a world has met.

    `folded`: old attempts that can matter no more are made alike. `patient`: pauses are moves of their own.
    """

    def __init__(self, client: Client, *, folded: bool = True, patient: bool = False, witness: bool = False) -> None:
        self.records: list[Record] = []
        self.kinds: list[str] = []
        dated = client.able != PLAIN
        self._client = client
        self._folded = folded
        self._patient = patient or dated
        self._dated = dated
        self._witness = witness
        self._numbers: dict[tuple[object, ...], int] = {}
        self._answered: dict[tuple[int, object], int] = {}

    def begin(self, want: int, offline: bool) -> int:
        machine = self._client.make(want, offline)
        return self._enter(machine.begin(), Record(machine, Wait(0, _NOTHING), machine), fresh=False)

    def restored(self, want: int, offline: bool, seen: Witness) -> int:
        """A till as it was before it did anything, out of a backup, that last saw its card like this."""
        machine = self._client.make(want, offline)
        if self._client.witnessed and isinstance(machine, Adjustment):
            machine = replace(machine, witness=seen)
        return self._enter(machine.begin(), Record(machine, Wait(0, _NOTHING), machine), fresh=False)

    def answer(self, number: int, key: object, make: Callable[[], Answer]) -> int:
        """The till after an answer; `key` names the answer, `make` makes it when it is new."""
        after = self._answered.get((number, key))
        if after is None:
            record = self.records[number]
            rested = record.kind == "rest" and key == "elapsed" and _long(record.action)
            after = self._enter(record.machine.after(make()), record, fresh=rested)
            self._answered[number, key] = after
        return after

    def killed(self, number: int) -> int:
        """The till started again from its disk."""
        after = self._answered.get((number, "killed"))
        if after is None:
            record = self.records[number]
            after = self._enter(record.disk.begin(), record, fresh=False)
            self._answered[number, "killed"] = after
        return after

    def _enter(self, step: Step[Adjustment], before: Record, *, fresh: bool) -> int:
        record = self._next(step, before, fresh=fresh)
        while not self._patient and (following := _unseen(record)) is not None:
            record = self._next(following, record, fresh=record.fresh)
        if self._folded:
            record = replace(record, machine=fold(record.machine), disk=fold(record.disk))
        shape = (record.machine, _shape(record.action), record.disk, record.fresh, record.seen)
        number = self._numbers.setdefault(shape, len(self.records))
        if number == len(self.records):
            self.records.append(record)
            brief = self._dated and record.kind == "rest" and not _long(record.action)
            self.kinds.append("pause" if brief else record.kind)
        return number

    def _next(self, step: Step[Adjustment], before: Record, *, fresh: bool) -> Record:
        seen: frozenset[str] = frozenset()
        if self._witness:
            seen = before.seen | frozenset(what for what, _ in step.evidence)
        disk = self._client.saving(before.disk, step.machine)
        return Record(step.machine, step.action, disk, fresh, seen)


def fold(machine: Adjustment) -> Adjustment:
    """The same machine with a shorter memory: of attempts before the last only their number, their fate and the sum
    of their amounts can still decide anything. `test_folding_hides_no_end` compares the ends with and without.
    """
    if not isinstance(machine, Adjustment) or len(machine.attempts) < 2:
        return machine
    *older, before, last = machine.attempts
    fates = [*sorted(a.fate for a in older), before.fate]
    folded = [Attempt(number, 0, 0, 0, 0, fate) for number, fate in enumerate(fates, 1)]
    told = [a.transaction for a in (*older, before) if a.transaction is not None]
    if told:
        total = replace(told[0], transaction_id=1, number=1, amount=sum(t.amount for t in told))
        folded[0] = replace(folded[0], transaction=total)
    if any(a.perhaps_twice for a in (*older, before)):
        folded[0] = replace(folded[0], perhaps_twice=True)
    return replace(machine, ledger=replace(machine.ledger, attempts=(*folded, last)))


def _unseen(record: Record) -> Step[Adjustment] | None:
    """A short pause, or a read whose answer changes nothing: no other party can tell when it happens."""
    if record.kind == "rest" and not _long(record.action):
        return record.machine.after(Elapsed())
    if record.kind == "read" and _in_doubt(record.machine):
        steps = [record.machine.after(read) for read in _PROBES]
        if all((s.machine, _shape(s.action)) == (steps[0].machine, _shape(steps[0].action)) for s in steps):
            return steps[0]
    return None


def _in_doubt(machine: Adjustment) -> bool:
    return bool(machine.attempts) and machine.attempts[-1].fate is Fate.UNKNOWN


def _shape(action: Action) -> object:
    if isinstance(action, End):
        return ("end", action.state, action.message.key if action.message else None)
    if isinstance(action, Wait):
        return ("wait", _long(action), action.state)
    return "no service" if isinstance(action, NoService) else action


def _long(action: Action) -> bool:
    """As long as T_q: whatever was on its way has arrived or never will (A3)."""
    return isinstance(action, Wait) and action.seconds >= QUARANTINE_S


def _middle() -> float:
    return 0.5


_NOTHING = Message("wait.service")
_PROBES = [
    CardRead(replace(CARD, balance=balance, updated_at=updated), date)
    for balance, updated, date in ((0, 1000, 10_000), (100, 1000, 10_000), (70, 1003, 10_000), (100, 1000, 1000))
]
