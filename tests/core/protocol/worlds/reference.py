"""The rules of docs/protocol.md 2 once more, and nothing else: what F2 compares the machine with.

Written apart from core/protocol/adjustment.py and far shorter: no evidence, no pauses, no sentences for people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from core.domain.capabilities import EPSILON_S
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import BalanceWritten, CardRead, Transaction
from core.protocol import adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import Action, Answer, Elapsed, End, PutBalance, ReadCard, Step, Wait
from core.protocol.pause import deferral
from tests.core.protocol.worlds.cast import Client


@dataclass(frozen=True, slots=True)
class Intent:
    """One PUT, as it is journalled before it is sent."""

    number: int
    base: int
    updated_at: int
    date: int
    target: int
    fate: Fate = Fate.PENDING
    amount: int = 0
    resends: int = 0
    perhaps_twice: bool = False

    @property
    def transaction(self) -> Transaction | None:
        return Transaction(self.number, 7, self.number, self.amount, 0) if self.fate is Fate.OK else None


@dataclass(frozen=True, slots=True)
class Reference:
    """docs/protocol.md's record of a command, by its names."""

    want: int
    offline_accepted: bool
    quarantine_s: float
    aborted: bool = False
    attempts: tuple[Intent, ...] = ()
    doubt: tuple[int, int] | None = None
    waited: bool = False
    refused: bool = False
    """Twice in a row: it ends so, unless the next read speaks against it."""

    @property
    def known(self) -> int:
        return sum(a.amount for a in self.attempts)

    def begin(self) -> Step[Reference]:
        """RESTART."""
        if self.attempts and self.attempts[-1].fate in {Fate.PENDING, Fate.UNKNOWN}:
            return self._unknown()
        return self._s()

    def after(self, answer: Answer) -> Step[Reference]:
        last = self.attempts[-1] if self.attempts else None
        if isinstance(answer, Elapsed):
            return Step(replace(self, waited=True), ReadCard())
        if last is not None and last.fate is Fate.PENDING:
            return self._put(answer)
        if not isinstance(answer, CardRead):
            return Step(self, ReadCard())
        if last is not None and last.fate is Fate.UNKNOWN:
            return self._g4(answer)
        return self._get(answer)

    def _s(self) -> Step[Reference]:
        if (0 if self.aborted else self.want) == self.known:
            return self._finish()
        sent = sum(a.fate is not Fate.UNSENT for a in self.attempts)
        return Step(self, deferral(float) if sent >= adjustment.MOST_PUTS else ReadCard())

    def _finish(self) -> Step[Reference]:
        if not self.aborted:
            return Step(self, End(State.DONE))
        return self._park("short") if self.offline_accepted else Step(self, End(State.DECLINED))

    def _get(self, read: CardRead) -> Step[Reference]:
        b, u, d = read.card.balance, read.card.updated_at, read.date or 0
        last = self.attempts[-1] if self.attempts else None
        if last is not None and last.fate is Fate.REJECTED and b == last.target != last.base:
            return self._last(fate=Fate.UNKNOWN)._park("twice")
        if self.refused:
            return self._refused()
        if self.doubt is not None and (b, u) != self.doubt:
            return self._park("ambiguous")
        debt = (0 if self.aborted else self.want) - self.known
        if b + debt >= 0:
            x = b + debt
        elif self.want < 0 and not self.aborted:
            aborted = replace(self, aborted=True)
            return aborted._finish() if self.known == 0 else aborted._get(read)
        elif b > 0:
            x = 0
        else:
            return self._park("overdraft", residual=debt)
        intent = Intent(len(self.attempts) + 1, b, u, d, x)
        return Step(replace(self, attempts=(*self.attempts, intent)), PutBalance(x))

    def _put(self, answer: Answer) -> Step[Reference]:
        last = self.attempts[-1]
        if isinstance(answer, BalanceWritten):
            amount = answer.transaction.amount
            booked = replace(self._last(fate=Fate.OK, amount=amount), doubt=None)
            strange = self.doubt is not None and amount != last.target - last.base
            if amount == 0 and last.target != last.base and not strange:
                return self._last(fate=Fate.UNKNOWN)._park("twice")
            return booked._park("ambiguous") if strange else booked._s()
        if type(answer).__name__ == "Rejected":
            rejected = self._last(fate=Fate.REJECTED)
            if self.doubt is not None:
                return rejected._park("ambiguous")
            again = len(self.attempts) > 1 and self.attempts[-2].fate is Fate.REJECTED
            return replace(rejected, refused=again)._s()
        return self._unknown()

    def _refused(self) -> Step[Reference]:
        if self.known or self.offline_accepted:
            return self._park("refused")
        return Step(self, End(State.DECLINED))

    def _unknown(self) -> Step[Reference]:
        return Step(self._last(fate=Fate.UNKNOWN), Wait(self.quarantine_s, Message("wait.quarantine")))

    def _g4(self, read: CardRead) -> Step[Reference]:
        b, u, last = read.card.balance, read.card.updated_at, self.attempts[-1]
        if u == last.updated_at and b == last.base and last.date - last.updated_at > EPSILON_S:
            return replace(self._last(fate=Fate.DISPROVED), doubt=(b, u))._s()
        return self._park("ambiguous")

    def _park(self, why: str, **values: object) -> Step[Reference]:
        action: Action = End(State.PARKED, Message(f"park.{why}", values))
        return Step(self, action)

    def _last(self, **changes: Any) -> Reference:
        last = replace(self.attempts[-1], **changes)
        return replace(self, attempts=(*self.attempts[:-1], last))


def saved(disk: Reference, machine: Reference) -> Reference:
    """Each step saves the command's marks and its last attempt, as tests/core/protocol/worlds/disk.py says."""
    last = machine.attempts[-1:]
    others = tuple(a for a in disk.attempts if not last or a.number != last[0].number)
    attempts = tuple(sorted((*others, *last), key=lambda a: a.number))
    return replace(disk, aborted=machine.aborted, doubt=machine.doubt, attempts=attempts)


def _made(client: Client, want: int, offline: bool) -> Reference:
    return Reference(want, offline, client.quarantine_s)


def by_the_rules(client: Client) -> Client:
    """Return the same client, with the bare rules in place of its machine."""
    return replace(client, made=_made, saving=saved)  # type: ignore[arg-type]
