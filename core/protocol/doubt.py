"""What follows when the answer to a PUT was lost: looks, the same request again, the quarantine, and what judges then.

Nothing is sent again but the very same request, and that only under a key or an ETag (docs/protocol.md 2 and 6).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.domain.capabilities import PLAIN, Capabilities
from core.domain.moment import Moment
from core.domain.outcome import Message
from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Failure,
    Lost,
    Missing,
    Rejected,
    Throttled,
    TransactionsRead,
)
from core.protocol.adjustment_phases import AdjustmentPhase
from core.protocol.attempt import Attempt, Fate
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import (
    Answer,
    Elapsed,
    ListTransactions,
    NoService,
    Note,
    PutBalance,
    ReadCard,
    misused,
)
from core.protocol.pause import before_resend, quarantine, throttle
from core.protocol.rulings import CHANGED, Applied, Inquiry, NotApplied, Ruling, StoredRefusal, Undecided
from core.protocol.transitions import NO_SENSE

MOST_REFUSED = 5
"""Resends in a row that are refused without a word, a minute and more; then as plain, and a second proof ends it."""


@dataclass(frozen=True, slots=True)
class DoubtResolver:
    """Resolves the doubt about the last PUT of a ledger:
    plain: a glance, T_q, then G4 or park. Never sent again.
    with a key: looks, then sends the very same request again, until it is answered or the key's window is over; then
    as plain.
    with an ETag: looks; the same request again as long as the card still has that tag. A 412 to a resend proves
    nothing, so it goes on as plain; with a key that holds it is the stored first answer, and definite.
    with transactions that carry our reference: after T_q the card's list says whether we wrote.
    An answer that does not fit is resolved here too, where the list can: it is read at once (docs/protocol.md D1).
    """

    quarantine_s: float
    capabilities: Capabilities = PLAIN
    chance: Callable[[], float] = random.random
    keys_on_trial: bool = False
    """Whether the service honours keys is only being found out: a refusal of one is no bug."""
    look: CardRead | None = None
    """The card just before the last resend."""
    unfit: BalanceWritten | Rejected | Missing | None = None
    """The answer that the list is being read for."""
    refused: int = 0
    """How many resends in a row were refused without a word (docs/protocol.md D8)."""

    def lost(self, ledger: AttemptLedger, why: str) -> Inquiry:
        """Return what follows the loss of an answer."""
        attempt = replace(ledger.attempts[-1], fate=Fate.UNKNOWN)
        note = ("lost", Message("evidence.lost", {"target": ledger.money(attempt.target), "why": why}))
        if self._resendable(attempt):
            return self._pause(attempt, note)
        return Inquiry(attempt, AdjustmentPhase.GLANCING, ReadCard(), (note,))

    def resumed(self, ledger: AttemptLedger) -> Inquiry:
        """Return what a restart does about an attempt that was in doubt already."""
        attempt = ledger.attempts[-1]
        return self._pause(attempt) if self._resendable(attempt) else self._quarantine(attempt)

    def decides(self, attempt: Attempt) -> bool:
        """Return whether the service itself tells our own second copy from somebody else's write (D1)."""
        return self.keyed(attempt) or self.lists(attempt)

    def unchecked(self, attempt: Attempt) -> bool:
        """Return whether this PUT was refused, and a copy of it may have been what it was refused for (D1)."""
        refused = attempt.fate in {Fate.REJECTED, Fate.STALE}
        return refused and attempt.target != attempt.base and not self.decides(attempt)

    def keyed(self, attempt: Attempt) -> bool:
        """Return whether a copy of this PUT has the same answer, for the service was found to keep keys."""
        return attempt.key is not None and self.capabilities.resend_window_s > 0

    def lists(self, attempt: Attempt) -> bool:
        """Return whether the card's list can tell: only with our reference in it."""
        return self.capabilities.settles_by_reference and attempt.reference is not None

    def checked(self, ledger: AttemptLedger, answer: BalanceWritten | Rejected | Missing) -> Inquiry:
        """Return what follows an answer that does not fit: until the list has told, its PUT is in doubt."""
        told = answer.transaction if isinstance(answer, BalanceWritten) else None
        attempt = replace(ledger.attempts[-1], fate=Fate.UNKNOWN, transaction=told)
        note = ("answered", Message("evidence.unfit", {"target": ledger.money(attempt.target)}))
        return Inquiry(attempt, AdjustmentPhase.LISTING, ListTransactions(), (note,))

    def after(self, phase: AdjustmentPhase, ledger: AttemptLedger, answer: Answer) -> Ruling:
        """Return what follows `answer` in one of the phases of doubt."""
        attempt = ledger.attempts[-1]
        if isinstance(answer, Elapsed):
            return self._asked(phase, attempt)
        match phase:
            case AdjustmentPhase.GLANCING:
                return self._quarantine(attempt, *seen(ledger, "glance", answer))
            case AdjustmentPhase.LISTING:
                return self._listed(ledger, answer)
            case AdjustmentPhase.LOOKING:
                return self._looked(ledger, answer)
            case AdjustmentPhase.RESENDING:
                return self._resent(ledger, answer)
            case _:
                return self._judged(ledger, answer)

    def misused(self, attempt: Attempt, answer: object) -> bool:
        """Return whether the service knows our key for another request."""
        return not self.keys_on_trial and attempt.key is not None and misused(answer)

    def _asked(self, phase: AdjustmentPhase, attempt: Attempt) -> Inquiry:
        if phase in {AdjustmentPhase.WAIT_RESEND, AdjustmentPhase.LOOKING}:
            return Inquiry(attempt, AdjustmentPhase.LOOKING, ReadCard(), refused=self.refused)
        lists = phase is AdjustmentPhase.QUARANTINE and self.lists(attempt)
        if lists or phase is AdjustmentPhase.LISTING:
            return Inquiry(attempt, AdjustmentPhase.LISTING, ListTransactions())
        return Inquiry(attempt, AdjustmentPhase.JUDGING, ReadCard())

    # the plain API: T_q, and then a read

    def _quarantine(self, attempt: Attempt, *notes: Note) -> Inquiry:
        return Inquiry(attempt, AdjustmentPhase.QUARANTINE, quarantine(self.quarantine_s), notes)

    def _judged(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        """Judge by a read after T_q (G4)."""
        attempt = ledger.attempts[-1]
        if isinstance(answer, (Rejected, Missing)):
            return Undecided("park.ambiguous")
        if not isinstance(answer, CardRead):
            return _held(attempt, AdjustmentPhase.JUDGING, answer)
        found, card = seen(ledger, "reread", answer), answer.card
        proved = attempt.unchanged(answer, self.capabilities) and self._surely_late(attempt, answer)
        if attempt.transaction is not None or not proved:
            before = {"balance": ledger.money(attempt.base), "changed": Moment(attempt.updated_at)}
            return Undecided("park.ambiguous", (*found, ("decided", Message("evidence.before", before))))
        note = ("decided", Message("evidence.disproved", {"balance": ledger.money(card.balance)}))
        return NotApplied((*found, note), (card.balance, card.updated_at))

    # the card's list of transactions

    def _listed(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        attempt = ledger.attempts[-1]
        waits = isinstance(answer, Failure) and not isinstance(answer, (Rejected, Missing, Lost))
        if waits or (self.unfit is not None and isinstance(answer, Lost)):
            return _held(attempt, AdjustmentPhase.LISTING, answer)
        if isinstance(answer, TransactionsRead):
            ours = attempt.listed_in(answer)
            if ours and all(ledger.believes(each) for each in ours):
                return Applied(ours)
            if attempt.transaction is None and self._absent(attempt, answer):
                return self._not_listed()
        note = ("reread", Message("evidence.list_unclear"))
        if self.unfit is not None:
            return Undecided("park.ambiguous", (note,))
        return Inquiry(attempt, AdjustmentPhase.JUDGING, ReadCard(), (note,))

    def _absent(self, attempt: Attempt, answer: TransactionsRead) -> bool:
        """Return whether the list shows that no copy was carried out, nor, where its answer was lost, will be."""
        late = self.unfit is not None or self._surely_late(attempt, answer)
        return late and attempt.absent_from(answer, self.capabilities)

    def _surely_late(self, attempt: Attempt, answer: CardRead | TransactionsRead) -> bool:
        return attempt.outlived_by(answer, self.capabilities, self.quarantine_s)

    def _not_listed(self) -> Ruling:
        if isinstance(self.unfit, (Rejected, Missing)):
            return StoredRefusal(self.unfit)
        return NotApplied((("reread", Message("evidence.not_listed")),))

    # the very same request again: only under a key or an ETag

    def _resendable(self, attempt: Attempt) -> bool:
        """Return whether a look is worth while: with the service's date of that look it is decided."""
        keyed = self.keyed(attempt) and attempt.date is not None
        return keyed or (attempt.etag is not None and self.capabilities.etags)

    def _pause(self, attempt: Attempt, *notes: Note) -> Inquiry:
        wait = before_resend(attempt.resends, self.chance)
        return Inquiry(attempt, AdjustmentPhase.WAIT_RESEND, wait, notes)

    def _looked(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        attempt, able = ledger.attempts[-1], self.capabilities
        if isinstance(answer, (Rejected, Missing)):
            return self._quarantine(attempt)
        if not isinstance(answer, CardRead):
            return replace(_held(attempt, AdjustmentPhase.LOOKING, answer), refused=self.refused)
        glance = seen(ledger, "glance", answer)
        if not (attempt.key_holds(answer, able) or attempt.tag_holds(answer, able)):
            return self._quarantine(attempt, *glance)
        return self._again(ledger, answer, glance)

    def _again(self, ledger: AttemptLedger, look: CardRead, glance: tuple[Note, ...]) -> Inquiry:
        attempt = ledger.attempts[-1]
        again = replace(attempt, fate=Fate.PENDING, resends=attempt.resends + 1)
        note = ("resent", Message("evidence.resent", {"target": ledger.money(again.target)}))
        put = PutBalance(again.target, again.safeguards)
        return Inquiry(again, AdjustmentPhase.RESENDING, put, (*glance, note), look, self.refused)

    def _resent(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        """Take in the answer to a copy. It says nothing about the first one unless the service answers for both."""
        attempt = ledger.attempts[-1]
        if isinstance(answer, BalanceWritten):
            asked = self.look is not None and not self._vouched(attempt, self.look)
            twice = asked and self.look is not None and attempt.done_twice(answer.transaction, self.look)
            return Applied((answer.transaction,), believed=not twice)
        if isinstance(answer, (Rejected, Missing)):
            return self._refused_again(ledger, answer)
        if isinstance(answer, Lost):
            return self._lost_again(ledger, answer)
        held = _held(replace(attempt, fate=Fate.UNKNOWN), AdjustmentPhase.LOOKING, answer)
        return replace(held, refused=self.refused)

    def _lost_again(self, ledger: AttemptLedger, answer: Lost) -> Inquiry:
        """Send it once more; but what is refused so often without a word would be until the key's window is over."""
        inquiry, refused = self.lost(ledger, answer.why), self.refused + 1 if answer.refused else 0
        if refused >= MOST_REFUSED:
            return self._quarantine(inquiry.attempt, *inquiry.notes)
        return replace(inquiry, refused=refused)

    def _vouched(self, attempt: Attempt, look: CardRead) -> bool:
        """Return whether the first reply is there exactly when the write is, by the service's word."""
        return self.capabilities.keys_with_write and attempt.key_holds(look, self.capabilities)

    def _refused_again(self, ledger: AttemptLedger, answer: Rejected | Missing) -> Ruling:
        """Take it for the stored first answer, if the key surely holds and nothing we see speaks against it.

        What we see does not count where the service vouches for its keys: somebody else did that.
        """
        attempt, look = ledger.attempts[-1], self.look
        if look is not None and attempt.key_holds(look, self.capabilities):
            changed = isinstance(answer, Rejected) and answer.status == CHANGED
            as_if_done = look.card.balance == attempt.target if changed else attempt.moved_by(look)
            if not as_if_done or (self._vouched(attempt, look) and not self.misused(attempt, answer)):
                return StoredRefusal(answer)
        if self.misused(attempt, answer):
            return Undecided("park.key")
        note = ("answered", Message("outcome.refused.service", {"message": answer.message}))
        return self._quarantine(replace(attempt, fate=Fate.UNKNOWN), note)


def _held(attempt: Attempt, phase: AdjustmentPhase, answer: Answer) -> Inquiry:
    """Ask for the same again later: the service cannot answer now."""
    if isinstance(answer, Throttled):
        return Inquiry(attempt, phase, throttle(answer))
    return Inquiry(attempt, phase, NoService(answer if isinstance(answer, Failure) else Lost(NO_SENSE)))


def seen(ledger: AttemptLedger, what: str, answer: Answer) -> tuple[Note, ...]:
    """Return the evidence of a read of the card; none of an answer that shows no card."""
    if not isinstance(answer, CardRead):
        return ()
    card = answer.card
    return (
        (what, Message("evidence.seen", {"balance": ledger.money(card.balance), "changed": Moment(card.updated_at)})),
    )
