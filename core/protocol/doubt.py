"""What follows when the answer to a PUT was lost: looks, the same request again, the quarantine, and what judges then.

Nothing is sent again but the very same request, and that only under a key or an ETag (PROTOCOL.md sections 2 and 6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from core.domain.moment import Moment
from core.domain.outcome import Said
from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Lost,
    Missing,
    NotSent,
    Rejected,
    Throttled,
    Transaction,
    TransactionsRead,
    Unauthorised,
)
from core.protocol.attempt import Fate
from core.protocol.ledger import Ledger
from core.protocol.machine import Answer, Elapsed, ListTransactions, NoService, ReadCard, SetBalance, Step
from core.protocol.pause import before_resend, quarantine, throttle

CHANGED = 412
"""The status that says so of an If-Match."""


@dataclass(frozen=True, slots=True)
class Doubt(Ledger):
    """A PUT whose answer was lost (`in_doubt`):
    plain: a glance, T_q, then G4 or park. Never sent again.
    with a key: looks, then sends the very same request again, until it is answered or the key's window is over; then
    as plain.
    with an ETag: looks; the same request again as long as the card still has that tag. A 412 to a resend proves
    nothing, so it goes on as plain; with a key that holds it is the stored first answer, and definite.
    with transactions that carry our reference: after T_q the card's list says whether we wrote.
    """

    def _lost(self, why: str) -> Step[Self]:
        note = ("lost", Said("evidence.lost", {"target": self._money(self.attempts[-1].target), "why": why}))
        machine = replace(self._with_fate(Fate.UNKNOWN), glanced=False, listed=False)
        step = machine._pause() if machine._resendable else Step(machine, ReadCard())
        return step.noted(*note)

    def _quarantine(self) -> Step[Self]:
        return Step(replace(self, glanced=True), quarantine(self.quarantine_s))

    def _doubted(self, answer: Answer) -> Step[Self]:
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

    def _judged(self, read: CardRead) -> Step[Self]:
        attempt, card = self.attempts[-1], read.card
        if not attempt.unchanged(read, self.capabilities):
            before = {"balance": self._money(attempt.base), "changed": Moment(attempt.updated_at)}
            return self._park(
                "park.ambiguous", *self._seen("reread", read), ("decided", Said("evidence.before", before))
            )
        machine = replace(self._with_fate(Fate.DISPROVED), doubt=(card.balance, card.updated_at))
        note = ("decided", Said("evidence.disproved", {"balance": self._money(card.balance)}))
        step = machine._round()
        return Step(step.machine, step.action, (*self._seen("reread", read), note, *step.evidence))

    @property
    def _lists_first(self) -> bool:
        """Without our reference in it the list tells nothing, and is not asked."""
        return self.capabilities.settles_by_reference and self.attempts[-1].reference is not None and not self.listed

    def _told_by_list(self, answer: Answer) -> Step[Self]:
        attempt = self.attempts[-1]
        if isinstance(answer, (Throttled, NotSent, Unauthorised)):
            return self._unread(answer)
        if isinstance(answer, TransactionsRead):
            ours = attempt.listed_in(answer)
            if ours is not None and self._believable(ours):
                return self._booked(ours)
            if attempt.absent_from(answer, self.capabilities):
                return self._with_fate(Fate.DISPROVED)._round().noted("reread", Said("evidence.not_listed"))
        step: Step[Self] = Step(replace(self, listed=True), ReadCard())
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

    def _pause(self) -> Step[Self]:
        return Step(self, before_resend(self.attempts[-1].resends, self.chance))

    def _looked(self, answer: Answer) -> Step[Self]:
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

    def _written_again(self, answer: Answer) -> Step[Self]:
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
        return self._lost(in_a_word(answer))

    def _rejected_again(self, answer: Rejected | Missing) -> Step[Self]:
        """The stored first answer, if the service keeps its word about keys and nothing we see speaks against it."""
        attempt, look = self.attempts[-1], self.look
        holds = look is not None and attempt.key_holds(look, self.capabilities)
        if look is not None and holds:
            changed = isinstance(answer, Rejected) and answer.status == CHANGED
            as_if_done = look.card.balance == attempt.target if changed else attempt.moved_by(look)
            if not as_if_done:
                return self._rejected(answer)
        if self._misused(answer):
            return self._park("park.key")
        note = ("answered", Said("outcome.refused.service", {"message": answer.message}))
        return self._with_fate(Fate.UNKNOWN)._give_up(note)

    def _give_up(self, *notes: tuple[str, Said]) -> Step[Self]:
        """From here on as with the plain API: T_q runs from now, after the last copy."""
        step = replace(self, hopeless=True, listed=False)._quarantine()
        return Step(step.machine, step.action, (*notes, *step.evidence))

    # what a round does once the doubt is over

    def _round(self, *, waited: bool = False) -> Step[Self]:
        raise NotImplementedError

    def _booked(self, transaction: Transaction, *, believed: bool = True) -> Step[Self]:
        raise NotImplementedError

    def _rejected(self, answer: Rejected | Missing) -> Step[Self]:
        raise NotImplementedError

    def _misused(self, answer: Rejected | Missing) -> bool:
        raise NotImplementedError

    def _unread(self, answer: Answer) -> Step[Self]:
        raise NotImplementedError


def in_a_word(answer: Answer) -> str:
    """An answer was lost: in a word, for the evidence."""
    return answer.why if isinstance(answer, Lost) else "an answer that makes no sense"
