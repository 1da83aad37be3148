"""What the shop allows without a connection: per sale, per card and day, and unresolved per till.

Zero switches selling without a connection off.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.money import Money
from core.errors import RuleRefused


@dataclass(frozen=True, slots=True)
class OfflineLimits:
    """Minor units of `currency`."""

    currency: str
    per_sale: int
    per_card_day: int
    per_till: int

    def check(self, amount: int, currency: str, card_day: int, till: int) -> None:
        """Raises RuleRefused naming the limit. `card_day` and `till` are what was accepted already."""
        if currency != self.currency or not (self.per_sale and self.per_card_day and self.per_till):
            raise RuleRefused("offline.off")
        if amount > self.per_sale:
            raise RuleRefused("offline.per_sale", limit=Money(self.per_sale, currency))
        if card_day + amount > self.per_card_day:
            raise RuleRefused("offline.per_card_day", left=Money(max(0, self.per_card_day - card_day), currency))
        if till + amount > self.per_till:
            raise RuleRefused("offline.per_till", left=Money(max(0, self.per_till - till), currency))
