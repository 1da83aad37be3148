"""Finding out on one card what a service does beyond the plain API (docs/protocol.md 1).

The debt ledger with a goal of zero: it moves the balance by one minor unit, and the ledger's own debt puts that
back; so wherever it is interrupted, it goes on from its journal until the card is as it was, or is parked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from core.domain.capabilities import EPSILON_S, Safeguards
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import BalanceWritten, CardRead, TransactionsRead
from core.protocol.adjustment import Adjustment
from core.protocol.adjustment_phases import ADJUSTMENT_TABLE, AdjustmentPhase
from core.protocol.attempt import Attempt, Fate
from core.protocol.machine import Answer, End, Note, ReadCard, Step
from core.protocol.transitions import Event, TransitionTable, rows

WRONG_TAG = '"no-such-tag"'
_WORST_SKEW_S = 30
"""A clock further off is of no use to G4, and waiting for it would hold every sale up."""


_OFFERS = ((True, True), (True, False), (False, True), (False, False))
"""Whether a write carries a key and our reference: what strict services refuse is left out (D1)."""

PROBE_TABLE = ADJUSTMENT_TABLE.with_rows(
    *rows(
        AdjustmentPhase.READING,
        Event.READ,
        {AdjustmentPhase.READING: "refused with what it carried: tries with less"},
    ),
    *rows(
        AdjustmentPhase.READING,
        Event.REFUSED,
        {AdjustmentPhase.READING: "nothing is owed: goes on with what is still to be tried"},
    ),
)


@dataclass(frozen=True, slots=True)
class Probe(Adjustment):
    """`want` is 0. Trials, each a journalled attempt: one unit off and back; the last request once more under its key
    (C5); the present balance under a wrong If-Match (C6). Each write has a read before it and one at once after it
    (C12). They end as soon as somebody else uses the card.
    """

    table: ClassVar[TransitionTable[AdjustmentPhase]] = PROBE_TABLE

    def _finish(self) -> Step[Self]:
        return self._to(AdjustmentPhase.READING, ReadCard()) if self._trials else self._end(End(State.DONE))

    def _intend(self, read: CardRead) -> Step[Self]:
        balance, trials = read.card.balance, self._trials
        if self.ledger.debt and self._moved and _is_stale(self._moved[-1], read.card.balance, read.card.updated_at):
            return self._send(read, self._moved[-1].target + self.ledger.debt)
        if self.ledger.debt:
            return Adjustment._intend(self, read)
        if not self._moved:
            return self._send(read, balance + (-1 if balance else 1))
        if not trials or balance != self._moved[-1].target:
            return self._end(End(State.DONE))
        return self._put(read, balance, trials[0])

    @property
    def _moved(self) -> tuple[Attempt, ...]:
        """Return the nudge, what put it back, and whatever a race asked for."""
        return _moving(self.attempts)

    @property
    def _trials(self) -> tuple[Safeguards, ...]:
        """Return what is still to be tried, with what it is to carry."""
        if not self._moved:
            return (Safeguards(),)
        last = self._moved[-1]
        again = () if last.key is None or _repeats(self.attempts) else (last.safeguards,)
        tagged = last.etag is not None and all(a.etag != WRONG_TAG for a in self.attempts if a.fate is not Fate.UNSENT)
        return (*again, Safeguards(etag=WRONG_TAG)) if tagged else again

    def _safeguards(self, read: CardRead, label: str) -> Safeguards:
        """Return all of them: a service ignores what it does not know. A tag that was refused once is left out."""
        stale = any(a.fate is Fate.STALE for a in self.attempts)
        key, reference = self._offer
        return Safeguards(label if key else None, None if stale else read.etag, label if reference else None)

    @property
    def _offer(self) -> tuple[bool, bool]:
        """Return the most that was not refused yet, or what was accepted once."""
        if self._moved:
            return _carried(self._moved[0])
        refused = [_carried(a) for a in self.attempts if a.fate is Fate.REJECTED]
        return next((each for each in _OFFERS if each not in refused), _OFFERS[-1])

    def _repeated(self, answer: Answer) -> bool:
        """Return whether the last trial sent a key once more, and got the first answer again."""
        if self.phase not in {AdjustmentPhase.WRITING, AdjustmentPhase.RESENDING} or not _repeats(self.attempts):
            return False
        first = self._moved[-1]
        same = isinstance(answer, BalanceWritten) and answer.transaction == first.transaction
        return same and self.attempts[-1].key == first.key

    def _believed(self, answer: Answer) -> Answer:
        return answer if self._repeated(answer) else Adjustment._believed(self, answer)

    def _after(self, answer: Answer) -> Step[Self]:
        if self._repeated(answer):
            return self._with_fate(Fate.REPEATED)._round().noted(("answered", Message("evidence.repeated")))
        return Adjustment._after(self, answer)

    def _answered(self, answer: BalanceWritten) -> Step[Self]:
        """Book what a write did that was sent upon a stale read: it fits what the one before it left (C12)."""
        told, before, last = answer.transaction, _moving(self.attempts[:-1]), self.attempts[-1]
        stale = bool(before) and _is_stale(before[-1], last.base, last.updated_at)
        if stale and told.amount == last.target - before[-1].target:
            return self._booked((told,))
        return Adjustment._answered(self, answer)

    def _refused(self, message: str, *notes: Note) -> Step[Self]:
        """Go on after a trial that was refused; only what was moved must come back."""
        less = self.last is not None and not self._moved and self._offer != _carried(self.last)
        if less or (self._moved and not self.ledger.debt):
            step = self._round()
            return Step(replace(step.machine, refusal=""), step.action, notes)
        return Adjustment._refused(self, message, *notes)


def _moving(attempts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """Return the attempts that moved the balance."""
    told = ((a, a.transaction) for a in attempts if a.fate is Fate.OK)
    return tuple(a for a, transaction in told if transaction is not None and transaction.amount)


def _is_stale(before: Attempt, balance: int, updated_at: int) -> bool:
    """Return whether a read shows the card as it was before a write that was answered (C12)."""
    return (balance, updated_at) == (before.base, before.updated_at) and balance != before.target


def _carried(attempt: Attempt) -> tuple[bool, bool]:
    return attempt.key is not None, attempt.reference is not None


def _repeats(attempts: Sequence[Attempt]) -> bool:
    keys = [a.key for a in attempts if a.key is not None and a.fate is not Fate.UNSENT]
    return len(set(keys)) < len(keys)


def findings(attempts: Sequence[Attempt]) -> dict[str, str]:
    """Return what the attempts of a finished probe answer, without the questions that a race left open."""
    moved = _moving(attempts)
    found = {}
    if moved and moved[0].key is None:
        found["keys"] = "refused"
    elif _repeats(attempts):
        found["keys"] = "yes" if any(a.fate is Fate.REPEATED for a in attempts) else "no"
    tags_refused = any(a.fate is Fate.STALE and a.etag == WRONG_TAG for a in attempts)
    tags_taken = any(a.etag not in {None, WRONG_TAG} for a in moved)
    found["etags"] = "yes" if tags_refused and tags_taken else "no"
    if len(moved) >= 2 and _is_stale(moved[0], moved[1].base, moved[1].updated_at):
        found["fresh_reads"] = "no"
    elif len(moved) >= 2 and not any(a.raced for a in moved):
        found["fresh_reads"] = "yes"
        found |= _of_clock(moved[0], moved[1]) | _of_number(moved[0], moved[1])
    return found


def _of_number(first: Attempt, second: Attempt) -> dict[str, str]:
    if first.transaction is None or second.transaction is None:
        return {}
    return {"number": "yes" if second.transaction.number == first.transaction.number + 1 else "no"}


def _of_clock(first: Attempt, second: Attempt) -> dict[str, str]:
    """Answer C1 and C9: `second` read what `first` left, so its time should lie between the dates of the two reads."""
    if second.updated_at <= first.updated_at or first.date is None or second.date is None:
        return {"updated_at": "no"}
    skew = max(first.date - second.updated_at, second.updated_at - second.date, 0)
    if skew > _WORST_SKEW_S:
        return {"updated_at": "no"}
    return {"updated_at": "yes", "epsilon_s": str(max(EPSILON_S, skew + 1))}


def of_list(attempts: Sequence[Attempt], answer: object) -> dict[str, str]:
    """Answer C7: whether the card's own list shows what we wrote, and under our references."""
    moved = _moving(attempts)
    if moved and moved[0].reference is None:
        return {"transactions": "yes" if isinstance(answer, TransactionsRead) else "no", "reference": "refused"}
    if not isinstance(answer, TransactionsRead) or not moved:
        return {"transactions": "no", "reference": "no"}
    listed = {one.transaction: one.reference for one in answer.listed}
    shown = answer.whole and all(a.transaction in listed for a in moved)
    named = shown and all(a.transaction is not None and listed[a.transaction] == a.reference for a in moved)
    return {"transactions": "yes" if shown else "no", "reference": "yes" if named else "no"}
