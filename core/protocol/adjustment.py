"""How one till changes a balance by a difference over an API that only sets it: P1, the debt ledger.

PROTOCOL.md section 2, step by step: book the reply's `amount`, journal before sending, never resend what
cannot be known, park with evidence what cannot be decided. What a service was found to do beyond the plain API
(section 6) decides more of the doubtful cases; without that, nothing here changes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.domain.capabilities import EPSILON_S, PLAIN, Capabilities, Safeguards
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
    TransactionsRead,
    Unauthorised,
)
from core.protocol.attempt import Attempt, Fate
from core.protocol.machine import (
    Answer,
    Elapsed,
    End,
    ListTransactions,
    NoService,
    ReadCard,
    SetBalance,
    Step,
    Wait,
)
from core.protocol.pause import before_resend, deferral, quarantine, throttle
from core.protocol.times import surely_past

__all__ = ["EPSILON_S", "Adjustment", "Attempt", "Fate"]

MOST_PUTS = 6
"""After every so many writes the exact debt is deferred, and then taken up again."""
SHORT_S = 2
"""How long a card that looks too low is left to a till that may be mending it (R4)."""
ISSUE_LIMIT = 200_000_00
"""`amount` beyond twice this is not believed."""
_CHANGED = 412
_CONTENTS = 422


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The durable record of one money command, and (below `doubt`) where it stands. Money in minor units.

    A PUT whose answer was lost (`in_doubt`):
    plain: a glance, T_q, then G4 or park. Never sent again.
    with a key: looks, then sends the very same request again, until it is answered or the key's window is over; then
    as plain.
    with an ETag: looks; the same request again as long as the card still has that tag. A 412 to a resend proves
    nothing, so it goes on as plain; with a key that holds it is the stored first answer, and definite.
    with transactions that carry our reference: after T_q the card's list says whether we wrote.
    """

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
    operation_id: str = ""
    """Names keys and references; without it none are sent."""
    capabilities: Capabilities = PLAIN
    look: CardRead | None = None
    """The card just before the last resend."""
    hopeless: bool = False
    """Sending the same again cannot tell any more."""
    listed: bool = False
    """The card's list was asked in this round, and left the doubt."""
    reread: bool = False
    """R4 has waited once in this round."""

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
            return self._pause() if self._resendable else self._quarantine()
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
        epsilon = self.capabilities.epsilon_s
        fresh = read.date is not None and read.date - card.updated_at <= epsilon and self.capabilities.updated_at_moves
        repairing = self.last is not None and self.last.raced
        if fresh and not self.settled_read and not repairing:
            return Step(replace(self, settled_read=True), _short_wait(epsilon))
        if self.doubt is not None and (card.balance, card.updated_at) != self.doubt:
            return self._park("park.ambiguous", *self._seen("reread", read))
        return self._intend(read)

    def _intend(self, read: CardRead) -> Step[Adjustment]:
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

    def _anew(self, attempts: tuple[Attempt, ...]) -> Adjustment:
        """A new round: nothing that was seen in the last one counts."""
        return replace(
            self,
            attempts=attempts,
            settled_read=False,
            glanced=False,
            look=None,
            hopeless=False,
            listed=False,
            reread=False,
        )

    # the answer to a PUT

    def _written(self, answer: Answer) -> Step[Adjustment]:
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
        return self._lost(_why(answer))

    def _believable(self, transaction: Transaction) -> bool:
        seen = {a.transaction.transaction_id for a in self.attempts if a.transaction is not None}
        return (
            transaction.card_id == self.card_id
            and transaction.transaction_id not in seen
            and abs(transaction.amount) <= 2 * ISSUE_LIMIT
        )

    def _booked(self, transaction: Transaction, *, believed: bool = True) -> Step[Adjustment]:
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

    def _rejected(self, answer: Rejected | Missing) -> Step[Adjustment]:
        if self._misused(answer):
            return self._park("park.key")
        stale = isinstance(answer, Rejected) and answer.status == _CHANGED
        machine = self._with_fate(Fate.STALE if stale else Fate.REJECTED)
        if stale:
            return machine._round().noted("answered", Said("evidence.stale"))
        note = ("answered", Said("outcome.refused.service", {"message": answer.message}))
        before = [a.fate for a in self.attempts[:-1] if a.fate not in {Fate.UNSENT, Fate.STALE}]
        if before[-1:] == [Fate.REJECTED]:
            return machine._refused(answer.message, note)
        return machine._round().noted(*note)

    def _misused(self, answer: Rejected | Missing) -> bool:
        """422 for another request under our key. We never make one: two tills write under one name, or it is a bug."""
        keyed = self.attempts[-1].key is not None and isinstance(answer, Rejected) and answer.status == _CONTENTS
        return keyed and "idempotency" in answer.message.lower()

    def _refused(self, message: str, *notes: tuple[str, Said]) -> Step[Adjustment]:
        if self.known == 0 and not self.offline_accepted:
            said = Said("outcome.refused.service", {"message": message})
            return Step(self, End(State.DECLINED, said), notes)
        return self._park("park.refused", *notes, message=message)

    # U: the answer was lost

    def _lost(self, why: str) -> Step[Adjustment]:
        note = ("lost", Said("evidence.lost", {"target": self._money(self.attempts[-1].target), "why": why}))
        machine = replace(self._with_fate(Fate.UNKNOWN), glanced=False, listed=False)
        step = machine._pause() if machine._resendable else Step(machine, ReadCard())
        return step.noted(*note)

    def _quarantine(self) -> Step[Adjustment]:
        return Step(replace(self, glanced=True), quarantine(self.quarantine_s))

    def _doubted(self, answer: Answer) -> Step[Adjustment]:
        """First a glance, which decides nothing; then the quarantine; then what judges: the card's list, or G4."""
        if isinstance(answer, Elapsed):
            return Step(self, ListTransactions() if self._lists_first and not self._resendable else ReadCard())
        if self._resendable:
            return self._looked(answer)
        if not self.glanced:
            step = self._quarantine()
            return Step(step.machine, step.action, self._seen("glance", answer))
        if self._lists_first:
            return self._told_by_list(answer)
        if isinstance(answer, CardRead):
            return self._judged(answer)
        if isinstance(answer, (Rejected, Missing)):
            return self._park("park.ambiguous")
        return self._unread(answer)

    def _judged(self, read: CardRead) -> Step[Adjustment]:
        attempt, card = self.attempts[-1], read.card
        if not attempt.unchanged(read, self.capabilities):
            return self._park("park.ambiguous", *self._seen("reread", read))
        machine = replace(self._with_fate(Fate.DISPROVED), doubt=(card.balance, card.updated_at))
        note = ("decided", Said("evidence.disproved", {"balance": self._money(card.balance)}))
        step = machine._round()
        return Step(step.machine, step.action, (*self._seen("reread", read), note, *step.evidence))

    @property
    def _lists_first(self) -> bool:
        """Without our reference in it the list tells nothing, and is not asked."""
        return self.capabilities.settles_by_reference and self.attempts[-1].reference is not None and not self.listed

    def _told_by_list(self, answer: Answer) -> Step[Adjustment]:
        attempt = self.attempts[-1]
        if isinstance(answer, (Throttled, NotSent, Unauthorised)):
            return self._unread(answer)
        if isinstance(answer, TransactionsRead):
            ours = attempt.listed_in(answer)
            if ours is not None and self._believable(ours):
                return self._booked(ours)
            if attempt.absent_from(answer, self.capabilities):
                return self._with_fate(Fate.DISPROVED)._round().noted("reread", Said("evidence.not_listed"))
        step: Step[Adjustment] = Step(replace(self, listed=True), ReadCard())
        return step.noted("reread", Said("evidence.list_unclear"))

    def _seen(self, what: str, answer: Answer) -> tuple[tuple[str, Said], ...]:
        if not isinstance(answer, CardRead):
            return ()
        values: dict[str, object] = {
            "balance": self._money(answer.card.balance),
            "changed": Moment(answer.card.updated_at),
        }
        return ((what, Said("evidence.seen", values)),)

    # the very same request again: only under a key or an ETag

    @property
    def _resendable(self) -> bool:
        """Worth a look: with the service's date of that look it is decided."""
        attempt, able = self.attempts[-1], self.capabilities
        keyed = attempt.key is not None and attempt.date is not None and able.resend_window_s > 0
        return not self.hopeless and (keyed or (attempt.etag is not None and able.etags))

    def _pause(self) -> Step[Adjustment]:
        return Step(self, before_resend(self.attempts[-1].resends, self.chance))

    def _looked(self, answer: Answer) -> Step[Adjustment]:
        if isinstance(answer, (Rejected, Missing)):
            return self._give_up()
        if not isinstance(answer, CardRead):
            return self._unread(answer)
        attempt, able = self.attempts[-1], self.capabilities
        if not (attempt.key_holds(answer, able) or attempt.tag_holds(answer, able)):
            return self._give_up(*self._seen("glance", answer))
        again = replace(attempt, fate=Fate.PENDING, resends=attempt.resends + 1)
        machine = replace(self, attempts=(*self.attempts[:-1], again), look=answer)
        note = ("resent", Said("evidence.resent", {"target": self._money(again.target)}))
        return Step(machine, SetBalance(again.target, again.safeguards), (*self._seen("glance", answer), note))

    def _written_again(self, answer: Answer) -> Step[Adjustment]:
        """Whatever happened to this copy, it says nothing about the first one unless the service answers for both."""
        if isinstance(answer, BalanceWritten) and self._believable(answer.transaction):
            twice = self.look is not None and self.attempts[-1].done_twice(answer.transaction, self.look)
            return self._booked(answer.transaction, believed=not twice)
        if isinstance(answer, Throttled):
            return Step(self._with_fate(Fate.UNKNOWN), throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return Step(self._with_fate(Fate.UNKNOWN), NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._rejected_again(answer)
        return self._lost(_why(answer))

    def _rejected_again(self, answer: Rejected | Missing) -> Step[Adjustment]:
        """The stored first answer, if the service keeps its word about keys and nothing we see speaks against it."""
        attempt, look = self.attempts[-1], self.look
        holds = look is not None and attempt.key_holds(look, self.capabilities)
        if look is not None and holds:
            changed = isinstance(answer, Rejected) and answer.status == _CHANGED
            as_if_done = look.card.balance == attempt.target if changed else attempt.moved_by(look)
            if not as_if_done:
                return self._rejected(answer)
        if self._misused(answer):
            return self._park("park.key")
        note = ("answered", Said("outcome.refused.service", {"message": answer.message}))
        return self._with_fate(Fate.UNKNOWN)._give_up(note)

    def _give_up(self, *notes: tuple[str, Said]) -> Step[Adjustment]:
        """From here on as with the plain API: T_q runs from now, after the last copy."""
        step = replace(self, hopeless=True, listed=False)._quarantine()
        return Step(step.machine, step.action, (*notes, *step.evidence))

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


def _short_wait(seconds: int) -> Wait:
    return Wait(seconds, Said("wait.retry", {"seconds": seconds}), settled_soon=True)


def _why(answer: Answer) -> str:
    return answer.why if isinstance(answer, Lost) else "an answer that makes no sense"
