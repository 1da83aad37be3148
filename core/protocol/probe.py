"""Finding out on one card what a service does beyond the plain API (PROTOCOL.md section 1).

The debt ledger with a goal of zero: it moves the balance by one minor unit, and the ledger's own debt puts that
back; so wherever it is interrupted, it goes on from its journal until the card is as it was, or is parked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from core.domain.capabilities import EPSILON_S, Safeguards
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardRead, Missing, Rejected, TransactionsRead
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Attempt, Fate
from core.protocol.machine import Answer, End, ReadCard, SetBalance, Step

WRONG_TAG = '"no-such-tag"'
_WORST_SKEW_S = 30
"""A clock further off is of no use to G4, and waiting for it would hold every sale up."""


@dataclass(frozen=True, slots=True)
class Probe(Adjustment):
    """`want` is 0. Trials, each a journalled attempt: one unit off and back; the last request once more under its key
    (C5); the present balance under a wrong If-Match (C6). They end as soon as somebody else uses the card.
    """

    def _finish(self) -> Step[Self]:
        return Step(self, ReadCard()) if self._trials else Step(self, End(State.DONE))

    def _intend(self, read: CardRead) -> Step[Self]:
        if self.debt:
            return Adjustment._intend(self, read)
        if not self._moved:
            return self._send(read, read.card.balance + (-1 if read.card.balance else 1))
        trials = self._trials
        if not trials or read.card.balance != self._moved[-1].target:
            return Step(self, End(State.DONE))
        return self._try(read, trials[0])

    @property
    def _moved(self) -> tuple[Attempt, ...]:
        """Nudge, put back, and whatever a race asked for."""
        return tuple(a for a in self.attempts if a.fate is Fate.OK and a.target != a.base)

    @property
    def _trials(self) -> tuple[Safeguards, ...]:
        """What is still to be tried, with what it is to carry."""
        if not self._moved:
            return (Safeguards(),)
        last = self._moved[-1]
        again = () if _repeats(self.attempts) else (last.safeguards,)
        tagged = last.etag is not None and all(a.etag != WRONG_TAG for a in self.attempts if a.fate is not Fate.UNSENT)
        return (*again, Safeguards(etag=WRONG_TAG)) if tagged else again

    def _try(self, read: CardRead, carried: Safeguards) -> Step[Self]:
        step = self._send(read, read.card.balance)
        trial = replace(step.machine.attempts[-1], key=carried.key, etag=carried.etag, reference=carried.reference)
        machine = replace(step.machine, attempts=(*self.attempts, trial))
        return Step(machine, SetBalance(trial.target, carried), step.evidence)

    def _safeguards(self, read: CardRead, label: str) -> Safeguards:
        """All of them: a service that does not know them ignores them. A tag that was refused once is left out."""
        refused = any(a.fate is Fate.STALE for a in self.attempts)
        return Safeguards(label, None if refused else read.etag, label)

    def _written(self, answer: Answer) -> Step[Self]:
        trial = self.attempts[-1]
        repeat = _repeats(self.attempts) and trial.key == self._moved[-1].key
        if repeat and isinstance(answer, BalanceWritten) and answer.transaction == self._moved[-1].transaction:
            machine = self._with_fate(Fate.REPEATED)
            return machine._round().noted("answered", Said("evidence.repeated"))
        return Adjustment._written(self, answer)

    def _misused(self, answer: Rejected | Missing) -> bool:  # noqa: ARG002
        return False

    def _refused(self, message: str, *notes: tuple[str, Said]) -> Step[Self]:
        """A trial may well be refused; only what was moved must come back."""
        if self._moved and not self.debt:
            step = self._round()
            return Step(step.machine, step.action, (*notes, *step.evidence))
        return Adjustment._refused(self, message, *notes)


def _repeats(attempts: Sequence[Attempt]) -> bool:
    keys = [a.key for a in attempts if a.key is not None and a.fate is not Fate.UNSENT]
    return len(set(keys)) < len(keys)


def findings(attempts: Sequence[Attempt]) -> dict[str, str]:
    """What the attempts of a finished probe answer; a question that a race left open is not in it."""
    moved = [a for a in attempts if a.fate is Fate.OK and a.target != a.base]
    found = {}
    if _repeats(attempts):
        found["keys"] = "yes" if any(a.fate is Fate.REPEATED for a in attempts) else "no"
    tags_refused = any(a.fate is Fate.STALE and a.etag == WRONG_TAG for a in attempts)
    tags_taken = any(a.etag not in {None, WRONG_TAG} for a in moved)
    found["etags"] = "yes" if tags_refused and tags_taken else "no"
    if len(moved) >= 2 and not any(a.raced for a in moved):
        found |= _of_clock(moved[0], moved[1]) | _of_number(moved[0], moved[1])
    return found


def _of_number(first: Attempt, second: Attempt) -> dict[str, str]:
    if first.transaction is None or second.transaction is None:
        return {}
    return {"number": "yes" if second.transaction.number == first.transaction.number + 1 else "no"}


def _of_clock(first: Attempt, second: Attempt) -> dict[str, str]:
    """C1 and C9: `second` read what `first` left, so its `updated_at` should lie between the dates of the two reads."""
    if second.updated_at <= first.updated_at or first.date is None or second.date is None:
        return {"updated_at": "no"}
    skew = max(first.date - second.updated_at, second.updated_at - second.date, 0)
    if skew > _WORST_SKEW_S:
        return {"updated_at": "no"}
    return {"updated_at": "yes", "epsilon_s": str(max(EPSILON_S, skew + 1))}


def of_list(attempts: Sequence[Attempt], answer: object) -> dict[str, str]:
    """C7: whether the card's own list shows what we wrote, and under our references."""
    moved = [a for a in attempts if a.fate is Fate.OK and a.target != a.base]
    if not isinstance(answer, TransactionsRead) or not moved:
        return {"transactions": "no", "reference": "no"}
    listed = {one.transaction: one.reference for one in answer.listed}
    shown = answer.whole and all(a.transaction in listed for a in moved)
    named = shown and all(a.transaction is not None and listed[a.transaction] == a.reference for a in moved)
    return {"transactions": "yes" if shown else "no", "reference": "yes" if named else "no"}
