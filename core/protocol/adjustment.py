"""How one till changes a balance by a difference over an API that only sets it: P1, the debt ledger.

docs/protocol.md 2, step by step: book the reply's `amount`, journal before sending, never resend what
cannot be known, park with evidence what cannot be decided. What a service was found to do beyond the plain API
(docs/protocol.md 6) decides more of the doubtful cases; without that, nothing here changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from core.domain.capabilities import Safeguards
from core.domain.card import CardIdentity, Status, status_of
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Failure,
    Lost,
    Missing,
    NotSent,
    Rejected,
    ServerCard,
    Throttled,
    Transaction,
    Unauthorised,
)
from core.domain.witness import Witness
from core.protocol import adjustment_ends as ends
from core.protocol.adjustment_phases import ADJUSTMENT_TABLE, DOUBTFUL, AdjustmentPhase
from core.protocol.attempt import Attempt, Fate, intended
from core.protocol.doubt import DoubtResolver, seen
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import Action, Answer, Elapsed, End, NoService, Note, PutBalance, ReadCard, Step, Wait
from core.protocol.pause import deferral, throttle
from core.protocol.rulings import CHANGED, Applied, Inquiry, NotApplied, Ruling, StoredRefusal
from core.protocol.times import surely_past
from core.protocol.transitions import NO_SENSE, Event, TransitionTable, event_of

MOST_PUTS = 6
"""After every so many writes the exact debt is deferred, and then taken up again."""
_BROUGHT = ("decided", Message("evidence.brought"))
SHORT_S = 2
"""How long a card that looks too low is left to a till that may be mending it (R4)."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One money command, round by round: read, guard, journal, write, book. Answers that are lost are the resolver's.

    The ledger and `disproof` are on the disk; the rest is where the machine stands since it was started.
    """

    table: ClassVar[TransitionTable[AdjustmentPhase]] = ADJUSTMENT_TABLE
    ledger: AttemptLedger
    doubt: DoubtResolver
    offline_accepted: bool = False
    operation_id: str = ""
    """Names keys and references; without it none are sent."""
    disproof: tuple[int, int] | None = None
    """(balance, updated_at) that proved an unanswered PUT not applied; the retry must meet them again (G3)."""
    phase: AdjustmentPhase = AdjustmentPhase.READY
    paused: frozenset[AdjustmentPhase] = frozenset()
    """The pauses of this round (G2, R4): each is taken once."""
    card: CardIdentity | None = None
    """The card that was meant (D4); None: any with its id."""
    refusal: str = ""
    """What the command is refused with, twice, if the next read does not speak against it (D1)."""
    witness: Witness | None = None
    """What the card must still be like, because this till may be a copy or a backup (D6)."""

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        return self.ledger.attempts

    @property
    def last(self) -> Attempt | None:
        return self.ledger.last

    @property
    def known(self) -> int:
        return self.ledger.known

    def begin(self) -> Step[Self]:
        doubt = replace(self.doubt, look=None, unfit=None, refused=0)
        machine = replace(self, paused=frozenset(), refusal="", doubt=doubt)
        return self.table.step(AdjustmentPhase.READY, Event.BEGIN, machine._begin())

    def after(self, answer: Answer) -> Step[Self]:
        answer = self.table.sensible(self.phase, self._believed(answer))
        return self.table.step(self.phase, event_of(answer), self._after(answer))

    def _begin(self) -> Step[Self]:
        """Begin a round; after a restart a PUT that was pending is unknown, and its quarantine runs again."""
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self._lost("restart")
        if self.last is not None and self.last.fate is Fate.UNKNOWN:
            return self._ruled(self.doubt.resumed(self.ledger))
        return self._round()

    def _after(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, CardRead) and self._is_another(answer.card):
            now = answer.card.last_characters
            return self._doubted()._park("park.another_card", *seen(self.ledger, "reread", answer), now=now)
        if self.phase in DOUBTFUL:
            return self._ruled(self.doubt.after(self.phase, self.ledger, answer))
        if self.phase is AdjustmentPhase.WRITING:
            return self._written(answer)
        if isinstance(answer, CardRead):
            return self._guards(answer)
        return self._round(waited=True) if isinstance(answer, Elapsed) else self._unread(answer)

    def _believed(self, answer: Answer) -> Answer:
        """Return the answer; an amount beyond belief, or of another card, is none."""
        told = isinstance(answer, BalanceWritten) and not self.ledger.believes(answer.transaction)
        return Lost(NO_SENSE) if told else answer

    def _is_another(self, shown: ServerCard) -> bool:
        """Return whether the id belongs to another card by now (D4). The glance after a loss decides nothing."""
        compared = self.card is not None and self.phase is not AdjustmentPhase.GLANCING
        return compared and self.card is not None and not self.card.allows(shown.identity)

    def _to(self, phase: AdjustmentPhase, action: Action, *notes: Note) -> Step[Self]:
        return Step(replace(self, phase=phase), action, notes)

    def _end(self, end: End, *notes: Note) -> Step[Self]:
        return self._to(AdjustmentPhase.ENDED, end, *notes)

    def _park(self, key: str, *notes: Note, **values: object) -> Step[Self]:
        return self._end(End(State.PARKED, Message(key, values)), *notes)

    def _with_fate(self, fate: Fate, transaction: Transaction | None = None) -> Self:
        return replace(self, ledger=self.ledger.changing_last(fate=fate, transaction=transaction))

    # S: one round

    def _round(self, *, waited: bool = False) -> Step[Self]:
        if self.ledger.debt == 0:
            return self._finish()
        if self._contested and not waited:
            return self._to(AdjustmentPhase.DEFERRED, deferral(self.doubt.chance))
        return self._to(AdjustmentPhase.READING, ReadCard())

    @property
    def _contested(self) -> bool:
        return self.ledger.puts > 0 and self.ledger.puts % MOST_PUTS == 0

    def _finish(self) -> Step[Self]:
        return self._short(self.ledger.left) if self.ledger.aborted else self._end(End(State.DONE))

    def _short(self, left: int) -> Step[Self]:
        return self._end(ends.short(self.ledger, left, promised=self.offline_accepted))

    def _guards(self, read: CardRead) -> Step[Self]:
        """Apply D6, D1, then G1 to G3, in order."""
        if self.witness is not None and not self.witness.confirms(read.card):
            return self._doubted()._park("park.copied", *seen(self.ledger, "reread", read))
        return replace(self, witness=None)._continued(read)

    def _continued(self, read: CardRead) -> Step[Self]:
        """Apply D1, then G1 to G3, in order."""
        if self._unchecked and self.attempts[-1].brought(read):
            return self._brought(read)
        if self._unchecked and self.attempts[-1].moved_by(read):
            return replace(self, ledger=self.ledger.changing_last(perhaps_twice=True))._guarded(read)
        return self._guarded(read)

    @property
    def doubtful(self) -> bool:
        """Return whether a PUT may have been carried out: it has no answer, or was refused and not checked (D1)."""
        return self._unchecked or (self.last is not None and self.last.fate in {Fate.PENDING, Fate.UNKNOWN})

    @property
    def _unchecked(self) -> bool:
        return self.last is not None and self.doubt.unchecked(self.last)

    def _brought(self, read: CardRead) -> Step[Self]:
        """Park: the card is at exactly our target, by us or by another, and no rule can tell (T3)."""
        return self._doubted()._park("park.twice", *seen(self.ledger, "reread", read), _BROUGHT)

    def _doubted(self) -> Self:
        """Return the machine as it is left to a person: what was refused and not checked has no answer either."""
        return self._with_fate(Fate.UNKNOWN) if self._unchecked else self

    def _guarded(self, read: CardRead) -> Step[Self]:
        card, able = read.card, self.doubt.capabilities
        blocked = status_of(card.disabled_at, card.expires_on, surely_past(read.date, card.offset)) is not Status.ACTIVE
        if blocked or card.currency != self.ledger.currency:
            return self._end(ends.blocked(self.ledger, promised=self.offline_accepted))
        if self.refusal:
            return self._refused(self.refusal)
        fresh = read.date is not None and read.date - card.updated_at <= able.epsilon_s and able.updated_at_moves
        repairing = self.last is not None and self.last.raced
        if fresh and not repairing and AdjustmentPhase.WAIT_RECENT not in self.paused:
            return self._pause(AdjustmentPhase.WAIT_RECENT, able.epsilon_s)
        if self.disproof is not None and (card.balance, card.updated_at) != self.disproof:
            return self._park("park.ambiguous", *seen(self.ledger, "reread", read))
        return self._intend(read)

    def _pause(self, phase: AdjustmentPhase, seconds: int) -> Step[Self]:
        said = Message("wait.retry", {"seconds": seconds})
        return replace(self, paused=self.paused | {phase})._to(phase, Wait(seconds, said, settled_soon=True))

    def _intend(self, read: CardRead) -> Step[Self]:
        balance, debt = read.card.balance, self.ledger.debt
        if balance + debt >= 0:
            return self._send(read, balance + debt)
        if self.ledger.want < 0 and not self.ledger.aborted:
            if self.known == 0 and AdjustmentPhase.WAIT_SHORT not in self.paused:
                return self._pause(AdjustmentPhase.WAIT_SHORT, SHORT_S)
            return self._abort(read)
        if balance > 0:
            return self._send(read, 0)
        return self._park("park.overdraft", residual=self.ledger.money(abs(debt)))

    def _abort(self, read: CardRead) -> Step[Self]:
        """Give up, for there is not enough: from here on only what we displaced ourselves is put back."""
        machine = replace(self, ledger=replace(self.ledger, aborted=True))
        available = self.ledger.money(read.card.balance)
        step = machine._short(read.card.balance) if machine.ledger.debt == 0 else machine._intend(read)
        return step.noted(("decided", Message("outcome.declined.short", {"available": available})))

    def _send(self, read: CardRead, target: int) -> Step[Self]:
        label = f"{self.operation_id}/{len(self.attempts) + 1}"
        return self._put(read, target, self._safeguards(read, label) if self.operation_id else Safeguards())

    def _put(self, read: CardRead, target: int, carried: Safeguards) -> Step[Self]:
        """Journal an attempt; nothing that was seen in the last round counts."""
        attempt = intended(len(self.attempts) + 1, read, target, carried)
        machine = replace(self, ledger=self.ledger.adding(attempt), paused=frozenset(), refusal="")
        note = ("read", Message("evidence.read", {"balance": self.ledger.money(attempt.base)}))
        return machine._to(AdjustmentPhase.WRITING, PutBalance(target, carried), note)

    def _safeguards(self, read: CardRead, label: str) -> Safeguards:
        """Return what a new attempt carries; its key is new, for `label` is the operation and the attempt.

        Key and reference go along whether the service was found to heed them or not: a copy that a proxy sends may
        then have the same answer (D1). What they prove hangs on the probe.
        """
        able = self.doubt.capabilities
        return Safeguards(
            key=label if able.sends_key else None,
            etag=read.etag if able.etags else None,
            reference=label if able.sends_reference else None,
        )

    # the answer to a PUT

    def _written(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, BalanceWritten):
            return self._answered(answer)
        if isinstance(answer, Throttled):
            return self._with_fate(Fate.UNSENT)._to(AdjustmentPhase.READING, throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return self._with_fate(Fate.UNSENT)._to(AdjustmentPhase.READING, NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._rejected(answer) if self._definite(answer) else self._checked(answer)
        return self._lost(answer.why if isinstance(answer, Lost) else NO_SENSE)

    def _answered(self, answer: BalanceWritten) -> Step[Self]:
        """Book an answer that fits, or whose key tells it from a copy's; any other is doubt (D1)."""
        told, last = answer.transaction, self.attempts[-1]
        if last.fits(told) or self.doubt.keyed(last):
            return self._booked((told,))
        if self.doubt.lists(last):
            return self._checked(answer)
        if told.amount == 0 and self.disproof is None:
            return self._with_fate(Fate.UNKNOWN, told)._park("park.twice", self._answer(0), _BROUGHT)
        note = ("decided", Message("evidence.perhaps_twice"))
        return self._booked((told,), perhaps_twice=True).noted(note)

    def _definite(self, answer: Rejected | Missing) -> bool:
        """Return whether a refusal says all there is to say now: a list would not tell more, or is not to be had."""
        last = self.attempts[-1]
        asks = self.doubt.lists(last) and not self.doubt.keyed(last) and last.target != last.base
        return not asks or self.doubt.misused(last, answer)

    def _checked(self, answer: BalanceWritten | Rejected | Missing) -> Step[Self]:
        machine = replace(self, doubt=replace(self.doubt, unfit=answer))
        return machine._ruled(machine.doubt.checked(self.ledger, answer))

    def _answer(self, amount: int) -> Note:
        return ("answered", Message("evidence.answered", {"amount": self.ledger.money(amount)}))

    def _booked(
        self, told: tuple[Transaction, ...], *, believed: bool = True, perhaps_twice: bool = False
    ) -> Step[Self]:
        ledger = self.ledger.booking(told, perhaps_twice=perhaps_twice)
        machine = replace(self, ledger=ledger, disproof=None)
        amount, meant = sum(each.amount for each in told), self.attempts[-1].target - self.attempts[-1].base
        note, raced = self._answer(amount), amount != meant
        if (self.disproof is not None and raced) or not believed:
            return machine._park("park.ambiguous", note)
        if raced and machine.ledger.debt > 0 and not machine._contested:
            pause = self.doubt.chance() * 0.4 * 2 ** min(machine.ledger.puts, MOST_PUTS)
            said = Message("wait.retry", {"seconds": round(pause) + 1})
            return machine._to(AdjustmentPhase.WAIT_REPAIR, Wait(pause, said, settled_soon=True), note)
        return machine._round().noted(note)

    def _rejected(self, answer: Rejected | Missing) -> Step[Self]:
        if self.doubt.misused(self.attempts[-1], answer):
            return self._park("park.key")
        if isinstance(answer, Rejected) and answer.status == CHANGED:
            return self._with_fate(Fate.STALE)._round().noted(("answered", Message("evidence.stale")))
        machine = self._with_fate(Fate.REJECTED)
        note = ("answered", Message("outcome.refused.service", {"message": answer.message}))
        if self.disproof is not None:  # the read that disproved the first one may not have been true (D2)
            return machine._park("park.ambiguous", note)
        if self.ledger.refused_before and not machine._unchecked:
            return machine._refused(answer.message, note)
        refusal = answer.message if self.ledger.refused_before else ""
        return replace(machine, refusal=refusal)._round().noted(note)

    def _refused(self, message: str, *notes: Note) -> Step[Self]:
        return self._end(ends.refused(self.ledger, message, promised=self.offline_accepted), *notes)

    def _lost(self, why: str) -> Step[Self]:
        return self._ruled(self.doubt.lost(self.ledger, why))

    def _ruled(self, ruling: Ruling) -> Step[Self]:
        """Do what the resolver says of the last PUT."""
        look = ruling.look if isinstance(ruling, Inquiry) else None
        unfit = self.doubt.unfit if isinstance(ruling, Inquiry) else None
        refused = ruling.refused if isinstance(ruling, Inquiry) else 0
        machine = replace(self, doubt=replace(self.doubt, look=look, unfit=unfit, refused=refused))
        match ruling:
            case Inquiry(attempt, phase, action, notes):
                now = {"fate": attempt.fate, "resends": attempt.resends, "transaction": attempt.transaction}
                return replace(machine, ledger=self.ledger.changing_last(**now))._to(phase, action, *notes)
            case Applied(told, believed):
                return machine._booked(told, believed=believed)
            case StoredRefusal(answer):
                return machine._rejected(answer)
            case NotApplied(notes, proof):
                machine = replace(machine._with_fate(Fate.DISPROVED), disproof=proof or self.disproof)
                return machine._round().noted(*notes)
            case _:
                return machine._park(ruling.key, *ruling.notes)

    def _unread(self, answer: Answer) -> Step[Self]:
        if isinstance(answer, Throttled):
            return self._to(self.phase, throttle(answer))
        if isinstance(answer, (Rejected, Missing)):
            if self._unchecked:  # it cannot be looked for any more
                note = ("reread", Message("outcome.refused.service", {"message": answer.message}))
                return self._doubted()._park("park.ambiguous", note)
            return self._refused(answer.message)
        return self._to(self.phase, NoService(answer if isinstance(answer, Failure) else Lost(NO_SENSE)))
