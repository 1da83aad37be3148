"""What a customer owes and the cards that pay for it. Only what was taken or promised counts as paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from core.domain.operation import OPEN, State


class Share(StrEnum):
    """How far one card's share is. UNKNOWN: its answer was lost, or it needs a person; it may have been taken."""

    ASKED = "asked"
    TAKEN = "taken"
    PROMISED = "promised"
    REFUSED = "refused"
    UNKNOWN = "unknown"


PAID = frozenset({Share.TAKEN, Share.PROMISED})


@dataclass(frozen=True, slots=True)
class Part:
    """One card's share of a bill: `amount` in minor units, positive. `operation_id` is empty until it is accepted."""

    last_characters: str
    amount: int
    share: Share = Share.ASKED
    operation_id: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """`due` in minor units of `currency`. `bill_id` goes with each operation, so that one receipt can tell all."""

    bill_id: str
    due: int
    currency: str
    parts: tuple[Part, ...] = ()

    @property
    def paid(self) -> int:
        return self._sum(PAID)

    @property
    def left(self) -> int:
        """What is still due. A share in doubt is due as well, until it is known."""
        return max(0, self.due - self.paid)

    @property
    def over(self) -> int:
        """Taken beyond what was due: a share in doubt was paid in another way, and then turned out to be taken."""
        return max(0, self.paid - self.due)

    @property
    def in_doubt(self) -> int:
        return self._sum({Share.UNKNOWN})

    @property
    def settled(self) -> bool:
        """All is paid and nothing is in doubt: the next customer may come."""
        return not (self.left or self.over or self.in_doubt or self.asking)

    @property
    def asking(self) -> bool:
        """One share is on its way to the service."""
        return any(part.share is Share.ASKED for part in self.parts)

    def share_of(self, balance: int) -> int:
        """Return what a card with this balance can take over: the smaller of the two, never below zero."""
        return max(0, min(self.left, balance))

    def asked(self, last_characters: str, amount: int) -> Bill:
        """Return the bill with a further share on its way."""
        return replace(self, parts=(*self.parts, Part(last_characters, amount)))

    def answered(self, part: Part | None) -> Bill:
        """Return the bill with what came of the first share on its way; None: not accepted, and nothing was written."""
        at = next(number for number, each in enumerate(self.parts) if each.share is Share.ASKED)
        instead = () if part is None else (part,)
        return replace(self, parts=(*self.parts[:at], *instead, *self.parts[at + 1 :]))

    def renewed(self, part: Part) -> Bill:
        """Return the bill with a share that was known before and stands otherwise now."""
        same = (part if each.operation_id == part.operation_id else each for each in self.parts)
        return replace(self, parts=tuple(same))

    def _sum(self, shares: frozenset[Share] | set[Share]) -> int:
        return sum(part.amount for part in self.parts if part.share in shares)


def share_in(state: State, known: int, *, offline: bool) -> Share:
    """Return what a redeem in the outbox is worth to a bill. `known`: the proved taking, signed minor units."""
    if state in {State.DONE, State.INFERRED}:
        return Share.TAKEN if known else Share.REFUSED
    if state in {State.DECLINED, State.CANCELLED}:
        return Share.REFUSED
    return Share.PROMISED if state in OPEN and offline else Share.UNKNOWN
