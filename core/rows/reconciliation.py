"""Our books against what the service shows, by card and by currency."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardReconciliation:
    """One card as our books have it: `begun` + `ours` + `others` is expected, `shown` is what the service has.

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
    def agrees(self) -> bool:
        """Nobody but us changed it, as far as can be known, and nothing is in doubt or lost, or perhaps done twice."""
        return not (self.shared or self.difference or self.unsettled or self.loss or self.perhaps_twice)

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
    others: int
    difference: int
    residual: int
    loss: int


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
    def shared(self) -> bool:
        """Somebody else changed cards, or somebody must have."""
        return any(row.shared or row.difference for row in self.cards)
