"""Our books against what the service shows, by card and by currency."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.money import Money
from core.domain.outcome import Message


@dataclass(frozen=True, slots=True)
class CardReconciliation:
    """One card as our books have it: `begun` + `ours` + `others` is expected, `shown` is what the service has.

    `pending` is what will still be sent to it, signed, and `queued` counts these operations: also those that move no
    money. A card that the service is still to make has a negative id, and nothing on it.
    `seen` counts the changes by others that a look showed, `missing` the numbers between our own transactions: writes
    by others as well. `residual` is the sum still in doubt, `loss` what was settled as lost; both positive.
    `perhaps_twice` counts our writes that somebody came before: another, or a copy of that very write (D1).
    """

    card_id: int
    last_characters: str
    currency: str
    begun: int
    ours: int
    others: int
    seen: int
    shown: int
    pending: int
    queued: int
    missing: int
    unsettled: int
    residual: int
    loss: int
    perhaps_twice: int = 0

    @property
    def expected(self) -> int:
        return self.begun + self.ours + self.others

    @property
    def difference(self) -> int:
        """What nobody was seen to do: it must be explained."""
        return self.shown - self.expected

    @property
    def projected(self) -> int:
        """What the card will have when all that waits is done."""
        return self.shown + self.pending

    @property
    def agrees(self) -> bool:
        """Nobody but us changed it, as far as can be known, and nothing waits, is in doubt or lost, or done twice."""
        doubted = self.difference or self.unsettled or self.loss or self.perhaps_twice
        return not (self.shared or self.queued or doubted)

    @property
    def shared(self) -> bool:
        """Others changed it as well."""
        return bool(self.seen or self.missing)


@dataclass(frozen=True, slots=True)
class CurrencyReconciliation:
    """Sums over all cards of one currency, minor units."""

    currency: str
    cards: int
    shown: int
    pending: int
    queued: int
    others: int
    difference: int
    residual: int
    loss: int

    @property
    def projected(self) -> int:
        """What the cards will have when all that waits is done."""
        return self.shown + self.pending

    @property
    def waiting(self) -> Message | None:
        """What waits, beside what the service shows now and then; nothing where nothing waits."""
        if self.pending:
            sums = {"amount": self.pending, "shown": self.shown, "projected": self.projected}
            return Message("report.waiting", {name: Money(minor, self.currency) for name, minor in sums.items()})
        if self.queued > 1:
            return Message("report.waiting_many", {"count": self.queued})
        return Message("report.waiting_one") if self.queued else None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`cards` need a look; `level` are those on which everything agrees, as far as this till worked with them.

    `facade`: balances and gapless numbers contradict each other, so the service adds differences by itself (K2).
    """

    cards: tuple[CardReconciliation, ...]
    level: tuple[CardReconciliation, ...]
    currencies: tuple[CurrencyReconciliation, ...]
    facade: bool

    @property
    def waiting(self) -> tuple[Message, ...]:
        """What waits, a sentence for each currency."""
        return tuple(said for total in self.currencies if (said := total.waiting))

    @property
    def shared(self) -> bool:
        """Somebody else changed cards, or somebody must have."""
        return any(row.shared or row.difference for row in self.cards)
