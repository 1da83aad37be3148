"""What a card was like when this database last saw or wrote it: the service bears witness that nobody went on since.

A start that may be from a copy or a backup keeps it with every amount that is open (docs/protocol.md D6).
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.reply import ServerCard


@dataclass(frozen=True, slots=True)
class Witness:
    """Balance in minor units and `updated_at` in service time; None for a card that was never seen."""

    balance: int | None = None
    updated_at: int | None = None

    def confirms(self, shown: ServerCard) -> bool:
        """Return whether the card is as it was (docs/protocol.md T2): no other copy has done anything to it."""
        return (shown.balance, shown.updated_at) == (self.balance, self.updated_at)


def made(card: ServerCard) -> Witness:
    """Return what a card is like as long as nobody did anything to it."""
    return Witness(card.initial_value, card.created_at)
