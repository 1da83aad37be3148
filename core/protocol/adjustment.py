"""How one till changes a balance by a difference over an API that only sets it: P1, the debt ledger.

PROTOCOL.md section 2, step by step: book the reply's `amount`, journal before sending, never resend what
cannot be known, park with evidence what cannot be decided. What a service was found to do beyond the plain API
(section 6) decides more of the doubtful cases; without that, nothing here changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from core.domain.capabilities import EPSILON_S, Safeguards
from core.domain.card import Status, status_of
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
from core.protocol.attempt import Attempt, Fate
from core.protocol.doubt import CHANGED, Doubt, in_a_word
from core.protocol.machine import (
    Answer,
    Elapsed,
    End,
    NoService,
    ReadCard,
    SetBalance,
    Step,
    Wait,
    misused,
)
from core.protocol.pause import deferral, throttle
from core.protocol.times import surely_past

__all__ = ["EPSILON_S", "Adjustment", "Attempt", "Fate"]

MOST_PUTS = 6
"""After every so many writes the exact debt is deferred, and then taken up again."""
SHORT_S = 2
"""How long a card that looks too low is left to a till that may be mending it (R4)."""


@dataclass(frozen=True, slots=True)
class Adjustment(Doubt):
    """One money command, round by round: read, guard, journal, write, book; see `Doubt` for answers that are lost."""

    def begin(self) -> Step[Self]:
        """S, or after a restart: a PUT that was pending became unknown, and its quarantine runs again."""
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self._lost("restart")
        if self.last is not None and self.last.fate is Fate.UNKNOWN:
            return self._pause() if self._resendable else self._quarantine()
        return self._round()

    def after(self, answer: Answer) -> Step[Self]:
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

    def _round(self, *, waited: bool = False) -> Step[Self]:
        if self.debt == 0:
            return self._finish()
        if self._contested and not waited:
            return Step(self, deferral(self.chance))
        return Step(self, ReadCard())

    @property
    def _puts(self) -> int:
        return sum(a.fate is not Fate.UNSENT for a in self.attempts)

    @property
    def _contested(self) -> bool:
        return self._puts > 0 and self._puts % MOST_PUTS == 0

    def _finish(self) -> Step[Self]:
        if not self.aborted:
            return Step(self, End(State.DONE))
        return self._short(self._left())

    def _guards(self, read: CardRead) -> Step[Self]:
        """G1 to G3, in order."""
        card = read.card
        blocked = status_of(card.disabled_at, card.expires_on, surely_past(read.date)) is not Status.ACTIVE
        if blocked or card.currency != self.currency:
            return self._blocked()
        epsilon = self.capabilities.epsilon_s
        fresh = read.date is not None and read.date - card.updated_at <= epsilon and self.capabilities.updated_at_moves
        repairing = self.last is not None and self.last.raced
        if fresh and not self.settled_read and not repairing:
            return Step(replace(self, settled_read=True), _short_wait(epsilon))
        if self.doubt is not None and (card.balance, card.updated_at) != self.doubt:
            return self._park("park.ambiguous", *self._seen("reread", read))
        return self._intend(read)

    def _intend(self, read: CardRead) -> Step[Self]:
        balance = read.card.balance
        if balance + self.debt >= 0:
            return self._send(read, balance + self.debt)
        if self.want < 0 and not self.aborted:
            if self.known == 0 and not self.reread:
                return Step(replace(self, reread=True), _short_wait(SHORT_S))
            return self._abort(read)
        if balance > 0:
            return self._send(read, 0)
        return self._park("park.overdraft", residual=self._money(abs(self.debt)))

    def _abort(self, read: CardRead) -> Step[Self]:
        """Not enough: from here on only what we displaced ourselves is put back."""
        aborted = replace(self, aborted=True)
        note = ("decided", Said("outcome.declined.short", {"available": self._money(read.card.balance)}))
        step = aborted._short(read.card.balance) if aborted.debt == 0 else aborted._intend(read)
        return Step(step.machine, step.action, (note, *step.evidence))

    def _short(self, left: int) -> Step[Self]:
        """Nothing was taken because only `left` was there: a refusal, or a loss to settle if the goods are gone."""
        available = self._money(left)
        if not self.offline_accepted:
            return Step(self, End(State.DECLINED, Said("outcome.declined.short", {"available": available})))
        return self._park("park.short", available=available, residual=self._money(-self.want - left))

    def _send(self, read: CardRead, target: int) -> Step[Self]:
        card, number = read.card, len(self.attempts) + 1
        with_it = self._safeguards(read, f"{self.operation_id}/{number}") if self.operation_id else Safeguards()
        attempt = Attempt(
            number,
            card.balance,
            card.updated_at,
            read.date,
            target,
            key=with_it.key,
            etag=with_it.etag,
            reference=with_it.reference,
        )
        note = ("read", Said("evidence.read", {"balance": self._money(card.balance)}))
        return Step(self._anew(attempts=(*self.attempts, attempt)), SetBalance(target, with_it), (note,))

    def _safeguards(self, read: CardRead, label: str) -> Safeguards:
        """A new attempt has a new key: `label` is the operation and the attempt."""
        able = self.capabilities
        return Safeguards(
            key=label if able.resend_window_s else None,
            etag=read.etag if able.etags else None,
            reference=label if able.reference_echoed else None,
        )

    # the answer to a PUT

    def _written(self, answer: Answer) -> Step[Self]:
        if self.attempts[-1].resends:
            return self._written_again(answer)
        if isinstance(answer, BalanceWritten) and self._believable(answer.transaction):
            return self._booked(answer.transaction)
        if isinstance(answer, Throttled):
            return Step(self._with_fate(Fate.UNSENT), throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return Step(self._with_fate(Fate.UNSENT), NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._rejected(answer)
        return self._lost(in_a_word(answer))

    def _booked(self, transaction: Transaction, *, believed: bool = True) -> Step[Self]:
        machine = self._with_fate(Fate.OK, transaction)
        note = ("answered", Said("evidence.answered", {"amount": self._money(transaction.amount)}))
        attempt = machine.attempts[-1]
        doubted = self.doubt is not None
        machine = replace(machine, doubt=None)
        if (doubted and attempt.raced) or not believed:
            return machine._park("park.ambiguous", note)
        if attempt.raced and machine.debt > 0 and not machine._contested:
            pause = self.chance() * 0.4 * 2 ** min(machine._puts, MOST_PUTS)
            said = Said("wait.retry", {"seconds": round(pause) + 1})
            return Step(machine, Wait(pause, said, settled_soon=True), (note,))
        return machine._round().noted(*note)

    def _rejected(self, answer: Rejected | Missing) -> Step[Self]:
        if self._misused(answer):
            return self._park("park.key")
        stale = isinstance(answer, Rejected) and answer.status == CHANGED
        machine = self._with_fate(Fate.STALE if stale else Fate.REJECTED)
        if stale:
            return machine._round().noted("answered", Said("evidence.stale"))
        note = ("answered", Said("outcome.refused.service", {"message": answer.message}))
        before = [a.fate for a in self.attempts[:-1] if a.fate not in {Fate.UNSENT, Fate.STALE}]
        if before[-1:] == [Fate.REJECTED]:
            return machine._refused(answer.message, note)
        return machine._round().noted(*note)

    def _misused(self, answer: Rejected | Missing) -> bool:
        return self.attempts[-1].key is not None and misused(answer)

    def _refused(self, message: str, *notes: tuple[str, Said]) -> Step[Self]:
        if self.known == 0 and not self.offline_accepted:
            said = Said("outcome.refused.service", {"message": message})
            return Step(self, End(State.DECLINED, said), notes)
        return self._park("park.refused", *notes, message=message)

    # reads that failed, and ends

    def _unread(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, Throttled):
            return Step(self, throttle(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        cause: Failure = answer if isinstance(answer, (NotSent, Unauthorised, Lost)) else Lost("an unexpected answer")
        return Step(self, NoService(cause))

    def _blocked(self) -> Step[Self]:
        if self.known == 0 and not self.offline_accepted:
            return Step(self, End(State.DECLINED, Said("outcome.declined.blocked")))
        return self._park("park.blocked", residual=self._money(abs(self.debt)))


def _short_wait(seconds: int) -> Wait:
    return Wait(seconds, Said("wait.retry", {"seconds": seconds}), settled_soon=True)
