"""Taking an act back: what can be, by whom alone, and how much is left of it. Pure; docs/decisions/0032 tells why.

A take-back is an operation of its own that moves the opposite, at most what the original really moved, minus what was
taken back before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.money import Money
from core.domain.operation import OPEN, Kind, State
from core.domain.outcome import Message
from core.errors import RuleRefused

REVERSIBLE = frozenset({Kind.ISSUE, Kind.REDEEM, Kind.TOP_UP, Kind.CASH_OUT})
"""A correction is put right by another correction, and a take-back by doing the act again."""
OWN_S = 15 * 60
"""So long a clerk may take back what they did themselves, seconds."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One earlier take-back of the same original. `known` is what it moved, signed minor units."""

    state: State
    known: int


@dataclass(frozen=True, slots=True)
class Original:
    """An operation as it stands. `known` is what it changed on its card; a sale moved its value once the card is made.

    `step`: it is one step of an act of several.
    """

    kind: Kind
    state: State
    card_id: int
    want: int
    known: int
    step: bool = False
    taken_back: Sequence[TakenBack] = ()

    @property
    def moved(self) -> int:
        if self.kind is not Kind.ISSUE:
            return self.known
        return self.want if self.card_id > 0 and self.state in {State.DONE, State.INFERRED} else 0

    @property
    def left(self) -> int:
        """What a take-back of all that is left would change on the card, signed: the opposite of what it moved."""
        return -(self.moved + sum(each.known for each in self.taken_back))

    def why_not(self) -> str:
        """Return the key of the sentence that refuses; empty where it can be taken back."""
        states = {each.state for each in self.taken_back}
        if self.kind not in REVERSIBLE:
            return "reverse.again" if self.kind is Kind.REVERSE else "reverse.kind"
        if self.step:
            return "reverse.step"
        if self.state in OPEN:
            return "reverse.open"
        if self.state is State.PARKED:
            return "reverse.parked"
        if not self.moved:
            return "reverse.nothing"
        if states & OPEN:
            return "reverse.going"
        if State.PARKED in states:
            return "reverse.unsettled"
        return "" if self.left * self.moved < 0 else "reverse.already"

    def want_of(self, amount: int | None) -> int:
        """Return what the take-back is to change, signed; `amount` None: all that is left. Raises RuleRefused."""
        key = self.why_not()
        if key:
            raise RuleRefused(key)
        if amount is None:
            return self.left
        return max(self.left, -amount) if self.left < 0 else min(self.left, amount)


def come_to(kind: Kind, amount: int, currency: str) -> tuple[Message, ...]:
    """Tell what a take-back of an act of this kind did, and what is to be done now; `amount` is signed, minor units."""
    money: dict[str, object] = {"amount": Money(abs(amount), currency)}
    first = Message("reverse.put_back" if amount > 0 else "reverse.taken_off", money)
    then = {
        Kind.CASH_OUT: Message("reverse.into_drawer", money),
        Kind.TOP_UP: Message("reverse.refund"),
        Kind.ISSUE: Message("reverse.sale_over"),
    }.get(kind)
    return (first,) if then is None else (first, then)
