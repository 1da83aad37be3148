"""How a person settles what was parked: the ways, and the sums that each comes to (docs/protocol.md 2, 5 and 9).

Pure arithmetic in minor units. `docs/decisions` tells why each sum is as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.money import Money, largest
from core.domain.operation import MONEY_KINDS, Kind
from core.domain.outcome import Accepted
from core.errors import RuleRefused

_CERTAIN = frozenset(
    {
        "park.short",
        "park.overdraft",
        "park.blocked",
        "park.refused",
        "park.another_card",
        "park.another_service",
        "outcome.card_not_made",
    }
)
"""Parked for one of these reasons, and every answer came: what was changed is known to the cent."""


class How(StrEnum):
    """What a person says about an operation. The values are the console's words."""

    APPLIED = "applied"
    NOT_APPLIED = "not-applied"
    AMOUNT = "amount"
    BALANCE = "balance"
    TAKE_LEFT = "take-left"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Decision:
    """One button, pressed. `figure` is the amount of AMOUNT or the true balance of BALANCE, minor units.

    An amount without a sign goes the operation's way; `signed` takes it as it stands. Without one it is at most what
    was wanted, but for a write that may have been done twice (docs/protocol.md D1).
    """

    operation_id: str
    how: How
    why: str
    figure: int | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The operation is off the list. `amount` is what it changed on its card in all, `loss` what the shop bears.

    `short`: by how much the card has less than was wanted.

    `follow` is the command that was accepted in its place and is still to be run. `stranded` counts the operations
    that waited for a card that will not be made: each needs a person now.
    """

    operation_id: str
    how: How
    card_id: int
    currency: str
    amount: int
    loss: int = 0
    short: int = 0
    follow: Accepted | None = None
    stranded: int = 0


@dataclass(frozen=True, slots=True)
class SettlementPlan:
    """What settling comes to: `extra` on top of what was answered, `rest` still to be written.

    What is not made good then: `loss` is the shop's, `short` is missing on the card, which is the customer's.
    """

    extra: int = 0
    rest: int = 0
    loss: int = 0
    short: int = 0


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a decision on money comes to if the card still shows `balance`. `known` is booked already."""

    known: int
    balance: int
    plan: SettlementPlan

    @property
    def amount(self) -> int:
        """What the operation changed on its card in all."""
        return self.known + self.plan.extra


