"""What the shop allows without a connection: per sale, per card and day, unresolved per till, and by the balance's age.

Zero switches selling without a connection off.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.money import Money
from core.errors import RuleRefused

OLDEST_PENDING_H = 72
"""docs/protocol.md 9."""
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class OfflineLimits:
    """Minor units of `currency`."""

    currency: str
    per_sale: int
    per_card_day: int
    per_till: int
    balance_days: int = 7

    @property
    def off(self) -> bool:
        """Selling without a connection is switched off."""
        return not (self.per_sale and self.per_card_day and self.per_till)

    def check(self, amount: int, currency: str, card_day: int, till: int) -> None:
        """Check an amount. Raises RuleRefused naming the limit and what is left. The sums were accepted already."""
        if self.off:
            raise RuleRefused("offline.off")
        if currency != self.currency:
            raise RuleRefused("offline.currency", currency=self.currency)
        if amount > self.per_sale:
            raise RuleRefused("offline.per_sale", limit=Money(self.per_sale, currency))
        if card_day + amount > self.per_card_day:
            raise _over("offline.per_card_day", self.per_card_day, card_day, currency)
        if till + amount > self.per_till:
            raise _over("offline.per_till", self.per_till, till, currency)

    def check_age(self, balance_age_s: float) -> None:
        """Check the balance's age in seconds. Raises RuleRefused when too old to be charged; zero days: always."""
        if not self.balance_days:
            raise RuleRefused("offline.off")
        if balance_age_s > self.balance_days * _DAY_S:
            raise RuleRefused("offline.balance_age", days=self.balance_days)


def check_oldest(oldest_pending_s: float) -> None:
    """Check the oldest promise. Raises RuleRefused when it waits so long that no card may be charged on top of it."""
    if oldest_pending_s > OLDEST_PENDING_H * 3600:
        raise RuleRefused("offline.oldest", hours=OLDEST_PENDING_H)


def _over(key: str, limit: int, used: int, currency: str) -> RuleRefused:
    return RuleRefused(key, limit=Money(limit, currency), left=Money(max(0, limit - used), currency))
