"""How one till changes a balance by a difference over an API that only sets it: P1, the debt ledger.

PROTOCOL.md section 2, step by step: book the reply's `amount`, journal before sending, never resend what
cannot be known, park with evidence what cannot be decided.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.domain.card import Status, status_of
from core.domain.moment import Moment
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Failure,
    Lost,
    Missing,
    NotSent,
    Rejected,
    Throttled,
    Transaction,
    Unauthorised,
)
from core.protocol.machine import Answer, Elapsed, End, NoService, ReadCard, SetBalance, Step, Wait
from core.protocol.pause import deferral, throttle
from core.protocol.times import surely_past

EPSILON_S = 2
"""Clock skew plus one second of truncation between `updated_at` and `Date` (C9)."""
MOST_PUTS = 6
"""After this many writes the exact debt is deferred."""
ISSUE_LIMIT = 200_000_00
"""`amount` beyond twice this is not believed."""


class Fate(StrEnum):
    """What became of one PUT. DISPROVED: its answer was lost, but it is proved that it was not applied (T2)."""

    PENDING = "pending"
    OK = "ok"
    REJECTED = "rejected"
    UNSENT = "unsent"
    UNKNOWN = "unknown"
    DISPROVED = "disproved"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One PUT: what was read before it (`base`, `updated_at`, server `date`), what it set, what became of it."""

    number: int
    base: int
    updated_at: int
    date: int | None
    target: int
    fate: Fate = Fate.PENDING
    transaction: Transaction | None = None

    @property
    def raced(self) -> bool:
        """Somebody else wrote between our read and our write."""
        return self.transaction is not None and self.transaction.amount != self.target - self.base


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The durable record of one money command, and (below `attempts`) where it stands. Money in minor units."""

    card_id: int
    currency: str
    want: int
    offline_accepted: bool
    quarantine_s: float
    aborted: bool = False
    attempts: tuple[Attempt, ...] = ()
    doubt: tuple[int, int] | None = None
    """(balance, updated_at) that proved an unanswered PUT not applied; the retry must meet them again (G3)."""
    settled_read: bool = False
    """G2 has waited once in this round."""
    glanced: bool = False
    chance: Callable[[], float] = random.random

    @property
    def known(self) -> int:
        """The sum of what the server said it did. Never stored beside the attempts it is the sum of."""
        return sum(a.transaction.amount for a in self.attempts if a.transaction is not None)

    @property
    def goal(self) -> int:
        return 0 if self.aborted else self.want

    @property
    def debt(self) -> int:
        return self.goal - self.known

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    def begin(self) -> Step[Adjustment]:
        """S, or after a restart: a PUT that was pending became unknown, and its quarantine runs again."""
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self._lost("restart")
        if self.last is not None and self.last.fate is Fate.UNKNOWN:
            return self._quarantine()
        return self._round()

    def after(self, answer: Answer) -> Step[Adjustment]:
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self._written(answer)
        if self.last is not None and self.last.fate is Fate.UNKNOWN:
            return self._doubted(answer)
        if isinstance(answer, CardRead):
            return self._guards(answer)
        if isinstance(answer, Elapsed):
            return self._round(waited=True)
        return self._unread(answer)

    # S: one round

    def _round(self, *, waited: bool = False) -> Step[Adjustment]:
        if self.debt == 0 and (self.known or self.aborted):
            return self._finish()
        if self._contested and not waited:
            return Step(self, deferral(self.chance))
        return Step(self, ReadCard())

    @property
    def _contested(self) -> bool:
        return sum(a.fate is not Fate.UNSENT for a in self.attempts) >= MOST_PUTS

    def _finish(self) -> Step[Adjustment]:
        if not self.aborted:
            return Step(self, End(State.DONE))
        return self._short(self._left())

    def _guards(self, read: CardRead) -> Step[Adjustment]:
        """G1 to G3, in order."""
        card = read.card
        blocked = status_of(card.disabled_at, card.expires_on, surely_past(read.date)) is not Status.ACTIVE
        if blocked or card.currency != self.currency:
            return self._blocked()
        fresh = read.date is not None and read.date - card.updated_at <= EPSILON_S
        repairing = self.last is not None and self.last.raced
        if fresh and not self.settled_read and not repairing:
            said = Said("wait.retry", {"seconds": EPSILON_S})
            return Step(replace(self, settled_read=True), Wait(EPSILON_S, said, settled_soon=True))
        if self.doubt is not None and (card.balance, card.updated_at) != self.doubt:
            return self._park("park.ambiguous")
        return self._intend(read)

    def _intend(self, read: CardRead) -> Step[Adjustment]:
        balance = read.card.balance
        if balance + self.debt >= 0:
            return self._send(read, balance + self.debt)
        if self.want < 0 and not self.aborted:
            return self._abort(read)
        if balance > 0:
            return self._send(read, 0)
        return self._park("park.overdraft", residual=self._money(abs(self.debt)))

    def _abort(self, read: CardRead) -> Step[Adjustment]:
        """Not enough: from here on only what we displaced ourselves is put back."""
        aborted = replace(self, aborted=True)
        note = ("decided", Said("outcome.declined.short", {"available": self._money(read.card.balance)}))
        step = aborted._short(read.card.balance) if aborted.debt == 0 else aborted._intend(read)
        return Step(step.machine, step.action, (note, *step.evidence))

    def _short(self, left: int) -> Step[Adjustment]:
        """Nothing was taken because only `left` was there: a refusal, or a loss to settle if the goods are gone."""
        available = self._money(left)
        if not self.offline_accepted:
            return Step(self, End(State.DECLINED, Said("outcome.declined.short", {"available": available})))
        return self._park("park.short", available=available, residual=self._money(-self.want - left))

    def _send(self, read: CardRead, target: int) -> Step[Adjustment]:
        attempt = Attempt(len(self.attempts) + 1, read.card.balance, read.card.updated_at, read.date, target)
        machine = replace(self, attempts=(*self.attempts, attempt), settled_read=False, glanced=False)
        note = ("read", Said("evidence.read", {"balance": self._money(read.card.balance)}))
        return Step(machine, SetBalance(target), (note,))

    # the answer to a PUT

    def _written(self, answer: Answer) -> Step[Adjustment]:
        if isinstance(answer, BalanceWritten) and self._believable(answer.transaction):
            return self._booked(answer.transaction)
        if isinstance(answer, Throttled):
            return Step(self._with_fate(Fate.UNSENT), throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return Step(self._with_fate(Fate.UNSENT), NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._rejected(answer)
        return self._lost(answer.why if isinstance(answer, Lost) else "an answer that makes no sense")

    def _believable(self, transaction: Transaction) -> bool:
        seen = {a.transaction.transaction_id for a in self.attempts if a.transaction is not None}
        return (
            transaction.card_id == self.card_id
            and transaction.transaction_id not in seen
            and abs(transaction.amount) <= 2 * ISSUE_LIMIT
        )

    def _booked(self, transaction: Transaction) -> Step[Adjustment]:
        machine = self._with_fate(Fate.OK, transaction)
        note = ("answered", Said("evidence.answered", {"amount": self._money(transaction.amount)}))
        attempt = machine.attempts[-1]
        doubted = self.doubt is not None
        machine = replace(machine, doubt=None)
        if doubted and attempt.raced:
            return machine._park("park.ambiguous", note)
        if attempt.raced and machine.debt > 0 and not machine._contested:
            pause = self.chance() * 0.4 * 2**attempt.number
            said = Said("wait.retry", {"seconds": round(pause) + 1})
            return Step(machine, Wait(pause, said, settled_soon=True), (note,))
        step = machine._round()
        return Step(step.machine, step.action, (note, *step.evidence))

    def _rejected(self, answer: Rejected | Missing) -> Step[Adjustment]:
        machine = self._with_fate(Fate.REJECTED)
        note = ("answered", Said("outcome.refused.service", {"message": answer.message}))
        before = self.attempts[-2].fate if len(self.attempts) > 1 else None
        if before is Fate.REJECTED:
            return machine._refused(answer.message, note)
        step = machine._round()
        return Step(step.machine, step.action, (note, *step.evidence))

    def _refused(self, message: str, *notes: tuple[str, Said]) -> Step[Adjustment]:
        if self.known == 0 and not self.offline_accepted:
            said = Said("outcome.refused.service", {"message": message})
            return Step(self, End(State.DECLINED, said), notes)
        return self._park("park.refused", *notes, message=message)

    # U: the answer was lost

    def _lost(self, why: str) -> Step[Adjustment]:
        note = ("lost", Said("evidence.lost", {"target": self._money(self.attempts[-1].target), "why": why}))
        step = replace(self._with_fate(Fate.UNKNOWN), glanced=False)
        return Step(step, ReadCard(), (note,))

    def _quarantine(self) -> Step[Adjustment]:
        said = Said("wait.quarantine", {"seconds": round(self.quarantine_s)})
        return Step(replace(self, glanced=True), Wait(self.quarantine_s, said))

    def _doubted(self, answer: Answer) -> Step[Adjustment]:
        """First a glance, which decides nothing; then the quarantine; then the read that judges (G4)."""
        if isinstance(answer, Elapsed):
            return Step(self, ReadCard())
        if not self.glanced:
            step = self._quarantine()
            return Step(step.machine, step.action, self._seen("glance", answer))
        if not isinstance(answer, CardRead):
            return self._unread(answer)
        attempt, card = self.attempts[-1], answer.card
        quiet = attempt.date is not None and attempt.date - attempt.updated_at > EPSILON_S
        if quiet and card.updated_at == attempt.updated_at and card.balance == attempt.base:
            machine = replace(self._with_fate(Fate.DISPROVED), doubt=(card.balance, card.updated_at))
            note = ("decided", Said("evidence.disproved", {"balance": self._money(card.balance)}))
            return Step(machine, ReadCard(), (*self._seen("reread", answer), note))
        return self._park("park.ambiguous", *self._seen("reread", answer))

    def _seen(self, what: str, answer: Answer) -> tuple[tuple[str, Said], ...]:
        if not isinstance(answer, CardRead):
            return ()
        values: dict[str, object] = {
            "balance": self._money(answer.card.balance),
            "changed": Moment(answer.card.updated_at),
        }
        return ((what, Said("evidence.seen", values)),)

    # reads that failed, and ends

    def _unread(self, answer: Answer) -> Step[Adjustment]:
        if isinstance(answer, Throttled):
            return Step(self, throttle(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        cause: Failure = answer if isinstance(answer, (NotSent, Unauthorised, Lost)) else Lost("an unexpected answer")
        return Step(self, NoService(cause))

    def _blocked(self) -> Step[Adjustment]:
        if self.known == 0 and not self.offline_accepted:
            return Step(self, End(State.DECLINED, Said("outcome.declined.blocked")))
        return self._park("park.blocked", residual=self._money(abs(self.debt)))

    def _park(self, key: str, *notes: tuple[str, Said], **values: object) -> Step[Adjustment]:
        return Step(self, End(State.PARKED, Said(key, values)), notes)

    def _with_fate(self, fate: Fate, transaction: Transaction | None = None) -> Adjustment:
        last = replace(self.attempts[-1], fate=fate, transaction=transaction)
        return replace(self, attempts=(*self.attempts[:-1], last))

    def _money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def _left(self) -> int:
        """What our last write left on the card."""
        return self.last.target if self.last is not None else 0