@dataclass(frozen=True, slots=True)
class Standing:
    """A parked money operation: `known` is the sum of the answers, `target` the balance that was asked for in doubt.

    `offline`: the goods are gone already. `aborted`: it only put back what it had displaced. `twice`: more than one
    copy of the write may have been carried out (docs/protocol.md D1).
    """

    currency: str
    want: int
    known: int
    aborted: bool
    offline: bool
    certain: bool
    target: int | None = None
    twice: bool = False

    @property
    def debt(self) -> int:
        """What the write without an answer was to change."""
        return (0 if self.aborted else self.want) - self.known

    @property
    def owed(self) -> int:
        """What is still to be changed on the card if that write never happened."""
        return (0 if self.aborted and not self.offline else self.want) - self.known

    def plan(self, decision: Decision, balance: int) -> SettlementPlan:
        """Plan from `balance`, which the card shows now. Raises RuleRefused for what cannot be true, or done."""
        match decision.how:
            case How.APPLIED:
                return self._ended(self._all())
            case How.NOT_APPLIED:
                return self._again()
            case How.AMOUNT:
                return self._ended(self._part(decision))
            case How.BALANCE:
                return self._by_hand(decision.figure or 0, balance)
            case How.TAKE_LEFT:
                return self._take_left(balance)
            case How.DROP:
                return self._ended(0)

    def _ended(self, extra: int) -> SettlementPlan:
        total = self.known + extra
        return SettlementPlan(extra=extra, loss=self._loss(total), short=max(0, self.want - total))

    def _all(self) -> int:
        if self.certain:
            raise self._known_exactly()
        return self.debt

    def _part(self, decision: Decision) -> int:
        """Return the extra. A write that left `target` added at most that, and took at most what a card can hold."""
        figure = decision.figure or 0
        total = figure if decision.signed or self.want > 0 else -figure
        extra, (least, most) = total - self.known, self._believable
        if self.certain and extra:
            raise self._known_exactly()
        within = total * self.want >= 0 and abs(total) <= abs(self.want)
        believed = (decision.signed or self.twice) and self.target is not None and least <= extra <= most
        if not within and not believed:
            raise RuleRefused("settle.amount", most=Money(self._most(), self.currency))
        return extra

    @property
    def _believable(self) -> tuple[int, int]:
        """Return the least and the most that the write in doubt can have changed; nothing where there is none."""
        return (0, 0) if self.target is None else (self.target - largest(self.currency), self.target)

    def _most(self) -> int:
        """Return up to which amount without a sign is believed."""
        least, most = self._believable
        furthest = self.known + (most if self.want > 0 else least)
        return max(abs(self.want), abs(furthest)) if self.twice else abs(self.want)

    def _known_exactly(self) -> RuleRefused:
        return RuleRefused("settle.certain", known=Money(self.known, self.currency))

    def _again(self) -> SettlementPlan:
        if self.owed == 0:
            raise RuleRefused("settle.nothing_owed")
        return SettlementPlan(rest=self.owed)

    def _by_hand(self, wanted: int, balance: int) -> SettlementPlan:
        """Make what was wanted of operation and correction together; what goes beyond it is the correction's own."""
        rest = wanted - balance
        least, most = sorted((0, self.owed))
        extra = 0 if self.certain else min(max(self.owed - rest, least), most)
        return SettlementPlan(extra, rest, self._loss(self.known + extra + rest))

    def _take_left(self, balance: int) -> SettlementPlan:
        left = min(balance, -self.owed)
        if left <= 0:
            raise RuleRefused("settle.nothing_left")
        return SettlementPlan(rest=-left, loss=-self.owed - left)

    def _loss(self, total: int) -> int:
        """Return the money that is on the card, or was spent from it, and should not be. A sale may be undone."""
        goal = self.want if self.offline or self.want > 0 else 0
        return max(0, total - goal)


def perhaps_twice(key: str) -> bool:
    """Return whether it was parked because more than one copy of its write may have been carried out."""
    return key == "park.twice"


def certain(key: str, unanswered: bool) -> bool:
    """Return whether nothing is in doubt: the till found the reason out for itself, and no write lacks its answer."""
    return key in _CERTAIN and not unanswered


def ways(kind: Kind, card_id: int, known_exactly: bool, owed: int) -> tuple[How, ...]:
    """Return what a person may say about a parked operation, in the order of the buttons."""
    if kind not in MONEY_KINDS:
        return How.APPLIED, How.NOT_APPLIED, How.DROP
    if card_id < 0:
        return (How.DROP,)
    doubtful = () if known_exactly else (How.APPLIED,)
    again = (How.NOT_APPLIED,) if owed else ()
    left = (How.TAKE_LEFT,) if owed < 0 else ()
    return *doubtful, *again, How.AMOUNT, How.BALANCE, *left, How.DROP


@dataclass(frozen=True, slots=True)
class ParkedWrite:
    """Why an operation needs a person: the sentence's key, what it still owes, and the write in doubt.

    `write` is (balance before, balance asked for).
    """

    kind: Kind
    key: str
    owed: int
    write: tuple[int, int] | None = None


def suggestion(parked: ParkedWrite, balance: int | None) -> How | None:
    """Return what the evidence hints at, for a person to weigh: never pressed by the program (docs/protocol.md T3).

    `balance` is what the card shows now.
    """
    kind, key, owed, write = parked.kind, parked.key, parked.owed, parked.write
    if kind in MONEY_KINDS and write is not None and balance in write and write[0] != write[1]:
        return How.APPLIED if balance == write[1] else How.NOT_APPLIED
    if key in {"park.short", "park.overdraft"} and balance and owed < 0:
        return How.NOT_APPLIED if balance >= -owed else How.TAKE_LEFT
    if key in _CERTAIN or key == "outcome.code_taken":
        return How.DROP
    return How.APPLIED if key in {"park.create", "park.match"} else None
